/**
 * The pass `lower-ad-tape`: tapes and stacks become buffers. A tape of known size is a buffer of that size; one that grows
 * is replaced by a buffer of twice the size when it is full. Tensors are kept in slices of a buffer that has their
 * dimensions behind those of the tape. Values keep their places; only their types change.
 */
import {
  StackAddressOp,
  StackAtOp,
  StackCreateOp,
  StackFreeOp,
  StackPopOp,
  StackPushOp,
  StackType,
  TapeAppendOp,
  TapeCreateOp,
  TapeFreeOp,
  TapeGetOp,
  TapeSetOp,
  TapeType,
} from "../../dialects/ad/index.ts";
import { arithDialect } from "../../dialects/arith/index.ts";
import { bufferizationDialect } from "../../dialects/bufferization/index.ts";
import { llvmDialect } from "../../dialects/llvm/index.ts";
import { AllocOp, DeallocOp, memrefDialect } from "../../dialects/memref/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { Dynamic, MemRefType, RankedTensorType } from "../../ir/builtin/types.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";
import {
  createStack,
  freeStack,
  popValue,
  pushValue,
  stackAddress,
  stackAt,
  stackBufferType,
} from "./stack-buffers.ts";
import { growIfFull, readSlot, writeSlot } from "./tape-buffers.ts";

export const lowerAdTape = definePass(
  "lower-ad-tape",
  {
    summary: "Turns the tapes and stacks of reverse mode into buffers",
    dependentDialects: [arithDialect, bufferizationDialect, llvmDialect, memrefDialect, scfDialect],
  },
  (root) => {
    lower(root, new Map([...tapeLowerings, ...stackLowerings]), bufferType);
  },
);

/** Turns the tapes in `root` into buffers; stacks stay. */
export function lowerTapes(root: Operation): void {
  lower(root, tapeLowerings, tapeBufferType);
}

/** Whether `lowerTapes` changes a type. */
export const holdsTapes = (type: Type): boolean => tapeBufferType(type) !== type;

/** Emits what takes an operation's place and returns the values for its results. */
type Lowering = (op: Operation, builder: OpBuilder) => readonly Value[];
type Lowerings = ReadonlyMap<unknown, Lowering>;

function lower(root: Operation, lowerings: Lowerings, typeFor: (type: Type) => Type): void {
  const lowered: Operation[] = [];
  root.walk((op) => {
    for (const result of op.results) result.type = typeFor(result.type);
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const arg of block.args) arg.type = typeFor(arg.type);
    }
    lowerSignature(op, typeFor);
    if (lowerings.has(op.def)) lowered.push(op);
    return undefined;
  });
  for (const op of lowered) {
    const replacement = lowerings.get(op.def)!(op, OpBuilder.before(op));
    op.replaceAllUsesWith(replacement);
    op.erase();
  }
}

/** Changes the type of a function that takes what is lowered. */
function lowerSignature(op: Operation, typeFor: (type: Type) => Type): void {
  const fn = FunctionOpInterface.of(op);
  if (fn === undefined) return;
  const [inputs, results] = [fn.argumentTypes(op), fn.resultTypes(op)];
  const isLowered = (type: Type): boolean => typeFor(type) === type;
  if (!inputs.every(isLowered) || !results.every(isLowered)) {
    fn.setType(op, inputs.map(typeFor), results.map(typeFor));
  }
}

/** The type of the buffer for a tape or a stack, also inside of others; other types stay. */
const bufferType = loweredType(({ elementType }) =>
  stackBufferType(bufferType(TapeType.get({ elementType, rank: 1 })) as MemRefType),
);

/** The same where stacks stay, but for what is on them. */
const tapeBufferType = loweredType(({ elementType }) => StackType.get({ elementType: tapeBufferType(elementType) }));

function loweredType(stackType: (type: StackType) => Type): (type: Type) => Type {
  const lowered = (type: Type): Type => {
    if (StackType.is(type)) return stackType(type);
    if (type instanceof MemRefType) {
      const elementType = lowered(type.elementType);
      return elementType === type.elementType ? type : type.cloneWith(type.shape, elementType);
    }
    if (!TapeType.is(type)) return type;
    const slots = new Array<number>(type.rank).fill(Dynamic);
    const { elementType } = type;
    return elementType instanceof RankedTensorType
      ? MemRefType.get([...slots, ...elementType.shape], elementType.elementType)
      : MemRefType.get(slots, lowered(elementType));
  };
  return lowered;
}

const tapeLowerings: Lowerings = new Map<unknown, Lowering>([
  [
    TapeCreateOp,
    (op, builder) => [
      builder.create(AllocOp, { dynamicSizes: op.operands, symbolOperands: [], resultTypes: op.resultTypes }).memref,
    ],
  ],
  [
    TapeSetOp,
    (op, builder) => {
      const { value, tape, indices } = TapeSetOp.view(op);
      writeSlot(builder, value, tape, indices);
      return [];
    },
  ],
  [
    TapeGetOp,
    (op, builder) => {
      const { tape, indices, value } = TapeGetOp.view(op);
      return [readSlot(builder, tape, indices, value.type)];
    },
  ],
  [
    TapeAppendOp,
    (op, builder) => {
      const { value, tape, index } = TapeAppendOp.view(op);
      const roomy = growIfFull(builder, tape, index);
      writeSlot(builder, value, roomy, [index]);
      return [roomy];
    },
  ],
  [
    TapeFreeOp,
    (op, builder) => {
      builder.create(DeallocOp, { memref: op.operand(0) });
      return [];
    },
  ],
]);

const stackLowerings: Lowerings = new Map<unknown, Lowering>([
  [StackCreateOp, (op, builder) => [createStack(builder, op.result(0).type as MemRefType)]],
  [
    StackPushOp,
    (op, builder) => {
      const { value, stack } = StackPushOp.view(op);
      pushValue(builder, value, stack);
      return [];
    },
  ],
  [
    StackPopOp,
    (op, builder) => {
      const { stack, value } = StackPopOp.view(op);
      return [popValue(builder, stack, value.type)];
    },
  ],
  [StackAddressOp, (op, builder) => [stackAddress(builder, op.operand(0))]],
  [StackAtOp, (op, builder) => [stackAt(builder, op.operand(0), op.result(0).type as MemRefType)]],
  [
    StackFreeOp,
    (op, builder) => {
      freeStack(builder, op.operand(0));
      return [];
    },
  ],
]);
