/**
 * A notation for indexing maps. `"n oh~kh ow~kw c, kh kw c f -> n oh ow f"` has one list of indices for each operand, the
 * output last. An index is a loop, a sum `oh+kh`, or a window `oh~kh`: `oh` times a stride plus `kh` times a dilation.
 */
import { AffineExpr, AffineMap } from "../../../ir/affine.ts";
import type { IteratorType } from "../../../ir/interfaces/linalg.ts";

/** Strides and dilations of the windows of an operand, in the order in which the notation has them. */
export interface Window {
  readonly strides: readonly bigint[];
  readonly dilations: readonly bigint[];
}

export class Access {
  /** The names of the loops, the outermost first. */
  readonly loops: readonly string[];
  /** For each operand its indices as they are written. */
  readonly indices: readonly (readonly string[])[];

  constructor(loops: string, operands: string) {
    const words = (text: string): string[] => text.split(" ").filter((word) => word !== "");
    const [inputs, output] = operands.split("->") as [string, string];
    this.loops = words(loops);
    this.indices = [...inputs.split(",").map(words), words(output)];
  }

  /** Loops that the output does not have are reductions. */
  get iteratorTypes(): IteratorType[] {
    const output = this.indices.at(-1)!;
    return this.loops.map((loop) => (output.includes(loop) ? "parallel" : "reduction"));
  }

  indexingMaps({ strides, dilations }: Window = noWindow): AffineMap[] {
    const loop = (name: string): AffineExpr => AffineExpr.dim(this.loops.indexOf(name));
    let window = 0;
    const expr = (index: string): AffineExpr => {
      const [first, second] = index.split(/[+~]/) as [string, string | undefined];
      if (second === undefined) return loop(first);
      if (index.includes("+")) return loop(first).add(loop(second));
      const [stride, dilation] = [strides[window] ?? 1n, dilations[window] ?? 1n];
      window++;
      return loop(first).mul(stride).add(loop(second).mul(dilation));
    };
    return this.indices.map((operand) => AffineMap.get(this.loops.length, 0, operand.map(expr)));
  }

  /** The indices of an operand as a formula has them: `[n, oh * stride + kh * dilation, c]`. */
  describe(operand: number): string {
    const text = (index: string): string =>
      index.replace("+", " + ").replace(/^(\w+)~(\w+)$/, "$1 * stride + $2 * dilation");
    return `[${this.indices[operand]!.map(text).join(", ")}]`;
  }
}

const noWindow: Window = { strides: [], dilations: [] };
