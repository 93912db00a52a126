/** Stencils, whose reverse gathers adjoints where it would scatter them, with all kinds of offsets and lengths. */

import * as fc from "fast-check";
import { test } from "vitest";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";

const loops = ["scf.for", "affine.for", "affine.parallel"] as const;

interface Stencil {
  readonly loop: (typeof loops)[number];
  /** The loop runs from `from` to `to`, which may be before. */
  readonly from: number;
  readonly to: number;
  readonly offsets: readonly number[];
  /** How often source and target change places. */
  readonly steps: number;
  /** Whether the loop body also adds to one place for all iterations. */
  readonly withTotal: boolean;
}

const size = 12;

/** target[i] = sum over k of (k + 1) * sin(source[i + offset k]) * p, swapped and repeated. */
function stencil({ loop, from, to, offsets, steps, withTotal }: Stencil): string {
  const neighbour = (k: number, offset: number): string =>
    loop === "scf.for"
      ? `%o${k} = arith.constant ${offset} : index
      %i${k} = arith.addi %i, %o${k} : index
      %v${k} = memref.load %source[%i${k}] : memref<?xf64>`
      : `%v${k} = affine.load %source[%i + ${offset}] : memref<?xf64>`;
  const header = {
    "scf.for": "scf.for %i = %from to %to step %c1",
    "affine.for": `affine.for %i = %from to affine_map<()[s0] -> (s0 + ${to - from})>()[%from]`,
    "affine.parallel": `affine.parallel (%i) = (symbol(%from)) to (${to})`,
  }[loop];
  const terms = offsets.map(
    (offset, k) => `
      ${neighbour(k, offset)}
      %w${k} = arith.constant ${k + 1}.0 : f64
      %q${k} = arith.mulf %v${k}, %v${k} : f64
      %t${k} = arith.mulf %q${k}, %w${k} : f64
      %s${k} = arith.addf ${k === 0 ? "%zero" : `%s${k - 1}`}, %t${k} : f64`,
  );
  const total = `
      %old = memref.load %sum[%c0] : memref<?xf64>
      %new = arith.addf %old, %v0 : f64
      memref.store %new, %sum[%c0] : memref<?xf64>`;
  const sweep = (source: string, target: string): string =>
    `func.call @step(${source}, ${target}, %sum, %p) : (memref<?xf64>, memref<?xf64>, memref<?xf64>, f64) -> ()`;
  return `
  func.func private @step(%source: memref<?xf64>, %target: memref<?xf64>, %sum: memref<?xf64>, %p: f64) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %from = arith.constant ${from} : index
    %to = arith.constant ${to} : index
    %zero = arith.constant 0.0 : f64
    ${header} {
      ${terms.join("")}
      %r = arith.mulf %s${offsets.length - 1}, %p : f64
      ${loop === "scf.for" ? "memref" : "affine"}.store %r, %target[%i] : memref<?xf64>
      ${withTotal && loop !== "affine.parallel" ? total : ""}
    }
    return
  }
  func.func @f(%a: memref<?xf64>, %b: memref<?xf64>, %sum: memref<?xf64>, %p: f64) {
    ${Array.from({ length: steps }, (_, k) => (k % 2 === 0 ? sweep("%a", "%b") : sweep("%b", "%a"))).join("\n")}
    return
  }`;
}

const numbers = (count: number, factor: number): number[] =>
  Array.from({ length: count }, (_, i) => 0.5 + 0.3 * Math.sin(factor * i + 1));

const stencils: fc.Arbitrary<Stencil> = fc
  .record({
    loop: fc.constantFrom(...loops),
    offsets: fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 4 }),
    from: fc.integer({ min: 3, max: 9 }),
    length: fc.integer({ min: -2, max: 6 }),
    steps: fc.integer({ min: 1, max: 3 }),
    withTotal: fc.boolean(),
  })
  .map(({ from, length, ...rest }) => ({ ...rest, from, to: Math.min(from + length, size - 3) }));

test("random stencils", () => {
  fc.assert(
    fc.property(stencils, (shape) => {
      expectAgreement(
        derivativesOf(
          {
            text: stencil(shape),
            types: ["memref<?xf64>", "memref<?xf64>", "memref<?xf64>", "f64"],
            resultTypes: [],
            args: [numbers(size, 1.1), numbers(size, 0.7), numbers(1, 0.3), 0.8],
          },
          { passes: "inline,autodiff,canonicalize,cse,lower-ad-tape" },
        ),
        { values: 1e-12, modes: 1e-12, differences: 1e-6 },
      );
    }),
    { numRuns: 60, seed: 20261129 },
  );
});
