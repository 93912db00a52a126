/**
 * Derivatives of the Bessel functions of the first and the second kind, of integer order: 2 C_n' = C_(n-1) - C_(n+1), and
 * C_0' = -C_1 (Abramowitz and Stegun, 9.1.27 and 9.1.28).
 */
import { i32 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import type { DerivativeBuilder, DerivativeRule } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { createConstant } from "../arithmetic.ts";
import { AddOp, SubOp } from "../arithmetic-ops.ts";
import { CallOp } from "../call-op.ts";
import { createLibraryCall } from "./library-calls.ts";
import { slopeRule } from "./slopes.ts";

/** The functions of the orders 0, 1 and n of one kind and one type of numbers. */
interface Family {
  readonly kind: "j" | "y";
  readonly suffix: "" | "f" | "l";
  readonly ops: Readonly<Record<"0" | "1" | "n", OpDefinition>>;
}

const functionOf = (name: string, parameters: readonly string[]): OpDefinition =>
  functionOperation(CallOp, { name, parameters }, true);

function familyOf(kind: Family["kind"], suffix: Family["suffix"]): Family {
  const [zero, one, any] = ["0", "1", "n"].map((order) => `${kind}${order}${suffix}`);
  const ops = { 0: functionOf(zero!, ["x"]), 1: functionOf(one!, ["x"]), n: functionOf(any!, ["n", "x"]) };
  return { kind, suffix, ops };
}

type Order = keyof Family["ops"];

function rulesOf({ kind, suffix, ops }: Family): readonly DerivativeRule[] {
  /** The function of another order, called where the derivative of `user` is computed. */
  const call = (b: DerivativeBuilder, order: Order, args: readonly Value[], user: Operation): Value =>
    createLibraryCall(b.builder, ops[order], `${kind}${order}${suffix}`, args, [args.at(-1)!.type], user)[0]!;
  /** (below - above) / 2 */
  const between = (b: DerivativeBuilder, below: Value, above: Value): Value => {
    const difference = b.arithmetic.subtract(b.builder, below, above);
    return b.arithmetic.multiply(b.builder, b.constant(0.5, below), difference);
  };
  return [
    slopeRule(ops[0], (b, [x], _, user) => b.arithmetic.negate(b.builder, call(b, "1", [x!], user))),
    slopeRule(ops[1], (b, [x], _, user) => {
      const two = createConstant(b.builder, i32(), 2);
      return between(b, call(b, "0", [x!], user), call(b, "n", [two, x!], user));
    }),
    slopeRule(ops.n, (b, [n, x], _, user) => {
      const operands = { lhs: n!, rhs: createConstant(b.builder, n!.type, 1) };
      const [below, above] = [b.builder.create(SubOp, operands).res, b.builder.create(AddOp, operands).res];
      return between(b, call(b, "n", [below, x!], user), call(b, "n", [above, x!], user));
    }),
  ];
}

export const besselDerivatives = (): readonly DerivativeRule[] =>
  (["j", "y"] as const).flatMap((kind) =>
    (["", "f", "l"] as const).flatMap((suffix) => rulesOf(familyOf(kind, suffix))),
  );
