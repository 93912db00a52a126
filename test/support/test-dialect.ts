/** A small dialect for tests of passes: arithmetic that folds, branches, and operations with every kind of effect. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import {
  AnyIntegerAttr,
  AnyType,
  FlatSymbolRef,
  I1,
  SignlessIntegerOrIndexLike,
  StrAttr,
  SymbolNameAttr,
} from "../../ir/builtin/constraints.ts";
import type { IntegerType } from "../../ir/builtin/types.ts";
import { anyRegion, anySuccessor, optional, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type OpHooks, type OpSpec } from "../../ir/define-op.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { BranchOpInterface, RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { pattern } from "../../ir/pattern.ts";
import * as traits from "../../ir/traits.ts";

export const ConstantOp = defineOp(
  "test.constant",
  {
    summary: "A constant integer",
    attributes: { value: AnyIntegerAttr },
    results: { result: SignlessIntegerOrIndexLike },
    traits: [traits.Pure, traits.ConstantLike, traits.inferTypes(({ attr }) => [(attr("value") as IntegerAttr).type])],
  },
  { fold: ({ value }): FoldResult => value },
);

const binary = {
  summary: "A binary operation",
  operands: { lhs: SignlessIntegerOrIndexLike, rhs: SignlessIntegerOrIndexLike },
  results: { result: SignlessIntegerOrIndexLike },
} as const satisfies OpSpec;

const foldBinary = (combine: (a: bigint, b: bigint) => bigint, a: unknown, b: unknown): IntegerAttr | undefined =>
  a instanceof IntegerAttr && b instanceof IntegerAttr ? IntegerAttr.get(a.type, combine(a.value, b.value)) : undefined;

export const AddOp = defineOp(
  "test.add",
  { ...binary, traits: [traits.Pure, traits.Commutative, traits.SameOperandsAndResultType] },
  {
    fold({ lhs }, constants): FoldResult {
      if (constants.rhs instanceof IntegerAttr && constants.rhs.value === 0n) return lhs;
      return foldBinary((a, b) => a + b, constants.lhs, constants.rhs);
    },
  },
);
export const SubOp = defineOp(
  "test.sub",
  { ...binary, traits: [traits.Pure, traits.SameOperandsAndResultType] },
  {
    fold({ lhs, rhs }, constants): FoldResult {
      if (lhs === rhs) return IntegerAttr.get(lhs.type as IntegerType, 0);
      return foldBinary((a, b) => a - b, constants.lhs, constants.rhs);
    },
  },
);
export const MaxOp = defineOp("test.max", {
  ...binary,
  traits: [traits.Pure, traits.Commutative, traits.Idempotent, traits.SameOperandsAndResultType],
});
export const NegOp = defineOp("test.neg", {
  summary: "An involution",
  operands: { operand: SignlessIntegerOrIndexLike },
  results: { result: SignlessIntegerOrIndexLike },
  traits: [traits.Pure, traits.Involution, traits.SameOperandsAndResultType],
});

/** (a + c1) + c2  ->  a + (c1 + c2) */
const addOfAdd = pattern("test-add-of-add", AddOp, ({ op, lhs, rhs }, rewriter) => {
  const inner = AddOp.defining(lhs);
  if (inner === undefined || ConstantOp.defining(rhs) === undefined || ConstantOp.defining(inner.rhs) === undefined) {
    return false;
  }
  const sum = rewriter.create(AddOp, { lhs: inner.rhs, rhs });
  rewriter.replaceWithNew(op, AddOp, { lhs: inner.lhs, rhs: sum.result });
  return true;
});

export const CastOp = defineOp("test.cast", {
  summary: "Makes a value of another type",
  operands: { input: AnyType },
  results: { output: AnyType },
  traits: [traits.Pure],
});

export const FuncOp = defineOp("test.func", {
  summary: "A function",
  attributes: { sym_name: SymbolNameAttr, sym_visibility: optional(StrAttr) },
  regions: { body: anyRegion },
  traits: [traits.SymbolTrait, traits.IsolatedFromAbove],
});
export const ReturnOp = defineOp("test.return", {
  summary: "Leaves a function or region",
  operands: { values: variadic(AnyType) },
  traits: [traits.Pure, traits.Terminator, traits.ReturnLike],
});
export const ReferenceOp = defineOp("test.reference", {
  summary: "Mentions a symbol",
  attributes: { symbol: FlatSymbolRef },
});

export const BrOp = defineOp("test.br", {
  summary: "A branch",
  operands: { destOperands: variadic(AnyType) },
  successors: { dest: anySuccessor },
  traits: [traits.Pure, traits.Terminator],
});
BrOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }) => ({ start: 0, count: op.numOperands }),
});
export const CondBrOp = defineOp("test.cond_br", {
  summary: "A conditional branch",
  operands: { condition: I1, trueOperands: variadic(AnyType), falseOperands: variadic(AnyType) },
  successors: { trueDest: anySuccessor, falseDest: anySuccessor },
  traits: [traits.Pure, traits.Terminator],
});
CondBrOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }, index) => CondBrOp.operandRange(op, index + 1),
  successorForOperands({ trueDest, falseDest }, [condition]) {
    if (!(condition instanceof IntegerAttr)) return undefined;
    return condition.boolValue ? trueDest : falseDest;
  },
});

/** Executes its region once. */
export const OnceOp = defineOp("test.once", {
  summary: "Executes its region once",
  results: { outputs: variadic(AnyType) },
  regions: { body: singleBlockRegion },
  traits: [traits.SingleBlock, traits.HasRecursiveMemoryEffects, traits.RecursivelySpeculatable],
});
OnceOp.implement(RegionBranchOpInterface, {
  successors: ({ body, outputs }, from) =>
    from === undefined ? [{ region: body, inputs: [] }] : [{ region: undefined, inputs: outputs }],
  entryRange: () => emptyRange,
});

const withEffect = <S extends OpSpec>(
  name: `test.${string}`,
  spec: S,
  kind: MemoryEffect["kind"],
  of: "memory" | "result" | undefined,
) => {
  const def = defineOp(name, spec as any, {} as OpHooks<any>);
  def.implement(MemoryEffectOpInterface, {
    effects({ op }: any) {
      const value = of === "memory" ? op.operand(0) : of === "result" ? op.result(0) : undefined;
      return [{ kind, value }];
    },
  } as any);
  return def;
};
export const AllocOp = withEffect("test.alloc", { summary: "", results: { memory: AnyType } }, "allocate", "result");
export const ReadOp = withEffect(
  "test.read",
  { summary: "", operands: { memory: AnyType }, results: { value: AnyType } },
  "read",
  "memory",
);
export const WriteOp = withEffect(
  "test.write",
  { summary: "", operands: { memory: AnyType, value: AnyType } },
  "write",
  "memory",
);
export const FreeOp = withEffect("test.free", { summary: "", operands: { memory: AnyType } }, "free", "memory");

export const testDialect = defineDialect({
  name: "test",
  summary: "Operations for tests",
  ops: [
    ConstantOp,
    AddOp,
    SubOp,
    MaxOp,
    NegOp,
    CastOp,
    FuncOp,
    ReturnOp,
    ReferenceOp,
    BrOp,
    CondBrOp,
    OnceOp,
    AllocOp,
    ReadOp,
    WriteOp,
    FreeOp,
  ],
  canonicalizations: [addOfAdd],
  materializeConstant: (builder, value) =>
    value instanceof IntegerAttr
      ? ConstantOp.build({ value }, builder.loc) && builder.create(ConstantOp, { value }).op
      : undefined,
});
