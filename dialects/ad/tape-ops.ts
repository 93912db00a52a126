/** Operations on tapes. `lower-ad-tape` turns them into operations on memory. */

import type { Type } from "../../ir/attribute.ts";
import { AnyType, Index } from "../../ir/builtin/constraints.ts";
import { RankedTensorType } from "../../ir/builtin/types.ts";
import { type TypeConstraint, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { allTypesMatch, typesMatchWith } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { TapeType } from "./types.ts";

const AnyTape: TypeConstraint<TapeType> = { summary: "tape", is: TapeType.is };

const elementOf = (type: Type): Type => (TapeType.is(type) ? type.elementType : type);
const valueIsElement = typesMatchWith({
  from: "tape",
  to: "value",
  summary: "value type matches the tape's element type",
  transform: elementOf,
});

function verifyIndices(op: Operation, tape: Value, indices: readonly Value[]): void {
  const { rank } = tape.type as TapeType;
  if (indices.length !== rank) throw opError(op, `expected ${rank} indices, but got ${indices.length}`);
}

/**
 * A tape with a slot for each combination of indices below the first `sizes`. Further ones are the dynamic sizes of the
 * tensors that the slots hold.
 */
export const TapeCreateOp = defineOp(
  "ad.tape.create",
  {
    summary: "Makes a tape of known size",
    operands: { sizes: variadic(Index) },
    results: { tape: AnyTape },
    assemblyFormat: "`(` $sizes `)` attr-dict `:` qualified(type($tape))",
  },
  {
    verify({ op, sizes, tape }) {
      const { rank, elementType } = tape.type;
      const expected = rank + (elementType instanceof RankedTensorType ? elementType.numDynamicDims : 0);
      if (sizes.length !== expected) throw opError(op, `expected ${expected} sizes, but got ${sizes.length}`);
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ tape }) => [{ kind: "allocate", value: tape }],
});
export type TapeCreateOp = Op<typeof TapeCreateOp>;

export const TapeSetOp = defineOp(
  "ad.tape.set",
  {
    summary: "Writes a slot of a tape",
    operands: { value: AnyType, tape: AnyTape, indices: variadic(Index) },
    traits: [valueIsElement],
    assemblyFormat: "$value `,` $tape `[` $indices `]` attr-dict `:` qualified(type($tape))",
  },
  {
    verify({ op, tape, indices }) {
      verifyIndices(op, tape, indices);
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ tape }) => [{ kind: "write", value: tape }],
});
export type TapeSetOp = Op<typeof TapeSetOp>;

export const TapeGetOp = defineOp(
  "ad.tape.get",
  {
    summary: "Reads a slot of a tape",
    operands: { tape: AnyTape, indices: variadic(Index) },
    results: { value: AnyType },
    traits: [valueIsElement],
    assemblyFormat: "$tape `[` $indices `]` attr-dict `:` qualified(type($tape))",
  },
  {
    verify({ op, tape, indices }) {
      verifyIndices(op, tape, indices);
    },
  },
).implement(MemoryEffectOpInterface, {
  effects: ({ tape }) => [{ kind: "read", value: tape }],
});
export type TapeGetOp = Op<typeof TapeGetOp>;

/** Writes slot `index`, making the tape longer where it is too short; `tape` must not be used afterwards. */
export const TapeAppendOp = defineOp("ad.tape.append", {
  summary: "Writes a slot of a tape that grows, and returns the tape",
  operands: { value: AnyType, tape: AnyTape, index: Index },
  results: { result: AnyTape },
  traits: [valueIsElement, allTypesMatch("tape", "result")],
  assemblyFormat: "$value `,` $tape `[` $index `]` attr-dict `:` qualified(type($tape))",
}).implement(MemoryEffectOpInterface, {
  effects: ({ tape, result }) => [
    { kind: "write", value: tape },
    { kind: "allocate", value: result },
  ],
});
export type TapeAppendOp = Op<typeof TapeAppendOp>;

export const TapeFreeOp = defineOp("ad.tape.free", {
  summary: "Ends a tape's life",
  operands: { tape: AnyTape },
  assemblyFormat: "$tape attr-dict `:` qualified(type($tape))",
}).implement(MemoryEffectOpInterface, {
  effects: ({ tape }) => [{ kind: "free", value: tape }],
});
export type TapeFreeOp = Op<typeof TapeFreeOp>;
