/** Short notation for the many small functions that these tests feed to adopt and mlir-opt. */

/**
 * A function: its arguments, its operations separated by `;`, and its results as `%name: type`. In the operations `@add`
 * stands for `arith.add`, and `= 7 : i32` for a constant.
 */
export function fn(args: string, body: string, ...results: readonly string[]): string {
  const types = results.map((result) => result.replace(/^.*?: /, "")).join(", ");
  const values = results.map((result) => result.replace(/:.*$/, "")).join(", ");
  const lines = body
    .split(";")
    .map((line) => line.trim())
    .filter((line) => line !== "")
    .map((line) =>
      line.replace(/^(%\w+) = (?=dense|-?\d|true|false)/, "$1 = arith.constant ").replaceAll("@", "arith."),
    );
  return `func.func @f(${args}) -> (${types}) {\n  ${lines.join("\n  ")}\n  return ${values} : ${types}\n}`;
}

/** The functions under names of their own in one file. */
export const moduleOf = (functions: readonly string[]): string =>
  functions.map((text, i) => text.replace("@f(", `@f${i}(`)).join("\n");

export const integerPredicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"] as const;
export const floatPredicates = [
  ...["false", "oeq", "ogt", "oge", "olt", "ole", "one", "ord"],
  ...["ueq", "ugt", "uge", "ult", "ule", "une", "uno", "true"],
] as const;
export const integerOps = [
  ...["addi", "subi", "muli", "divui", "divsi", "ceildivui", "ceildivsi", "floordivsi", "remui", "remsi"],
  ...["andi", "ori", "xori", "shli", "shrui", "shrsi", "maxsi", "maxui", "minsi", "minui"],
] as const;
export const floatOps = [
  ...["addf", "subf", "mulf", "divf", "remf", "maximumf", "maxnumf", "minimumf", "minnumf"],
] as const;
