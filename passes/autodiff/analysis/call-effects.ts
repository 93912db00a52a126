/** Which memory functions use, directly or through what they call. */

import type { Attribute } from "../../../ir/attribute.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { isBufferType, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { copyArguments } from "../../inlining/copied-arguments.ts";
import type { Surroundings } from "../memory/aliases.ts";
import type { GivesConstant } from "../memory/constant-memory.ts";
import { findAliases } from "../memory/find-aliases.ts";
import { hasCustomDerivative } from "../requests/custom-derivatives.ts";
import { bufferEffects, Flow, isBuffer } from "./flow.ts";

/** A call inside a function, with the parameters of the function that each of its operands may be. */
interface InnerCall {
  readonly callee: Operation;
  /** By position among the call's arguments: positions of the caller's parameters. */
  readonly parameters: readonly (readonly number[])[];
}

interface Summary {
  readonly fn: Operation;
  /** Whether it was taken into account that all calls may put pointers into memory. */
  readonly isCautious: boolean;
  /** Positions of the parameters through which memory may be written or freed. */
  readonly written: Set<number>;
  /** Positions of the parameters through which memory may be read or freed. */
  readonly read: Set<number>;
  /** Whether it uses memory that is neither reached through its parameters nor allocated by itself. */
  usesOthers: boolean;
  /** Whether it may put pointers into memory that is not its own, or returns some. */
  linksPointers: boolean;
  readonly calls: readonly InnerCall[];
}

export class CallEffectAnalysis implements Surroundings {
  readonly givesConstant: GivesConstant;
  readonly #resolve: (callee: Attribute) => Operation | undefined;
  readonly #summaries: Map<Operation, Summary>;

  /** `resolve` gives the function that a symbol names. */
  constructor(resolve: (callee: Attribute) => Operation | undefined, givesConstant: GivesConstant) {
    this.#resolve = resolve;
    this.givesConstant = givesConstant;
    this.#summaries = new Map();
  }

  /** Positions of the operands of `call` whose buffers it may write or free; all buffers if the callee is not known. */
  readonly ofCall = (call: Operation): ReadonlySet<number> => {
    const { start, count } = CallOpInterface.of(call)!.argumentRange(call);
    const callee = this.#calleeOf(call);
    const isWritten = (position: number): boolean =>
      callee === undefined || position < start || position >= start + count
        ? true
        : this.writtenArguments(callee).has(position - start);
    return new Set(call.operands.flatMap((value, i) => (isBuffer(value) && isWritten(i) ? [i] : [])));
  };

  /** Whether a call may put the pointers that it is given into memory behind one another. */
  readonly linksPointers = (call: Operation): boolean => {
    const callee = this.#calleeOf(call);
    return callee === undefined || this.#summaryOf(callee).linksPointers;
  };

  /** Whether it makes no difference how often a call is executed, or when. */
  readonly isRepeatableCall = (call: Operation): boolean => {
    const callee = this.#calleeOf(call);
    return callee !== undefined && this.isRepeatable(callee);
  };

  /** Positions of the parameters of `fn` through which it may write or free memory. */
  writtenArguments(fn: Operation): ReadonlySet<number> {
    return this.#summaryOf(fn).written;
  }

  /** Whether it makes no difference how often `fn` is executed, or when. */
  isRepeatable(fn: Operation): boolean {
    const { written, usesOthers } = this.#summaryOf(fn);
    return written.size === 0 && !usesOthers;
  }

  /** Whether it makes no difference how often `fn` is executed: what it writes, or frees, is nothing that it reads. */
  isIdempotent(fn: Operation): boolean {
    const { written, read, usesOthers, linksPointers } = this.#summaryOf(fn);
    return !usesOthers && !linksPointers && ![...written].some((position) => read.has(position));
  }

  #summaryOf(fn: Operation): Summary {
    const known = this.#summaries.get(fn);
    if (known !== undefined) return known;
    const open: Summary[] = [];
    const stack = [fn];
    while (stack.length > 0) {
      const next = stack.pop()!;
      if (this.#summaries.has(next)) continue;
      const summary = this.#summarise(next, false);
      this.#summaries.set(next, summary);
      open.push(summary);
      stack.push(...summary.calls.map(({ callee }) => callee));
    }
    // The callees come last: from there what is written spreads to the callers.
    open.reverse();
    for (let changed = true; changed; ) {
      changed = false;
      for (const summary of open) if (this.#takeOver(summary)) changed = true;
      if (changed) continue;
      open.forEach((summary, i) => {
        if (summary.isCautious || !summary.calls.some(({ callee }) => this.#summaries.get(callee)!.linksPointers))
          return;
        open[i] = this.#summarise(summary.fn, true);
        this.#summaries.set(summary.fn, open[i]!);
        changed = true;
      });
    }
    return this.#summaries.get(fn)!;
  }

  /** Adds what the calls in a function do. Returns whether that is news. */
  #takeOver(summary: Summary): boolean {
    const { written, read, calls, usesOthers, linksPointers } = summary;
    const before = written.size + read.size;
    for (const { callee, parameters } of calls) {
      const called = this.#summaries.get(callee)!;
      summary.usesOthers ||= called.usesOthers;
      summary.linksPointers ||= called.linksPointers;
      parameters.forEach((positions, i) => {
        if (called.written.has(i)) for (const position of positions) written.add(position);
        if (called.read.has(i)) for (const position of positions) read.add(position);
      });
    }
    return (
      written.size + read.size > before || summary.usesOthers !== usesOthers || summary.linksPointers !== linksPointers
    );
  }

  #calleeOf(call: Operation): Operation | undefined {
    const callee = CallOpInterface.of(call)!.callee(call);
    return "definingOp" in callee ? undefined : this.#resolve(callee);
  }

  /** Calls of functions that are known are first supposed to leave pointers where they are. */
  #summarise(fn: Operation, isCautious: boolean): Summary {
    const implementation = FunctionOpInterface.of(fn)!;
    const body = implementation.body(fn);
    if (body.isEmpty) {
      const buffers = implementation.argumentTypes(fn).flatMap((type, i) => (isBufferType(type) ? [i] : []));
      const [written, read] = [new Set(buffers), new Set(buffers)];
      const usesOthers = !hasCustomDerivative(fn);
      return { fn, isCautious: true, written, read, usesOthers, linksPointers: true, calls: [] };
    }
    const flow = new Flow(withCopies(fn, body));
    const aliases = findAliases(flow, {
      linksPointers: (call) => isCautious || this.#calleeOf(call) === undefined,
      givesConstant: this.givesConstant,
    });
    const positions = new Map<Value, number[]>();
    flow.body.front.args.forEach((argument, i) => {
      if (!isBuffer(argument)) return;
      const root = aliases.family(argument);
      const list = positions.get(root);
      if (list === undefined) positions.set(root, [i]);
      else list.push(i);
    });
    const parametersOf = (value: Value): readonly number[] =>
      isBuffer(value) ? (positions.get(aliases.family(value)) ?? []) : [];
    const isOther = (value: Value): boolean => !aliases.isOwn(value) && parametersOf(value).length === 0;
    const [written, read] = [new Set<number>(), new Set<number>()];
    const calls: InnerCall[] = [];
    let usesOthers = false;
    let linksPointers = implementation.resultTypes(fn).some(isPointerType);
    for (const op of flow.units) {
      const callee = CallOpInterface.implementedBy(op) ? this.#calleeOf(op) : undefined;
      if (callee !== undefined) {
        const { start, count } = CallOpInterface.of(op)!.argumentRange(op);
        calls.push({ callee, parameters: op.operands.slice(start, start + count).map(parametersOf) });
        continue;
      }
      const effects = bufferEffects(op, () => new Set(op.operands.keys()));
      for (const value of [...effects.written, ...effects.freed]) {
        for (const position of parametersOf(value)) written.add(position);
      }
      for (const { kind, value } of memoryEffects(op) ?? []) {
        if ((kind === "read" || kind === "free") && value !== undefined)
          for (const position of parametersOf(value)) read.add(position);
      }
      usesOthers ||= usesMemory(op, isOther);
      linksPointers ||= linkedMemory(op).some((memory) => !aliases.isOwn(memory));
    }
    return { fn, isCautious, written, read, usesOthers, linksPointers, calls };
  }
}

/** The body of a function that makes the copies of arguments itself, if it is given any. */
function withCopies(fn: Operation, body: Region): Region {
  const implementation = FunctionOpInterface.of(fn)!;
  if ((implementation.copiedArguments?.(fn) ?? []).length === 0) return body;
  const copy = implementation.body(fn.clone());
  copyArguments(fn, copy.front);
  return copy;
}

/** Whether an operation uses memory that is one of the others, or of which nothing is known. */
function usesMemory(op: Operation, isOther: (value: Value) => boolean): boolean {
  if (op.def.isTerminator) return false;
  const effects = memoryEffects(op);
  if (effects === undefined) return true;
  return effects.some(({ value }) => value === undefined || (isBuffer(value) && isOther(value)));
}

/** The memory that pointers may be put into by an operation. */
function linkedMemory(op: Operation): readonly Value[] {
  const { held, copied } = PointerMemoryOpInterface.of(op) ?? {};
  const stored = held?.(op).filter(({ pointer }) => pointer.definingOp !== op) ?? [];
  return [...stored.map(({ memory }) => memory), ...(copied?.(op) ?? [])];
}
