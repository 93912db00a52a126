/** Turns the requests of the dialect `enzyme`, and those that C makes, into those of `ad`, which mean the same. */

import { JvpOp, VjpOp } from "../../../dialects/ad/index.ts";
import { createIndexConstant } from "../../../dialects/arith/index.ts";
import {
  ActivityAttr,
  type ActivityName,
  AutoDiffOp,
  activitiesOf,
  ForwardDiffOp,
} from "../../../dialects/enzyme/index.ts";
import { ExtractOp, FromElementsOp } from "../../../dialects/tensor/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { ArrayAttr, denseI64Array } from "../../../ir/builtin/attributes.ts";
import { FloatType, RankedTensorType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type DerivativeRequest, DerivativeRequestOpInterface } from "../../../ir/interfaces/derivative-request.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { lookupSymbol } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { arithmeticFor } from "../arithmetic.ts";

/** Replaces all requests of `enzyme` inside `root`. Throws at one that asks for what there is not. */
export function replaceEnzymeRequests(root: Operation, context: Context): void {
  const requests: Operation[] = [];
  const asked: [Operation, DerivativeRequest][] = [];
  root.walk((op) => {
    if (AutoDiffOp.is(op) || ForwardDiffOp.is(op)) requests.push(op);
    const request = DerivativeRequestOpInterface.of(op)?.request(op);
    if (request !== undefined) asked.push([op, request]);
    return undefined;
  });
  for (const [op, request] of asked) requests.push(requestInstead(op, request));
  for (const op of requests) new EnzymeRequest(op, context).replace();
}

/** Puts a request of the dialect in the place of one that C makes. */
function requestInstead(op: Operation, request: DerivativeRequest): Operation {
  const { mode, fn, activities, inputs, needsPrimal } = request;
  const target = lookupSymbol(op, fn.root)!;
  const { argumentTypes, resultTypes } = FunctionOpInterface.of(target)!;
  const [args, returned] = [argumentTypes(target), resultTypes(target)];
  const hasDerivative = (index: number): boolean => isDifferentiableType(returned[index]!);
  const active: ActivityName = mode === "forward" ? "enzyme_dup" : "enzyme_active";
  const ofResults = returned.map((_, i): ActivityName => {
    const activity = hasDerivative(i) ? active : "enzyme_const";
    return needsPrimal ? activity : `${activity}noneed`;
  });
  const seeds = returned.flatMap((_, i) => (mode === "reverse" && hasDerivative(i) ? [request.one(i)] : []));
  // Forward mode gives for each result the value and the tangent, reverse mode the values and then the adjoints.
  const outputs =
    mode === "forward"
      ? returned.flatMap((type, i) => [...(needsPrimal ? [type] : []), ...(hasDerivative(i) ? [type] : [])])
      : [...(needsPrimal ? returned : []), ...args.filter((_, i) => activities[i] === "enzyme_active")];
  const attribute = (names: readonly ActivityName[]): ArrayAttr =>
    ArrayAttr.get(names.map((value) => ActivityAttr.get({ value })));
  const made = OpBuilder.before(op).create(
    mode === "forward" ? (ForwardDiffOp as unknown as typeof AutoDiffOp) : AutoDiffOp,
    {
      fn,
      inputs: [...inputs, ...seeds],
      activity: attribute(activities),
      ret_activity: attribute(ofResults),
      resultTypes: outputs,
    },
  );
  request.replaceBy(made.outputs);
  return made.op;
}

const isDuplicated = (activity: ActivityName): boolean => activity === "enzyme_dup" || activity === "enzyme_dupnoneed";
const isActive = (activity: ActivityName): boolean =>
  activity === "enzyme_active" || activity === "enzyme_activenoneed";
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
  readonly #view: AutoDiffOp | ForwardDiffOp;
  readonly #isForward: boolean;
  readonly #builder: OpBuilder;
  readonly #resultTypes: readonly Type[];
  readonly #results: readonly ActivityName[];
  readonly #arguments: readonly Argument[];
  /** What follows the arguments: cotangents. */
  readonly #rest: readonly Value[];
  readonly #width: number;

  constructor(op: Operation, context: Context) {
    this.#op = op;
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
    const lanes = Array.from({ length: this.#width }, (_, lane) =>
      this.#isForward ? this.#jvp(lane) : this.#vjp(lane),
    );
    const outputs = lanes[0]!.map(({ isDerivative }, i) =>
      isDerivative && this.#width > 1 ? this.#join(lanes.map((lane) => lane[i]!.value)) : lanes[0]![i]!.value,
    );
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

  #jvp(lane: number): { readonly value: Value; readonly isDerivative: boolean }[] {
    const given = this.#arguments.filter(({ shadow, value }) => shadow !== undefined && hasDerivative(value));
    this.#refuse(({ activity }) => isActive(activity), "is active: forward mode takes 'enzyme_dup' or 'enzyme_const'");
    const tangents = given.map(({ value, shadow }) => this.#lane(shadow!, value.type, lane));
    const differentiable = this.#resultTypes.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
    const { outputs } = this.#builder.create(JvpOp, {
      callee: this.#view.fn,
      inputs: this.#arguments.map(({ value }) => value),
      tangents,
      wrt: denseI64Array(given.map(({ index }) => BigInt(index))),
      resultTypes: [...this.#resultTypes, ...differentiable.map((i) => this.#resultTypes[i]!)],
    });
    return this.#results.flatMap((activity, i) => {
      const value = isNeeded(activity) ? [{ value: outputs[i]!, isDerivative: false }] : [];
      if (!isDuplicated(activity)) return value;
      const position = differentiable.indexOf(i);
      if (position < 0) throw opError(this.#op, `result ${i} has no derivative: its type is '${this.#resultTypes[i]}'`);
      return [...value, { value: outputs[this.#resultTypes.length + position]!, isDerivative: true }];
    });
  }

  #vjp(lane: number): { readonly value: Value; readonly isDerivative: boolean }[] {
    this.#refuse(
      ({ activity, value }) => isActive(activity) && isShadowedType(value.type),
      "is a buffer: reverse mode takes 'enzyme_dup' with its shadow",
    );
    this.#refuse(
      ({ activity, value }) => isDuplicated(activity) && isDifferentiableType(value.type),
      "is no buffer: reverse mode takes 'enzyme_active'",
    );
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
    const wrong = this.#arguments.find(isWrong);
    if (wrong !== undefined) throw opError(this.#op, `argument ${wrong.index} ${why}`);
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
    const type = RankedTensorType.get([this.#width], elements[0]!.type);
    return this.#builder.create(FromElementsOp, { elements, resultTypes: [type] }).result;
  }
}

const hasDerivative = ({ type }: Value): boolean => isDifferentiableType(type) || isShadowedType(type);
