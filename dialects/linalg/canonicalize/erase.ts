/** Operations that do nothing. */

import { MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { hasPureBufferSemantics, hasPureTensorSemantics } from "../../../ir/interfaces/destination-style.ts";
import { indexingMaps, linalgBody } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import { pattern } from "../../../ir/pattern.ts";
import type { PatternRewriter } from "../../../ir/rewriter.ts";
import { BlockArgument, type Value } from "../../../ir/value.ts";
import { areCastCompatible, CastOp } from "../../tensor/index.ts";
import { GenericOp } from "../generic.ts";
import { CopyOp } from "../named-ops.ts";
import { BroadcastOp } from "../relayout.ts";
import { forEachOp } from "./patterns.ts";

/** Nothing is written to a buffer without elements. */
const dead = forEachOp("erase-dead-linalg-op", (op, rewriter) => {
  if (!op.operands.some(({ type }) => type instanceof MemRefType && type.shape.includes(0))) return false;
  if (op.hasUses) return false;
  rewriter.erase(op);
  return true;
});

/** The operands whose elements the body yields as they are; undefined if it does anything else. */
function yieldedOperands(op: Operation): Value[] | undefined {
  const body = linalgBody(op);
  if (body.first !== body.last) return undefined;
  const operands: Value[] = [];
  for (const value of body.last!.operands) {
    if (!(value instanceof BlockArgument) || value.owner !== body) return undefined;
    operands.push(op.operand(value.index));
  }
  return operands;
}

/** generic that moves no element  ->  its operands */
function eraseIdentity(op: Operation, rewriter: PatternRewriter): boolean {
  const maps = indexingMaps(op);
  if (!maps.every((map) => map === maps[0])) return false;
  const yielded = yieldedOperands(op);
  if (yielded === undefined) return false;
  if (hasPureBufferSemantics(op)) {
    if (op.numOperands !== 2 || yielded.length !== 1 || op.operand(0) !== op.operand(1)) return false;
    rewriter.erase(op);
    return true;
  }
  if (!hasPureTensorSemantics(op)) return false;
  const values = yielded.map((value, i) => withType(value, op.result(i).type as RankedTensorType, rewriter));
  if (values.some((value) => value === undefined)) return false;
  rewriter.replace(op, values as Value[]);
  return true;
}

function withType(value: Value, type: RankedTensorType, rewriter: PatternRewriter): Value | undefined {
  if (value.type === type) return value;
  if (!(value.type instanceof RankedTensorType) || !areCastCompatible(value.type, type)) return undefined;
  return rewriter.create(CastOp, { source: value, resultTypes: [type] }).dest;
}

/** copy(x) to x  ->  nothing */
const selfCopy = pattern("erase-self-copy", CopyOp, ({ op, inputs, outputs }, rewriter) => {
  if (inputs[0] !== outputs[0]) return false;
  rewriter.replace(op, op.numResults === 0 ? [] : inputs);
  return true;
});

export const erasePatterns = [
  ...dead,
  pattern("erase-identity-linalg-op", GenericOp, ({ op }, rewriter) => eraseIdentity(op, rewriter)),
  pattern("erase-identity-linalg-op", BroadcastOp, ({ op }, rewriter) => eraseIdentity(op, rewriter)),
  selfCopy,
];
