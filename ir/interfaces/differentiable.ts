/**
 * Derivative rules: what an operation's author says so that programs with it can be differentiated. The engine in
 * passes/autodiff/ knows operations only through these rules and the control-flow interfaces.
 *
 * `xDot` is the tangent of x (forward mode), `xBar` its adjoint (reverse mode). Both have the type of x.
 */
import type { Block } from "../block.ts";
import type { OpBuilder } from "../builder.ts";
import type { OpDefinition, OpSpec, OpView } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import type { Arithmetic } from "./arithmetic.ts";

/** What a forward-mode rule works with. The original operation was already executed. */
export interface TangentBuilder {
  readonly builder: OpBuilder;
  readonly arithmetic: Arithmetic;
  /** The tangent of a value; undefined stands for zero. */
  tangent(value: Value): Value | undefined;
  /** Like `tangent`, with zeros made explicit. */
  tangentOrZero(value: Value): Value;
  setTangent(value: Value, tangent: Value): void;
  /** Whether a derivative can flow through the value. */
  isActive(value: Value): boolean;
  zero(like: Value): Value;
  /** Emits the tangents of what is in `block` behind each operation, up to the terminator, which is not changed. */
  block(block: Block): void;
}

/** What a reverse-mode rule works with. The insertion point is in the reverse sweep. */
export interface AdjointBuilder {
  readonly builder: OpBuilder;
  readonly arithmetic: Arithmetic;
  /** The value as the primal computed it: still in scope, recomputed, or read from the tape. */
  primal(value: Value): Value;
  /** The adjoint that has come together for a value; undefined stands for zero. */
  gradient(value: Value): Value | undefined;
  gradientOrZero(value: Value): Value;
  /** xBar += contribution. Does nothing for an inactive value. */
  accumulate(value: Value, contribution: Value): void;
  isActive(value: Value): boolean;
  zero(like: Value): Value;
}

export interface DerivativeRule {
  readonly op: OpDefinition;
  /** Operands, by name, through which no derivative flows; "all" for an operation that has none. */
  readonly inactive: "all" | readonly string[];
  readonly jvp?: (op: Operation, b: TangentBuilder) => void;
  readonly vjp?: (op: Operation, b: AdjointBuilder) => void;
}

/** A rule in TypeScript; its functions are given typed views. */
export function derivative<S extends OpSpec>(
  op: OpDefinition<S>,
  rule: {
    readonly inactive?: readonly (keyof S["operands"] & string)[];
    readonly jvp?: (op: OpView<S>, b: TangentBuilder) => void;
    readonly vjp?: (op: OpView<S>, b: AdjointBuilder) => void;
  },
): DerivativeRule {
  const { jvp, vjp } = rule;
  return {
    op,
    inactive: rule.inactive ?? [],
    ...(jvp === undefined ? {} : { jvp: (operation: Operation, b: TangentBuilder) => jvp(op.view(operation), b) }),
    ...(vjp === undefined ? {} : { vjp: (operation: Operation, b: AdjointBuilder) => vjp(op.view(operation), b) }),
  };
}

/** Says that no derivative flows through these operations: their results are piecewise constant or not numbers. */
export const nonDifferentiable = (...ops: readonly OpDefinition[]): DerivativeRule[] =>
  ops.map((op) => ({ op, inactive: "all" }));
