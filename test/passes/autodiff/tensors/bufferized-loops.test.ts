/** Derivatives of loops that carry tensors and compute with structured operations, bufferized and compiled. */

import { expect, test } from "vitest";
import { compile } from "../../../../tools/compile.ts";
import { describeEngines } from "../../../support/engines.ts";

const [rows, steps] = [3, 4];
const matrix = `tensor<${rows}x${rows}xf64>`;
const vector = `tensor<${rows}xf64>`;

/** A recurrent network: x <- tanh(W x + b), the same W and b in each step; then the sum of squares. */
const network = `
  func.func @loss(%w: ${matrix}, %b: ${vector}, %x: ${vector}, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %last = scf.for %i = %c0 to %n step %c1 iter_args(%h = %x) -> (${vector}) {
      %y = linalg.matvec ins(%w, %h : ${matrix}, ${vector}) outs(%b : ${vector}) -> ${vector}
      %z = math.tanh %y : ${vector}
      scf.yield %z : ${vector}
    }
    %zero = arith.constant dense<0.0> : tensor<f64>
    %s = linalg.dot ins(%last, %last : ${vector}, ${vector}) outs(%zero : tensor<f64>) -> tensor<f64>
    %r = tensor.extract %s[] : tensor<f64>
    return %r : f64
  }
  func.func @gradient(%w: ${matrix}, %b: ${vector}, %x: ${vector}, %n: index) -> (${matrix}, ${vector}, ${vector}) {
    %dw, %db, %dx = ad.grad @loss(%w, %b, %x, %n) wrt [0, 1, 2] : (${matrix}, ${vector}, ${vector}, index) -> (${matrix}, ${vector}, ${vector})
    return %dw, %db, %dx : ${matrix}, ${vector}, ${vector}
  }
  func.func @tangent(%w: ${matrix}, %b: ${vector}, %x: ${vector}, %n: index, %dw: ${matrix}) -> (f64, f64) {
    %r, %dr = ad.jvp @loss(%w, %b, %x, %n) tangents(%dw : ${matrix}) wrt [0] : (${matrix}, ${vector}, ${vector}, index) -> (f64, f64)
    return %r, %dr : f64, f64
  }`;

const w = Float64Array.from({ length: rows * rows }, (_, i) => Math.sin(2 * i + 1) / 2);
const b = Float64Array.from({ length: rows }, (_, i) => Math.cos(i) / 3);
const x = Float64Array.from({ length: rows }, (_, i) => Math.cos(3 * i));

const elements = (value: unknown): number[] => [
  ...((value as { data?: Float64Array }).data ?? (value as Float64Array)),
];

const pipelines: Readonly<Record<string, string | undefined>> = {
  "as the engine wants it": undefined,
  "bufferized after differentiation": "builtin.module(autodiff,canonicalize,cse,lower-ad-tape,lower-to-loops)",
  "with checkpoints": "builtin.module(autodiff{checkpoint=binomial:2},lower-ad-tape,lower-to-loops)",
};

describeEngines("a recurrent network", ({ engine }) => {
  const plain = compile(network, { engine: "js" }).loss as (...args: unknown[]) => number;
  const difference = (at: Float64Array, i: number): number => {
    const step = 1e-6;
    const value = (delta: number): number => {
      const moved = at.map((element, k) => (k === i ? element + delta : element));
      return plain(at === w ? moved : w, at === b ? moved : b, at === x ? moved : x, steps);
    };
    return (value(step) - value(-step)) / (2 * step);
  };

  test.each(Object.keys(pipelines))("has its gradient %s", (name) => {
    const pipeline = pipelines[name];
    const { gradient } = compile(network, { engine, ...(pipeline === undefined ? {} : { pipeline }) });
    for (const n of [0, steps]) {
      const copies = [w, b, x].map((array) => array.slice());
      const results = gradient!(...copies, n) as unknown[];
      if (n === 0) {
        expect(elements(results[0])).toEqual(Array.from(w, () => 0));
        expect(elements(results[2])).toEqual(Array.from(x, (element) => 2 * element));
        continue;
      }
      [w, b, x].forEach((at, k) => {
        elements(results[k]).forEach((element, i) => {
          expect(element).toBeCloseTo(difference(at, i), 7);
        });
      });
    }
  });

  test("has the same derivative in both modes", () => {
    const { gradient, tangent } = compile(network, { engine });
    const direction = w.map((_, i) => Math.cos(5 * i));
    const [dw] = gradient!(w, b, x, steps) as unknown[];
    const [value, derivative] = tangent!(w, b, x, steps, direction) as [number, number];
    expect(value).toBeCloseTo(plain(w, b, x, steps), 13);
    expect(derivative).toBeCloseTo(
      elements(dw).reduce((sum, element, i) => sum + element * direction[i]!, 0),
      12,
    );
  });
});
