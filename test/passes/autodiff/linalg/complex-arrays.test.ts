/** Structured operations on complex numbers, and whole tensors of them: by differences in both parts, on every engine. */

import { test } from "vitest";
import { type Argument, derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { numbers } from "../../../support/numbers.ts";

const sizesOf = (shape: string): number[] => (shape === "" ? [] : shape.split("x").map(Number));
const count = (shape: string): number => sizesOf(shape).reduce((product, size) => product * size, 1);
const complexType = (shape: string): string => (shape === "" ? "complex<f64>" : `${shape}xcomplex<f64>`);
const realType = (shape: string): string => (shape === "" ? "f64" : `${shape}xf64`);

/** The parts of an operation between elements, one for each. */
function elementwise(shape: string, numOperands: number): string {
  const dims = sizesOf(shape).map((_, i) => `d${i}`);
  const map = `affine_map<(${dims.join(", ")}) -> (${dims.join(", ")})>`;
  const maps = Array.from({ length: numOperands }, () => map).join(", ");
  return `{indexing_maps = [${maps}], iterator_types = [${dims.map(() => '"parallel"').join(", ")}]}`;
}

/** A tensor of complex numbers made of two of their parts. */
const joined = (name: string, re: string, im: string, shape: string): string => `
  ${name}_empty = tensor.empty() : tensor<${complexType(shape)}>
  ${name} = linalg.generic ${elementwise(shape, 3)}
      ins(${re}, ${im} : tensor<${realType(shape)}>, tensor<${realType(shape)}>) outs(${name}_empty : tensor<${complexType(shape)}>) {
  ^bb0(%p: f64, %q: f64, %o: complex<f64>):
    %c = complex.create %p, %q : complex<f64>
    linalg.yield %c : complex<f64>
  } -> tensor<${complexType(shape)}>`;

const taken = (name: string, shape: string): string => `
  %z = tensor.empty() : tensor<${realType(shape)}>
  %re, %im = linalg.generic ${elementwise(shape, 3)}
      ins(${name} : tensor<${complexType(shape)}>) outs(%z, %z : tensor<${realType(shape)}>, tensor<${realType(shape)}>) {
  ^bb0(%c: complex<f64>, %o: f64, %o2: f64):
    %p = complex.re %c : complex<f64>
    %q = complex.im %c : complex<f64>
    linalg.yield %p, %q : f64, f64
  } -> (tensor<${realType(shape)}>, tensor<${realType(shape)}>)
  return %re, %im : tensor<${realType(shape)}>, tensor<${realType(shape)}>`;

/** An array with `parts` numbers for each element. */
const shaped = (shape: string, seed: number, parts = 1): Argument => ({
  shape: sizesOf(shape),
  data: numbers(parts * count(shape), seed),
});

/** On tensors `%x0`... with these shapes; `body` defines `%r`, a tensor of the last shape, of them. */
function onTensors(name: string, shapes: readonly string[], body: string): NamedSubject {
  const params = shapes.flatMap((shape, i) => ["re", "im"].map((part) => `%${part}${i}: tensor<${realType(shape)}>`));
  const last = shapes.at(-1)!;
  const result = `tensor<${realType(last)}>`;
  return {
    name: `${name} on tensors`,
    text: `func.func @f(${params.join(", ")}) -> (${result}, ${result}) {
      ${shapes.map((shape, i) => joined(`%x${i}`, `%re${i}`, `%im${i}`, shape)).join("")}
      ${body}
      ${taken("%r", last)}
    }`,
    types: shapes.flatMap((shape) => [`tensor<${realType(shape)}>`, `tensor<${realType(shape)}>`]),
    resultTypes: [result, result],
    args: shapes.flatMap((shape, i) => [shaped(shape, 2 * i), shaped(shape, 2 * i + 1)]),
  };
}

/** On buffers `%x0`... with these shapes. */
function onBuffers(name: string, shapes: readonly string[], body: string): NamedSubject {
  const types = shapes.map((shape) => `memref<${complexType(shape)}>`);
  return {
    name: `${name} on buffers`,
    text: `func.func @f(${types.map((type, i) => `%x${i}: ${type}`).join(", ")}) {
      ${body}
      return
    }`,
    types,
    resultTypes: [],
    args: shapes.map((shape, i) => shaped(shape, i, 2)),
  };
}

/** A named operation; the last shape is that of its output. */
function named(op: string, ...shapes: readonly string[]): NamedSubject[] {
  const operands = (container: string, first: number, end: number): string => {
    const positions = [...shapes.keys()].slice(first, end);
    const types = positions.map((i) => `${container}<${complexType(shapes[i]!)}>`);
    return `(${positions.map((i) => `%x${i}`).join(", ")} : ${types.join(", ")})`;
  };
  const text = (container: string): string =>
    `linalg.${op} ins${operands(container, 0, -1)} outs${operands(container, shapes.length - 1, shapes.length)}`;
  return [
    onTensors(op, shapes, `%r = ${text("tensor")} -> tensor<${complexType(shapes.at(-1)!)}>`),
    onBuffers(op, shapes, text("memref")),
  ];
}

const operations: readonly NamedSubject[] = [
  ...["add", "sub", "mul", "div", "copy"].flatMap((op) =>
    op === "copy" ? named(op, "2x2", "2x2") : named(op, "2x2", "2x2", "2x2"),
  ),
  ...named("elementwise kind=#linalg.elementwise_kind<div>", "3", "3", "3"),
  ...named("matmul", "2x3", "3x2", "2x2"),
  ...named("batch_matmul", "2x2x1", "2x1x2", "2x2x2"),
  ...named("matvec", "2x3", "3", "2"),
  ...named("vecmat", "3", "3x2", "2"),
  ...named("dot", "3", "3", ""),
  ...named("conv_1d", "5", "3", "3"),
  ...named("conv_2d", "3x4", "2x2", "2x3"),
  ...named("conv_2d_nhwc_hwcf", "1x3x3x2", "2x2x2x1", "1x2x2x1"),
  ...named("depthwise_conv_2d_nhwc_hwc", "1x3x3x2", "2x2x2", "1x2x2x2"),
  ...named("pooling_nhwc_sum", "1x3x3x1", "2x2", "1x2x2x1"),
];

const T = "tensor<3xcomplex<f64>>";
const D = "tensor<?xcomplex<f64>>";
const id = "affine_map<(i) -> (i)>";

const compositions: readonly NamedSubject[] = [
  onTensors(
    "a loop that carries a tensor and reads another one, whole and by elements",
    ["3", "3"],
    `%c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %e = tensor.empty() : ${T}
    %r = scf.for %i = %c0 to %c3 step %c1 iter_args(%a = %x0) -> (${T}) {
      %m = linalg.mul ins(%a, %x1 : ${T}, ${T}) outs(%e : ${T}) -> ${T}
      %p = tensor.extract %m[%i] : ${T}
      %q = tensor.extract %x1[%c1] : ${T}
      %s = complex.tanh %p : complex<f64>
      %t = complex.mul %s, %q : complex<f64>
      %n = tensor.insert %t into %m[%i] : ${T}
      scf.yield %n : ${T}
    }`,
  ),
  onTensors(
    "tensors of sizes that are not known, in a branch of a loop",
    ["3", "3"],
    `%c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c2 = arith.constant 2 : index
    %x = tensor.cast %x0 : ${T} to ${D}
    %y = tensor.cast %x1 : ${T} to ${D}
    %d = scf.for %i = %c0 to %c2 step %c1 iter_args(%a = %x) -> (${D}) {
      %k = arith.cmpi eq, %i, %c0 : index
      %s = scf.if %k -> (${D}) {
        %m = linalg.mul ins(%a, %y : ${D}, ${D}) outs(%a : ${D}) -> ${D}
        scf.yield %m : ${D}
      } else {
        %m = linalg.sub ins(%y, %a : ${D}, ${D}) outs(%a : ${D}) -> ${D}
        %n = linalg.mul ins(%m, %x : ${D}, ${D}) outs(%a : ${D}) -> ${D}
        scf.yield %n : ${D}
      }
      scf.yield %s : ${D}
    }
    %r = tensor.cast %d : ${D} to ${T}`,
  ),
  onTensors(
    "slices, generated elements and what is used several times",
    ["3", "3"],
    `%a = tensor.extract_slice %x0[1] [2] [1] : ${T} to tensor<2xcomplex<f64>>
    %b = tensor.insert_slice %a into %x1[0] [2] [1] : tensor<2xcomplex<f64>> into ${T}
    %g = tensor.generate {
    ^bb0(%i: index):
      %p = tensor.extract %x0[%i] : ${T}
      %q = tensor.extract %b[%i] : ${T}
      %e = complex.exp %p : complex<f64>
      %m = complex.mul %e, %q : complex<f64>
      tensor.yield %m : complex<f64>
    } : ${T}
    %m = linalg.mul ins(%g, %x0 : ${T}, ${T}) outs(%x0 : ${T}) -> ${T}
    %r = linalg.add ins(%m, %b : ${T}, ${T}) outs(%x0 : ${T}) -> ${T}`,
  ),
  onTensors(
    "functions that are not holomorphic, and a product that depends on the order",
    ["3", "3"],
    `%e = tensor.empty() : ${T}
    %m = linalg.generic {indexing_maps = [${id}, ${id}, ${id}], iterator_types = ["parallel"]} ins(%x0, %x1 : ${T}, ${T}) outs(%e : ${T}) {
    ^bb0(%p: complex<f64>, %q: complex<f64>, %o: complex<f64>):
      %c = complex.conj %p : complex<f64>
      %a = complex.abs %q : complex<f64>
      %z = complex.create %a, %a : complex<f64>
      %n = complex.mul %c, %z : complex<f64>
      %s = complex.sub %n, %q : complex<f64>
      linalg.yield %s : complex<f64>
    } -> ${T}
    %one = complex.constant [1.0, 0.5] : complex<f64>
    %f = tensor.empty() : tensor<complex<f64>>
    %init = linalg.fill ins(%one : complex<f64>) outs(%f : tensor<complex<f64>>) -> tensor<complex<f64>>
    %product = linalg.reduce { complex.mul } ins(%m : ${T}) outs(%init : tensor<complex<f64>>) dimensions = [0]
    %wide = linalg.broadcast ins(%product : tensor<complex<f64>>) outs(%e : ${T}) dimensions = [0]
    %r = linalg.map { complex.add } ins(%wide, %m : ${T}, ${T}) outs(%e : ${T})`,
  ),
  onTensors(
    "an output of which only some elements are written, and one that is subtracted from",
    ["3", "2x3"],
    `%w = linalg.generic {indexing_maps = [${id}, affine_map<(i) -> (1, i)>], iterator_types = ["parallel"]} ins(%x0 : ${T}) outs(%x1 : tensor<2x3xcomplex<f64>>) {
    ^bb0(%p: complex<f64>, %o: complex<f64>):
      %s = complex.sin %p : complex<f64>
      linalg.yield %s : complex<f64>
    } -> tensor<2x3xcomplex<f64>>
    %r = linalg.generic {indexing_maps = [affine_map<(i, j, k) -> (k)>, affine_map<(i, j, k) -> (i, j)>], iterator_types = ["parallel", "parallel", "reduction"]} ins(%x0 : ${T}) outs(%w : tensor<2x3xcomplex<f64>>) {
    ^bb0(%p: complex<f64>, %o: complex<f64>):
      %q = complex.mul %p, %p : complex<f64>
      %s = complex.sub %o, %q : complex<f64>
      linalg.yield %s : complex<f64>
    } -> tensor<2x3xcomplex<f64>>`,
  ),
];

describeEngines("complex arrays", ({ engine }) => {
  test.each([...operations, ...compositions])("$name", (program) => {
    expectAgreement(derivativesOf(program, { engine }), { values: 1e-12, modes: 1e-12, differences: 1e-8 });
  });
});
