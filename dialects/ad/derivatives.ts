/**
 * Derivatives of operations on stacks. A stack of numbers has a shadow, on which forward mode puts the tangents of what is on
 * the stack. In reverse mode the shadow is empty until the reverse sweep, which meets the operations in the opposite order:
 * where a value was taken from the stack its adjoint is put on the shadow, and is found there where the value was put on
 * the stack. The shadow of a stack of buffers holds the shadows of these, in the primal sweep.
 */
import { OpBuilder } from "../../ir/builder.ts";
import { type DerivativeRule, derivative, isBufferType } from "../../ir/interfaces/differentiable.ts";
import type { Value } from "../../ir/value.ts";
import { StackCreateOp, StackFreeOp, StackPopOp, StackPushOp } from "./stack-ops.ts";

const createLike = ({ op, stack }: StackCreateOp): Value =>
  new OpBuilder(op.loc).setInsertionPointAfter(op).create(StackCreateOp, { resultTypes: [stack.type] }).stack;

const pop = (builder: OpBuilder, stack: Value, { type }: Value): Value =>
  builder.create(StackPopOp, { stack, resultTypes: [type] }).value;

const createRule = derivative(StackCreateOp, {
  jvp(create, b) {
    b.setShadow(create.stack, createLike(create));
  },
  prepare(create, b) {
    const { op, stack } = create;
    const shadow = createLike(create);
    b.setShadow(stack, shadow);
    b.freeBehind(op, shadow, StackFreeOp.build({ stack: shadow }, op.loc));
  },
  vjp() {},
});

const pushRule = derivative(StackPushOp, {
  jvp({ value, stack }, b) {
    const shadow = b.shadow(stack);
    if (shadow === undefined) return;
    const tangent = isBufferType(value.type) ? b.shadowValue(value) : b.tangentOrZero(value);
    b.builder.create(StackPushOp, { value: tangent, stack: shadow });
  },
  prepare({ op, value, stack }, b) {
    if (!isBufferType(value.type)) return;
    OpBuilder.before(op).create(StackPushOp, { value: b.shadowValue(value), stack: b.shadowValue(stack) });
  },
  vjp({ value, stack }, b) {
    const shadow = b.shadow(stack);
    if (shadow !== undefined && !isBufferType(value.type)) b.accumulate(value, pop(b.builder, shadow, value));
  },
});

const popRule = derivative(StackPopOp, {
  jvp({ value, stack }, b) {
    const shadow = b.shadow(stack);
    if (shadow === undefined) return;
    const tangent = pop(b.builder, shadow, value);
    if (isBufferType(value.type)) b.setShadow(value, tangent);
    else b.setTangent(value, tangent);
  },
  prepare({ op, value, stack }, b) {
    if (!isBufferType(value.type)) return;
    b.setShadow(value, pop(new OpBuilder(op.loc).setInsertionPointAfter(op), b.shadowValue(stack), value));
  },
  vjp({ value, stack }, b) {
    const shadow = b.shadow(stack);
    if (shadow === undefined || isBufferType(value.type)) return;
    b.builder.create(StackPushOp, { value: b.gradientOrZero(value), stack: shadow });
  },
});

const freeRule = derivative(StackFreeOp, {
  jvp({ stack }, b) {
    const shadow = b.shadow(stack);
    if (shadow !== undefined) b.builder.create(StackFreeOp, { stack: shadow });
  },
  /** The shadow is in use until the reverse of the stack's creation. */
  vjp() {},
});

export const adDerivatives: readonly DerivativeRule[] = [createRule, pushRule, popRule, freeRule];
