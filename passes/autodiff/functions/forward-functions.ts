/**
 * Derivative functions of forward mode: (arguments, tangents) -> (results, tangents). Where there are several tangents for
 * each number they stand behind each other.
 */

import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
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

  declare(fn: Operation, { wrt, width = 1 }: DerivativeSignature): ReturningFunction {
    const { args, results } = typesOf(fn);
    const several = (type: Type): Type[] => Array.from({ length: width }, () => type);
    return this.#functions.declare(
      fn,
      "jvp",
      [...args, ...wrt.flatMap((index) => several(args[index]!))],
      [...results, ...results.filter(isDifferentiableType).flatMap(several)],
    );
  }

  fill(fn: Operation, derivative: Operation, { wrt, width = 1 }: DerivativeSignature): void {
    const { entry, terminator } = this.#bodies.copy(fn, derivative, "forward");
    const outputs = terminator.operands.filter(({ type }) => isDifferentiableType(type));
    const body = entry.region!;
    const inputs = wrt.map((index) => entry.args[index]!);
    const { activity, memory } = this.#analysis.analyse(body, inputs, outputs);
    const sweep = new ForwardSweep(
      {
        context: this.#functions.context,
        activity,
        width,
        forwardCall: (call, inside) => this.#forwardCall(call, inside),
        isConstant: (buffer) => memory.isConstant(buffer),
        shadowOfVariable: (address, builder) => this.#functions.shadowOfConstant(address, "forward", builder),
      },
      new OpBuilder(fn.loc),
    );
    for (const input of inputs) {
      sweep.inLanes(() => sweep.setTangent(input, entry.addArgument(input.type, input.loc)));
    }
    sweep.run(entry);
    const builder = OpBuilder.before(terminator);
    const constants = new ConstantMaker(this.#functions.context, terminator, builder);
    const tangents = outputs.flatMap((value) =>
      sweep.inLanes(() => sweep.tangent(value) ?? constants.constantLike(0, value)),
    );
    returnValues(derivative, builder, [...terminator.operands, ...tangents]);
    terminator.erase();
    sweep.finish();
  }

  /** Calls the derivative in place of the function: it takes tangents behind the arguments and gives some behind the results. */
  #forwardCall(call: Operation, sweep: ForwardSweep): readonly Value[] | undefined {
    const { callee, args } = this.#functions.callOf(call);
    const wrt = args.flatMap((value, i) => {
      const hasTangent = isShadowedType(value.type)
        ? sweep.isActive(value)
        : sweep.inLanes(() => sweep.tangent(value) !== undefined).includes(true);
      return hasTangent ? [i] : [];
    });
    if (wrt.length === 0) return undefined;
    if (sweep.isReplaced(call) && !this.#functions.callEffects.isRepeatable(callee)) throw severalCalls(call);
    const tangents = wrt.flatMap((i) =>
      sweep.inLanes(() => (isShadowedType(args[i]!.type) ? sweep.shadow(args[i]!)! : sweep.tangentOrZero(args[i]!))),
    );
    const width = tangents.length / wrt.length;
    const derivative = this.#functions.get(
      callee,
      { mode: "forward", wrt, seeded: [], withResults: true, shared: [], width },
      call,
    );
    const results = callFunction(derivative, sweep.builder, [...args, ...tangents]);
    let next = call.numResults;
    for (const result of call.results.filter(({ type }) => isDifferentiableType(type))) {
      sweep.inLanes(() => sweep.setTangent(result, results[next++]!));
    }
    return results.slice(0, call.numResults);
  }
}

const severalCalls = (call: Operation) =>
  opError(call, "cannot be differentiated with several tangents at once: the called function has effects").attachNote(
    call.loc,
    "it would be called once for each tangent here; ask for each derivative by itself",
  );
