/**
 * Loops that read and write one buffer at places some elements apart. What they have read may be read again in the reverse
 * sweep only where nothing has been written over it; the derivatives tell.
 */

import { describe, expect, test } from "vitest";
import { compile } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";

interface Loops {
  readonly name: string;
  /** Executes `body`, in which `%i` counts from 2 to 8; `%k` is its other index. */
  wrap(body: string): string;
}

const counted = (header: string, body: string): string => `scf.for ${header} { ${body} }`;

const loops: readonly Loops[] = [
  {
    name: "a loop",
    wrap: (body) => counted("%i = %c2 to %c9 step %c1", `%k = arith.constant 0 : index ${body}`),
  },
  {
    name: "a loop in steps of 2",
    wrap: (body) => counted("%i = %c2 to %c9 step %c2", `%k = arith.constant 0 : index ${body}`),
  },
  {
    name: "a loop that is executed twice",
    wrap: (body) => counted("%k = %c0 to %c2 step %c1", counted("%i = %c2 to %c9 step %c1", body)),
  },
  {
    name: "a loop around another one",
    wrap: (body) => counted("%i = %c2 to %c9 step %c1", counted("%k = %c0 to %c2 step %c1", body)),
  },
  {
    name: "a loop, then another one",
    wrap: (body) =>
      ["%c2 to %c5", "%c2 to %c9"]
        .map((range) => counted(`%i = ${range} step %c1`, `%k = arith.constant 1 : index ${body}`))
        .join("\n"),
  },
  {
    name: "a loop that counts by itself",
    wrap: (body) => `
      scf.while (%a = %c2) : (index) -> index {
        %goes = arith.cmpi ult, %a, %c9 : index
        scf.condition(%goes) %a : index
      } do {
      ^bb0(%i: index):
        %k = arith.constant 0 : index
        ${body}
        %next = arith.addi %i, %c1 : index
        scf.yield %next : index
      }`,
  },
];

const offsets = [-1, 0, 1, 2];

/** Stores what follows from x[k, i + read] and x[1, i] to x[k, i + write]; the value is the sum of all squares at the end. */
function program({ wrap }: Loops, read: number, write: number): string {
  const body = `
    %from = arith.addi %i, %read : index
    %to = arith.addi %i, %write : index
    %v = memref.load %x[%k, %from] : memref<2x12xf64>
    %w = memref.load %x[%c1, %i] : memref<2x12xf64>
    %s = math.sin %v : f64
    %p = arith.mulf %s, %w : f64
    %q = arith.addf %p, %v : f64
    memref.store %q, %x[%k, %to] : memref<2x12xf64>`;
  return `
    func.func @value(%data: memref<2x12xf64>) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c5 = arith.constant 5 : index
      %c9 = arith.constant 9 : index
      %c12 = arith.constant 12 : index
      %read = arith.constant ${read} : index
      %write = arith.constant ${write} : index
      %zero = arith.constant 0.0 : f64
      %x = memref.alloc() : memref<2x12xf64>
      memref.copy %data, %x : memref<2x12xf64> to memref<2x12xf64>
      ${wrap(body)}
      %sum = scf.for %k = %c0 to %c2 step %c1 iter_args(%before = %zero) -> f64 {
        %inner = scf.for %i = %c0 to %c12 step %c1 iter_args(%partial = %before) -> f64 {
          %v = memref.load %x[%k, %i] : memref<2x12xf64>
          %square = arith.mulf %v, %v : f64
          %next = arith.addf %partial, %square : f64
          scf.yield %next : f64
        }
        scf.yield %inner : f64
      }
      memref.dealloc %x : memref<2x12xf64>
      return %sum : f64
    }`;
}

const withRequests = (text: string): string => `${text}
  func.func @gradient(%data: memref<2x12xf64>, %shadow: memref<2x12xf64>) {
    ad.grad @value(%data) shadows(%shadow : memref<2x12xf64>) : (memref<2x12xf64>) -> ()
    return
  }
  func.func @derivative(%data: memref<2x12xf64>, %direction: memref<2x12xf64>) -> f64 {
    %y, %dot = ad.jvp @value(%data) tangents(%direction : memref<2x12xf64>) : (memref<2x12xf64>) -> (f64, f64)
    return %dot : f64
  }`;

const data = Float64Array.from({ length: 24 }, (_, i) => Math.cos(i) / 2 + 0.6);

describe.each(loops)("$name", (around) => {
  const cases = offsets.flatMap((read) => offsets.map((write) => [read, write] as const));
  test.each(cases)("reads at %i, writes at %i", (read, write) => {
    const { gradient, derivative } = compile(withRequests(program(around, read, write)), { engine: "js" });
    const shadow = new Float64Array(24);
    gradient!(data, shadow);
    shadow.forEach((reverse, i) => {
      const direction = new Float64Array(24);
      direction[i] = 1;
      const forward = derivative!(data, direction) as number;
      expect(Math.abs(reverse - forward)).toBeLessThan(1e-12 * Math.max(1, Math.abs(forward)));
    });
  });
});

test.each(["strided<[0]>", "strided<[?]>"])("all places are one: %s", (layout) => {
  const type = `memref<6xf64, ${layout}>`;
  expectAgreement(
    derivativesOf({
      text: `
      func.func @f(%a: memref<?xf64>, %n: index) -> f64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %c3 = arith.constant 3 : index
        %x = memref.reinterpret_cast %a to offset: [0], sizes: [6], strides: [${layout.includes("?") ? "%n" : 0}] : memref<?xf64> to ${type}
        scf.for %i = %c0 to %c3 step %c1 {
          %v = memref.load %x[%i] : ${type}
          %square = arith.mulf %v, %v : f64
          %next = arith.addi %i, %c1 : index
          memref.store %square, %x[%next] : ${type}
        }
        %r = memref.load %x[%c0] : ${type}
        return %r : f64
      }`,
      types: ["memref<?xf64>", "index"],
      resultTypes: ["f64"],
      args: [[0.7, 1, 1, 1, 1, 1], 0],
    }),
    { modes: 1e-12, differences: 1e-7 },
  );
});
