/** Arithmetic on integers of every width gives the same on every engine. */

import { beforeAll, expect, it } from "vitest";
import type { CompiledModule, EngineName } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

/** Widths with an own representation, and those at their borders. */
const widths = [1, 2, 7, 8, 16, 31, 32, 33, 48, 63, 64, 65, 128];

type Reference = (a: bigint, b: bigint, width: number) => bigint | undefined;

const bits = (value: bigint, width: number): bigint => BigInt.asUintN(width, value);
const isShift = (amount: bigint, width: number): boolean => bits(amount, width) < BigInt(width);
const floorDivide = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);
const ceilDivide = (a: bigint, b: bigint): bigint => -floorDivide(-a, b);
/** Undefined where the operation has no defined result: for a divisor of zero, or a quotient that does not fit. */
const divisor =
  (divide: Reference): Reference =>
  (a, b, width) =>
    b === 0n || (b === -1n && a === -(1n << BigInt(width - 1))) ? undefined : divide(a, b, width);
const unsigned =
  (operation: Reference): Reference =>
  (a, b, width) =>
    operation(bits(a, width), bits(b, width), width);

/** The binary operations, on integers of any width. */
const binary: Readonly<Record<string, Reference>> = {
  "arith.addi": (a, b) => a + b,
  "arith.subi": (a, b) => a - b,
  "arith.muli": (a, b) => a * b,
  "arith.divsi": divisor((a, b) => a / b),
  "arith.divui": unsigned(divisor((a, b) => a / b)),
  "arith.ceildivsi": divisor(ceilDivide),
  "arith.ceildivui": unsigned(divisor(ceilDivide)),
  "arith.floordivsi": divisor(floorDivide),
  "arith.remsi": divisor((a, b) => a % b),
  "arith.remui": unsigned(divisor((a, b) => a % b)),
  "arith.andi": (a, b) => a & b,
  "arith.ori": (a, b) => a | b,
  "arith.xori": (a, b) => a ^ b,
  "arith.shli": (a, b, width) => (isShift(b, width) ? a << bits(b, width) : undefined),
  "arith.shrsi": (a, b, width) => (isShift(b, width) ? a >> bits(b, width) : undefined),
  "arith.shrui": (a, b, width) => (isShift(b, width) ? bits(a, width) >> bits(b, width) : undefined),
  "arith.maxsi": (a, b) => (a > b ? a : b),
  "arith.minsi": (a, b) => (a < b ? a : b),
  "arith.maxui": unsigned((a, b) => (a > b ? a : b)),
  "arith.minui": unsigned((a, b) => (a < b ? a : b)),
  "math.ipowi": (a, b, width) => power(a, b, width),
};

function power(base: bigint, exponent: bigint, width: number): bigint | undefined {
  if (exponent >= 0n) {
    let result = 1n;
    for (let i = exponent % (1n << BigInt(width)); i > 0n && i < 4096n; i--) result = bits(result * base, width);
    // Larger exponents would take too long; they are tested with bases whose powers are known.
    if (exponent < 4096n) return result;
    return base === 0n || base === 1n ? base : base === -1n ? (exponent % 2n === 0n ? 1n : -1n) : undefined;
  }
  if (base === 0n) return undefined;
  if (base === 1n || base === -1n) return exponent % 2n === 0n ? 1n : base;
  return 0n;
}

const unary: Readonly<Record<string, (a: bigint, width: number) => bigint>> = {
  "math.absi": (a) => (a < 0n ? -a : a),
  "math.ctlz": (a, width) => BigInt(width - (a === 0n ? 0 : bits(a, width).toString(2).length)),
  "math.cttz": (a, width) => {
    let count = 0n;
    while (count < width && ((bits(a, width) >> count) & 1n) === 0n) count++;
    return count;
  },
  "math.ctpop": (a, width) => BigInt(bits(a, width).toString(2).replaceAll("0", "").length),
};

const comparisons: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  eq: (a, b) => a === b,
  ne: (a, b) => a !== b,
  lt: (a, b) => a < b,
  le: (a, b) => a <= b,
  gt: (a, b) => a > b,
  ge: (a, b) => a >= b,
};
const predicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];

function compareAs(predicate: string, a: bigint, b: bigint, width: number): boolean {
  if (predicate === "eq" || predicate === "ne") return comparisons[predicate]!(a, b);
  const compare = comparisons[predicate.slice(1)]!;
  return predicate.startsWith("s") ? compare(a, b) : compare(bits(a, width), bits(b, width));
}

/** Values at the borders of a width, with their sign. */
function edges(width: number): bigint[] {
  const top = 1n << BigInt(width - 1);
  const candidates = [0n, 1n, 2n, 3n, 5n, 7n, 31n, 1000003n, top - 1n, top - 2n, top >> 1n, 1n << BigInt(width >> 1)];
  const values = candidates.flatMap((value) => [value, -value, ~value]).map((value) => BigInt.asIntN(width, value));
  return [...new Set([...values, -top])];
}

/** The way JavaScript sees an integer of this width. */
const toHost = (value: bigint, width: number): boolean | number | bigint =>
  width === 1 ? value !== 0n : width <= 32 ? Number(value) : value;

const call = (name: string): string => name.replace(".", "_");

/** Upstream has no conversion of integer powers to LLVM. */
const isSupported = (name: string, engine: EngineName): boolean => engine === "js" || name !== "math.ipowi";

/** Functions for all operations on `type`. */
const moduleFor = (type: string, engine: EngineName): string =>
  [
    ...Object.keys(binary)
      .filter((name) => isSupported(name, engine))
      .map(
        (name) => `func.func @${call(name)}(%a: ${type}, %b: ${type}) -> ${type} {
          %0 = ${name} %a, %b : ${type}
          return %0 : ${type}
        }`,
      ),
    ...Object.keys(unary).map(
      (name) => `func.func @${call(name)}(%a: ${type}) -> ${type} {
          %0 = ${name} %a : ${type}
          return %0 : ${type}
        }`,
    ),
    ...predicates.map(
      (predicate) => `func.func @${predicate}(%a: ${type}, %b: ${type}) -> i1 {
          %0 = arith.cmpi ${predicate}, %a, %b : ${type}
          return %0 : i1
        }`,
    ),
    ...["mulsi_extended", "mului_extended"].map(
      (name) => `func.func @${name}(%a: ${type}, %b: ${type}) -> (${type}, ${type}) {
          %0, %1 = arith.${name} %a, %b : ${type}
          return %0, %1 : ${type}, ${type}
        }`,
    ),
    `func.func @addui_extended(%a: ${type}, %b: ${type}) -> (${type}, i1) {
        %0, %1 = arith.addui_extended %a, %b : ${type}, i1
        return %0, %1 : ${type}, i1
      }`,
  ].join("\n");

for (const width of widths) {
  describeEngines(`integers of ${width} bits`, ({ run, engine }) => {
    let module: CompiledModule;
    beforeAll(() => {
      module = run(moduleFor(`i${width}`, engine));
    });
    const values = edges(width);
    const pairs = values.flatMap((a) => values.map((b) => [a, b] as const));
    const host = (value: bigint): boolean | number | bigint => toHost(BigInt.asIntN(width, value), width);

    it.each(Object.entries(binary).filter(([name]) => isSupported(name, engine)))("%s", (name, reference) => {
      for (const [a, b] of pairs) {
        const expected = reference(a, b, width);
        if (expected !== undefined) {
          expect(module[call(name)]!(host(a), host(b)), `${a}, ${b}`).toBe(host(expected));
        }
      }
    });

    it.each(Object.entries(unary))("%s", (name, reference) => {
      for (const a of values) expect(module[call(name)]!(host(a)), `${a}`).toBe(host(reference(a, width)));
    });

    it.each(predicates)("arith.cmpi %s", (predicate) => {
      for (const [a, b] of pairs) {
        expect(module[predicate]!(host(a), host(b)), `${a}, ${b}`).toBe(compareAs(predicate, a, b, width));
      }
    });

    it("multiplication to twice the width, addition with a carry", () => {
      for (const [a, b] of pairs) {
        const signed = a * b;
        const product = bits(a, width) * bits(b, width);
        const sum = bits(a, width) + bits(b, width);
        const high = (value: bigint) => host(value >> BigInt(width));
        expect(module.mulsi_extended!(host(a), host(b)), `${a}, ${b}`).toEqual([host(signed), high(signed)]);
        expect(module.mului_extended!(host(a), host(b)), `${a}, ${b}`).toEqual([host(product), high(product)]);
        expect(module.addui_extended!(host(a), host(b)), `${a}, ${b}`).toEqual([
          host(sum),
          sum >> BigInt(width) !== 0n,
        ]);
      }
    });

    // Native code ends the process.
    it.runIf(engine === "js").each(["divsi", "divui", "ceildivsi", "ceildivui", "floordivsi", "remsi", "remui"])(
      "arith.%s by zero throws",
      (name) => {
        expect(() => module[`arith_${name}`]!(host(1n), host(0n))).toThrow("division by zero");
      },
    );
  });
}
