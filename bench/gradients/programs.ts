/** The two sides of a measurement: a program compiled by adopt, and the same written by hand in C. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import koffi from "koffi";
import { compile, type EngineName } from "../../tools/compile.ts";
import type { GradientCase, Input } from "./cases.ts";
import { compileCounting } from "./peak-memory.ts";

/** Calls the value or the gradient of a case some times; the arrays for the results come last. */
type Calls = (times: number, args: readonly Input[]) => void;

export interface Side {
  readonly values: Calls;
  readonly gradients: Calls;
}

const dataOf = (arg: Input) => ("shape" in arg ? arg.data : arg);

const folder = import.meta.dirname;
const examples = join(folder, "../../examples");

/** The example with its loop of calls. */
const textOf = (program: string): string =>
  [join(examples, `${program}.mlir`), join(folder, `${program}-calls.mlir`)]
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

/** The most bytes that one call has in use, besides the arrays that it is given. */
export function peakBytes({ program }: GradientCase, name: keyof Side, args: readonly Input[]): number {
  const module = compileCounting(textOf(program));
  module[name]!(1, ...args);
  return module.peakBytes!() as number;
}

/** The side of adopt. */
export function adoptSide({ program }: GradientCase, engine: EngineName): Side {
  const text = textOf(program);
  const { values, gradients } = compile(text, { engine, name: `${program}.mlir` });
  return {
    values: (times, args) => values!(times, ...args),
    gradients: (times, args) => gradients!(times, ...args),
  };
}

/**
 * The side of C, compiled by clang 22 for this machine.
 *
 * @throws {Error} if clang-22 is not installed
 */
export function cSide({ program, sizes, inputs, gradientShapes }: GradientCase): Side {
  const work = mkdtempSync(join(tmpdir(), "adopt-gradients-"));
  try {
    const file = join(work, `${program}.so`);
    const flags = ["-O3", "-march=native", "-shared", "-fPIC"];
    execFileSync("clang-22", [...flags, join(folder, `${program}.c`), "-o", file, "-lm"]);
    const library = koffi.load(file);
    const bind = (name: string, outputs: number): Calls => {
      const integers = new Array<string>(1 + sizes.length).fill("int64_t");
      const arrays = inputs.map((input) => (dataOf(input) instanceof Int32Array ? "int32_t *" : "double *"));
      const results = new Array<string>(outputs).fill("double *");
      const native = library.func(name, "void", [...integers, ...arrays, ...results]);
      return (times, args) => native(times, ...sizes, ...args.map(dataOf));
    };
    return { values: bind("values", 1), gradients: bind("gradients", gradientShapes.length) };
  } finally {
    rmSync(work, { recursive: true });
  }
}
