/** Programs lowered all the way by one pipeline: they compute the same, and LLVM's tools take them. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { compile, isEngineAvailable } from "../../tools/compile.ts";
import { hasOracle, runOracle } from "../support/oracles.ts";
import { transformed } from "../support/pipeline.ts";

const readOnly = (type: string): string => `${type} {bufferization.writable = false}`;

/** A layer of a network, and its derivative. */
const layer = `
  func.func @layer(%w: ${readOnly("tensor<3x4xf64>")}, %x: ${readOnly("tensor<4xf64>")}, %b: ${readOnly("tensor<3xf64>")}) -> tensor<3xf64> {
    %y = linalg.matvec ins(%w, %x : tensor<3x4xf64>, tensor<4xf64>) outs(%b : tensor<3xf64>) -> tensor<3xf64>
    %z = math.tanh %y : tensor<3xf64>
    return %z : tensor<3xf64>
  }`;
const gradient = `${layer}
  func.func @f(%w: ${readOnly("tensor<3x4xf64>")}, %x: ${readOnly("tensor<4xf64>")}, %b: ${readOnly("tensor<3xf64>")}, %d: ${readOnly("tensor<3xf64>")})
      -> (tensor<3x4xf64>, tensor<4xf64>) {
    %y, %dw, %dx = ad.vjp @layer(%w, %x, %b) cotangents(%d : tensor<3xf64>) wrt [0, 1]
      : (tensor<3x4xf64>, tensor<4xf64>, tensor<3xf64>) -> (tensor<3xf64>, tensor<3x4xf64>, tensor<4xf64>)
    return %dw, %dx : tensor<3x4xf64>, tensor<4xf64>
  }`;

/** A loop that carries a tensor, branches, slices, an integral power, complex numbers and affine indices. */
const mixed = `
  func.func @f(%t: ${readOnly("tensor<8xf64>")}, %n: index) -> (tensor<8xf64>, f64) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %t) -> (tensor<8xf64>) {
      %j = affine.apply affine_map<(d) -> (d mod 4)>(%i)
      %s = tensor.extract_slice %a[%j] [4] [1] : tensor<8xf64> to tensor<4xf64>
      %e = math.exp %s : tensor<4xf64>
      %b = tensor.insert_slice %e into %a[3] [4] [1] : tensor<4xf64> into tensor<8xf64>
      %even = arith.cmpi eq, %j, %c0 : index
      %c = scf.if %even -> (tensor<8xf64>) {
        %x = tensor.extract %a[%c3] : tensor<8xf64>
        %y = math.erf %x : f64
        %d = tensor.insert %y into %a[%j] : tensor<8xf64>
        scf.yield %d : tensor<8xf64>
      } else {
        scf.yield %b : tensor<8xf64>
      }
      scf.yield %c : tensor<8xf64>
    }
    %p = tensor.extract %r[%c1] : tensor<8xf64>
    %q = tensor.extract %t[%c3] : tensor<8xf64>
    %z = complex.create %p, %q : complex<f64>
    %abs = complex.abs %z : complex<f64>
    return %r, %abs : tensor<8xf64>, f64
  }`;

const programs = { layer, gradient, mixed };
const differentiation = "autodiff,lower-ad-tape";

describe.skipIf(!hasOracle("mlir-translate"))("lower-to-llvm gives what mlir-translate takes", () => {
  it.each(Object.entries(programs))("of %s", (_, text) => {
    const lowered = printModule(transformed(text, `${differentiation},lower-to-llvm`));
    const { stdout, stderr } = runOracle("mlir-translate", ["--mlir-to-llvmir"], lowered);
    expect(stderr).toBe("");
    expect(stdout).toContain("define ");
  });
});

const w = Float64Array.from({ length: 12 }, (_, i) => Math.sin(i));
const x = Float64Array.from({ length: 4 }, (_, i) => Math.cos(i));
const b = Float64Array.of(0.1, 0.2, 0.3);
const d = Float64Array.of(1, -1, 0.5);
const t = Float64Array.from({ length: 8 }, (_, i) => Math.sin(i) / 2);

describe.each(["lower-to-loops", "lower-to-gpu"])("%s", (pipeline) => {
  it.each([
    ["gradient", [w, x, b, d]],
    ["mixed", [t, 5]],
  ] as const)("keeps what %s computes", (name, args) => {
    const run = (passes: string): unknown => {
      const { f } = compile(programs[name], { engine: "js", pipeline: `builtin.module(${passes})` });
      return f!(...args);
    };
    const before = t.slice();
    const elements = (values: unknown): unknown =>
      (values as unknown[]).map((value) => (typeof value === "number" ? value : elementsOf(value)));
    expect(elements(run(`${differentiation},${pipeline}`))).toEqual(elements(run(differentiation)));
    expect(t).toEqual(before);
  });
});

/** The elements of a typed array, alone or with a shape. */
const elementsOf = (value: unknown): number[] => [
  ...((value as { data?: Float64Array }).data ?? (value as Float64Array)),
];

it.skipIf(!isEngineAvailable("llvm"))("lowers to loops that the native engine runs", () => {
  const lowered = compile(gradient, {
    engine: "llvm",
    pipeline: `builtin.module(${differentiation},lower-to-loops)`,
  }).f!(w, x, b, d) as unknown[];
  const expected = compile(gradient, { engine: "js" }).f!(w, x, b, d) as unknown[];
  lowered.forEach((value, k) => {
    const exact = elementsOf(expected[k]);
    elementsOf(value).forEach((element, i) => {
      expect(element).toBeCloseTo(exact[i]!, 13);
    });
  });
});
