/**
 * Finds where the bits of numbers with derivatives are read from memory as something else and become a number or are
 * stored again. That integers decide where control goes, or which element is accessed, is no matter for derivatives.
 */
import type { Type } from "../../../ir/attribute.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import { isDifferentiableType, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { type KnownMemory, MemoryLayoutOpInterface, type MemoryPart } from "../../../ir/interfaces/memory-layout.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { carriesDerivative, type Flow } from "../analysis/flow.ts";
import { isTruthValue, mayStore } from "./address-leaks.ts";
import type { Layouts } from "./layouts.ts";

export class NumberBits {
  readonly #flow: Flow;
  readonly #layouts: Layouts;
  /** What a value becomes along the edges between regions; made when it is needed first. */
  #received: Map<Value, Value[]> | undefined;

  constructor(flow: Flow, layouts: Layouts) {
    this.#flow = flow;
    this.#layouts = layouts;
    this.#received = undefined;
  }

  /** What is wrong with an operation that reads memory, if `isVaried` says that it holds numbers with derivatives. */
  misread(op: Operation, isVaried: (value: Value) => boolean): DiagnosticError | undefined {
    const memory = MemoryLayoutOpInterface.of(op)?.known?.(op) ?? [];
    const read = memory.filter(
      ({ pointer }) =>
        isVaried(pointer) &&
        memoryEffects(op)?.some(({ kind, value }) => kind === "read" && value === pointer) === true,
    );
    for (const known of read) {
      for (const part of known.parts) {
        const wrong = this.#misreadPart(op, known, part);
        if (wrong !== undefined) return wrong;
      }
    }
    return undefined;
  }

  #misreadPart(op: Operation, { pointer, isSure }: KnownMemory, part: MemoryPart): DiagnosticError | undefined {
    const { type } = part;
    if (type === undefined || isPointerType(type) || isSure === true) return undefined;
    const others = this.#layouts.cellsAt(pointer, part).map((cell) => cell.type);
    const isOther = (other: Type): boolean => other !== type && (isDifferentiableType(other) || isPointerType(other));
    const number = others.find(isOther);
    if (isDifferentiableType(type)) {
      if (number === undefined || isPointerType(number)) return undefined;
      return refusal(op, `reads '${number}' as '${type}'`);
    }
    const isUnknown = [...this.#layouts.typesIn(pointer)].every((inside) => inside === type);
    if (number === undefined && !isUnknown) return undefined;
    const sink = this.sinkOf(op);
    if (sink === undefined) return undefined;
    const what = number === undefined ? "may read numbers with derivatives" : `reads '${number}'`;
    return refusal(op, `${what} as '${type}'`).attachNote(sink.loc, "the bits are used here");
  }

  /** What uses the integers that `op` gives in a way in which a derivative could be lost; undefined if nothing does. */
  sinkOf(op: Operation): Operation | undefined {
    const seen = new Set<Value>(op.results.filter((result) => !carriesDerivative(result)));
    // The set grows while it is walked.
    for (const value of seen) {
      for (const { owner } of value.uses()) {
        if (owner.parentRegion === this.#flow.body && owner.def.isTerminator) return owner;
        if (owner.def.isTerminator || this.#flow.edges(owner).length > 0) continue;
        if (!isMemoryEffectFree(owner)) {
          if (mayStore(owner)) return owner;
          continue;
        }
        for (const result of owner.results) {
          if (isTruthValue(result)) continue;
          if (isDifferentiableType(result.type)) return owner;
          if (!carriesDerivative(result)) seen.add(result);
        }
      }
      for (const next of this.#edgesFrom(value)) seen.add(next);
    }
    return undefined;
  }

  #edgesFrom(value: Value): readonly Value[] {
    this.#received ??= receivedValues(this.#flow);
    return this.#received.get(value) ?? [];
  }
}

function receivedValues(flow: Flow): Map<Value, Value[]> {
  const received = new Map<Value, Value[]>();
  for (const { forwarded, inputs } of flow.allEdges()) {
    inputs.forEach((input, i) => {
      const from = forwarded[i];
      if (from === undefined) return;
      const list = received.get(from);
      if (list === undefined) received.set(from, [input]);
      else list.push(input);
    });
  }
  return received;
}

const refusal = (op: Operation, what: string): DiagnosticError =>
  opError(op, `cannot be differentiated: it ${what}`).attachNote(
    op.loc,
    "access numbers with their own type; memory that holds integers alone can be left out of 'wrt'",
  );
