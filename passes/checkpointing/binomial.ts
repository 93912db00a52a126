/**
 * Binomial checkpointing: the reverse of many iterations with a given number of snapshots of the state, executing the
 * fewest iterations again. The iterations are split in two; those in front are executed to get the state in between,
 * which is a snapshot while the iterations behind are reversed; then those in front are reversed.
 *
 * Algorithm: Griewank, Walther, "Algorithm 799: Revolve" (ACM TOMS 26, 2000). With s snapshots and r repetitions,
 * beta(s, r) = (s + r)! / (s! r!) iterations can be reversed, and beta(s, r) = beta(s, r - 1) + beta(s - 1, r) says where
 * to split them.
 */
import {
  AddIOp,
  CmpIOp,
  CmpIPredicate,
  createIndexConstant,
  DivUIOp,
  MaxSIOp,
  MinSIOp,
  MulIOp,
  SelectOp,
  SubIOp,
} from "../../dialects/arith/index.ts";
import { ConditionOp, createIf, WhileOp, YieldOp } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { indexType, isDynamicType } from "../../ir/builtin/types.ts";
import { isDifferentiableType, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { BinomialPlan } from "./checkpoint-loops.ts";

/** What is differentiated: arguments to differentiate by, and results that have cotangents. */
export interface ReverseSignature {
  readonly wrt: readonly number[];
  readonly seeded: readonly number[];
  /** Whether the derivative returns the results, too. */
  readonly withResults: boolean;
}

/** What differentiation offers to the author of a derivative function. */
export interface DerivativeAuthor {
  /** The function that takes the arguments of `fn`, shadows and cotangents, and returns cotangents. */
  reverseOf(fn: Operation, signature: ReverseSignature): Operation;
  /** A function without a body. */
  declare(like: Operation, suffix: string, argumentTypes: readonly Type[], resultTypes: readonly Type[]): Operation;
  /** A zero of a type; with the sizes of `like` if the type does not tell them. */
  zero(builder: OpBuilder, type: Type, like?: Value): Value;
  add(builder: OpBuilder, lhs: Value, rhs: Value): Value;
}

/** Writes the body of `derivative`, the reverse mode of the plan's range of iterations. */
export function fillBinomialReverse(
  plan: BinomialPlan,
  derivative: Operation,
  signature: ReverseSignature,
  author: DerivativeAuthor,
): void {
  const reverse = new BinomialReverse(plan, signature, author);
  reverse.fill(derivative, signature);
}

class BinomialReverse {
  readonly #plan: BinomialPlan;
  readonly #author: DerivativeAuthor;
  readonly #types: readonly Type[];
  /** Arguments with derivatives: all of the state, since it is handed from one half to the other. */
  readonly #wrt: readonly number[];
  /** Those that are numbers, whose cotangents are returned, and those that are buffers, which have shadows. */
  readonly #numbers: readonly number[];
  readonly #buffers: readonly number[];
  /** Results with cotangents. */
  readonly #seeded: readonly number[];
  /** Takes the number of snapshots, then what the derivative of the iterations takes. */
  readonly #recursion: Operation;

  constructor(plan: BinomialPlan, { wrt }: ReverseSignature, author: DerivativeAuthor) {
    this.#plan = plan;
    this.#author = author;
    const implementation = FunctionOpInterface.of(plan.range)!;
    this.#types = implementation.argumentTypes(plan.range);
    const isState = (position: number): boolean => position >= 2 && position < 2 + plan.stateSize;
    this.#wrt = this.#types.flatMap((type, i) =>
      wrt.includes(i) || (isState(i) && isDifferentiableType(type)) ? [i] : [],
    );
    this.#numbers = this.#wrt.filter((i) => !isShadowedType(this.#types[i]!));
    this.#buffers = this.#wrt.filter((i) => isShadowedType(this.#types[i]!));
    const results = implementation.resultTypes(plan.range);
    this.#seeded = results.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
    const typesAt = (positions: readonly number[]): Type[] => positions.map((i) => this.#types[i]!);
    this.#recursion = author.declare(
      plan.range,
      "binomial",
      [indexType(), ...this.#types, ...typesAt(this.#buffers), ...this.#seeded.map((i) => results[i]!)],
      typesAt(this.#numbers),
    );
  }

  /** The recursion, and `derivative` as a call of it. */
  fill(derivative: Operation, { wrt, seeded, withResults }: ReverseSignature): void {
    this.#fillRecursion();
    const implementation = FunctionOpInterface.of(derivative)!;
    const builder = new OpBuilder(derivative.loc);
    const { args } = builder.createBlock(implementation.body(derivative), implementation.argumentTypes(derivative));
    const inputs = args.slice(0, this.#types.length);
    const shadows = args.slice(inputs.length, inputs.length + this.#buffers.length);
    const given = new Map(seeded.map((i, position) => [i, args[inputs.length + shadows.length + position]!]));
    const results = FunctionOpInterface.of(this.#plan.range)!.resultTypes(this.#plan.range);
    // The results tell also the sizes of the cotangents that are zero.
    const needsResults = withResults || this.#seeded.some((i) => !given.has(i) && isDynamicType(results[i]!));
    const primal = needsResults ? this.#call(this.#plan.range, builder, inputs) : [];
    const cotangents = this.#seeded.map((i) => given.get(i) ?? this.#author.zero(builder, results[i]!, primal[i]));
    const snapshots = createIndexConstant(builder, this.#plan.snapshots);
    const found = this.#call(this.#recursion, builder, [snapshots, ...inputs, ...shadows, ...cotangents]);
    const wanted = this.#numbers.flatMap((i, position) => (wrt.includes(i) ? [found[position]!] : []));
    implementation.createReturn(derivative, builder, [...(withResults ? primal : []), ...wanted]);
  }

  #fillRecursion(): void {
    const implementation = FunctionOpInterface.of(this.#recursion)!;
    const builder = new OpBuilder(this.#recursion.loc);
    const { args } = builder.createBlock(
      implementation.body(this.#recursion),
      implementation.argumentTypes(this.#recursion),
    );
    const [snapshots, ...rest] = args;
    const inputs = rest.slice(0, this.#types.length);
    const shadows = rest.slice(inputs.length, inputs.length + this.#buffers.length);
    const cotangents = rest.slice(inputs.length + shadows.length);
    const [from, to] = inputs;
    const count = subtract(builder, to!, from!);
    const fewIterations = (): readonly Value[] =>
      createIf(
        builder,
        compare(builder, "eq", count, createIndexConstant(builder, 1)),
        () => this.#oneIteration(builder, inputs, shadows, cotangents),
        () => this.#noIteration(builder, inputs, cotangents),
      ).results;
    const found = createIf(
      builder,
      compare(builder, "sgt", count, createIndexConstant(builder, 1)),
      () => this.#bothHalves(builder, snapshots!, count, inputs, shadows, cotangents),
      fewIterations,
    );
    implementation.createReturn(this.#recursion, builder, found.results);
  }

  #bothHalves(
    builder: OpBuilder,
    snapshots: Value,
    count: Value,
    inputs: readonly Value[],
    shadows: readonly Value[],
    cotangents: readonly Value[],
  ): readonly Value[] {
    const [from, to, ...others] = inputs;
    const [state, captures] = [others.slice(0, this.#plan.stateSize), others.slice(this.#plan.stateSize)];
    const middle = builder.create(AddIOp, { lhs: from!, rhs: iterationsInFront(builder, snapshots, count) }).result;
    const between = this.#call(this.#plan.range, builder, [from!, middle, ...others]);
    const zero = createIndexConstant(builder, 0);
    const fewer = builder.create(MaxSIOp, {
      lhs: subtract(builder, snapshots, createIndexConstant(builder, 1)),
      rhs: zero,
    });
    const behind = this.#call(this.#recursion, builder, [
      fewer.result,
      middle,
      to!,
      ...between,
      ...captures,
      ...shadows,
      ...cotangents,
    ]);
    const handedOn = this.#seeded.map((i) => behind[this.#numbers.indexOf(2 + i)]!);
    const front = this.#call(this.#recursion, builder, [
      snapshots,
      from!,
      middle,
      ...state,
      ...captures,
      ...shadows,
      ...handedOn,
    ]);
    return this.#numbers.map((i, position) =>
      this.#isState(i) ? front[position]! : this.#author.add(builder, behind[position]!, front[position]!),
    );
  }

  #oneIteration(
    builder: OpBuilder,
    inputs: readonly Value[],
    shadows: readonly Value[],
    cotangents: readonly Value[],
  ): readonly Value[] {
    const signature = { wrt: this.#wrt, seeded: this.#seeded, withResults: false };
    const reverse = this.#author.reverseOf(this.#plan.iteration, signature);
    return this.#call(reverse, builder, [...inputs, ...shadows, ...cotangents]);
  }

  /** Where nothing is executed, the state's cotangents pass through. */
  #noIteration(builder: OpBuilder, inputs: readonly Value[], cotangents: readonly Value[]): readonly Value[] {
    return this.#numbers.map((i) =>
      this.#isState(i)
        ? cotangents[this.#seeded.indexOf(i - 2)]!
        : this.#author.zero(builder, this.#types[i]!, inputs[i]),
    );
  }

  #isState(position: number): boolean {
    return position < 2 + this.#plan.stateSize;
  }

  #call(callee: Operation, builder: OpBuilder, operands: readonly Value[]): readonly Value[] {
    return FunctionOpInterface.of(callee)!.createCall(callee, builder, operands).results;
  }
}

/**
 * How many of `count` > 1 iterations come in front: beta(s, r - 1) for the smallest r with beta(s, r) >= count. Without a
 * snapshot to spare all but the last.
 */
function iterationsInFront(builder: OpBuilder, snapshots: Value, count: Value): Value {
  const one = createIndexConstant(builder, 1);
  const atLeastOne = builder.create(MaxSIOp, { lhs: snapshots, rhs: one }).result;
  const before = builder.createRegion([indexType(), indexType()], ([repetitions, beta]) => {
    const condition = compare(builder, "slt", beta!, count);
    builder.create(ConditionOp, { condition, args: [repetitions!, beta!] });
  });
  const after = builder.createRegion([indexType(), indexType()], ([repetitions, beta]) => {
    const more = builder.create(AddIOp, { lhs: repetitions!, rhs: one }).result;
    const sum = builder.create(AddIOp, { lhs: atLeastOne, rhs: more }).result;
    const product = builder.create(MulIOp, { lhs: beta!, rhs: sum }).result;
    builder.create(YieldOp, { results: [more, builder.create(DivUIOp, { lhs: product, rhs: more }).result] });
  });
  const [repetitions, beta] = builder.create(WhileOp, {
    inits: [createIndexConstant(builder, 0), one],
    before,
    after,
    resultTypes: [indexType(), indexType()],
  }).results;
  const sum = builder.create(AddIOp, { lhs: atLeastOne, rhs: repetitions! }).result;
  const product = builder.create(MulIOp, { lhs: beta!, rhs: repetitions! }).result;
  const fewer = builder.create(DivUIOp, { lhs: product, rhs: sum }).result;
  const allButOne = subtract(builder, count, one);
  const split = builder.create(MinSIOp, { lhs: fewer, rhs: allButOne }).result;
  const hasSnapshot = compare(builder, "sgt", snapshots, createIndexConstant(builder, 0));
  return builder.create(SelectOp, { condition: hasSnapshot, true_value: split, false_value: allButOne }).result;
}

const subtract = (builder: OpBuilder, lhs: Value, rhs: Value): Value => builder.create(SubIOp, { lhs, rhs }).result;

const compare = (builder: OpBuilder, predicate: "sgt" | "slt" | "eq", lhs: Value, rhs: Value): Value =>
  builder.create(CmpIOp, { predicate: CmpIPredicate.of(predicate), lhs, rhs }).result;
