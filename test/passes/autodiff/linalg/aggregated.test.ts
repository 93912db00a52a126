/** Operations that stand for several simpler ones: derivatives by closed forms, in both modes and by differences. */

import { expect, test } from "vitest";
import {
  derivativesOf,
  distance,
  expectAgreement,
  gradientOf,
  type NamedSubject,
  type Shaped,
  type Subject,
  spread,
} from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { numbers } from "../../../support/numbers.ts";

const array = (seed: number, ...shape: number[]): Shaped => ({
  shape,
  data: numbers(
    shape.reduce((product, size) => product * size, 1),
    seed,
  ),
});

interface Softmax {
  readonly shape: readonly number[];
  readonly dimension: number;
  readonly input: string;
  readonly output: string;
}

const softmaxes: readonly Softmax[] = [
  { shape: [2, 3], dimension: 0, input: "tensor<2x3xf64>", output: "tensor<2x3xf64>" },
  { shape: [2, 3], dimension: 1, input: "tensor<?x?xf64>", output: "tensor<?x?xf64>" },
  { shape: [2, 3], dimension: 1, input: "tensor<?x3xf64>", output: "tensor<2x?xf64>" },
  { shape: [2, 2, 3], dimension: 1, input: "tensor<2x?x3xf64>", output: "tensor<2x2x3xf64>" },
  { shape: [4], dimension: 0, input: "tensor<?xf64>", output: "tensor<4xf64>" },
  { shape: [1, 1], dimension: 1, input: "tensor<1x1xf64>", output: "tensor<1x1xf64>" },
  { shape: [2, 3], dimension: 0, input: "memref<?x3xf64>", output: "memref<2x?xf64>" },
  { shape: [2, 3], dimension: 1, input: "memref<2x3xf64>", output: "memref<2x3xf64>" },
];

function program({ shape, dimension, input, output }: Softmax): Subject {
  const isTensor = input.startsWith("tensor");
  const arrow = isTensor ? ` -> ${output}` : "";
  return {
    text: `func.func @f(%x: ${input}, %o: ${output})${arrow} {
      ${isTensor ? "%r = " : ""}linalg.softmax dimension(${dimension}) ins(%x : ${input}) outs(%o : ${output})${arrow}
      return ${isTensor ? `%r : ${output}` : ""}
    }`,
    types: [input, output],
    resultTypes: isTensor ? [output] : [],
    args: [array(1, ...shape), array(2, ...shape)],
  };
}

/** The positions along the dimension through each element. */
function* lines(shape: readonly number[], dimension: number): Iterable<number[]> {
  const stride = shape.slice(dimension + 1).reduce((product, size) => product * size, 1);
  const length = shape[dimension]!;
  const total = shape.reduce((product, size) => product * size, 1);
  for (let at = 0; at < total; at++) {
    if (Math.floor(at / stride) % length === 0) yield Array.from({ length }, (_, k) => at + k * stride);
  }
}

/** The matrix of partial derivatives, y_i ([i = j] - y_j) for elements of one line, applied to a vector. */
function closedForm({ shape, dimension }: Softmax, x: readonly number[], v: readonly number[]): number[] {
  const found = x.map(() => 0);
  for (const line of lines(shape, dimension)) {
    const sum = line.reduce((total, i) => total + Math.exp(x[i]!), 0);
    for (const i of line) {
      for (const j of line) {
        const [yi, yj] = [Math.exp(x[i]!) / sum, Math.exp(x[j]!) / sum];
        found[i]! += yi * ((i === j ? 1 : 0) - yj) * v[j]!;
      }
    }
  }
  return found;
}

/** The weights of the results, as `derivativesOf` has them. */
const weights = (count: number, from: number): number[] =>
  Array.from({ length: count }, (_, i) => 1 + 0.37 * (((from + i) * 7) % 11));

describeEngines("softmax", ({ engine }) => {
  test.each(softmaxes)("$shape along $dimension, $input to $output", (softmax) => {
    const subject = program(softmax);
    const { values, reverse, forward, differences } = derivativesOf(subject, { engine });
    const { data } = subject.args[0] as Shaped;
    const from = softmax.input.startsWith("tensor") ? 0 : data.length;
    const byInput = closedForm(softmax, data, weights(data.length, from));
    // A buffer that is an argument counts as a result.
    const expected = from === 0 ? byInput : byInput.map((value, i) => value + weights(data.length, 0)[i]!);
    expect(spread(values)).toBeLessThan(1e-14);
    expect(distance(forward.slice(0, data.length), expected)).toBeLessThan(1e-14);
    expect(distance(reverse, forward)).toBeLessThan(1e-14);
    expect(distance(forward, differences)).toBeLessThan(1e-9);
  });

  test("of large numbers, whose exponentials are infinite", () => {
    const subject = program(softmaxes[0]!);
    const shifted: Shaped = { shape: [2, 3], data: array(1, 2, 3).data.map((value) => value + 1e4) };
    const { reverse } = derivativesOf({ ...subject, args: [shifted, subject.args[1]!] }, { engine });
    expect(distance(reverse, derivativesOf(subject, { engine }).reverse)).toBeLessThan(1e-11);
  });

  test("twice", () => {
    expectAgreement(derivativesOf(gradientOf(program(softmaxes[3]!)), { engine }), { modes: 1e-12, differences: 1e-8 });
  });
});

const programs: readonly NamedSubject[] = [
  {
    name: "a softmax in place, of what is used before",
    text: `func.func @f(%x: memref<2x3xf64>, %y: memref<2x3xf64>) {
      linalg.mul ins(%x, %y : memref<2x3xf64>, memref<2x3xf64>) outs(%y : memref<2x3xf64>)
      linalg.softmax dimension(1) ins(%x : memref<2x3xf64>) outs(%x : memref<2x3xf64>)
      linalg.mul ins(%x, %y : memref<2x3xf64>, memref<2x3xf64>) outs(%y : memref<2x3xf64>)
      return
    }`,
    types: ["memref<2x3xf64>", "memref<2x3xf64>"],
    resultTypes: [],
    args: [array(3, 2, 3), array(4, 2, 3)],
  },
  {
    name: "softmaxes that a loop carries",
    text: `func.func @f(%x: tensor<2x?xf64>, %n: index) -> tensor<2x?xf64> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> (tensor<2x?xf64>) {
        %s = linalg.softmax dimension(1) ins(%a : tensor<2x?xf64>) outs(%a : tensor<2x?xf64>) -> tensor<2x?xf64>
        %t = linalg.mul ins(%s, %x : tensor<2x?xf64>, tensor<2x?xf64>) outs(%s : tensor<2x?xf64>) -> tensor<2x?xf64>
        scf.yield %t : tensor<2x?xf64>
      }
      return %r : tensor<2x?xf64>
    }`,
    types: ["tensor<2x?xf64>", "index"],
    resultTypes: ["tensor<2x?xf64>"],
    args: [array(5, 2, 3), 3],
  },
  {
    name: "packing and unpacking, with a value to fill up with",
    text: `func.func @f(%x: tensor<5x7xf64>, %v: f64) -> (tensor<3x2x4x2xf64>, tensor<5x7xf64>) {
      %d = tensor.empty() : tensor<3x2x4x2xf64>
      %p = linalg.pack %x padding_value(%v : f64) inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %d : tensor<5x7xf64> -> tensor<3x2x4x2xf64>
      %q = linalg.mul ins(%p, %p : tensor<3x2x4x2xf64>, tensor<3x2x4x2xf64>) outs(%d : tensor<3x2x4x2xf64>) -> tensor<3x2x4x2xf64>
      %e = tensor.empty() : tensor<5x7xf64>
      %u = linalg.unpack %q inner_dims_pos = [1, 0] inner_tiles = [4, 2] into %e : tensor<3x2x4x2xf64> -> tensor<5x7xf64>
      return %q, %u : tensor<3x2x4x2xf64>, tensor<5x7xf64>
    }`,
    types: ["tensor<5x7xf64>", "f64"],
    resultTypes: ["tensor<3x2x4x2xf64>", "tensor<5x7xf64>"],
    args: [array(6, 5, 7), 0.3],
  },
];

describeEngines("programs", ({ engine }) => {
  test.each(programs)("$name", (subject) => {
    expectAgreement(derivativesOf(subject, { engine }), { values: 1e-14, modes: 1e-12, differences: 1e-8 });
  });
});
