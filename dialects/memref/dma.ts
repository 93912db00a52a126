/** Transfers between memories that go on while the program does. */

import { AnyMemRef, AnyType, Index } from "../../ir/builtin/constraints.ts";
import { IndexType, indexType, MemRefType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { foldMemRefCast } from "./cast.ts";

export const DmaStartOp = defineOp(
  "memref.dma_start",
  {
    summary: "Starts a transfer of elements from one buffer to another",
    operands: { operands: variadic(AnyType) },
  },
  {
    parse(parser, state) {
      const source = parser.parseOperand();
      const sourceIndices = parser.parseDelimitedOperands("square");
      parser.parseComma();
      const target = parser.parseOperand();
      const targetIndices = parser.parseDelimitedOperands("square");
      parser.parseComma();
      const numElements = parser.parseOperand();
      parser.parseComma();
      const tag = parser.parseOperand();
      const tagIndices = parser.parseDelimitedOperands("square");
      const strides = parser.parseOptionalComma() ? parser.parseOperandList() : [];
      if (strides.length !== 0 && strides.length !== 2) {
        throw parser.error("expected two stride related operands", state.loc);
      }
      const types = parser.parseColonTypeList();
      if (types.length !== 3) throw parser.error("fewer/more types expected", state.loc);
      const [sourceType, targetType, tagType] = types;
      const index = indexType();
      state.operands = [
        parser.resolveOperand(source, sourceType!),
        ...sourceIndices.map((use) => parser.resolveOperand(use, index)),
        parser.resolveOperand(target, targetType!),
        ...targetIndices.map((use) => parser.resolveOperand(use, index)),
        parser.resolveOperand(numElements, index),
        parser.resolveOperand(tag, tagType!),
        ...tagIndices.map((use) => parser.resolveOperand(use, index)),
        ...strides.map((use) => parser.resolveOperand(use, index)),
      ];
    },
    print({ op }, printer) {
      const { source, target, numElements, tag, strides } = transferOf(op);
      const element = ({ memref, indices }: Place): void => {
        printer.operand(memref).write("[").operands(indices).write("]");
      };
      printer.write(" ");
      element(source);
      printer.write(", ");
      element(target);
      printer.write(", ").operand(numElements).write(", ");
      element(tag);
      if (strides.length > 0) printer.write(", ").operands(strides);
      printer.optionalAttrDict(op).write(" : ");
      printer.types([source, target, tag].map(({ memref }) => memref.type));
    },
    verify: ({ op }) => verifyDmaStart(op),
    fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
  },
);
export type DmaStartOp = Op<typeof DmaStartOp>;

/** An element of a buffer. */
interface Place {
  readonly memref: Value;
  readonly indices: readonly Value[];
}

interface Transfer {
  readonly source: Place;
  readonly target: Place;
  readonly numElements: Value;
  readonly tag: Place;
  /** The stride and the number of elements for each; or none. */
  readonly strides: readonly Value[];
}

/** The operands, each buffer followed by as many indices as it has dimensions. */
function transferOf(op: Operation): Transfer {
  const { operands } = op;
  let next = 0;
  const place = (): Place => {
    const memref = operands[next]!;
    const first = next + 1;
    next = first + (memref.type as MemRefType).rank;
    return { memref, indices: operands.slice(first, next) };
  };
  const source = place();
  const target = place();
  const numElements = operands[next++]!;
  const tag = place();
  return { source, target, numElements, tag, strides: operands.slice(next) };
}

const isIndex = ({ type }: Value): boolean => type instanceof IndexType;

/** What comes earlier tells where the later operands stand. */
function verifyDmaStart(op: Operation): void {
  const { operands } = op;
  let expected = 4;
  const verifyCount = (): void => {
    if (operands.length < expected) throw opError(op, `expected at least ${expected} operands`);
  };
  verifyCount();
  let next = 0;
  const verifyPlace = (name: string): void => {
    const { type } = operands[next]!;
    if (!(type instanceof MemRefType)) throw opError(op, `expected ${name} to be of memref type`);
    expected += type.rank;
    verifyCount();
    const indices = operands.slice(next + 1, next + 1 + type.rank);
    if (!indices.every(isIndex)) throw opError(op, `expected ${name} indices to be of index type`);
    next += 1 + type.rank;
  };
  verifyPlace("source");
  verifyPlace("destination");
  if (!isIndex(operands[next++]!)) throw opError(op, "expected num elements to be of index type");
  verifyPlace("tag");
  const strides = operands.slice(next);
  if (strides.length !== 0 && strides.length !== 2) throw opError(op, "incorrect number of operands");
  if (!strides.every(isIndex)) {
    throw opError(op, "expected stride and num elements per stride to be of type index");
  }
}

export const DmaWaitOp = defineOp(
  "memref.dma_wait",
  {
    summary: "Waits for the end of the transfer that a tag stands for",
    operands: { tagMemRef: AnyMemRef, tagIndices: variadic(Index), numElements: Index },
    assemblyFormat: "$tagMemRef `[` $tagIndices `]` `,` $numElements attr-dict `:` type($tagMemRef)",
  },
  {
    verify({ op, tagMemRef, tagIndices }) {
      const { rank } = tagMemRef.type;
      if (tagIndices.length === rank) return;
      throw opError(
        op,
        "expected tagIndices to have the same number of elements as the tagMemRef rank, " +
          `expected ${rank}, but got ${tagIndices.length}`,
      );
    },
    fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
  },
);
export type DmaWaitOp = Op<typeof DmaWaitOp>;
