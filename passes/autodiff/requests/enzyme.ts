/** Turns the requests of the dialect `enzyme`, and those that C makes, into those of `ad`, which mean the same. */

import { JvpOp, VjpOp } from "../../../dialects/ad/index.ts";
import { createIndexConstant } from "../../../dialects/arith/index.ts";
import { type ActivityName, AutoDiffOp, activitiesOf, ForwardDiffOp } from "../../../dialects/enzyme/index.ts";
import { ExtractOp, FromElementsOp } from "../../../dialects/tensor/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { type ArrayAttr, denseI64Array, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType, i64, RankedTensorType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import {
  type DerivativeRequest,
  DerivativeRequestOpInterface,
  type TapeSizeRequest,
} from "../../../ir/interfaces/derivative-request.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { lookupSymbol } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { arithmeticFor } from "../arithmetic.ts";
import { askForAdjoints, askForHalf, askForTangents } from "./called.ts";
import {
  hasDerivative,
  hasShadowInVain,
  isActive,
  isActiveBuffer,
  isActiveInForwardMode,
  isDuplicated,
  refuseArguments,
  severalTimes,
} from "./enzyme-arguments.ts";

/**
 * Replaces all requests of `enzyme` inside `root`. Returns the functions that are executed several times for one request,
 * with the error if they have effects.
 * @throws DiagnosticError at a request that asks for what there is not
 */
export function replaceEnzymeRequests(root: Operation, context: Context): ReadonlyMap<Operation, DiagnosticError> {
  const repeated = new Map<Operation, DiagnosticError>();
  const requests: Operation[] = [];
  const asked: [Operation, DerivativeRequest | TapeSizeRequest][] = [];
  root.walk((op) => {
    if (AutoDiffOp.is(op) || ForwardDiffOp.is(op)) requests.push(op);
    const request = DerivativeRequestOpInterface.of(op)?.request(op);
    if (request !== undefined) asked.push([op, request]);
    return undefined;
  });
  for (const [op, request] of asked) {
    if (request.mode === "size") request.replace();
    else if (request.mode === "forward") askForTangents(op, request);
    else if (request.mode === "reverse") askForAdjoints(op, request, repeated);
    else askForHalf(op, request);
  }
  for (const op of requests) new EnzymeRequest(op, context, repeated).replace();
  return repeated;
}

/** Whether the value of a result is returned beside its derivative. */
const isNeeded = (activity: ActivityName): boolean => !activity.endsWith("noneed");

/** An argument of the function, with what belongs to it. */
interface Argument {
  readonly index: number;
  readonly activity: ActivityName;
  readonly value: Value;
  readonly shadow: Value | undefined;
}

class EnzymeRequest {
  readonly #op: Operation;
  readonly #context: Context;
  readonly #repeated: Map<Operation, DiagnosticError>;
  readonly #view: AutoDiffOp | ForwardDiffOp;
  readonly #isForward: boolean;
  readonly #builder: OpBuilder;
  readonly #resultTypes: readonly Type[];
  readonly #results: readonly ActivityName[];
  readonly #arguments: readonly Argument[];
  /** What follows the arguments: cotangents. */
  readonly #rest: readonly Value[];
  readonly #width: number;

  constructor(op: Operation, context: Context, repeated: Map<Operation, DiagnosticError>) {
    this.#op = op;
    this.#repeated = repeated;
    this.#context = context;
    this.#isForward = ForwardDiffOp.is(op);
    const view = AutoDiffOp.match(op) ?? ForwardDiffOp.view(op);
    this.#view = view;
    this.#builder = OpBuilder.before(op);
    const fn = lookupSymbol(op, view.fn.root)!;
    this.#resultTypes = FunctionOpInterface.of(fn)!.resultTypes(fn);
    this.#results = this.#resultActivities(view.ret_activity);
    this.#width = view.width.number;
    if (view.strong_zero?.value === 1n) throw opError(op, "cannot be differentiated with 'strong_zero'");
    const inputs = [...view.inputs];
    this.#arguments = activitiesOf(view.activity).map((activity, index) => {
      const value = this.#next(inputs);
      return { index, activity, value, shadow: isDuplicated(activity) ? this.#next(inputs) : undefined };
    });
    this.#rest = inputs;
  }

  #next(inputs: Value[]): Value {
    const value = inputs.shift();
    if (value === undefined) throw opError(this.#op, "has fewer operands than its activities ask for");
    return value;
  }

  #resultActivities(array: ArrayAttr | undefined): readonly ActivityName[] {
    if (array !== undefined) return activitiesOf(array);
    const active = this.#isForward ? "enzyme_dupnoneed" : "enzyme_activenoneed";
    return this.#resultTypes.map((type) => (isDifferentiableType(type) ? active : "enzyme_constnoneed"));
  }

  replace(): void {
    const outputs = this.#isForward ? this.#jvp() : this.#vjps();
    const [found, expected] = [outputs.map(({ type }) => type), this.#op.resultTypes];
    if (found.length !== expected.length || found.some((type, i) => type !== expected[i])) {
      throw opError(
        this.#op,
        `asks for results of types (${expected.join(", ")}), but these activities give (${found.join(", ")})`,
      );
    }
    this.#op.replaceAllUsesWith(outputs);
    this.#op.erase();
  }

  /** All lanes at once. */
  #jvp(): Value[] {
    const given = this.#arguments.filter(({ shadow, value }) => shadow !== undefined && hasDerivative(value));
    this.#refuse(({ activity }) => isActive(activity), isActiveInForwardMode);
    const tangents = given.flatMap(({ value, shadow }) =>
      this.#lanes().map((lane) => this.#lane(shadow!, value.type, lane)),
    );
    const differentiable = this.#resultTypes.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
    const { outputs } = this.#builder.create(JvpOp, {
      callee: this.#view.fn,
      inputs: this.#arguments.map(({ value }) => value),
      tangents,
      wrt: denseI64Array(given.map(({ index }) => BigInt(index))),
      width: IntegerAttr.get(i64(), this.#width),
      resultTypes: [
        ...this.#resultTypes,
        ...differentiable.flatMap((i) => this.#lanes().map(() => this.#resultTypes[i]!)),
      ],
    });
    return this.#results.flatMap((activity, i) => {
      const value = isNeeded(activity) ? [outputs[i]!] : [];
      if (!isDuplicated(activity)) return value;
      const position = differentiable.indexOf(i);
      if (position < 0) throw opError(this.#op, `result ${i} has no derivative: its type is '${this.#resultTypes[i]}'`);
      const start = this.#resultTypes.length + position * this.#width;
      return [...value, this.#join(outputs.slice(start, start + this.#width))];
    });
  }

  #lanes(): number[] {
    return Array.from({ length: this.#width }, (_, lane) => lane);
  }

  /** One lane after the other. */
  #vjps(): Value[] {
    const fn = lookupSymbol(this.#op, this.#view.fn.root)!;
    if (this.#width > 1) {
      this.#repeated.set(fn, severalTimes(this.#op, this.#width, fn));
    }
    const lanes = this.#lanes().map((lane) => this.#vjp(lane));
    return lanes[0]!.map(({ value, isDerivative }, i) =>
      isDerivative ? this.#join(lanes.map((lane) => lane[i]!.value)) : value,
    );
  }

  #vjp(lane: number): { readonly value: Value; readonly isDerivative: boolean }[] {
    this.#refuse(({ activity, value }) => isActive(activity) && isShadowedType(value.type), isActiveBuffer);
    this.#refuse(({ activity, value }) => isDuplicated(activity) && isDifferentiableType(value.type), hasShadowInVain);
    const given = this.#arguments.filter(({ activity, value }) => activity !== "enzyme_const" && hasDerivative(value));
    const rest = [...this.#rest];
    const cotangents = this.#results.flatMap((activity, i) => {
      const type = this.#resultTypes[i]!;
      if (isDuplicated(activity)) throw opError(this.#op, `result ${i} cannot be duplicated in reverse mode`);
      if (isActive(activity)) return [this.#lane(this.#next(rest), type, lane)];
      return isDifferentiableType(type) ? [this.#zero(type)] : [];
    });
    if (rest.length > 0) throw opError(this.#op, "has more operands than its activities ask for");
    const values = given.filter(({ value }) => !isShadowedType(value.type));
    const { outputs } = this.#builder.create(VjpOp, {
      callee: this.#view.fn,
      inputs: this.#arguments.map(({ value }) => value),
      shadows: given
        .filter(({ value }) => isShadowedType(value.type))
        .map(({ shadow, value }) => this.#lane(shadow!, value.type, lane)),
      cotangents,
      wrt: denseI64Array(given.map(({ index }) => BigInt(index))),
      resultTypes: [...this.#resultTypes, ...values.map(({ value }) => value.type)],
    });
    return [
      ...this.#results.flatMap((activity, i) =>
        isNeeded(activity) ? [{ value: outputs[i]!, isDerivative: false }] : [],
      ),
      ...values.map((_, i) => ({ value: outputs[this.#resultTypes.length + i]!, isDerivative: true })),
    ];
  }

  #refuse(isWrong: (argument: Argument) => boolean, why: string): void {
    refuseArguments(this.#op, this.#arguments, isWrong, why);
  }

  #zero(type: Type): Value {
    return arithmeticFor(this.#context, this.#op, type).constant(this.#builder, type, 0);
  }

  /** One of several derivatives that are computed together; they come as a tensor of numbers. */
  #lane(value: Value, type: Type, lane: number): Value {
    if (this.#width === 1) return value;
    if (!(type instanceof FloatType)) {
      throw opError(
        this.#op,
        `cannot be differentiated with width ${this.#width} by values of type '${type}'`,
      ).attachNote(this.#op.loc, "only numbers can be batched; ask for each derivative by itself");
    }
    const indices = [createIndexConstant(this.#builder, lane)];
    return this.#builder.create(ExtractOp, { tensor: value, indices, resultTypes: [type] }).result;
  }

  #join(elements: readonly Value[]): Value {
    if (this.#width === 1) return elements[0]!;
    const type = RankedTensorType.get([this.#width], elements[0]!.type);
    return this.#builder.create(FromElementsOp, { elements, resultTypes: [type] }).result;
  }
}
