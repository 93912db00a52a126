/** Structured operations whose derivatives are checked, each on tensors and on buffers, of static and of dynamic shapes. */

import { Access } from "../../../../dialects/linalg/named/access.ts";
import { type NamedOp, namedOps } from "../../../../dialects/linalg/named/table.ts";
import type { Argument, NamedSubject } from "../../../support/derivatives.ts";
import { numbers } from "../../../support/numbers.ts";

/** One operation, whatever its operands are. */
export interface OneOp {
  readonly name: string;
  /** The text in front of the operands. */
  readonly op: string;
  /** The text behind them: a body, say. */
  readonly rest?: string;
  /** The shapes of the inputs, `2x3xf64`, or scalar types `%f64`; then those of the outputs. */
  readonly ins: readonly string[];
  readonly outs: readonly string[];
  /** Whether results are told by the operands. */
  readonly hasNoArrow?: boolean;
  /** Scalars `%s0`, `%s1` that the body may use. */
  readonly captures?: number;
  /** The numbers of an operand, where not any will do. */
  readonly data?: Readonly<Record<number, readonly number[]>>;
}

const dimensionsOf = (shape: string): number[] => shape.split("x").slice(0, -1).map(Number);
const isScalar = (shape: string): boolean => shape.startsWith("%");
const elementOf = (shape: string): string => shape.split("x").at(-1)!;

function argumentFor(shape: string, seed: number, data?: readonly number[]): Argument {
  if (isScalar(shape)) return data?.[0] ?? numbers(1, seed)[0]!;
  const sizes = dimensionsOf(shape);
  const count = sizes.reduce((product, size) => product * size, 1);
  const values = elementOf(shape) === "i1" ? numbers(count, seed).map((x) => Number(x > 0)) : numbers(count, seed);
  return { shape: sizes, data: data ?? values };
}

export type Container = "tensor" | "memref";

/** The operation as a program; its outputs are arguments, too. */
function programOf(one: OneOp, container: Container, isDynamic: boolean): NamedSubject {
  const typeOf = (shape: string): string => {
    if (isScalar(shape)) return shape.slice(1);
    const dimensions = dimensionsOf(shape).map((size) => `${isDynamic ? "?" : size}x`);
    return `${container}<${dimensions.join("")}${elementOf(shape)}>`;
  };
  const shapes = [...one.ins, ...one.outs];
  const captures = Array.from({ length: one.captures ?? 0 }, (_, i) => `%s${i}: f64`);
  const types = shapes.map(typeOf);
  const list = (first: number, count: number): string =>
    `(${shapes
      .slice(first, first + count)
      .map((_, i) => `%x${first + i}`)
      .join(", ")} : ${types.slice(first, first + count).join(", ")})`;
  const ins = one.ins.length === 0 ? "" : `ins${list(0, one.ins.length)}`;
  const outTypes = types.slice(one.ins.length);
  const results = container === "tensor" ? outTypes : [];
  const arrow = container === "memref" || one.hasNoArrow === true ? "" : `-> (${outTypes.join(", ")})`;
  const names = results.map((_, i) => `%r#${i}`).join(", ");
  const text = `func.func @f(${[...types.map((type, i) => `%x${i}: ${type}`), ...captures].join(", ")}) -> (${results.join(", ")}) {
    ${results.length === 0 ? "" : `%r:${results.length} = `}${one.op} ${ins} outs${list(one.ins.length, one.outs.length)} ${one.rest ?? ""} ${arrow}
    return ${names} ${results.length === 0 ? "" : `: ${results.join(", ")}`}
  }`;
  return {
    name: `${one.name}, ${isDynamic ? "dynamic" : "static"} ${container}s`,
    text,
    types: [...types, ...captures.map(() => "f64")],
    resultTypes: results,
    args: [...shapes.map((shape, i) => argumentFor(shape, i + 1, one.data?.[i])), ...numbers(captures.length, 77)],
  };
}

export const allFormsOf = (one: OneOp): NamedSubject[] =>
  (["tensor", "memref"] as const).flatMap((container) =>
    [false, true].map((isDynamic) => programOf(one, container, isDynamic)),
  );

/** A form of each kind. */
export const someFormsOf = (one: OneOp): NamedSubject[] => [
  programOf(one, "tensor", true),
  programOf(one, "memref", false),
];

// Named operations.

/** A size for each loop. */
const sizeOf = (loop: string): number => ({ n: 1, m: 3, k: 4, g: 1 })[loop] ?? 2;

/** The shapes of a named operation's operands. */
function shapesOf({ name, access, loops, operands }: NamedOp, windows: number): string[] {
  if (name === "contract") return ["2x3xf64", "4x3xf64", "2x4xf64"];
  if (name === "fill") return ["%f64", "2x3xf64"];
  if (name === "fill_rng_2d") return ["%f64", "%f64", "%i32", "2x3xf64"];
  if (name === "select") return ["2x3xi1", "2x3xf64", "2x3xf64", "2x3xf64"];
  if (access === undefined) return operands.map(() => "2x3xf64");
  let window = 0;
  return new Access(loops!, access).indices.map((indices) => {
    const sizes = indices.map((index) => {
      const [first, second] = index.split(/[+~]/) as [string, string | undefined];
      if (second === undefined) return sizeOf(first);
      const [stride, dilation] = index.includes("~") && window++ < windows ? [2, 3] : [1, 1];
      return (sizeOf(first) - 1) * stride + (sizeOf(second) - 1) * dilation + 1;
    });
    return `${sizes.map((each) => `${each}x`).join("")}f64`;
  });
}

const contractMaps = ["(m, n, k) -> (m, k)", "(m, n, k) -> (n, k)", "(m, n, k) -> (m, n)"];
/** Between 0.1 and 2. */
const positive = (count: number): number[] => numbers(count, 9).map((x) => 1.05 + 0.95 * x);
const needsPositive = new Set(["log", "reciprocal", "sqrt", "rsqrt", "div", "powf"]);

export function namedOp(op: NamedOp, isWindowed = false): OneOp {
  const windows = isWindowed ? op.access!.split("~").length - 1 : 0;
  const shapes = shapesOf(op, windows);
  const maps =
    op.name === "contract" ? ` indexing_maps = [${contractMaps.map((map) => `affine_map<${map}>`).join(", ")}]` : "";
  const window = (value: number) => `dense<${value}> : tensor<${windows}xi64>`;
  const attributes = windows === 0 ? "" : ` {strides = ${window(2)}, dilations = ${window(3)}}`;
  return {
    name: isWindowed ? `${op.name} with strides and dilations` : op.name,
    op: `linalg.${op.name}${maps}${attributes}`,
    ins: shapes.slice(0, -1),
    outs: shapes.slice(-1),
    ...(needsPositive.has(op.name) ? { data: { 0: positive(6), 1: positive(12).slice(6) } } : {}),
    ...(op.name === "fill_rng_2d" ? { data: { 2: [42] } } : {}),
  };
}

export const differentiableNamedOps: readonly NamedOp[] = namedOps.filter(
  ({ name, operands }) => !name.includes("unsigned") && !operands.some((operand) => operand.endsWith("Zp")),
);

// Operations with bodies.

const generic = (maps: readonly string[], iterators: string): string => {
  const loops = [...iterators].map((_, i) => `d${i}`).join(", ");
  const types = [...iterators].map((kind) => (kind === "p" ? '"parallel"' : '"reduction"')).join(", ");
  const list = maps.map((map) => `affine_map<(${loops}) -> (${map})>`).join(", ");
  return `linalg.generic {indexing_maps = [${list}], iterator_types = [${types}]}`;
};

const letters = "abcdefgh";
/** A body with arguments `%a`, `%b`, ...; the last line is what it yields. */
function body(elements: readonly string[], ...lines: readonly string[]): string {
  const args = elements.map((type, i) => `%${letters[i]}: ${type}`).join(", ");
  return `{
    ^bb0(${args}):
      ${[...lines.slice(0, -1), `linalg.yield ${lines.at(-1)}`].join("\n      ")}
    }`;
}

interface GenericCase extends Pick<OneOp, "captures" | "data"> {
  readonly maps: readonly string[];
  /** `p` or `r` for each loop. */
  readonly loops: string;
  readonly ins: readonly string[];
  readonly outs: readonly string[];
  readonly body: readonly string[];
}

function genericOp(name: string, { maps, loops, body: lines, ...rest }: GenericCase): OneOp {
  const elements = [...rest.ins, ...rest.outs].map((shape) => elementOf(shape.replace("%", "")));
  return { name, op: generic(maps, loops), rest: body(elements, ...lines), ...rest };
}

export const generics: readonly OneOp[] = [
  genericOp("elementwise, with a captured number", {
    maps: ["d0, d1", "d0, d1", "d0, d1"],
    loops: "pp",
    ins: ["2x3xf64", "2x3xf64"],
    outs: ["2x3xf64"],
    captures: 2,
    body: [
      "%0 = arith.mulf %a, %s0 : f64",
      "%1 = math.sin %0 : f64",
      "%2 = arith.mulf %1, %b : f64",
      "%3 = arith.addf %2, %s1 : f64",
      "%3 : f64",
    ],
  }),
  genericOp("a transposed input and one that is repeated", {
    maps: ["d1, d0", "d1", "d0, d1"],
    loops: "pp",
    ins: ["3x2xf64", "3xf64"],
    outs: ["2x3xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = math.exp %0 : f64", "%1 : f64"],
  }),
  genericOp("several outputs, indexed differently", {
    maps: ["d0, d1", "d0", "d0, d1", "d1, d0"],
    loops: "pp",
    ins: ["2x3xf64", "2xf64"],
    outs: ["2x3xf64", "3x2xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = arith.mulf %0, %a : f64", "%0, %1 : f64, f64"],
  }),
  genericOp("an output that is read, each element once", {
    maps: ["d0, d1", "d0, d1"],
    loops: "pp",
    ins: ["2x3xf64"],
    outs: ["2x3xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = arith.mulf %0, %b : f64", "%1 : f64"],
  }),
  genericOp("an output to which is added, each element once", {
    maps: ["d0, d1", "d1, d0"],
    loops: "pp",
    ins: ["2x3xf64"],
    outs: ["3x2xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%1 = arith.addf %0, %b : f64", "%1 : f64"],
  }),
  genericOp("elements that are left alone", {
    maps: ["d0", "2 * d0, 0, d0"],
    loops: "p",
    ins: ["3xf64"],
    outs: ["6x2x3xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%0 : f64"],
  }),
  genericOp("indices", {
    maps: ["d0, d1", "d0, d1"],
    loops: "pp",
    ins: ["2x3xf64"],
    outs: ["2x3xf64"],
    body: [
      "%i = linalg.index 0 : index",
      "%j = linalg.index 1 : index",
      "%k = arith.addi %i, %j : index",
      "%l = arith.index_cast %k : index to i32",
      "%0 = arith.sitofp %l : i32 to f64",
      "%1 = arith.mulf %0, %a : f64",
      "%2 = arith.mulf %1, %a : f64",
      "%2 : f64",
    ],
  }),
  genericOp("a scalar input", {
    maps: ["", "d0", "d0"],
    loops: "p",
    ins: ["%f64", "3xf64"],
    outs: ["3xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = math.exp %0 : f64", "%1 : f64"],
  }),
  genericOp("no loops", {
    maps: ["", ""],
    loops: "",
    ins: ["f64"],
    outs: ["f64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%0 : f64"],
  }),
  genericOp("a sum of what is no product", {
    maps: ["d0, d1", "d1", "d0"],
    loops: "pr",
    ins: ["2x3xf64", "3xf64"],
    outs: ["2xf64"],
    body: ["%0 = arith.subf %a, %b : f64", "%1 = math.exp %0 : f64", "%2 = arith.addf %1, %c : f64", "%2 : f64"],
  }),
  genericOp("a sum of several", {
    maps: ["d0, d1", "d0"],
    loops: "pr",
    ins: ["2x3xf64"],
    outs: ["2xf64"],
    captures: 1,
    body: [
      "%0 = arith.mulf %a, %s0 : f64",
      "%1 = arith.subf %b, %0 : f64",
      "%2 = math.sin %a : f64",
      "%3 = arith.addf %2, %1 : f64",
      "%3 : f64",
    ],
  }),
  genericOp("neighbours", {
    maps: ["d0 + d1", "d1", "d0"],
    loops: "pr",
    ins: ["6xf64", "3xf64"],
    outs: ["4xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = math.sin %0 : f64", "%2 = arith.addf %1, %c : f64", "%2 : f64"],
  }),
  genericOp("backwards", {
    maps: ["3 - d0", "d0"],
    loops: "p",
    ins: ["4xf64"],
    outs: ["4xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%0 : f64"],
  }),
  genericOp("a diagonal", {
    maps: ["d0, d0", "d0"],
    loops: "p",
    ins: ["3x3xf64"],
    outs: ["3xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%0 : f64"],
  }),
  genericOp("a choice by a condition", {
    maps: ["d0", "d0", "d0", "d0"],
    loops: "p",
    ins: ["3xi1", "3xf64", "3xf64"],
    outs: ["3xf64"],
    body: ["%0 = arith.mulf %b, %c : f64", "%1 = arith.select %a, %0, %b : f64", "%1 : f64"],
  }),
  genericOp("a branch", {
    maps: ["d0", "d0", "d0"],
    loops: "p",
    ins: ["4xf64", "4xf64"],
    outs: ["4xf64"],
    captures: 1,
    body: [
      "%0 = math.exp %a : f64",
      "%1 = arith.cmpf olt, %a, %b : f64",
      "%2 = scf.if %1 -> f64 {",
      "  %3 = arith.mulf %0, %s0 : f64",
      "  %4 = math.sin %3 : f64",
      "  scf.yield %4 : f64",
      "} else {",
      "  %3 = arith.mulf %0, %b : f64",
      "  scf.yield %3 : f64",
      "}",
      "%5 = math.cos %2 : f64",
      "%6 = arith.mulf %5, %c : f64",
      "%6 : f64",
    ],
  }),
  genericOp("a sum of absolute values", {
    maps: ["d0, d1", ""],
    loops: "rr",
    ins: ["2x3xf64"],
    outs: ["f64"],
    body: ["%0 = math.absf %a : f64", "%1 = arith.addf %0, %b : f64", "%1 : f64"],
  }),
];

/** Those in which iterations depend on one another. */
export const recurrences: readonly OneOp[] = [
  genericOp("a product", {
    maps: ["d0, d1", "d0"],
    loops: "pr",
    ins: ["2x3xf64"],
    outs: ["2xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%0 : f64"],
  }),
  genericOp("a recurrence with a captured number", {
    maps: ["d0, d1", "d1"],
    loops: "rp",
    ins: ["3x2xf64"],
    outs: ["2xf64"],
    captures: 1,
    body: ["%0 = arith.mulf %b, %s0 : f64", "%1 = arith.addf %0, %a : f64", "%2 = math.sin %1 : f64", "%2 : f64"],
  }),
  genericOp("the last of several writes", {
    maps: ["d0, d1", "d0"],
    loops: "pr",
    ins: ["2x3xf64"],
    outs: ["2xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%0 : f64"],
  }),
  genericOp("a maximum", {
    maps: ["d0, d1", "d0"],
    loops: "pr",
    ins: ["2x4xf64"],
    outs: ["2xf64"],
    body: ["%0 = arith.mulf %a, %a : f64", "%1 = arith.maximumf %0, %b : f64", "%1 : f64"],
  }),
  genericOp("a minimum, over several loops", {
    maps: ["d0, d1, d2", "d1, d2", "d1"],
    loops: "rpr",
    ins: ["2x3x2xf64", "3x2xf64"],
    outs: ["3xf64"],
    captures: 1,
    body: [
      "%0 = arith.mulf %a, %b : f64",
      "%1 = arith.addf %0, %s0 : f64",
      "%2 = arith.minimumf %c, %1 : f64",
      "%2 : f64",
    ],
  }),
  genericOp("a maximum and its index", {
    maps: ["d0, d1", "d0", "d0"],
    loops: "pr",
    ins: ["2x4xf64"],
    outs: ["2xf64", "2xi32"],
    body: [
      "%i = linalg.index 1 : index",
      "%0 = arith.index_cast %i : index to i32",
      "%1 = arith.cmpf ogt, %a, %b : f64",
      "%2 = arith.select %1, %a, %b : f64",
      "%3 = arith.select %1, %0, %c : i32",
      "%2, %3 : f64, i32",
    ],
  }),
  genericOp("a sum and a maximum", {
    maps: ["d0, d1", "d0", "d0"],
    loops: "pr",
    ins: ["2x3xf64"],
    outs: ["2xf64", "2xf64"],
    body: ["%0 = arith.addf %a, %b : f64", "%1 = arith.maximumf %c, %a : f64", "%0, %1 : f64, f64"],
  }),
  genericOp("outputs that depend on one another", {
    maps: ["d0, d1", "d0", "d0"],
    loops: "pr",
    ins: ["2x3xf64"],
    outs: ["2xf64", "2xf64"],
    body: ["%0 = arith.addf %a, %b : f64", "%1 = arith.mulf %c, %0 : f64", "%0, %1 : f64, f64"],
  }),
  genericOp("a moving product", {
    maps: ["d0 + d1", "d1", "d0"],
    loops: "pr",
    ins: ["6xf64", "3xf64"],
    outs: ["4xf64"],
    body: ["%0 = arith.mulf %a, %b : f64", "%1 = arith.addf %0, %c : f64", "%2 = arith.mulf %1, %c : f64", "%2 : f64"],
  }),
];

const short = (name: string, op: string, ins: readonly string[], outs: readonly string[], rest = ""): OneOp => ({
  name,
  op,
  rest,
  ins,
  outs,
  hasNoArrow: true,
});

export const shortOps: readonly OneOp[] = [
  short(
    "map",
    "linalg.map",
    ["2x3xf64", "2x3xf64"],
    ["2x3xf64"],
    "(%p: f64, %q: f64, %o: f64) { %0 = arith.mulf %p, %q : f64\n linalg.yield %0 : f64 }",
  ),
  short("map of one operation", "linalg.map { math.sin }", ["3xf64"], ["3xf64"]),
  short("reduce to a sum", "linalg.reduce { arith.addf }", ["2x3x2xf64"], ["3xf64"], "dimensions = [0, 2]"),
  short("reduce to a product", "linalg.reduce { arith.mulf }", ["2x3xf64"], ["2xf64"], "dimensions = [1]"),
  short("reduce to a maximum", "linalg.reduce { arith.maximumf }", ["2x3xf64"], ["3xf64"], "dimensions = [0]"),
  short("transpose", "linalg.transpose", ["2x3x4xf64"], ["4x2x3xf64"], "permutation = [2, 0, 1]"),
  short("broadcast", "linalg.broadcast", ["3xf64"], ["2x3x2xf64"], "dimensions = [0, 2]"),
  {
    name: "elementwise",
    op: `linalg.elementwise kind=#linalg.elementwise_kind<mul> indexing_maps = [affine_map<(d0, d1) -> (d1)>, affine_map<(d0, d1) -> (d1, d0)>, affine_map<(d0, d1) -> (d0, d1)>]`,
    ins: ["3xf64", "3x2xf64"],
    outs: ["2x3xf64"],
  },
  {
    name: "matmul of transposed matrices",
    op: "linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (k, m)>, affine_map<(m, n, k) -> (n, k)>, affine_map<(m, n, k) -> (m, n)>]",
    ins: ["4x2xf64", "3x4xf64"],
    outs: ["2x3xf64"],
  },
  {
    name: "matmul of a matrix and a repeated vector",
    op: "linalg.matmul indexing_maps = [affine_map<(m, n, k) -> (k)>, affine_map<(m, n, k) -> (k, n)>, affine_map<(m, n, k) -> (m, n)>]",
    ins: ["4xf64", "4x3xf64"],
    outs: ["2x3xf64"],
  },
  {
    name: "outer product",
    op: generic(["d0", "d1", "d0, d1"], "pp"),
    rest: body(["f64", "f64", "f64"], "%0 = arith.mulf %a, %b : f64", "%0 : f64"),
    ins: ["2xf64", "3xf64"],
    outs: ["2x3xf64"],
  },
];
