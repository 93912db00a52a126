/** The operations of the `cf` dialect, but for `cf.switch`: branches between blocks, and assertions. */

import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, DenseI32Array, I1, StrAttr } from "../../ir/builtin/constraints.ts";
import { anySuccessor, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { Pure, Terminator } from "../../ir/traits.ts";

export const AssertOp = defineOp("cf.assert", {
  summary: "Aborts the program with a message unless the operand is true",
  operands: { arg: I1 },
  attributes: { msg: StrAttr },
  assemblyFormat: "$arg `,` $msg attr-dict",
});
export type AssertOp = Op<typeof AssertOp>;

AssertOp.implement(MemoryEffectOpInterface, {
  // Keeps the assertion where it is.
  effects: () => [{ kind: "write" }],
});

export const BranchOp = defineOp("cf.br", {
  summary: "Branches to a block",
  operands: { destOperands: variadic(AnyType) },
  successors: { dest: anySuccessor },
  traits: [Pure, Terminator],
  assemblyFormat: "$dest (`(` $destOperands^ `:` type($destOperands) `)`)? attr-dict",
});
export type BranchOp = Op<typeof BranchOp>;

BranchOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }) => ({ start: 0, count: op.numOperands }),
  successorForOperands: ({ dest }) => dest,
});

export const CondBranchOp = defineOp("cf.cond_br", {
  summary: "Branches to one of two blocks by a condition",
  operands: { condition: I1, trueDestOperands: variadic(AnyType), falseDestOperands: variadic(AnyType) },
  attributes: { branch_weights: optional(DenseI32Array) },
  successors: { trueDest: anySuccessor, falseDest: anySuccessor },
  traits: [Pure, Terminator],
  assemblyFormat: `$condition (\`weights\` \`(\` $branch_weights^ \`)\`)? \`,\`
    $trueDest (\`(\` $trueDestOperands^ \`:\` type($trueDestOperands) \`)\`)? \`,\`
    $falseDest (\`(\` $falseDestOperands^ \`:\` type($falseDestOperands) \`)\`)? attr-dict`,
});
export type CondBranchOp = Op<typeof CondBranchOp>;

CondBranchOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }, index) => CondBranchOp.operandRange(op, index + 1),
  successorForOperands: ({ trueDest, falseDest }, [condition]) =>
    condition instanceof IntegerAttr ? (condition.boolValue ? trueDest : falseDest) : undefined,
  decision: ({ condition }) => ({ value: condition }),
});
