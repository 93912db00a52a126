/**
 * Derivatives of operations by which threads exchange values: each value's adjoint is what the threads that got it send
 * back. The order of the threads plays no role.
 */
import type { Attribute } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType, i32, indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type DerivativeBuilder, type DerivativeRule, derivative } from "../../../ir/interfaces/differentiable.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isDefinedOutsideOf, Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import {
  AddFOp,
  AddIOp,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  IndexCastOp,
  MulIOp,
  SelectOp,
} from "../../arith/index.ts";
import {
  adjointOfFactor,
  contributionsOf,
  factorOf,
  isChosen,
  overIndices,
  tangentOfProduct,
} from "../../scf/index.ts";
import {
  AllReduceOperation,
  type AllReduceOperationName,
  Dimension,
  ShuffleMode,
  type ShuffleModeName,
} from "../attributes.ts";
import { BlockDimOp, LaneIdOp, ThreadIdOp } from "../ids.ts";
import { LaunchOp } from "../launch.ts";
import { AllReduceOp, reductionOf, reductionOp, SubgroupReduceOp } from "../reductions.ts";
import { RotateOp, ShuffleOp, SubgroupBroadcastOp } from "../subgroup.ts";

/** The value where the condition holds, else 0. */
function orZero(b: DerivativeBuilder, condition: Value, value: Value): Value {
  const false_value = b.zeroOf(value.type, b.builder);
  return b.builder.create(SelectOp, { condition, true_value: value, false_value }).result;
}

const isEqual = (builder: OpBuilder, lhs: Value, rhs: Value): Value =>
  builder.create(CmpIOp, { predicate: CmpIPredicate.of("eq"), lhs, rhs }).result;

const asInteger = (builder: OpBuilder, index: Value): Value =>
  builder.create(IndexCastOp, { in: index, resultTypes: [i32()] }).out;

/** Which thread of the subgroup it is. */
const lane = (builder: OpBuilder): Value => asInteger(builder, builder.create(LaneIdOp, {}).result);

/** Which thread of the block it is. */
function threadNumber(builder: OpBuilder): Value {
  const along = (def: typeof ThreadIdOp, word: "x" | "y" | "z"): Value =>
    builder.create(def, { dimension: Dimension.of(word) }).result;
  const add = (lhs: Value, rhs: Value): Value => builder.create(AddIOp, { lhs, rhs }).result;
  const multiply = (lhs: Value, rhs: Value): Value => builder.create(MulIOp, { lhs, rhs }).result;
  const rows = add(along(ThreadIdOp, "y"), multiply(along(BlockDimOp, "y"), along(ThreadIdOp, "z")));
  return asInteger(builder, add(along(ThreadIdOp, "x"), multiply(along(BlockDimOp, "x"), rows)));
}

// Reductions: of a sum each value gets the sum of all adjoints, of a product that times the other factors, of a maximum or
// minimum the thread with the smallest number of those that gave it gets all.

type Reduction = AllReduceOp | SubgroupReduceOp;
type ReductionDefinition = typeof AllReduceOp | typeof SubgroupReduceOp;

/** Reduces other values among the same threads. */
function reduceLike(builder: OpBuilder, op: Operation, name: AllReduceOperationName, value: Value): Value {
  const attributes: Record<string, Attribute> = {};
  op.def.attributeNames.forEach((key, slot) => {
    const value = op.property(slot);
    if (value !== undefined) attributes[key] = value;
  });
  attributes.op = AllReduceOperation.of(name);
  const regions = op.regions.map(() => new Region());
  return builder.createOperation(op.def, [value], [value.type], attributes, { regions }).result();
}

const choices: ReadonlySet<AllReduceOperationName> = new Set(["maximumf", "maxnumf", "minimumf", "minnumf"]);

/** Whether it is this thread's value that was chosen. */
function isWinner(builder: OpBuilder, op: Operation, name: AllReduceOperationName, value: Value, chosen: Value): Value {
  const number = AllReduceOp.is(op) ? threadNumber(builder) : lane(builder);
  const condition = isChosen(builder, reductionOp(name, value.type), value, chosen);
  const nobody = createConstant(builder, number.type, -1);
  const candidate = builder.create(SelectOp, { condition, true_value: number, false_value: nobody }).result;
  return isEqual(builder, reduceLike(builder, op, "minui", candidate), number);
}

/** The name of a reduction that has a derivative. @throws {DiagnosticError} for any other */
function differentiableName({ op, value }: Reduction): AllReduceOperationName {
  const name = reductionOf(op);
  const isKnown = name === "mul" || (name !== undefined && choices.has(name));
  if (name === "add" || (isKnown && value.type instanceof FloatType)) return name!;
  throw opError(
    op,
    "cannot be differentiated: it joins values by something else than a sum, product, maximum or minimum",
  ).attachNote(op.loc, "write what is joined to 'workgroup' memory, and let one thread join it");
}

function productOf(builder: OpBuilder, op: Operation, value: Value) {
  const { nonzero, zeros } = factorOf(builder, value);
  return { total: reduceLike(builder, op, "mul", nonzero), zeros: reduceLike(builder, op, "add", zeros) };
}

const reductionRule = (def: ReductionDefinition): DerivativeRule =>
  derivative(def as typeof AllReduceOp, {
    jvp(reduction, b) {
      const { op, value, result } = reduction;
      const name = differentiableName(reduction);
      const tangent = b.tangent(value);
      if (tangent === undefined) return;
      const { builder } = b;
      const sum = (each: Value): Value => reduceLike(builder, op, "add", each);
      if (name === "mul") {
        const product = productOf(builder, op, value);
        const [ratio, replaced] = contributionsOf(builder, value, tangent);
        b.setTangent(result, tangentOfProduct(builder, product, [sum(ratio), sum(replaced)]));
      } else if (name === "add") b.setTangent(result, sum(tangent));
      else b.setTangent(result, sum(orZero(b, isWinner(builder, op, name, value, result), tangent)));
    },
    vjp(reduction, b) {
      const { op, value, result } = reduction;
      const name = differentiableName(reduction);
      const gradient = b.gradient(result);
      if (gradient === undefined) return;
      const { builder } = b;
      const sum = reduceLike(builder, op, "add", gradient);
      if (name === "add") b.accumulate(value, sum);
      else if (name === "mul") {
        const factor = b.primal(value);
        b.accumulate(value, adjointOfFactor(builder, productOf(builder, op, factor), sum)(factor));
      } else b.accumulate(value, orZero(b, isWinner(builder, op, name, b.primal(value), b.primal(result)), sum));
    },
  });

// Exchanges.

const inverses: Readonly<Record<Exclude<ShuffleModeName, "idx">, ShuffleModeName>> = {
  xor: "xor",
  up: "down",
  down: "up",
};

/** What the threads of a subgroup send back to the one that all have read. */
function sumAtLane(b: DerivativeBuilder, gradient: Value, reader: Value): Value {
  const { builder } = b;
  const sum = builder.create(SubgroupReduceOp, { op: AllReduceOperation.of("add"), value: gradient }).result;
  return orZero(b, isEqual(builder, lane(builder), reader), sum);
}

/** The same where each thread has read a lane of its own: the sums for one lane after the other, of `width`. */
function sumByLane(b: DerivativeBuilder, gradient: Value, reader: Value, width: Value): Value {
  const { builder } = b;
  const count = builder.create(IndexCastOp, { in: width, resultTypes: [indexType()] }).out;
  const zero = b.zeroOf(gradient.type, builder);
  const [sum] = overIndices(builder, [count], [zero], ([index], [before]) => {
    const each = asInteger(builder, index!);
    const sent = orZero(b, isEqual(builder, reader, each), gradient);
    return [builder.create(AddFOp, { lhs: before!, rhs: sumAtLane(b, sent, each) }).result];
  });
  return sum!;
}

/** Whether all threads mean the same lane: a constant, or a value from outside the kernel. */
function isUniform(op: Operation, index: Value): boolean {
  if (constantInteger(index) !== undefined) return true;
  const launch = enclosingLaunch(op);
  return launch !== undefined && isDefinedOutsideOf(index, launch);
}

function enclosingLaunch(op: Operation): Operation | undefined {
  let around = op.parentOp;
  while (around !== null && !LaunchOp.is(around)) around = around.parentOp;
  return around ?? undefined;
}

const shuffleRule = derivative(ShuffleOp, {
  jvp({ value, offset, width, mode, shuffleResult }, b) {
    const tangent = b.tangent(value);
    if (tangent === undefined) return;
    b.setTangent(shuffleResult, b.builder.create(ShuffleOp, { value: tangent, offset, width, mode }).shuffleResult);
  },
  vjp({ op, value, offset, width, mode, shuffleResult, valid }, b) {
    const gradient = b.gradient(shuffleResult);
    if (gradient === undefined) return;
    const { builder } = b;
    const [step, size] = [b.primal(offset), b.primal(width)];
    if (mode.value === "idx") {
      const sent = orZero(b, b.primal(valid), gradient);
      b.accumulate(value, isUniform(op, offset) ? sumAtLane(b, sent, step) : sumByLane(b, sent, step, size));
      return;
    }
    const back = ShuffleMode.of(inverses[mode.value as keyof typeof inverses]);
    const sent = builder.create(ShuffleOp, { value: gradient, offset: step, width: size, mode: back });
    b.accumulate(value, orZero(b, sent.valid, sent.shuffleResult));
  },
});

const rotateRule = derivative(RotateOp, {
  jvp({ value, offset, width, rotateResult }, b) {
    const tangent = b.tangent(value);
    if (tangent !== undefined) {
      b.setTangent(rotateResult, b.builder.create(RotateOp, { value: tangent, offset, width }).rotateResult);
    }
  },
  vjp({ value, offset, width, rotateResult }, b) {
    const gradient = b.gradient(rotateResult);
    if (gradient === undefined) return;
    const back = IntegerAttr.get(i32(), (width.value - offset.value) % width.value);
    b.accumulate(value, b.builder.create(RotateOp, { value: gradient, offset: back, width }).rotateResult);
  },
});

const broadcastRule = derivative(SubgroupBroadcastOp, {
  jvp({ src, lane: reader, broadcast_type, result }, b) {
    const tangent = b.tangent(src);
    if (tangent === undefined) return;
    b.setTangent(result, b.builder.create(SubgroupBroadcastOp, { src: tangent, lane: reader, broadcast_type }).result);
  },
  vjp({ op, src, lane: reader, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    if (reader === undefined) {
      throw opError(op, "cannot be differentiated in reverse mode: it is not known which lane is the first").attachNote(
        op.loc,
        "name a lane with 'specific_lane'",
      );
    }
    if (!isUniform(op, reader)) {
      throw opError(op, "cannot be differentiated in reverse mode: threads may read different lanes").attachNote(
        op.loc,
        "give it a constant or a value from outside the kernel, or write 'gpu.shuffle idx'",
      );
    }
    b.accumulate(src, sumAtLane(b, gradient, b.primal(reader)));
  },
});

export const exchangeRules: readonly DerivativeRule[] = [
  reductionRule(AllReduceOp),
  reductionRule(SubgroupReduceOp),
  shuffleRule,
  rotateRule,
  broadcastRule,
];
