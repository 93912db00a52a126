/** The operations of the `func` dialect: functions, calls, and functions as values. */

import type { Type } from "../../ir/attribute.ts";
import { StringAttr, SymbolRefAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import {
  AnyFunctionType,
  AnyType,
  DictArrayAttr,
  FlatSymbolRef,
  StrAttr,
  SymbolNameAttr,
  typeAttrOf,
  UnitAttribute,
} from "../../ir/builtin/constraints.ts";
import { FunctionType } from "../../ir/builtin/types.ts";
import { anyRegion, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { CallableOpInterface, CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import { symbolVisibility } from "../../ir/symbol-table.ts";
import {
  AffineScope,
  AutomaticAllocationScope,
  ConstantLike,
  hasParent,
  IsolatedFromAbove,
  Pure,
  ReturnLike,
  SymbolTrait,
  Terminator,
} from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { BranchOp } from "../cf/ops.ts";
import { parseFunction, printFunction } from "../function-syntax.ts";

export const ReturnOp = defineOp(
  "func.return",
  {
    summary: "Returns from a function",
    operands: { operands: variadic(AnyType) },
    traits: [Pure, hasParent("func.func"), ReturnLike, Terminator],
    assemblyFormat: "attr-dict ($operands^ `:` type($operands))?",
  },
  {
    verify({ op, operands }): void {
      const { sym_name, function_type } = FuncOp.view(op.parentOp!);
      const { results } = function_type.value as FunctionType;
      const name = `@${sym_name.value}`;
      if (operands.length !== results.length) {
        throw opError(
          op,
          `has ${operands.length} operands, but enclosing function (${name}) returns ${results.length}`,
        );
      }
      operands.forEach(({ type }, i) => {
        if (type === results[i]) return;
        const what = `type of return operand ${i} ('${type}')`;
        throw errorAt(op.loc, `${what} doesn't match function result type ('${results[i]}') in function ${name}`);
      });
    },
  },
);
export type ReturnOp = Op<typeof ReturnOp>;

export const CallOp = defineOp("func.call", {
  summary: "Calls a function by its name",
  operands: { operands: variadic(AnyType) },
  attributes: {
    callee: FlatSymbolRef,
    arg_attrs: optional(DictArrayAttr),
    res_attrs: optional(DictArrayAttr),
    no_inline: optional(UnitAttribute),
  },
  results: { results: variadic(AnyType) },
  assemblyFormat: "$callee `(` $operands `)` attr-dict `:` functional-type($operands, $results)",
});
export type CallOp = Op<typeof CallOp>;

CallOp.implement(CallOpInterface, {
  callee: ({ callee }) => callee,
  argumentRange: ({ op }) => ({ start: 0, count: op.numOperands }),
  setCallee({ op }, callee) {
    op.setAttr("callee", callee as SymbolRefAttr);
  },
});

CallOp.implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, callee, operands, results }, tables) {
    const func = FuncOp.match(tables.lookupNearest(op, callee));
    if (func === undefined) throw opError(op, `'${callee.root}' does not reference a valid function`);
    const type = func.function_type.value as FunctionType;
    if (type.inputs.length !== operands.length) throw opError(op, "incorrect number of operands for callee");
    operands.forEach((operand, i) => {
      if (operand.type === type.inputs[i]) return;
      throw opError(
        op,
        `operand type mismatch: expected operand type '${type.inputs[i]}', but provided '${operand.type}' ` +
          `for operand number ${i}`,
      );
    });
    if (type.results.length !== results.length) throw opError(op, "incorrect number of results for callee");
    results.forEach((result, i) => {
      if (result.type === type.results[i]) return;
      throw opError(op, `result type mismatch at index ${i}`)
        .attachNote(op.loc, `      op result types: ${quoteTypes(op.resultTypes)}`)
        .attachNote(op.loc, `function result types: ${quoteTypes(type.results)}`);
    });
  },
});

const quoteTypes = (types: readonly Type[]): string => types.map((type) => `'${type}'`).join(", ");

const calleeType = (callee: Value): FunctionType => callee.type as FunctionType;
const sameTypes = (types: readonly Type[], values: readonly Value[]): boolean =>
  types.length === values.length && types.every((type, i) => type === values[i]!.type);

export const CallIndirectOp = defineOp(
  "func.call_indirect",
  {
    summary: "Calls a function that is a value",
    operands: { callee: AnyFunctionType, callee_operands: variadic(AnyType) },
    attributes: { arg_attrs: optional(DictArrayAttr), res_attrs: optional(DictArrayAttr) },
    results: { results: variadic(AnyType) },
  },
  {
    // The types of all operands and results are those of the callee, so there is only one type in the text.
    parse(parser, state) {
      const callee = parser.parseOperand();
      const operands = parser.parseDelimitedOperands("paren");
      const at = operands[0]?.offset ?? parser.start;
      parser.parseOptionalAttrDict(state);
      parser.parseColon();
      const typeAt = parser.start;
      const type = parser.parseType();
      if (!(type instanceof FunctionType)) {
        throw parser.error(`'callee' must be function type, but got '${type}'`, typeAt);
      }
      state.operands = [parser.resolveOperand(callee, type), ...parser.resolveOperands(operands, type.inputs, at)];
      state.resultTypes = type.results;
    },
    print({ op, callee, callee_operands }, printer) {
      printer.write(" ").operand(callee).write("(").operands(callee_operands).write(")");
      printer.optionalAttrDict(op).write(" : ").type(callee.type);
    },
    verify({ op, callee, callee_operands, results }) {
      const { inputs, results: outputs } = calleeType(callee);
      if (!sameTypes(inputs, callee_operands)) {
        throw opError(op, "failed to verify that callee input types match argument types");
      }
      if (!sameTypes(outputs, results)) {
        throw opError(op, "failed to verify that callee result types match result types");
      }
    },
  },
);
export type CallIndirectOp = Op<typeof CallIndirectOp>;

CallIndirectOp.implement(CallOpInterface, {
  callee: ({ callee }) => callee,
  argumentRange: ({ op }) => ({ start: 1, count: op.numOperands - 1 }),
  setCallee({ op }, callee) {
    op.setOperand(0, callee as Value);
  },
});

export const ConstantOp = defineOp(
  "func.constant",
  {
    summary: "A function as a value",
    attributes: { value: FlatSymbolRef },
    results: { result: AnyType },
    traits: [ConstantLike, Pure],
    assemblyFormat: "attr-dict $value `:` type($result)",
  },
  {
    fold: ({ value }): FoldResult => value,
    resultNames: () => ["f"],
  },
);
export type ConstantOp = Op<typeof ConstantOp>;

ConstantOp.implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, value, result }, tables) {
    const func = FuncOp.match(tables.lookupNearest(op, value));
    if (func === undefined) throw opError(op, `reference to undefined function '${value.root}'`);
    if (func.function_type.value !== result.type) throw opError(op, "reference to function with mismatched type");
  },
});

export const FuncOp = defineOp(
  "func.func",
  {
    summary: "A function; a declaration if its body is empty",
    attributes: {
      sym_name: SymbolNameAttr,
      function_type: typeAttrOf(AnyFunctionType),
      sym_visibility: optional(StrAttr),
      arg_attrs: optional(DictArrayAttr),
      res_attrs: optional(DictArrayAttr),
      no_inline: optional(UnitAttribute),
    },
    regions: { body: anyRegion },
    traits: [AffineScope, AutomaticAllocationScope, SymbolTrait, IsolatedFromAbove],
  },
  {
    parse: parseFunction,
    print: ({ op }, printer) => printFunction(op, printer),
    verify({ op, body }) {
      if (body.isEmpty && symbolVisibility(op) === "public") {
        throw opError(op, "symbol declaration cannot have public visibility");
      }
    },
    defaultDialect: "func",
  },
);
export type FuncOp = Op<typeof FuncOp>;

FuncOp.implement(CallableOpInterface, {
  callableRegion: ({ body }) => (body.isEmpty ? undefined : body),
});

FuncOp.implement(FunctionOpInterface, {
  argumentTypes: ({ function_type }) => (function_type.value as FunctionType).inputs,
  resultTypes: ({ function_type }) => (function_type.value as FunctionType).results,
  body: ({ body }) => body,
  createLike: ({ op }, name, inputs, results) =>
    FuncOp.build(
      {
        sym_name: StringAttr.get(name),
        function_type: TypeAttr.get(FunctionType.get(inputs, results)),
        sym_visibility: StringAttr.get("private"),
      },
      op.loc,
    ),
  setType({ op }, inputs, results) {
    op.setAttr("function_type", TypeAttr.get(FunctionType.get(inputs, results)));
  },
  createCall: ({ sym_name, function_type }, builder, operands) =>
    builder.create(CallOp, {
      callee: SymbolRefAttr.get(sym_name.value),
      operands,
      resultTypes: (function_type.value as FunctionType).results,
    }).op,
  createReturn: (_, builder, operands) => builder.create(ReturnOp, { operands }).op,
  createBranch: (_, builder, dest, destOperands) => builder.create(BranchOp, { dest, destOperands }).op,
});
