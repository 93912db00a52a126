/** Derivative functions of reverse mode: (arguments, shadows, cotangents) -> (results, cotangents). */

import type { Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import { type AdjointBuilder, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { expandAccumulations } from "./accumulate.ts";
import { arithmeticFor } from "./arithmetic.ts";
import { SharedBuffers } from "./concurrency.ts";
import { isBuffer } from "./flow.ts";
import type { FunctionAnalysis } from "./function-analysis.ts";
import type { FunctionBodies } from "./function-bodies.ts";
import { type AdjointAddition, gatherAccumulations } from "./gather.ts";
import type { DerivativeRegistry } from "./registry.ts";
import { PlanReport } from "./report.ts";
import { callFunction, type ReturningFunction, returnValues, typesOf } from "./returned-values.ts";
import { ReverseSweep } from "./reverse.ts";
import type { DerivativeSignature } from "./signature.ts";

export interface ReverseFunctionOptions {
  /** Rewrites loops in a body whose iterations are executed again in reverse. */
  readonly checkpointLoops: (derivative: Operation, body: Region) => void;
  /** Is told what reverse mode keeps. */
  readonly log: ((text: string) => void) | undefined;
}

export class ReverseFunctions {
  readonly #functions: DerivativeRegistry;
  readonly #bodies: FunctionBodies;
  readonly #analysis: FunctionAnalysis;
  readonly #options: ReverseFunctionOptions;

  constructor(
    functions: DerivativeRegistry,
    bodies: FunctionBodies,
    analysis: FunctionAnalysis,
    options: ReverseFunctionOptions,
  ) {
    this.#functions = functions;
    this.#bodies = bodies;
    this.#analysis = analysis;
    this.#options = options;
  }

  declare(fn: Operation, { wrt, seeded, withResults }: DerivativeSignature): ReturningFunction {
    const { args, results } = typesOf(fn);
    const wrtTypes = wrt.map((index) => args[index]!);
    return this.#functions.declare(
      fn,
      withResults ? "vjp" : "pullback",
      [...args, ...wrtTypes.filter(isShadowedType), ...seeded.map((index) => results[index]!)],
      [...(withResults ? results : []), ...wrtTypes.filter((type) => !isShadowedType(type))],
    );
  }

  fill(fn: Operation, derivative: Operation, signature: DerivativeSignature): void {
    const { wrt, seeded, withResults, shared } = signature;
    const { entry, terminator } = this.#bodies.copy(fn, derivative, "reverse");
    const body = entry.region!;
    this.#options.checkpointLoops(derivative, body);
    const inputs = wrt.map((index) => entry.args[index]!);
    const primalResults = terminator.operands;
    const outputs = seeded.map((index) => primalResults[index]!);
    const { activity, memory, layouts, sizes } = this.#analysis.analyse(body, inputs, outputs);
    const buffers = inputs.filter(({ type }) => isShadowedType(type));
    const shadows = buffers.map(({ type, loc }) => entry.addArgument(type, loc));
    const cotangents = outputs.map(({ type, loc }) => entry.addArgument(type, loc));
    const builder = OpBuilder.before(terminator);
    const report = new PlanReport();
    const sweep = new ReverseSweep({
      context: this.#functions.context,
      activity,
      memory,
      layouts,
      sizes,
      shared: new SharedBuffers(shared.map((index) => entry.args[index]!)),
      body,
      builder,
      reverseCall: (call, b, keepContents) => this.#reverseCall(call, b, keepContents),
      report,
    });
    buffers.forEach((buffer, i) => {
      sweep.setShadow(buffer, shadows[i]!);
    });
    const sharedShadows = shared.map((index) => sweep.shadowValue(entry.args[index]!));
    sweep.prepare(body);
    builder.setInsertionPoint(terminator);
    sweep.run(entry, terminator, outputs, cotangents);
    builder.loc = terminator.loc;
    const adjoints = inputs.filter(({ type }) => !isShadowedType(type)).map((input) => sweep.gradientOrZero(input));
    returnValues(derivative, builder, [...(withResults ? primalResults : []), ...adjoints]);
    terminator.erase();
    this.#finishAccumulations(derivative, sweep.shadows, new SharedBuffers(sharedShadows));
    this.#options.log?.(report.text(symbolName(fn)!));
  }

  /** Decides how adjoints are added to buffers, now that all is there that adds to them. */
  #finishAccumulations(derivative: Operation, shadows: ReadonlySet<Value>, shared: SharedBuffers): void {
    const addAdjoints: AdjointAddition = (op, builder, lhs, rhs) =>
      arithmeticFor(this.#functions.context, op, lhs.type).add(builder, lhs, rhs);
    gatherAccumulations(derivative, (base) => shadows.has(base), addAdjoints);
    expandAccumulations(derivative, shared, addAdjoints);
  }

  /** The reverse of a call executes the callee again: its derivative computes what it needs itself. */
  #reverseCall(call: Operation, b: AdjointBuilder, keepContents: (call: Operation, buffer: Value) => void): void {
    const { callee, args } = this.#functions.callOf(call);
    if (!this.#functions.callEffects.isRepeatable(callee)) {
      throw opError(
        call,
        "cannot be differentiated in reverse mode: the called function changes memory, or uses a global, and may call itself",
      ).attachNote(
        callee.loc,
        "its reverse would execute it again; let it return numbers, or make a loop of the recursion",
      );
    }
    const seeded: number[] = [];
    call.results.forEach((result, i) => {
      if (b.gradient(result) !== undefined) seeded.push(i);
    });
    const wrt: number[] = [];
    args.forEach((value, i) => {
      if (b.isActive(value)) wrt.push(i);
    });
    if (wrt.length === 0 || seeded.length === 0) return;
    for (const value of args) if (isBuffer(value)) keepContents(call, value);
    const shared = wrt.filter((i) => isShadowedType(args[i]!.type) && b.isShared(call, args[i]!));
    const derivative = this.#functions.get(callee, { mode: "reverse", wrt, seeded, withResults: false, shared }, call);
    const shadows = wrt.flatMap((i) => (isShadowedType(args[i]!.type) ? [b.shadow(args[i]!)!] : []));
    const cotangents = seeded.map((i) => b.gradient(call.result(i))!);
    const operands = [...args.map((value) => b.primal(value)), ...shadows, ...cotangents];
    const adjoints = callFunction(derivative, b.builder, operands);
    wrt
      .filter((i) => !isShadowedType(args[i]!.type))
      .forEach((i, position) => {
        b.accumulate(args[i]!, adjoints[position]!);
      });
  }
}
