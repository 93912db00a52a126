/**
 * Functions of the C library through which no derivatives flow, since they print what they are given, compare it or look
 * through it, or copy text.
 */
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import { type DerivativeRule, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { CallOp } from "../call-op.ts";

const readers = [
  ...["atof", "atoi", "atol", "atoll", "bcmp", "memcmp"],
  ...["strcasecmp", "strcmp", "strlen", "strncasecmp", "strncmp", "strnlen"],
];

const printers = [
  ...["fflush", "fprintf", "fputc", "fputs", "fwrite"],
  ...["perror", "printf", "putc", "putchar", "puts", "vfprintf", "vprintf"],
];

/** Of these the first argument, which is also what they return, is where the copy goes. */
const copiers = ["strcat", "strcpy", "strncat", "strncpy"];

const readsIn = (op: Operation): MemoryEffect[] =>
  op.operands.filter(({ type }) => isPointerType(type)).map((value) => ({ kind: "read", value }));

const rulesFor = (
  names: readonly string[],
  effects: (op: Operation) => MemoryEffect[],
  expand?: (op: Operation) => void,
): DerivativeRule[] =>
  names.map((name) => {
    const op = functionOperation(CallOp, { name }, false);
    op.implement(MemoryEffectOpInterface, { effects: (view) => effects(view.op) });
    return { op, inactive: "all", ...(expand === undefined ? {} : { expand }) };
  });

export const observerDerivatives = (): readonly DerivativeRule[] => [
  ...rulesFor(readers, readsIn),
  // What is printed counts as memory that comes to be and that no value names: nobody prints it twice.
  ...rulesFor(printers, (op) => [...readsIn(op), { kind: "allocate" }]),
  ...rulesFor(
    copiers,
    (op) => [...readsIn(op), { kind: "write", value: op.operand(0) }],
    (op) => op.result(0).replaceAllUsesWith(op.operand(0)),
  ),
];
