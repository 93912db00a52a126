/** `scf.forall` with outputs and mappings, for which other dialects give the operations and attributes. */

import { describe, expect, it } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { combiningOps, ForallOp, regionOutArgs, scfDialect } from "../../../dialects/scf/index.ts";
import { AnyType } from "../../../ir/builtin/constraints.ts";
import { defineAttr } from "../../../ir/define-attribute.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { defineDialect } from "../../../ir/dialect.ts";
import { DeviceMappingAttrInterface, DeviceMaskingAttrInterface } from "../../../ir/interfaces/device-mapping.ts";
import { ParallelCombiningOpInterface } from "../../../ir/interfaces/parallel-combining.ts";
import { Pure } from "../../../ir/traits.ts";
import { canonicalized, errorsOf, parseOk, testContext } from "../../support/round-trip.ts";

const InsertOp = defineOp("grid.insert", {
  summary: "The destination with a value in it",
  operands: { value: AnyType, destination: AnyType },
  results: { result: AnyType },
  traits: [Pure],
  assemblyFormat: "$value `into` $destination attr-dict `:` type($value) `into` type($destination) `->` type($result)",
});

const ParallelInsertOp = defineOp("grid.parallel_insert", {
  summary: "Puts a thread's value into the destination",
  operands: { value: AnyType, destination: AnyType },
  assemblyFormat: "$value `into` $destination attr-dict `:` type($value) `into` type($destination)",
});
ParallelInsertOp.implement(ParallelCombiningOpInterface, {
  updatedDestinations: ({ destination }) => [destination],
  createSequential: ({ value }, builder, destination) =>
    builder.create(InsertOp, { value, destination, resultTypes: [destination.type] }).result,
});

const noParameters = { parse: () => ({}), print: () => {} };
const Thread = defineAttr("grid.thread", noParameters);
DeviceMappingAttrInterface.implement(Thread, { mappingId: () => 0, isLinear: () => false, relativeIndex: () => 0 });
const Mask = defineAttr("grid.mask", noParameters);
DeviceMaskingAttrInterface.implement(Mask, { maxNumPhysicalIds: () => 32 });

const gridDialect = defineDialect({
  name: "grid",
  summary: "What a parallel loop needs of others",
  ops: [InsertOp, ParallelInsertOp],
  attributes: [Thread, Mask],
});
const dialects = [funcDialect, gridDialect, scfDialect];

/** A loop over these bounds with two outputs, of which each iteration writes the first one. */
const loop = (bounds: string, results = "%0#0, %0#1") =>
  `func.func @f(%n: index, %t: tensor<4xf32>, %u: tensor<2xf32>, %x: f32) -> (tensor<4xf32>, tensor<2xf32>) {
     %0:2 = scf.forall ${bounds} shared_outs(%o = %t, %p = %u) -> (tensor<4xf32>, tensor<2xf32>) {
       "test.body"(%i, %p) : (index, tensor<2xf32>) -> ()
       scf.forall.in_parallel {
         grid.parallel_insert %x into %o : f32 into tensor<4xf32>
       }
     }
     return ${results} : tensor<4xf32>, tensor<2xf32>
   }`;

/** The canonical form, without the module and the function around it. */
const canonical = (text: string): string[] =>
  canonicalized(text, ...dialects)
    .split("\n")
    .slice(2, -3)
    .map((line) => line.trim());

describe("outputs of scf.forall", () => {
  it("are found by what writes them", () => {
    const module = parseOk(loop("(%i) in (%n)"), testContext(...dialects));
    let found: number[] = [];
    module.walk((op) => {
      const view = ForallOp.match(op);
      if (view !== undefined) found = regionOutArgs(view).map((arg) => combiningOps(view, arg).length);
    });
    expect(found).toEqual([1, 0]);
  });

  it("go when no thread writes them", () => {
    expect(canonical(loop("(%i) in (%n)"))).toEqual([
      "%0 = scf.forall (%arg4) in (%arg0) shared_outs(%arg5 = %arg1) -> (tensor<4xf32>) {",
      '"test.body"(%arg4, %arg2) : (index, tensor<2xf32>) -> ()',
      "scf.forall.in_parallel {",
      "grid.parallel_insert %arg3 into %arg5 : f32 into tensor<4xf32>",
      "}",
      "}",
      "return %0, %arg2 : tensor<4xf32>, tensor<2xf32>",
    ]);
  });

  it("go when nobody uses the results", () => {
    expect(canonical(loop("(%i) in (%n)", "%t, %u"))).toEqual([
      "scf.forall (%arg4) in (%arg0) {",
      '"test.body"(%arg4, %arg2) : (index, tensor<2xf32>) -> ()',
      "}",
      "return %arg1, %arg2 : tensor<4xf32>, tensor<2xf32>",
    ]);
  });

  it("are written in place by the only iteration", () => {
    expect(canonical(loop("(%i, %j) = (3, 0) to (4, 8) step (1, 8)"))).toEqual([
      "%c3 = arith.constant 3 : index",
      '"test.body"(%c3, %arg2) : (index, tensor<2xf32>) -> ()',
      "%0 = grid.insert %arg3 into %arg1 : f32 into tensor<4xf32> -> tensor<4xf32>",
      "return %0, %arg2 : tensor<4xf32>, tensor<2xf32>",
    ]);
  });

  it("must be what is written to", () => {
    const text = loop("(%i) in (%n)").replace("into %o :", "into %t :");
    expect(errorsOf(text, ...dialects)).toEqual([
      "'grid.parallel_insert' op may only insert into an output block argument",
    ]);
  });
});

describe("mappings of scf.forall", () => {
  const mapped = (mapping: string) =>
    `func.func @f() {
       scf.forall (%i, %j) in (1, 8) {
         "test.body"(%i, %j) : (index, index) -> ()
       } {mapping = [${mapping}]}
       return
     }`;

  it("keep loops that run once, but for their induction variable", () => {
    expect(canonical(mapped("#grid.thread, #grid.mask, #grid.thread"))).toEqual([
      "%c0 = arith.constant 0 : index",
      "scf.forall (%arg0, %arg1) in (1, 8) {",
      '"test.body"(%c0, %arg1) : (index, index) -> ()',
      "} {mapping = [#grid.thread, #grid.mask, #grid.thread]}",
      "return",
    ]);
  });

  it.each([
    ["#grid.thread", "'scf.forall' op mapping attribute size must match op rank"],
    [
      "#grid.thread, #grid.thread, #grid.mask, #grid.mask",
      "'scf.forall' op mapping supports at most one device masking attribute",
    ],
    ["1", "'scf.forall' op attribute 'mapping' failed to satisfy constraint: Device Mapping array attribute"],
  ])("are checked: [%s]", (mapping, message) => {
    expect(errorsOf(mapped(mapping), ...dialects)).toEqual([message]);
  });
});
