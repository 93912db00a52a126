/** Operations that make and free what tensors will be kept in. */

import type { AsmParser } from "../../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../../ir/assembly/parsed-operation.ts";
import { AnyAttr, AnyRankedOrUnrankedMemRef, AnyTensor, Index } from "../../../ir/builtin/constraints.ts";
import { indexType, type RankedTensorType, TensorType } from "../../../ir/builtin/types.ts";
import { optional, variadic } from "../../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../../ir/define-op.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import { operandSegmentSizes, sizesAttr } from "../../../ir/segments.ts";
import { verifyDynamicSizes } from "../../dynamic-sizes.ts";
import { foldMemRefCast } from "../../memref/index.ts";

export const AllocTensorOp = defineOp(
  "bufferization.alloc_tensor",
  {
    summary: "A tensor that will have a buffer of its own, with the contents of another one or with none",
    operands: { dynamic_sizes: variadic(Index), copy: optional(AnyTensor), size_hint: optional(Index) },
    attributes: { memory_space: optional(AnyAttr) },
    results: { result: AnyTensor },
  },
  {
    parse: parseAllocTensor,
    print({ op, dynamic_sizes, copy, size_hint, result }, printer) {
      printer.write("(").operands(dynamic_sizes).write(")");
      if (copy !== undefined) printer.write(" copy(").operand(copy).write(")");
      if (size_hint !== undefined) printer.write(" size_hint=").operand(size_hint);
      printer.optionalAttrDict(op).write(" : ").type(result.type);
    },
    verify({ op, dynamic_sizes, copy, result }) {
      if (copy === undefined) {
        if (result.type.hasRank) verifyDynamicSizes(op, result.type, dynamic_sizes);
        return;
      }
      if (dynamic_sizes.length > 0) throw errorAt(op.loc, "dynamic sizes not needed when copying a tensor");
      if (copy.type !== result.type) throw errorAt(op.loc, "expected that `copy` and return type match");
    },
  },
);
export type AllocTensorOp = Op<typeof AllocTensorOp>;

// Syntax: `(%size, ...) copy(%tensor) size_hint=%n {attributes} : tensor<...>`.

function parseAllocTensor(parser: AsmParser, state: ParsedOperation): void {
  const sizes = parser.parseDelimitedOperands("paren");
  const hasCopy = parser.parseOptionalKeyword("copy");
  const copy = hasCopy ? parser.parseDelimitedOperands("paren") : [];
  const hasHint = parser.parseOptionalKeyword("size_hint");
  if (hasHint) parser.parseEqual();
  const hint = hasHint ? [parser.parseOperand()] : [];
  parser.parseOptionalAttrDict(state);
  parser.parseColon();
  const typeAt = parser.start;
  const type = parser.parseType();
  if (!(type instanceof TensorType)) throw parser.error("invalid kind of type specified", typeAt);
  state.resultTypes = [type];
  state.operands = [
    ...sizes.map((operand) => parser.resolveOperand(operand, indexType())),
    ...copy.map((operand) => parser.resolveOperand(operand, type)),
    ...hint.map((operand) => parser.resolveOperand(operand, indexType())),
  ];
  state.addAttribute(operandSegmentSizes, sizesAttr([sizes.length, copy.length, hint.length]));
}

/** The type of a tensor that was allocated, which has a rank wherever it matters. */
export const allocatedType = ({ result }: AllocTensorOp): RankedTensorType => result.type as RankedTensorType;

export const CloneOp = defineOp(
  "bufferization.clone",
  {
    summary: "A buffer with the same contents, which may be the same buffer: neither is written afterwards",
    operands: { input: AnyRankedOrUnrankedMemRef },
    results: { output: AnyRankedOrUnrankedMemRef },
    assemblyFormat: "$input attr-dict `:` type($input) `to` type($output)",
  },
  { fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined) },
).implement(MemoryEffectOpInterface, {
  effects: ({ input, output }) => [
    { kind: "read", value: input },
    { kind: "write", value: output },
    { kind: "allocate", value: output },
  ],
});
export type CloneOp = Op<typeof CloneOp>;

export const DeallocTensorOp = defineOp("bufferization.dealloc_tensor", {
  summary: "Frees the buffer that a tensor is kept in",
  operands: { tensor: AnyTensor },
  assemblyFormat: "$tensor attr-dict `:` type($tensor)",
});
export type DeallocTensorOp = Op<typeof DeallocTensorOp>;
