/**
 * Where derivatives would get lost: operations that take what depends on the inputs to where it cannot be followed, and
 * whose rules do not say that no derivative flows there. To ignore them would be silently wrong.
 */
import type { BaseMemRefType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { isMemoryEffectFree, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { addressLeak } from "../memory/address-leaks.ts";
import { allocates } from "../memory/allocations.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";
import { sourcesOf } from "../memory/derived-buffers.ts";
import { pointsNowhere } from "../memory/nowhere.ts";
import { carriesDerivative, isBuffer, usedValues } from "./flow.ts";

export interface Escape {
  readonly op: Operation;
  /** What is wrong; undefined if the operation's rule says so, or that there is none. */
  readonly error?: DiagnosticError;
}

export interface EscapeQuestion {
  readonly context: Context;
  /** Whether a value, or what its memory holds, depends on the inputs. */
  isVaried(value: Value): boolean;
  /** Whether numbers in memory that depend on the inputs would be read as something else. */
  misread(op: Operation): DiagnosticError | undefined;
  /** Whether the integers that an operation gives do no more than decide where control goes and what is accessed. */
  onlyDecides(op: Operation): boolean;
  /** The escapes in a called function, if the operands at these positions depend on the inputs. */
  ofCall(call: Operation, varied: readonly number[]): readonly Escape[];
}

/** Whether the operation writes to memory that is reached through no buffer, where a derivative cannot be followed. */
const writesElsewhere = (op: Operation): boolean => {
  const effects = memoryEffects(op);
  if (effects === undefined) return true;
  return effects.some(({ kind, value }) => kind === "write" && value !== undefined && !isBuffer(value));
};

/** The escapes at `op`, which is taken as a whole. */
export function escapesAt(op: Operation, question: EscapeQuestion): readonly Escape[] {
  const { isVaried } = question;
  if (op.def.isTerminator) {
    const returned = returnsMemory(op, isVaried);
    return returned === undefined ? [] : [{ op, error: returned }];
  }
  const error =
    sharesMemory(op, question) ??
    handsOnAddress(op, isVaried) ??
    accessesOtherwise(op, isVaried) ??
    question.misread(op);
  if (error !== undefined) return [{ op, error }];
  if (CallOpInterface.implementedBy(op)) {
    const varied = op.operands.flatMap((value, i) => (isVaried(value) ? [i] : []));
    return varied.length === 0 ? [] : question.ofCall(op, varied);
  }
  return hidesDerivative(op, question) ? [{ op }] : [];
}

function hidesDerivative(op: Operation, { context, isVaried, onlyDecides }: EscapeQuestion): boolean {
  // What is made without a look at memory has sizes of it at most.
  if (sourcesOf(op).length > 0) return false;
  const rule = context.derivative(op.def);
  if (rule !== undefined && rule.escapes !== true) return false;
  const givesOther = op.results.some((result) => result.hasUses && !carriesDerivative(result));
  if (!givesOther && !writesElsewhere(op)) return false;
  if (!usedValues(op).some((value) => carriesDerivative(value) && isVaried(value))) return false;
  return rule === undefined || !onlyDecides(op);
}

/** Memory that others may reach without passing by here, such as that of a global. */
function sharesMemory(op: Operation, { context, isVaried }: EscapeQuestion): DiagnosticError | undefined {
  const rule = context.derivative(op.def);
  if (rule !== undefined && rule.inactive !== "all") return undefined;
  const shared = op.results.find(
    (result) => isBuffer(result) && isVaried(result) && !allocates(op, result) && !pointsNowhere(result),
  );
  // What is made of buffers, or loaded from them, is memory of theirs.
  if (shared === undefined || (memoryEffects(op) !== undefined && usedValues(op).some(isBuffer))) return undefined;
  return opError(
    op,
    "cannot be differentiated: it gives memory that others may reach as well, and numbers that have derivatives are written to it",
  ).attachNote(op.loc, "let the function have the buffer as an argument, or allocate it in the function");
}

/** The address as a number that may be a pointer again, of which the shadow would not be known. */
function handsOnAddress(op: Operation, isVaried: (value: Value) => boolean): DiagnosticError | undefined {
  if (!isMemoryEffectFree(op)) return undefined;
  for (const pointer of usedValues(op)) {
    const leak = isBuffer(pointer) && isVaried(pointer) ? addressLeak(op, pointer) : undefined;
    if (leak === undefined || leak.makesPointer) continue;
    return opError(
      op,
      "cannot be differentiated: it makes a number, or a part of a struct, of the address of memory that holds numbers with derivatives",
    ).attachNote(leak.at.loc, "which is passed on or stored here; do that with the pointer itself");
  }
  return undefined;
}

/** Memory that is no argument and has no shadow outside of the function. */
function returnsMemory(op: Operation, isVaried: (value: Value) => boolean): DiagnosticError | undefined {
  if (!FunctionOpInterface.implementedBy(op.parentOp!)) return undefined;
  const isArgument = (base: Value | undefined): boolean => base !== undefined && base.definingOp === undefined;
  const index = op.operands.findIndex(
    (value) => isBuffer(value) && isVaried(value) && !isArgument(baseOfBuffer(value)),
  );
  if (index < 0) return undefined;
  return opError(
    op,
    `cannot be differentiated: it returns memory that holds numbers with derivatives (operand ${index})`,
  ).attachNote(op.loc, "write them to a buffer that is an argument, or return the numbers");
}

/** Numbers that have derivatives, read or written as something else. */
function accessesOtherwise(op: Operation, isVaried: (value: Value) => boolean): DiagnosticError | undefined {
  const buffer = usedValues(op).find((value) => isBuffer(value) && !carriesDerivative(value) && isVaried(value));
  if (buffer === undefined) return undefined;
  const accesses = memoryEffects(op)?.some(
    ({ kind, value }) => (kind === "read" || kind === "write") && (value === undefined || value === buffer),
  );
  if (accesses === false) return undefined;
  const { elementType } = buffer.type as BaseMemRefType;
  return opError(
    op,
    `cannot be differentiated: it accesses memory that holds numbers with derivatives as elements of type '${elementType}'`,
  ).attachNote(op.loc, "access it through views that have the type of the numbers");
}
