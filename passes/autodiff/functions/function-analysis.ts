/** What must be known of a function's body to differentiate it, and of the functions that it calls. */

import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { Activity, type Calls } from "../analysis/activity.ts";
import type { Escape } from "../analysis/escapes.ts";
import { Flow } from "../analysis/flow.ts";
import { findAliases } from "../memory/find-aliases.ts";
import { Layouts } from "../memory/layouts.ts";
import { MemoryUse, type Outlived } from "../memory/memory.ts";
import { retypeCopies } from "../memory/retype-copies.ts";
import { type DerivativeRegistry, noBody } from "../registry.ts";
import { hasCustomDerivative } from "../requests/custom-derivatives.ts";
import { PrimalSizes, ShapeOrigins } from "../shapes.ts";
import type { FunctionBodies } from "./function-bodies.ts";

export class FunctionAnalysis {
  readonly #functions: DerivativeRegistry;
  readonly #bodies: FunctionBodies;
  /** What hides derivatives in functions, by the arguments that matter. */
  readonly #escapes: Map<Operation, Map<string, readonly Escape[]>>;

  constructor(functions: DerivativeRegistry, bodies: FunctionBodies) {
    this.#functions = functions;
    this.#bodies = bodies;
    this.#escapes = new Map();
  }

  /**
   * Finds out about the body of a function how `outputs` depend on `inputs`. The reverse of an `outlived`
   * function comes when it has returned.
   */
  analyse(body: Region, inputs: readonly Value[], outputs: readonly Value[], outlived?: Outlived) {
    const flow = new Flow(body);
    const { callEffects } = this.#functions;
    const effects = callEffects.ofCall;
    let aliases = findAliases(flow, callEffects);
    let layouts = new Layouts(flow, aliases);
    if (retypeCopies(flow, layouts)) {
      aliases = findAliases(flow, callEffects);
      layouts = new Layouts(flow, aliases);
    }
    const calls: Calls = { effects, escapes: (call, varied) => this.#escapesOfCall(call, varied) };
    return {
      activity: new Activity(flow, { aliases, layouts }, calls, this.#functions.context, { inputs, outputs }),
      memory: new MemoryUse(flow, aliases, effects, outlived),
      layouts,
      sizes: new PrimalSizes(this.#functions.context, new ShapeOrigins(flow)),
    };
  }

  /** What turns operands of a call into something without derivatives inside the called function. */
  #escapesOfCall(call: Operation, varied: readonly number[]): readonly Escape[] {
    const { start } = CallOpInterface.of(call)!.argumentRange(call);
    const { callee } = this.#functions.callOf(call);
    if (hasCustomDerivative(callee)) return [];
    const body = FunctionOpInterface.of(callee)!.body(callee);
    if (body.isEmpty) throw noBody(callee, call);
    let known = this.#escapes.get(callee);
    if (known === undefined) {
      known = new Map();
      this.#escapes.set(callee, known);
    }
    const key = varied.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    // A function that calls itself adds nothing by that.
    known.set(key, []);
    const copy = callee.clone();
    this.#bodies.inlineLinks(copy);
    this.#bodies.makeDifferentiable(copy, this.#functions.isConcurrent(callee));
    const { args: parameters } = FunctionOpInterface.of(copy)!.body(copy).front;
    const inputs = varied.map((position) => parameters[position - start]).filter((input) => input !== undefined);
    const { escapes } = this.analyse(parameters[0]!.owner.region!, inputs, []).activity;
    known.set(key, escapes);
    return escapes;
  }
}
