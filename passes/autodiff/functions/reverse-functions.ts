/** Derivative functions of reverse mode: (arguments, shadows, cotangents) -> (results, cotangents). */

import type { Type } from "../../../ir/attribute.ts";
import type { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { expandAccumulations } from "../accumulation/accumulate.ts";
import { type AdjointAddition, gatherAccumulations } from "../accumulation/gather.ts";
import { SharedBuffers } from "../analysis/concurrency.ts";
import { arithmeticFor } from "../arithmetic.ts";
import type { Outlived } from "../memory/memory.ts";
import type { DerivativeRegistry } from "../registry.ts";
import { PlanReport } from "../report.ts";
import { ReverseSweep } from "../reverse/reverse.ts";
import { StackStorage, Stacks } from "../reverse/stacks.ts";
import type { DerivativeSignature, SplitFunction, SplitSignature } from "../signature.ts";
import type { FunctionAnalysis } from "./function-analysis.ts";
import type { FunctionBodies } from "./function-bodies.ts";
import { type ReturningFunction, returnValues, typesOf } from "./returned-values.ts";
import { ReverseCalls } from "./reverse-calls.ts";

export interface ReverseFunctionOptions {
  /** Rewrites loops in a body whose iterations are executed again in reverse: those that say so, or by default as well. */
  readonly checkpointLoops: (derivative: Operation, body: Region, byDefault: boolean) => void;
  /** Is told what reverse mode keeps. */
  readonly log: ((text: string) => void) | undefined;
}

/** Where a sweep goes over a function's body, and where its reverse is emitted. */
interface SweepPlaces {
  readonly entry: Block;
  readonly terminator: Operation;
  readonly builder: OpBuilder;
  /** If the reverse comes when the function has returned. */
  readonly outlived?: Outlived;
}

const isNumber = ({ type }: Value): boolean => !isShadowedType(type);

export class ReverseFunctions {
  readonly #functions: DerivativeRegistry;
  readonly #bodies: FunctionBodies;
  readonly #analysis: FunctionAnalysis;
  readonly #options: ReverseFunctionOptions;
  readonly #stacks: Stacks;
  readonly #split: Map<Operation, Map<string, SplitFunction>>;

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
    this.#stacks = new Stacks();
    this.#split = new Map();
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
    const { entry, terminator } = this.#bodies.copy(fn, derivative, "reverse");
    this.#options.checkpointLoops(derivative, entry.region!, true);
    const builder = OpBuilder.before(terminator);
    const { sweep, calls, inputs, outputs, shared, report } = this.#sweepOver(
      { entry, terminator, builder },
      signature,
    );
    const cotangents = outputs.map(({ type, loc }) => entry.addArgument(type, loc));
    sweep.prepare(entry.region!);
    builder.setInsertionPoint(terminator);
    sweep.run(entry, terminator, outputs, cotangents);
    builder.loc = terminator.loc;
    const adjoints = inputs.filter(isNumber).map((input) => sweep.gradientOrZero(input));
    returnValues(derivative, builder, [...(signature.withResults ? terminator.operands : []), ...adjoints]);
    terminator.erase();
    calls.finish();
    this.#finishAccumulations(derivative, sweep.shadows, shared);
    this.#options.log?.(report.text(symbolName(fn)!));
  }

  /** The halves of `fn`; made if they do not exist. */
  halvesOf(fn: Operation, signature: SplitSignature): SplitFunction {
    const { wrt, seeded, shared, constant } = signature;
    const key = `${wrt} ${seeded} ${shared} ${constant}`;
    const made = this.#split.get(fn) ?? new Map<string, SplitFunction>();
    this.#split.set(fn, made);
    const known = made.get(key);
    if (known !== undefined) return known;
    const { args, results } = typesOf(fn);
    const passed = [...args, ...wrt.map((index) => args[index]!).filter(isShadowedType)];
    const adjoints = wrt.map((index) => args[index]!).filter((type) => !isShadowedType(type));
    const augmented = this.#functions.declareInternal(fn, "augmented", passed, results);
    const cotangents = seeded.map((index) => results[index]!);
    const pullback = this.#functions.declareInternal(fn, "pullback", [...passed, ...cotangents], adjoints);
    const halves = { augmented, pullback };
    made.set(key, halves);
    this.#fillHalves(fn, halves, signature);
    return halves;
  }

  #fillHalves(fn: Operation, { augmented, pullback }: SplitFunction, signature: SplitSignature): void {
    const { entry, terminator } = this.#bodies.copy(fn, augmented, "reverse", true);
    this.#options.checkpointLoops(augmented, entry.region!, false);
    const builder = new OpBuilder(fn.loc);
    const { args } = builder.createBlock(FunctionOpInterface.of(pullback)!.body(pullback), typesOf(pullback).args);
    for (const half of [augmented, pullback]) this.#stacks.add(half);
    const outlived = { end: terminator, constant: signature.constant.map((index) => entry.args[index]!) };
    const begun = this.#sweepOver({ entry, terminator, builder, outlived }, signature);
    const { sweep, calls, inputs, shadows, shared, sizes, report } = begun;
    sweep.prepare(entry.region!);
    const known = new Map(entry.args.map((arg, i) => [arg as Value, args[i]! as Value]));
    const cotangents = args.slice(known.size);
    const storage = new StackStorage(entry.region!, { stacks: this.#stacks, augmented, pullback, sizes });
    const adjoints = sweep.runApart(terminator, {
      seeds: new Map(signature.seeded.map((index, i) => [index, cotangents[i]!])),
      wrt: inputs.filter(isNumber),
      known,
      storage,
    });
    storage.finish();
    returnValues(pullback, builder, adjoints);
    returnValues(augmented, OpBuilder.before(terminator), terminator.operands);
    terminator.erase();
    calls.finish();
    // Several shadows may overlap, as the buffers may that one function passes to another.
    const [shadow, ...others] = shadows.map((value) => known.get(value)!);
    const distinct = shadow === undefined || others.length > 0 ? [] : [shadow];
    this.#finishAccumulations(
      pullback,
      new Set(distinct),
      shared.map((value) => known.get(value)!),
    );
    for (const half of [augmented, pullback]) this.#stacks.close(half);
    this.#options.log?.(report.text(symbolName(fn)!));
  }

  /** Begins a sweep over a copy of a function's body, whose entry block is given the shadows of arguments. */
  #sweepOver({ entry, terminator, builder, outlived }: SweepPlaces, signature: Omit<SplitSignature, "constant">) {
    const { wrt, seeded, shared } = signature;
    const [functions, bodies, stacks] = [this.#functions, this.#bodies, this.#stacks];
    const body = entry.region!;
    const inputs = wrt.map((index) => entry.args[index]!);
    const outputs = seeded.map((index) => terminator.operand(index));
    const { activity, memory, layouts, sizes } = this.#analysis.analyse(body, inputs, outputs, outlived);
    const split = (fn: Operation, signature: SplitSignature) => this.halvesOf(fn, signature);
    const calls = new ReverseCalls({ functions, bodies, stacks, activity, memory, split });
    const report = new PlanReport();
    const sweep = new ReverseSweep({
      context: functions.context,
      activity,
      memory,
      layouts,
      sizes,
      shared: new SharedBuffers(shared.map((index) => entry.args[index]!)),
      body,
      builder,
      calls,
      shadowOfVariable: (address, builder) => functions.shadowOfConstant(address, "reverse", builder),
      report,
    });
    const buffers = inputs.filter((input) => !isNumber(input));
    const shadows = buffers.map(({ type, loc }) => entry.addArgument(type, loc));
    buffers.forEach((buffer, i) => {
      sweep.setShadow(buffer, shadows[i]!);
    });
    const sharedShadows = shared.map((index) => sweep.shadowValue(entry.args[index]!));
    return { sweep, calls, inputs, outputs, shadows, shared: sharedShadows, sizes, report };
  }

  /** The types of the values for which a half of a function takes stacks, when all functions are complete. */
  stackTypesOf(half: Operation): readonly Type[] {
    return this.#stacks.typesOf(half)!;
  }

  /** Gives calls the stacks that they need, when all functions are complete. */
  settle(): void {
    this.#stacks.settle();
  }

  /** Decides how adjoints are added to buffers, now that all is there that adds to them. */
  #finishAccumulations(derivative: Operation, shadows: ReadonlySet<Value>, shared: readonly Value[]): void {
    const addAdjoints: AdjointAddition = (op, builder, lhs, rhs) =>
      arithmeticFor(this.#functions.context, op, lhs.type).add(builder, lhs, rhs);
    gatherAccumulations(derivative, (base) => shadows.has(base), addAdjoints);
    expandAccumulations(derivative, new SharedBuffers(shared), addAdjoints);
  }
}
