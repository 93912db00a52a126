/** Derivative functions of forward mode: (arguments, tangents) -> (results, tangents). */

import { OpBuilder } from "../../../ir/builder.ts";
import { isDifferentiableType, isShadowedType, type TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { ConstantMaker } from "../arithmetic.ts";
import { ForwardSweep } from "../forward.ts";
import type { DerivativeRegistry } from "../registry.ts";
import type { DerivativeSignature } from "../signature.ts";
import type { FunctionAnalysis } from "./function-analysis.ts";
import type { FunctionBodies } from "./function-bodies.ts";
import { callFunction, type ReturningFunction, returnValues, typesOf } from "./returned-values.ts";

export class ForwardFunctions {
  readonly #functions: DerivativeRegistry;
  readonly #bodies: FunctionBodies;
  readonly #analysis: FunctionAnalysis;

  constructor(functions: DerivativeRegistry, bodies: FunctionBodies, analysis: FunctionAnalysis) {
    this.#functions = functions;
    this.#bodies = bodies;
    this.#analysis = analysis;
  }

  declare(fn: Operation, { wrt }: DerivativeSignature): ReturningFunction {
    const { args, results } = typesOf(fn);
    return this.#functions.declare(
      fn,
      "jvp",
      [...args, ...wrt.map((index) => args[index]!)],
      [...results, ...results.filter(isDifferentiableType)],
    );
  }

  fill(fn: Operation, derivative: Operation, { wrt }: DerivativeSignature): void {
    const { entry, terminator } = this.#bodies.copy(fn, derivative, "forward");
    const outputs = terminator.operands.filter(({ type }) => isDifferentiableType(type));
    const body = entry.region!;
    const inputs = wrt.map((index) => entry.args[index]!);
    const { activity } = this.#analysis.analyse(body, inputs, outputs);
    const sweep = new ForwardSweep(
      { context: this.#functions.context, activity, forwardCall: (call, b) => this.#forwardCall(call, b) },
      new OpBuilder(fn.loc),
    );
    for (const input of inputs) sweep.setTangent(input, entry.addArgument(input.type, input.loc));
    sweep.run(entry);
    const builder = OpBuilder.before(terminator);
    const constants = new ConstantMaker(this.#functions.context, terminator, builder);
    const tangents = outputs.map((value) => sweep.tangent(value) ?? constants.constantLike(0, value));
    returnValues(derivative, builder, [...terminator.operands, ...tangents]);
    terminator.erase();
    sweep.finish();
  }

  /** Calls the derivative in place of the function: it takes tangents behind the arguments and gives some behind the results. */
  #forwardCall(call: Operation, b: TangentBuilder): readonly Value[] | undefined {
    const { callee, args } = this.#functions.callOf(call);
    const wrt: number[] = [];
    args.forEach((value, i) => {
      const hasTangent = isShadowedType(value.type) ? b.isActive(value) : b.tangent(value) !== undefined;
      if (hasTangent) wrt.push(i);
    });
    if (wrt.length === 0) return undefined;
    const derivative = this.#functions.get(
      callee,
      { mode: "forward", wrt, seeded: [], withResults: true, shared: [] },
      call,
    );
    const tangents = wrt.map((i) => (isShadowedType(args[i]!.type) ? b.shadow(args[i]!)! : b.tangent(args[i]!)!));
    const results = callFunction(derivative, b.builder, [...args, ...tangents]);
    call.results
      .filter(({ type }) => isDifferentiableType(type))
      .forEach((result, i) => {
        b.setTangent(result, results[call.numResults + i]!);
      });
    return results.slice(0, call.numResults);
  }
}
