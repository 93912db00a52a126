/** Programs with every named operation, on tensors or buffers of given element types. */

import { Access } from "../../../dialects/linalg/named/access.ts";
import { type NamedOp, namedOps } from "../../../dialects/linalg/named/table.ts";

export interface ProgramOptions {
  readonly container: "tensor" | "memref";
  /** The element types of the inputs and of the output. */
  readonly input: string;
  readonly output: string;
  /** Which operations there are; all if it is left out. */
  readonly includes?: (op: NamedOp) => boolean;
  /** What stands behind the operation's name. */
  readonly attributes?: (op: NamedOp, windowRank: number) => string;
}

/** The number of dimensions of each operand; scalars have none. */
function ranksOf(op: NamedOp): readonly number[] {
  if (op.access !== undefined) return new Access(op.loops!, op.access).indices.map((indices) => indices.length);
  if (op.name === "contract") return [2, 2, 2];
  if (op.name === "fill") return [-1, 2];
  return op.operands.map(() => 2);
}

const isZeroPoint = (operand: string): boolean => operand.endsWith("Zp");

/** The kinds of numbers that an operation takes. */
const takesInteger = (op: NamedOp): boolean =>
  !["exp", "log", "abs", "ceil", "floor", "negf", "reciprocal", "round", "sqrt", "rsqrt", "square", "tanh", "erf"]
    .concat("powf")
    .includes(op.name);
const takesFloat = (op: NamedOp): boolean => !op.name.includes("unsigned");

const contractMaps = ["(m, n, k) -> (m, k)", "(m, n, k) -> (n, k)", "(m, n, k) -> (m, n)"];

/** A function with one operation of the name. */
function functionFor(op: NamedOp, { container, input, output, attributes }: ProgramOptions): string {
  const ranks = ranksOf(op);
  const isElementwise = op.access === undefined && !["contract", "copy", "fill", "select"].includes(op.name);
  const types = op.operands.map((operand, i) => {
    const isOutput = i === op.operands.length - 1;
    const element = operand === "cond" ? "i1" : isOutput || isElementwise || op.name === "fill" ? output : input;
    if (isZeroPoint(operand)) return input;
    if (op.name === "fill_rng_2d" && !isOutput) return operand === "seed" ? "i32" : "f64";
    const chosen = op.name === "select" && operand !== "cond" ? output : element;
    return ranks[i] === -1 ? chosen : `${container}<${"?x".repeat(ranks[i]!)}${chosen}>`;
  });
  const values = op.operands.map((_, i) => `%arg${i}`);
  const [inputs, init] = [values.slice(0, -1).join(", "), values.at(-1)!];
  const windowRank = (op.access?.split("~").length ?? 1) - 1;
  const maps =
    op.name === "contract" ? ` indexing_maps = [${contractMaps.map((map) => `affine_map<${map}>`).join(", ")}]` : "";
  const result = container === "tensor" ? ` -> ${types.at(-1)}` : "";
  return `func.func @${op.name}(${values.map((value, i) => `${value}: ${types[i]}`).join(", ")})${result} {
  ${result === "" ? "" : "%0 = "}linalg.${op.name}${maps}${attributes?.(op, windowRank) ?? ""} ins(${inputs} : ${types.slice(0, -1).join(", ")}) outs(${init} : ${types.at(-1)})${result}
  return${result === "" ? "" : ` %0 : ${types.at(-1)}`}
}
`;
}

/** A module with a function for each named operation that takes these numbers. */
export function everyNamedOp(options: ProgramOptions): string {
  const isFloat = options.output.includes("f");
  return namedOps
    .filter((op) => (isFloat ? takesFloat(op) : takesInteger(op)) && options.includes?.(op) !== false)
    .map((op) => functionFor(op, options))
    .join("");
}
