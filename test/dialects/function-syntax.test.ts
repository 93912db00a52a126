/** The parts of the functions' syntax that `func.func` does not use. */

import { describe, expect, it } from "vitest";
import { type FunctionSyntax, parseFunction, printFunction } from "../../dialects/function-syntax.ts";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { DictArrayAttr, StrAttr, SymbolNameAttr, TypeAttribute, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { anyRegion, optional } from "../../ir/constraint.ts";
import { defineOp } from "../../ir/define-op.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { IsolatedFromAbove, SymbolTrait } from "../../ir/traits.ts";
import { errorsOf, parseOk, testContext } from "../support/round-trip.ts";

const syntax: FunctionSyntax = {
  allowVariadic: true,
  makeType: (inputs, results) =>
    results.length > 1 ? `expected at most one result, but got ${results.length}` : FunctionType.get(inputs, results),
};

const TestFuncOp = defineOp(
  "fn.func",
  {
    summary: "A function that may take any number of arguments",
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: TypeAttribute,
      sym_visibility: optional(StrAttr),
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
      variadic: optional(UnitAttribute),
    },
    regions: { body: anyRegion },
    traits: [IsolatedFromAbove, SymbolTrait],
  },
  {
    parse: (parser, state) => parseFunction(parser, state, syntax),
    print: ({ op, variadic }, printer) => printFunction(op, printer, variadic !== undefined),
  },
);
const signature = (op: { readonly function_type: { readonly value: unknown } }) =>
  op.function_type.value as FunctionType;
const unused = (): never => {
  throw new Error("these tests make no functions");
};
TestFuncOp.implement(FunctionOpInterface, {
  argumentTypes: (op) => signature(op).inputs,
  resultTypes: (op) => signature(op).results,
  body: ({ body }) => body,
  createLike: unused,
  setType: unused,
  createCall: unused,
  createReturn: unused,
  createBranch: unused,
});

const fnDialect = defineDialect({ name: "fn", summary: "Functions of another kind", ops: [TestFuncOp] });

const printed = (text: string): string[] =>
  printModule(parseOk(text, testContext(fnDialect)))
    .split("\n")
    .slice(1, -2)
    .map((line) => line.trim());

describe("functions with any number of arguments", () => {
  it.each([
    "fn.func private @none(...) attributes {variadic}",
    "fn.func private @some(i32, f32 {test.a}, ...) -> (i8 {test.b}) attributes {test.c, variadic}",
    'fn.func @body(%arg0: i32, %arg1: f32 {test.a}, ...) -> i8 attributes {variadic} {\n"test.return"() : () -> ()\n}',
  ])("are read and printed: %s", (text) => {
    expect(printed(text).join("\n")).toBe(text);
  });

  it("end their arguments with the dots", () => {
    expect(errorsOf("fn.func @f(..., i32)", fnDialect)).toEqual([
      "custom op 'fn.func' variadic arguments must be in the end of the argument list",
    ]);
  });
});

describe("types of functions", () => {
  it("may be refused", () => {
    expect(errorsOf("fn.func @f() -> (i32, i32)", fnDialect)).toEqual([
      "custom op 'fn.func' failed to construct function type: expected at most one result, but got 2",
    ]);
  });
});
