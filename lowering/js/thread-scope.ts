/** How the code of a thread finds its place in the launch, and how it waits for other threads. */

import type { Operation } from "../../ir/operation.ts";
import type { FunctionEmitter } from "./function-emitter.ts";
import { call, placeText } from "./rule.ts";
import type { RuntimeName } from "./runtime/index.ts";
import type { ThreadAnalysis } from "./thread-analysis.ts";

/** Expressions for x, y and z; they are names, literals or properties. */
export type Triple = readonly [x: string, y: string, z: string];

export interface ThreadIds {
  readonly threadId: Triple;
  readonly blockId: Triple;
  readonly blockSize: Triple;
  readonly gridSize: Triple;
}

export class ThreadScope {
  readonly ids: ThreadIds;
  /** The name of the `Thread`, which code has only where it needs it. */
  readonly self: string | undefined;
  readonly #threads: ThreadAnalysis;
  /** The operations that hold others which wait for the subgroup: at the end of an iteration their loops wait as well. */
  readonly #holders: ReadonlySet<Operation>;
  #order: number;

  /** @param unit the function or launch whose code this is */
  constructor(unit: Operation, ids: ThreadIds, self: string | undefined, threads: ThreadAnalysis) {
    this.ids = ids;
    this.self = self;
    this.#threads = threads;
    this.#holders = threads.of(unit).exchanges ? threads.holdersOfExchanges(unit) : new Set();
    this.#order = 0;
  }

  /** An expression for what the thread gets at a site; `value` is what it brings. */
  wait(
    op: Operation,
    site: RuntimeName,
    args: readonly string[],
    value: string | undefined,
    fn: FunctionEmitter,
  ): string {
    if (value !== undefined) fn.line(`${this.self}.value = ${value};`);
    const text = call(site, String(this.#order++), placeText(op), ...args);
    return `yield ${fn.module.sharedConstant(text)}`;
  }

  endIteration(loop: Operation, fn: FunctionEmitter): void {
    if (!this.#holders.has(loop)) return;
    fn.line(`yield ${fn.module.sharedConstant(call("iterationSite", String(this.#order++)))};`);
  }

  /** Writes a call of a function that needs the thread; `emit` is given the expression. */
  emitCall(func: Operation, args: readonly string[], fn: FunctionEmitter, emit: (text: string) => void): void {
    const text = `${fn.module.functionName(func, true)}(${[this.self, ...args].join(", ")})`;
    if (!this.#threads.of(func).synchronizes) {
      emit(text);
      return;
    }
    fn.line(`${this.self}.calls.push(${this.#order++});`);
    emit(`yield* ${text}`);
    fn.line(`${this.self}.calls.pop();`);
  }
}

const parameter = "t";
const triple = (path: string): Triple => [`${path}[0]`, `${path}[1]`, `${path}[2]`];

/** What a function of a thread is: its scope, and how it begins. */
export function functionOfThread(
  unit: Operation,
  threads: ThreadAnalysis,
): { readonly scope: ThreadScope; readonly parameters: readonly string[]; readonly keyword: string } {
  const ids: ThreadIds = {
    threadId: [`${parameter}.x`, `${parameter}.y`, `${parameter}.z`],
    blockId: triple(`${parameter}.block.id`),
    blockSize: triple(`${parameter}.block.size`),
    gridSize: triple(`${parameter}.block.grid`),
  };
  return {
    scope: new ThreadScope(unit, ids, parameter, threads),
    parameters: [parameter],
    keyword: threads.of(unit).synchronizes ? "function*" : "function",
  };
}
