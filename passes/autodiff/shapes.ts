/** The sizes of values whose types do not tell them, asked for as early and as far outside as possible. */

import { createIndexConstant } from "../../dialects/arith/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ShapedType, TensorType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import { DestinationStyleOpInterface, tiedInit } from "../../ir/interfaces/destination-style.ts";
import type { Operation } from "../../ir/operation.ts";
import { Elementwise, SameOperandsAndResultShape } from "../../ir/traits.ts";
import { OpResult, type Value } from "../../ir/value.ts";
import type { Flow } from "./analysis/flow.ts";
import { dynamicShapesFor } from "./arithmetic.ts";
import { builderBehind, hoist } from "./reverse/hoist.ts";

/** Whether the value is a tensor whose type does not tell all sizes. */
export const isDynamicTensor = ({ type }: Value): boolean => type instanceof TensorType && !type.hasStaticShape;

const shapeOf = ({ type }: Value): string | undefined => (type instanceof ShapedType ? type.shape?.join() : undefined);

/** An operand that has the shape of `result`, if the operation says so. */
function operandOfSameShape(result: OpResult): Value | undefined {
  const op = result.owner;
  if (DestinationStyleOpInterface.implementedBy(op)) return tiedInit(result)?.value;
  if (!op.def.hasTrait(Elementwise) && !op.def.hasTrait(SameOperandsAndResultShape)) return undefined;
  const shape = shapeOf(result);
  return op.operands.find((operand) => shapeOf(operand) === shape);
}

/**
 * Which values have the shape of which others. What an operation gives in the shape of an operand has that one's origin;
 * so has what regions hand on, if all that may come has the same.
 */
export class ShapeOrigins {
  /** What a value may be, if it is one of several; or where it has its shape from. */
  readonly #sources: Map<Value, Value[]>;
  readonly #origins: Map<Value, Value>;

  constructor(flow: Flow) {
    this.#sources = new Map();
    this.#origins = new Map();
    for (const { forwarded, inputs } of flow.allEdges()) {
      inputs.forEach((input, i) => {
        const value = forwarded[i];
        if (value !== undefined && isDynamicTensor(input)) this.#addSource(input, value);
      });
    }
    for (const block of flow.body.blocks()) for (const op of block.ops()) op.walk((inner) => this.#addResults(inner));
    this.#solve();
  }

  /** The outermost value that is known to have the same shape. */
  of(value: Value): Value {
    const known = this.#origins.get(value);
    if (known !== undefined || this.#sources.has(value) || !(value instanceof OpResult)) return known ?? value;
    // What has been added since has the shape of an operand that may have been added, too.
    const operand = operandOfSameShape(value);
    return operand === undefined || shapeOf(operand) !== shapeOf(value) ? value : this.of(operand);
  }

  #addSource(value: Value, source: Value): void {
    const sources = this.#sources.get(value);
    if (sources === undefined) this.#sources.set(value, [source]);
    else sources.push(source);
  }

  #addResults(op: Operation): undefined {
    for (const result of op.results) {
      if (!isDynamicTensor(result) || this.#sources.has(result)) continue;
      const operand = operandOfSameShape(result);
      if (operand !== undefined && shapeOf(operand) === shapeOf(result)) this.#addSource(result, operand);
    }
  }

  /** Takes all that may come to a value for the same until it turns out not to be; a value is then an origin for good. */
  #solve(): void {
    const users = new Map<Value, Value[]>();
    for (const [value, sources] of this.#sources) {
      for (const source of sources) {
        const list = users.get(source);
        if (list === undefined) users.set(source, [value]);
        else list.push(value);
      }
    }
    const worklist = [...this.#sources.keys()];
    for (let value = worklist.pop(); value !== undefined; value = worklist.pop()) {
      if (this.#origins.get(value) === value) continue;
      const origin = this.#originOf(value);
      if (origin === undefined || origin === this.#origins.get(value)) continue;
      this.#origins.set(value, origin);
      worklist.push(...(users.get(value) ?? []));
    }
  }

  /** What the origins of the sources tell so far; undefined if that is nothing. */
  #originOf(value: Value): Value | undefined {
    let common: Value | undefined;
    for (const source of this.#sources.get(value)!) {
      const origin = this.#sources.has(source) ? this.#origins.get(source) : source;
      if (origin === undefined || origin === value || origin === common) continue;
      if (common !== undefined) return value;
      common = origin;
    }
    if (common === undefined) return undefined;
    const isVisible = common.parentBlock!.region!.isAncestorOf(value.parentBlock!.region!);
    return isVisible && shapeOf(common) === shapeOf(value) ? common : value;
  }
}

/** The sizes of values of the primal sweep, as values of the primal sweep. */
export class PrimalSizes {
  readonly #context: Context;
  readonly #origins: ShapeOrigins;
  /** What was asked for, by origin. */
  readonly #known: Map<Value, readonly Value[]>;
  /** The same, in front of operations. */
  readonly #before: Map<Operation, Map<Value, readonly Value[] | undefined>>;

  constructor(context: Context, origins: ShapeOrigins) {
    this.#context = context;
    this.#origins = origins;
    this.#known = new Map();
    this.#before = new Map();
  }

  /** The sizes that the type of `value` does not tell. Throws at `user` if they cannot be asked for. */
  of(value: Value, user: Operation): readonly Value[] {
    const origin = this.#origins.of(value);
    let sizes = this.#known.get(origin);
    if (sizes === undefined) {
      sizes = dynamicShapesFor(this.#context, user, origin.type).sizes(builderBehind(origin), origin);
      this.#known.set(origin, sizes);
    }
    return sizes;
  }

  /** The same for a value inside `op`, as values in front of `op`; undefined if they are not known there. */
  before(op: Operation, value: Value): readonly Value[] | undefined {
    let known = this.#before.get(op);
    if (known === undefined) {
      known = new Map();
      this.#before.set(op, known);
    }
    const origin = this.#origins.of(value);
    if (!known.has(origin)) {
      const sizes = this.of(value, op).map((size) => hoist(size, op, (shaped) => this.#origins.of(shaped)));
      known.set(origin, sizes.includes(undefined) ? undefined : (sizes as Value[]));
    }
    return known.get(origin);
  }

  /** A tensor like `value`, which stands inside `op`, with any elements. It is empty if the sizes are not known in front. */
  emptyLike(value: Value, op: Operation, builder: OpBuilder): Value {
    const shapes = dynamicShapesFor(this.#context, op, value.type);
    if (!isDynamicTensor(value)) return shapes.empty(builder, value.type, []);
    const { numDynamicDims } = value.type as TensorType;
    const none = (): Value[] => Array.from({ length: numDynamicDims }, () => createIndexConstant(builder, 0));
    return shapes.empty(builder, value.type, this.before(op, value) ?? none());
  }

  /** Says that `result`, a new result of `op`, is `value` from inside or a tensor like it. */
  carryOver(value: Value, op: Operation, result: Value): void {
    if (!isDynamicTensor(value)) return;
    const sizes = this.before(op, value);
    if (sizes !== undefined) this.#known.set(result, sizes);
  }
}
