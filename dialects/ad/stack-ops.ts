/**
 * Operations on stacks: what functions that call themselves keep for their reverse, which takes it back in the opposite
 * order. `lower-ad-tape` turns them into operations on memory.
 */
import { AnyType, Index } from "../../ir/builtin/constraints.ts";
import type { TypeConstraint } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { isBufferType } from "../../ir/interfaces/differentiable.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { type HeldPointer, PointerMemoryOpInterface } from "../../ir/interfaces/pointer-memory.ts";
import { Pure, typesMatchWith } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { StackType } from "./types.ts";

const AnyStack: TypeConstraint<StackType> = { summary: "stack", is: StackType.is };

const valueIsElement = typesMatchWith({
  from: "stack",
  to: "value",
  summary: "value type matches the stack's element type",
  transform: (type) => (StackType.is(type) ? type.elementType : type),
});

const readsAndWrites = ({ stack }: { readonly stack: Value }): MemoryEffect[] => [
  { kind: "read", value: stack },
  { kind: "write", value: stack },
];

const heldBuffer = ({ value, stack }: { readonly value: Value; readonly stack: Value }): HeldPointer[] =>
  isBufferType(value.type) ? [{ pointer: value, memory: stack }] : [];

export const StackCreateOp = defineOp("ad.stack.create", {
  summary: "Makes an empty stack",
  results: { stack: AnyStack },
  assemblyFormat: "attr-dict `:` qualified(type($stack))",
}).implement(MemoryEffectOpInterface, {
  effects: ({ stack }) => [{ kind: "allocate", value: stack }],
});
export type StackCreateOp = Op<typeof StackCreateOp>;

export const StackPushOp = defineOp("ad.stack.push", {
  summary: "Puts a value on a stack, which grows as needed",
  operands: { value: AnyType, stack: AnyStack },
  traits: [valueIsElement],
  assemblyFormat: "$value `,` $stack attr-dict `:` qualified(type($stack))",
}).implement(MemoryEffectOpInterface, {
  effects: readsAndWrites,
});
export type StackPushOp = Op<typeof StackPushOp>;
StackPushOp.implement(PointerMemoryOpInterface, { held: heldBuffer });

/** The stack must not be empty. */
export const StackPopOp = defineOp("ad.stack.pop", {
  summary: "Takes the value from a stack that was put on it last",
  operands: { stack: AnyStack },
  results: { value: AnyType },
  traits: [valueIsElement],
  assemblyFormat: "$stack attr-dict `:` qualified(type($stack))",
}).implement(MemoryEffectOpInterface, {
  effects: readsAndWrites,
});
export type StackPopOp = Op<typeof StackPopOp>;
StackPopOp.implement(PointerMemoryOpInterface, { held: heldBuffer });

/** What is known by its address cannot be followed, so that derivatives of it are refused. */
export const StackAddressOp = defineOp("ad.stack.address", {
  summary: "The address of a stack, which stands for it where nothing is known of its type",
  operands: { stack: AnyStack },
  results: { address: Index },
  traits: [Pure],
  assemblyFormat: "$stack attr-dict `:` qualified(type($stack))",
});
export type StackAddressOp = Op<typeof StackAddressOp>;

export const StackAtOp = defineOp("ad.stack.at", {
  summary: "The stack that has an address",
  operands: { address: Index },
  results: { stack: AnyStack },
  traits: [Pure],
  assemblyFormat: "$address attr-dict `:` qualified(type($stack))",
});
export type StackAtOp = Op<typeof StackAtOp>;

export const StackFreeOp = defineOp("ad.stack.free", {
  summary: "Ends a stack's life",
  operands: { stack: AnyStack },
  assemblyFormat: "$stack attr-dict `:` qualified(type($stack))",
}).implement(MemoryEffectOpInterface, {
  effects: ({ stack }) => [{ kind: "free", value: stack }],
});
export type StackFreeOp = Op<typeof StackFreeOp>;
