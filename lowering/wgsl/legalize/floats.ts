/**
 * Floats: WGSL has f32, and f16 as far as arithmetic goes. Functions of f16 are computed in f32; other formats are errors.
 */
import { ExtFOp, TruncFOp } from "../../../dialects/arith/index.ts";
import { IsNormalOp } from "../../../dialects/math/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatType, f16, f32, VectorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isExpanded } from "../library/index.ts";

/** @throws {DiagnosticError} at a value that WGSL does not have */
export function legalizeFloats(root: Operation): void {
  const ops: Operation[] = [];
  root.walk((op) => {
    ops.push(op);
    for (const type of op.resultTypes) requireType(op, type);
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const { type } of block.args) requireType(op, type);
    }
  });
  for (const op of ops) if (isExpanded(op) && op.operandTypes.includes(f16())) computeInF32(op);
}

function requireType(op: Operation, type: Type): void {
  if (type instanceof FloatType && type !== f32() && type !== f16()) {
    throw opError(op, `has a value of type '${type}', which WGSL does not have: compute with f32`);
  }
  if (type instanceof VectorType)
    throw opError(op, `has a value of type '${type}': compute with its elements for WGSL`);
}

function computeInF32(op: Operation): void {
  if (IsNormalOp.is(op)) throw opError(op, "of 'f16' is not possible in WGSL: compare the magnitude with 2^-14");
  const before = OpBuilder.before(op);
  op.operands.forEach((operand, i) => {
    if (operand.type === f16()) op.setOperand(i, before.create(ExtFOp, { in: operand, resultTypes: [f32()] }).out);
  });
  const behind = new OpBuilder(op.loc).setInsertionPointAfter(op);
  for (const result of op.results) {
    if (result.type !== f16()) continue;
    result.type = f32();
    const narrow = behind.create(TruncFOp, { in: result, resultTypes: [f16()] });
    result.replaceAllUsesExcept(narrow.out, narrow.op);
  }
}
