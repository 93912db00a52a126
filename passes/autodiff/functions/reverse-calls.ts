/**
 * How reverse mode reverses the calls in a function. As a rule the derivative of the callee executes it again. Where that
 * would not do the same, since the callee changes memory or what it reads is changed afterwards, the callee is split: in
 * the primal sweep its augmented function keeps on stacks what its pullback takes back in the reverse sweep.
 */
import { StackCreateOp, StackFreeOp, StackType } from "../../../dialects/ad/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { ConcurrentOpInterface } from "../../../ir/interfaces/concurrent.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { Activity } from "../analysis/activity.ts";
import { isInOrder } from "../analysis/concurrency.ts";
import { isBuffer } from "../analysis/flow.ts";
import type { MemoryUse } from "../memory/memory.ts";
import type { DerivativeRegistry } from "../registry.ts";
import type { CallReverser, ReverseSweep } from "../reverse/reverse.ts";
import type { Stacks } from "../reverse/stacks.ts";
import type { SplitFunction, SplitSignature } from "../signature.ts";
import type { FunctionBodies } from "./function-bodies.ts";
import { callFunction } from "./returned-values.ts";

export interface ReverseCallOptions {
  readonly functions: DerivativeRegistry;
  readonly bodies: FunctionBodies;
  readonly stacks: Stacks;
  readonly activity: Activity;
  readonly memory: MemoryUse;
  /** The halves of a function; made if they do not exist. */
  readonly split: (fn: Operation, signature: SplitSignature) => SplitFunction;
}

interface SplitCall {
  readonly signature: SplitSignature;
  readonly halves: SplitFunction;
  /** The call of the augmented function. */
  readonly augmented: Operation;
  /** The stacks of an iteration, where iterations have their own; else those of the function are used. */
  readonly stacks: ReadonlyMap<Type, Value> | undefined;
}

export class ReverseCalls implements CallReverser {
  readonly #options: ReverseCallOptions;
  readonly #split: Map<Operation, SplitCall>;
  /** The stacks of the iterations of parallel loops, by the loops' bodies. */
  readonly #ofIterations: Map<Block, Map<Type, Value>>;

  constructor(options: ReverseCallOptions) {
    this.#options = options;
    this.#split = new Map();
    this.#ofIterations = new Map();
  }

  prepare(call: Operation, sweep: ReverseSweep): void {
    const { functions, bodies, activity, memory, split } = this.#options;
    const { callee, args } = functions.callOf(call);
    if (!bodies.isFollowed(callee)) return;
    if (functions.callEffects.isRepeatable(callee) && memory.writerBehindCall(call) === undefined) return;
    const wrt = args.flatMap((value, i) => (activity.isActive(value) ? [i] : []));
    const seeded = call.results.flatMap((result, i) =>
      isDifferentiableType(result.type) && activity.isActive(result) ? [i] : [],
    );
    if (wrt.length === 0 || (seeded.length === 0 && !activity.touchesActiveMemory(call))) return;
    const shadowed = wrt.filter((i) => isShadowedType(args[i]!.type));
    const signature = {
      wrt,
      seeded,
      shared: shadowed.filter((i) => sweep.isShared(call, args[i]!)),
      constant: args.flatMap((value, i) => (isBuffer(value) && memory.isConstantFrom(call, value) ? [i] : [])),
    };
    const halves = split(callee, signature);
    const stacks = this.#stacksOfIteration(call, halves, sweep);
    const operands = [...args, ...shadowed.map((i) => sweep.shadowValue(args[i]!))];
    const augmented = this.#callHalf(halves.augmented, OpBuilder.before(call), operands, stacks);
    this.#split.set(call, { signature, halves, augmented, stacks });
    sweep.require(call);
  }

  reverse(call: Operation, sweep: ReverseSweep): void {
    const split = this.#split.get(call);
    if (split === undefined) {
      this.#repeat(call, sweep);
      return;
    }
    const { signature, halves, stacks } = split;
    const { args } = this.#options.functions.callOf(call);
    for (const i of signature.constant) sweep.keep(call, args[i]!);
    const operands = operandsOf(call, this.#options.functions, signature, sweep);
    const seen = stacks && new Map([...stacks].map(([type, stack]) => [type, sweep.primal(stack)]));
    const { results } = this.#callHalf(halves.pullback, sweep.builder, operands, seen);
    this.#addAdjoints(call, signature, results, sweep);
  }

  /** Puts augmented functions in the place of those that are split, when the sweep has asked for all their results. */
  finish(): void {
    for (const [call, { augmented }] of this.#split) {
      call.replaceAllUsesWith(augmented.results);
      call.erase();
    }
  }

  #callHalf(
    half: Operation,
    builder: OpBuilder,
    operands: readonly Value[],
    stacks: ReadonlyMap<Type, Value> | undefined,
  ): Operation {
    const given = stacks && this.#options.stacks.typesOf(half)!.map((type) => stacks.get(type)!);
    const made = FunctionOpInterface.of(half)!.createCall(half, builder, [...operands, ...(given ?? [])]);
    if (given === undefined) this.#options.stacks.addCall(made, half);
    else this.#options.stacks.addServedCall(made, half);
    return made;
  }

  /**
   * What is put on a stack comes back only if the reverse sweep takes the opposite way. In a parallel loop each iteration
   * has stacks of its own. Undefined where there is none around.
   */
  #stacksOfIteration(
    call: Operation,
    halves: SplitFunction,
    sweep: ReverseSweep,
  ): ReadonlyMap<Type, Value> | undefined {
    let around = call.parentOp!;
    while (isInOrder(around)) around = around.parentOp!;
    if (FunctionOpInterface.implementedBy(around)) return undefined;
    const types = this.#options.stacks.typesOf(halves.augmented);
    if (!ConcurrentOpInterface.implementedBy(around) || types === undefined) throw refusedDisorder(call, around);
    const body = around.regions[0]!.front;
    const stacks = this.#ofIterations.get(body) ?? new Map<Type, Value>();
    this.#ofIterations.set(body, stacks);
    for (const elementType of types)
      if (!stacks.has(elementType)) stacks.set(elementType, stackIn(body, elementType, sweep));
    return stacks;
  }

  /** The derivative of the callee executes it again: it computes what it needs itself. */
  #repeat(call: Operation, sweep: ReverseSweep): void {
    const { functions, activity } = this.#options;
    const { callee, args } = functions.callOf(call);
    if (!functions.callEffects.isRepeatable(callee)) throw changesMemory(call, callee);
    const seeded = call.results.flatMap((result, i) => (sweep.gradient(result) === undefined ? [] : [i]));
    const wrt = args.flatMap((value, i) => (activity.isActive(value) ? [i] : []));
    if (wrt.length === 0 || seeded.length === 0) return;
    sweep.keepForCall(call);
    const shared = wrt.filter((i) => isShadowedType(args[i]!.type) && sweep.isShared(call, args[i]!));
    const derivative = functions.get(callee, { mode: "reverse", wrt, seeded, withResults: false, shared }, call);
    const operands = operandsOf(call, functions, { wrt, seeded }, sweep);
    this.#addAdjoints(call, { wrt }, callFunction(derivative, sweep.builder, operands), sweep);
  }

  #addAdjoints(
    call: Operation,
    { wrt }: Pick<SplitSignature, "wrt">,
    adjoints: readonly Value[],
    sweep: ReverseSweep,
  ): void {
    const { args } = this.#options.functions.callOf(call);
    const numbers = wrt.map((i) => args[i]!).filter(({ type }) => !isShadowedType(type));
    numbers.forEach((value, i) => {
      sweep.accumulate(value, adjoints[i]!);
    });
  }
}

/** What is passed to the reverse of a callee: the arguments, shadows, and cotangents of results. */
function operandsOf(
  call: Operation,
  functions: DerivativeRegistry,
  { wrt, seeded }: Pick<SplitSignature, "wrt" | "seeded">,
  sweep: ReverseSweep,
): Value[] {
  const { args } = functions.callOf(call);
  const shadowed = wrt.map((i) => args[i]!).filter(({ type }) => isShadowedType(type));
  return [
    ...args.map((value) => sweep.primal(value)),
    ...shadowed.map((value) => sweep.shadow(value)!),
    ...seeded.map((i) => sweep.gradientOrZero(call.result(i))),
  ];
}

/** A stack that is made at the beginning of a region and freed behind the region's reverse. */
function stackIn(body: Block, elementType: Type, sweep: ReverseSweep): Value {
  const builder = new OpBuilder(body.parentOp!.loc).setInsertionPointToStart(body);
  const { op, stack } = builder.create(StackCreateOp, { resultTypes: [StackType.get({ elementType })] });
  sweep.freeBehind(op, stack, StackFreeOp.build({ stack }, op.loc));
  return stack;
}

const refusedDisorder = (call: Operation, around: Operation) =>
  opError(
    call,
    "cannot be differentiated in reverse mode: the called function changes memory and calls itself, or what it reads is changed afterwards",
  ).attachNote(around.loc, "there is no order here in which its reverse could undo that; make a sequential loop of it");

const changesMemory = (call: Operation, callee: Operation) =>
  opError(
    call,
    "cannot be differentiated in reverse mode: the called function changes memory, or uses a global, and has a derivative of its own or executes a checkpointed loop",
  ).attachNote(callee.loc, "its reverse would execute it again; let it return numbers");
