/** Views of views of a buffer have their elements where arithmetic says. */

import { expect, it } from "vitest";
import { f64 } from "../../../ir/builtin/types.ts";
import { describeEngines } from "../../support/engines.ts";
import { RandomNumbers } from "../../support/numbers.ts";
import { positions, type View, ViewWriter, wholeBuffer } from "../../support/random-views.ts";

const shapes = [[4, 6, 8], [24], [1, 12, 2], [3, 5], [2, 2, 2, 2]];

/** Adds 1, 2, 3 and so on to the elements, in row-major order. */
function count({ name, type, shape }: View): string {
  const loops = shape.map((_, d) => {
    const dim = `%size${d} = memref.dim ${name}, %d${d} : ${type}`;
    return `%d${d} = arith.constant ${d} : index\n${dim}
      %sum${d + 1} = scf.for %i${d} = %zero to %size${d} step %one iter_args(%c${d + 1} = %c${d}) -> (f64) {`;
  });
  const indices = shape.map((_, d) => `%i${d}`).join(", ");
  const last = shape.length;
  const ends = shape.map((_, d) => `scf.yield %sum${d + 1} : f64\n}`).toReversed();
  return `
    ${loops.join("\n")}
    %old = memref.load ${name}[${indices}] : ${type}
    %sum${last + 1} = arith.addf %c${last}, %f1 : f64
    %new = arith.addf %old, %sum${last + 1} : f64
    memref.store %new, ${name}[${indices}] : ${type}
    ${ends.map((end, i) => end.replace(/%sum\d+/, `%sum${last - i + 1}`)).join("\n")}`;
}

/** A function that counts in a random view, and where it does. */
function program(seed: number) {
  const random = new RandomNumbers(seed);
  const writer = new ViewWriter(random);
  const source = wholeBuffer("%buffer", random.pick(shapes), f64(), random.below(2) === 0);
  const view = writer.chain(source, 1 + random.below(7));
  const text = `func.func @f${seed}(%buffer: ${source.type}, %zero: index) {
    %one = arith.constant 1 : index
    %c0 = arith.constant 0.0 : f64
    %f1 = arith.constant 1.0 : f64
    ${writer.lines.join("\n")}
    ${count(view)}
    return
  }`;
  return { name: `f${seed}`, text, shape: source.shape, counted: positions(view) };
}

describeEngines("random views", ({ run }) => {
  it("have their elements where arithmetic says", () => {
    const programs = Array.from({ length: 30 }, (_, seed) => program(seed + 1));
    const functions = run(programs.map(({ text }) => text).join("\n"));
    for (const { name, text, shape, counted } of programs) {
      const data = Float64Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => 1000 * i);
      const expected = data.slice();
      counted.forEach((position, i) => {
        expected[position]! += i + 1;
      });
      functions[name]!({ data, shape }, 0);
      expect(data, text).toEqual(expected);
    }
  });
});
