/** Which of their buffers functions write to, directly or through what they call. */

import type { Attribute } from "../../ir/attribute.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { Aliases } from "./aliases.ts";
import { bufferEffects, Flow, isBuffer } from "./flow.ts";

/** A call inside a function, with the parameters of the function that each of its operands may be. */
interface InnerCall {
  readonly callee: Operation;
  /** By position among the call's arguments: positions of the caller's parameters. */
  readonly parameters: readonly (readonly number[])[];
}

interface Summary {
  /** Positions of the parameters that may be written or freed. */
  readonly written: Set<number>;
  readonly calls: readonly InnerCall[];
}

export class CallEffectAnalysis {
  readonly #resolve: (callee: Attribute) => Operation | undefined;
  readonly #summaries: Map<Operation, Summary>;

  /** `resolve` gives the function that a symbol names. */
  constructor(resolve: (callee: Attribute) => Operation | undefined) {
    this.#resolve = resolve;
    this.#summaries = new Map();
  }

  /** Positions of the operands of `call` whose buffers it may write or free; all buffers if the callee is not known. */
  readonly ofCall = (call: Operation): ReadonlySet<number> => {
    const [start, count] = CallOpInterface.of(call)!.argumentRange(call);
    const callee = this.#calleeOf(call);
    const isWritten = (position: number): boolean =>
      callee === undefined || position < start || position >= start + count
        ? true
        : this.writtenArguments(callee).has(position - start);
    return new Set(call.operands.flatMap((value, i) => (isBuffer(value) && isWritten(i) ? [i] : [])));
  };

  /** Positions of the parameters of `fn` whose buffers it may write or free. */
  writtenArguments(fn: Operation): ReadonlySet<number> {
    const known = this.#summaries.get(fn);
    if (known !== undefined) return known.written;
    const open: Summary[] = [];
    const stack = [fn];
    while (stack.length > 0) {
      const next = stack.pop()!;
      if (this.#summaries.has(next)) continue;
      const summary = this.#summarise(next);
      this.#summaries.set(next, summary);
      open.push(summary);
      stack.push(...summary.calls.map(({ callee }) => callee));
    }
    // The callees come last: from there what is written spreads to the callers.
    open.reverse();
    for (let changed = true; changed; ) {
      changed = false;
      for (const summary of open) if (this.#takeOver(summary)) changed = true;
    }
    return this.#summaries.get(fn)!.written;
  }

  /** Adds what the calls in a function write. Returns whether that is news. */
  #takeOver({ written, calls }: Summary): boolean {
    const before = written.size;
    for (const { callee, parameters } of calls) {
      const inner = this.#summaries.get(callee)!.written;
      parameters.forEach((positions, i) => {
        if (inner.has(i)) for (const position of positions) written.add(position);
      });
    }
    return written.size > before;
  }

  #calleeOf(call: Operation): Operation | undefined {
    const callee = CallOpInterface.of(call)!.callee(call);
    return "definingOp" in callee ? undefined : this.#resolve(callee);
  }

  #summarise(fn: Operation): Summary {
    const implementation = FunctionOpInterface.of(fn)!;
    const body = implementation.body(fn);
    if (body.isEmpty) return { written: new Set(implementation.argumentTypes(fn).keys()), calls: [] };
    const flow = new Flow(body);
    const aliases = new Aliases(flow);
    const positions = new Map<Value, number[]>();
    body.front.args.forEach((argument, i) => {
      if (!isBuffer(argument)) return;
      const root = aliases.root(argument);
      const list = positions.get(root);
      if (list === undefined) positions.set(root, [i]);
      else list.push(i);
    });
    const parametersOf = (value: Value): readonly number[] =>
      isBuffer(value) ? (positions.get(aliases.root(value)) ?? []) : [];
    const written = new Set<number>();
    const calls: InnerCall[] = [];
    for (const op of flow.units) {
      const callee = CallOpInterface.implementedBy(op) ? this.#calleeOf(op) : undefined;
      if (callee !== undefined) {
        const [start, count] = CallOpInterface.of(op)!.argumentRange(op);
        calls.push({ callee, parameters: op.operands.slice(start, start + count).map(parametersOf) });
        continue;
      }
      const effects = bufferEffects(op, () => new Set(op.operands.keys()));
      for (const value of [...effects.written, ...effects.freed]) {
        for (const position of parametersOf(value)) written.add(position);
      }
    }
    return { written, calls };
  }
}
