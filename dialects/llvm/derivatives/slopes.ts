/** Rules for functions of one number whose derivatives are more than a formula says. */

import type { OpDefinition } from "../../../ir/define-op.ts";
import type { DerivativeBuilder, DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/** The derivative, given the arguments and the result of `call` as they are known where it is computed. */
export type Slope = (b: DerivativeBuilder, args: readonly Value[], result: Value, call: Operation) => Value;

/** The rule for calls whose last argument is the number, by which the function has this slope. */
export function slopeRule(op: OpDefinition, slope: Slope): DerivativeRule {
  const names = op.operandSegments.map(({ name }) => name);
  return {
    op,
    inactive: names.slice(0, -1),
    jvp(call, b) {
      const tangent = b.tangent(call.operands.at(-1)!);
      if (tangent === undefined) return;
      const factor = slope(b, call.operands, call.result(0), call);
      b.setTangent(call.result(0), b.arithmetic.multiply(b.builder, tangent, factor));
    },
    vjp(call, b) {
      const gradient = b.gradient(call.result(0));
      if (gradient === undefined) return;
      const args = call.operands.map((value) => b.primal(value));
      const factor = slope(b, args, b.primal(call.result(0)), call);
      b.accumulate(call.operands.at(-1)!, b.arithmetic.multiply(b.builder, gradient, factor));
    },
  };
}
