/** Finds the arithmetic for derivatives of an operation. */

import type { Type } from "../../ir/attribute.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Arithmetic } from "../../ir/interfaces/arithmetic.ts";
import type { Operation } from "../../ir/operation.ts";

/** Throws if no dialect offers arithmetic on `type`; without a type, that of the operation's first result or operand. */
export function arithmeticFor(context: Context, op: Operation, type?: Type): Arithmetic {
  const wanted = type ?? op.results[0]?.type ?? op.opOperands[0]?.value.type;
  const found = wanted === undefined ? undefined : context.arithmeticFor(wanted, op);
  if (found === undefined) {
    throw opError(op, `cannot be differentiated: no registered dialect has arithmetic on '${wanted}'`);
  }
  return found;
}
