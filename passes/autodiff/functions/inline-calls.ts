/**
 * Calls whose reverse cannot execute the called function again, since it changes memory or what it reads is changed
 * later: in reverse mode the body of the function stands in their place.
 */

import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { callsIn } from "../../inlining/call-graph.ts";
import { callFits, inlineCall } from "../../inlining/inline-call.ts";

const bodyOf = (fn: Operation): Region => FunctionOpInterface.of(fn)!.body(fn);

export class CallInliner {
  readonly #calleeOf: (call: Operation) => Operation | undefined;
  /** By function: those that it calls, directly or not. */
  readonly #reached: Map<Operation, ReadonlySet<Operation>>;

  /** `calleeOf` gives the function that is called, if it is known. */
  constructor(calleeOf: (call: Operation) => Operation | undefined) {
    this.#calleeOf = calleeOf;
    this.#reached = new Map();
  }

  /** Inlines the calls in `fn`, and in what was inlined, that are wanted. Returns whether there are any. */
  inlineIn(fn: Operation, isWanted: (callee: Operation, call: Operation) => boolean): boolean {
    let changed = false;
    for (let found = true; found; changed ||= found) {
      found = false;
      for (const call of callsIn(bodyOf(fn))) {
        const callee = this.#calleeOf(call);
        if (callee === undefined || !isWanted(callee, call) || this.#isRecursive(callee)) continue;
        const body = bodyOf(callee);
        if (!body.hasOneBlock || !callFits(call, callee, body)) continue;
        inlineCall(call, callee, body, "copy");
        found = true;
      }
    }
    return changed;
  }

  /** Whether calls of `fn` may come to call `other`, or are such calls. */
  reaches(fn: Operation, other: Operation): boolean {
    return fn === other || this.#reachedFrom(fn).has(other);
  }

  #isRecursive(fn: Operation): boolean {
    return this.#reachedFrom(fn).has(fn);
  }

  #reachedFrom(fn: Operation): ReadonlySet<Operation> {
    const known = this.#reached.get(fn);
    if (known !== undefined) return known;
    const reached = new Set<Operation>();
    const stack = [fn];
    for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
      for (const call of callsIn(bodyOf(next))) {
        const callee = this.#calleeOf(call);
        if (callee === undefined || reached.has(callee)) continue;
        reached.add(callee);
        stack.push(callee);
      }
    }
    this.#reached.set(fn, reached);
    return reached;
  }
}
