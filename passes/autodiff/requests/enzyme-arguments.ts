/** How arguments take part in requests in the words of Enzyme, and what is wrong with them. */

import type { ActivityName } from "../../../dialects/enzyme/index.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

export const isDuplicated = (activity: ActivityName): boolean =>
  activity === "enzyme_dup" || activity === "enzyme_dupnoneed";
export const isActive = (activity: ActivityName): boolean =>
  activity === "enzyme_active" || activity === "enzyme_activenoneed";
export const isActiveBuffer = "is a buffer: reverse mode takes 'enzyme_dup' with its shadow";
export const hasShadowInVain = "is no buffer: reverse mode takes 'enzyme_active'";
export const isActiveInForwardMode = "is active: forward mode takes 'enzyme_dup' or 'enzyme_const'";

export const hasDerivative = ({ type }: Value): boolean => isDifferentiableType(type) || isShadowedType(type);

/** The error that a function whose effects differ from one execution to the next is executed for each adjoint. */
export const severalTimes = (op: Operation, width: number, fn: Operation): DiagnosticError =>
  opError(
    op,
    `cannot be differentiated with width ${width}: the function has effects, once for each adjoint`,
  ).attachNote(fn.loc, "ask for each derivative by itself");

/** Throws at the first argument that is given in a wrong way. */
export function refuseArguments<A extends { readonly index: number }>(
  op: Operation,
  args: readonly A[],
  isWrong: (argument: A) => boolean,
  why: string,
): void {
  const wrong = args.find(isWrong);
  if (wrong !== undefined) throw opError(op, `argument ${wrong.index} ${why}`);
}
