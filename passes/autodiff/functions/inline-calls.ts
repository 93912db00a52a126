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
  /** Whether a function may come to call itself. */
  readonly #recursive: Map<Operation, boolean>;

  /** `calleeOf` gives the function that is called, if it is known. */
  constructor(calleeOf: (call: Operation) => Operation | undefined) {
    this.#calleeOf = calleeOf;
    this.#recursive = new Map();
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

  #isRecursive(fn: Operation): boolean {
    const known = this.#recursive.get(fn);
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
    this.#recursive.set(fn, reached.has(fn));
    return reached.has(fn);
  }
}
