/** `eliminate-empty-tensors` makes of programs what mlir-opt makes of them, and they compute the same as before. */

import { describe, expect, it } from "vitest";
import { compile, type EngineName, isEngineAvailable } from "../../../tools/compile.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";

const pass = "eliminate-empty-tensors";
const bufferize =
  "one-shot-bufferize{bufferize-function-boundaries function-boundary-type-conversion=identity-layout-map " +
  "allow-return-allocs-from-loops}";

/** Of `%t: tensor<12xf64>`, `%o: index` and `%c: i1`. */
const bodies: Readonly<Record<string, string>> = {
  "a cast on the way": `
    %e = tensor.empty(%c4) : tensor<?xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<?xf64>) -> tensor<?xf64>
    %k = tensor.cast %f : tensor<?xf64> to tensor<4xf64>
    %r = tensor.insert_slice %k into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "two parts of one size": `
    %e = tensor.empty() : tensor<4xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %g = linalg.square ins(%f : tensor<4xf64>) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %a = tensor.insert_slice %f into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>
    %r = tensor.insert_slice %g into %a[5][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "the part is read before it is replaced": `
    %e = tensor.empty() : tensor<4xf64>
    %s = tensor.extract_slice %t[%o][4][1] : tensor<12xf64> to tensor<4xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %g = linalg.add ins(%f, %s : tensor<4xf64>, tensor<4xf64>) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %r = tensor.insert_slice %g into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "the destination is read afterwards": `
    %e = tensor.empty() : tensor<4xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %x = tensor.extract %t[%o] : tensor<12xf64>
    %a = tensor.insert_slice %f into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>
    %y = tensor.extract %t[%c4] : tensor<12xf64>
    %z = arith.addf %x, %y : f64
    %r = tensor.insert %z into %a[%c0] : tensor<12xf64>`,
  "the part is used afterwards": `
    %e = tensor.empty() : tensor<4xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
    %a = tensor.insert_slice %f into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>
    %g = linalg.square ins(%f : tensor<4xf64>) outs(%f : tensor<4xf64>) -> tensor<4xf64>
    %r = tensor.insert_slice %g into %a[6][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "every second element": `
    %e = tensor.empty() : tensor<1x4xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<1x4xf64>) -> tensor<1x4xf64>
    %k = tensor.collapse_shape %f [[0, 1]] : tensor<1x4xf64> into tensor<4xf64>
    %q = tensor.empty() : tensor<4xf64>
    %g = linalg.square ins(%k : tensor<4xf64>) outs(%q : tensor<4xf64>) -> tensor<4xf64>
    %r = tensor.insert_slice %g into %t[%o][4][2] : tensor<4xf64> into tensor<12xf64>`,
  "a loop that fills it": `
    %e = tensor.empty() : tensor<4xf64>
    %i = scf.for %k = %c0 to %c4 step %c1 iter_args(%a = %e) -> (tensor<4xf64>) {
      %x = tensor.extract %t[%k] : tensor<12xf64>
      %b = tensor.insert %x into %a[%k] : tensor<4xf64>
      scf.yield %b : tensor<4xf64>
    }
    %r = tensor.insert_slice %i into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "a loop that puts it in": `
    %e = tensor.empty() : tensor<4xf64>
    %r = scf.for %k = %c0 to %c4 step %c1 iter_args(%a = %t) -> (tensor<12xf64>) {
      %x = tensor.extract %a[%k] : tensor<12xf64>
      %f = linalg.fill ins(%x : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
      %b = tensor.insert_slice %f into %a[%k][4][2] : tensor<4xf64> into tensor<12xf64>
      scf.yield %b : tensor<12xf64>
    }`,
  "a branch that has nothing to put in": `
    %e = tensor.empty() : tensor<4xf64>
    %s = tensor.extract_slice %t[%c4][4][1] : tensor<12xf64> to tensor<4xf64>
    %i = scf.if %c -> (tensor<4xf64>) {
      %f = linalg.fill ins(%half : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
      scf.yield %f : tensor<4xf64>
    } else {
      scf.yield %s : tensor<4xf64>
    }
    %r = tensor.insert_slice %i into %t[%o][4][1] : tensor<4xf64> into tensor<12xf64>`,
  "threads that put parts in": `
    %e = tensor.empty() : tensor<3xf64>
    %r = scf.forall (%k) in (4) shared_outs(%a = %t) -> (tensor<12xf64>) {
      %at = arith.muli %k, %c3 : index
      %x = tensor.extract %t[%k] : tensor<12xf64>
      %f = linalg.fill ins(%x : f64) outs(%e : tensor<3xf64>) -> tensor<3xf64>
      scf.forall.in_parallel {
        tensor.parallel_insert_slice %f into %a[%at][3][1] : tensor<3xf64> into tensor<12xf64>
      }
    }`,
  "copied by a structured operation": `
    %e = tensor.empty() : tensor<12xf64>
    %f = linalg.square ins(%t : tensor<12xf64>) outs(%e : tensor<12xf64>) -> tensor<12xf64>
    %r = linalg.copy ins(%f : tensor<12xf64>) outs(%t : tensor<12xf64>) -> tensor<12xf64>`,
  "of fewer dimensions": `
    %e = tensor.empty() : tensor<3xf64>
    %m = tensor.expand_shape %t [[0, 1]] output_shape [4, 3] : tensor<12xf64> into tensor<4x3xf64>
    %f = linalg.fill ins(%half : f64) outs(%e : tensor<3xf64>) -> tensor<3xf64>
    %a = tensor.insert_slice %f into %m[%o, 0][1, 3][1, 1] : tensor<3xf64> into tensor<4x3xf64>
    %r = tensor.collapse_shape %a [[0, 1]] : tensor<4x3xf64> into tensor<12xf64>`,
};

const programs = Object.entries(bodies).map(([name, body]): [name: string, text: string] => [
  name,
  `func.func @f(%t: tensor<12xf64>, %o: index, %c: i1) -> tensor<12xf64> {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %half = arith.constant 0.5 : f64
    ${body}
    return %r : tensor<12xf64>
  }`,
]);

describe.skipIf(!hasOracle("mlir-opt"))("as mlir-opt does it", () => {
  const expectSame = (text: string): void => {
    const { stdout, stderr } = runOracle("mlir-opt", [`--${pass}`], text);
    expect(stderr).toBe("");
    expect(transformedText(text, pass).trim(), text).toBe(stdout.trim());
  };
  it.each(programs)("%s", (_, text) => expectSame(text));
});

describe.each(programs)("%s", (_, text) => {
  const results = (pipeline: string, engine: EngineName): number[][] => {
    const { f } = compile(text, { engine, pipeline: `builtin.module(${pipeline})` });
    return [true, false].map((c) => {
      const elements = Float64Array.from({ length: 12 }, (_, i) => i / 8 + 1);
      return [...(f!(elements, 1, c) as Float64Array)];
    });
  };

  const expected = results(bufferize, "js");

  it("computes the same", () => {
    expect(results(`${pass},${bufferize}`, "js")).toEqual(expected);
  });
  it.skipIf(!isEngineAvailable("llvm"))("computes the same when compiled", () => {
    expect(results(`${pass},${bufferize}`, "llvm")).toEqual(expected);
  });
});
