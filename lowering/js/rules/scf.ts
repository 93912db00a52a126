/** The `scf` dialect. */

import {
  conditionOf,
  ExecuteRegionOp,
  ForallOp,
  ForOp,
  IfOp,
  IndexSwitchOp,
  InParallelOp,
  inductionVar,
  iterArgs,
  lowerBounds,
  ParallelOp,
  ReduceOp,
  regionOutArgs,
  steps,
  upperBounds,
  WhileOp,
  yieldedValues,
  yieldOf,
} from "../../../dialects/scf/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { IndexType } from "../../../ir/builtin/types.ts";
import { type IndexList, isValue, mixedIndices } from "../../../ir/mixed-index.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { integerRepresentation, maxIndex } from "../representation.ts";
import { type RuleEntry, statement } from "../rule.ts";
import { comparison, type IntegerOperation, integerOperations, integerText } from "./integers.ts";

/** Writes a region of one block, whose terminator's operands become the variables of `results`. */
function emitYielding(region: Region, results: readonly Value[], fn: FunctionEmitter): void {
  fn.emitRegion(region, (terminator) => fn.assign(results, fn.texts(terminator.operands)));
}

/** Makes the block arguments of a loop's body stand for the variables that carry them. */
function aliasAll(args: readonly Value[], variables: readonly Value[], fn: FunctionEmitter): void {
  args.forEach((arg, i) => {
    fn.alias(arg, fn.text(variables[i]!));
  });
}

function declareWith(values: readonly Value[], initial: readonly Value[], fn: FunctionEmitter): void {
  values.forEach((value, i) => {
    fn.declare(value, fn.text(initial[i]!));
  });
}

interface Bounds {
  readonly lower: string;
  readonly upper: string;
  readonly step: string;
  /** The largest magnitude of the counter. */
  readonly magnitude: number;
}

/** Opens a loop whose counter is an index. It stays below its bound, so that the addition is exact. */
function openIndexLoop(counter: Value, { lower, upper, step, magnitude }: Bounds, fn: FunctionEmitter): void {
  const name = fn.fresh("i");
  fn.open(`for (let ${name} = ${lower}; ${name} < ${upper}; ${name} += ${step}) {`);
  fn.alias(counter, name);
  fn.setMagnitude(counter, magnitude);
}

function emitFor(view: ForOp, fn: FunctionEmitter): void {
  const { lowerBound, upperBound, step, unsignedCmp, initArgs, results, region } = view;
  declareWith(results, initArgs, fn);
  const counter = inductionVar(view);
  const [lower, upper, increment] = fn.texts([lowerBound, upperBound, step]) as [string, string, string];
  const isUnsigned = unsignedCmp !== undefined;
  if (counter.type instanceof IndexType && !isUnsigned) {
    const magnitude = Math.max(fn.magnitude(lowerBound), fn.magnitude(upperBound));
    openIndexLoop(counter, { lower, upper, step: increment, magnitude }, fn);
  } else openIntegerLoop(counter, lower, upper, increment, isUnsigned, fn);
  aliasAll(iterArgs(view), results, fn);
  fn.emitBlock(region.front);
  fn.assign(results, fn.texts(yieldedValues(view)));
  fn.endIteration(view.op);
  fn.close();
  fn.bind(results);
}

/** Opens a loop whose counter is an integer, or is compared without its sign. The addition wraps. */
function openIntegerLoop(
  counter: Value,
  lower: string,
  upper: string,
  step: string,
  isUnsigned: boolean,
  fn: FunctionEmitter,
): void {
  const name = fn.fresh("i");
  const condition = counterTexts(comparison(isUnsigned ? "ult" : "slt"), name, upper, counter.type);
  const next = counterTexts(integerOperations.add, name, step, counter.type);
  fn.open(`for (let ${name} = ${lower}; ${condition}; ${name} = ${next}) {`);
  fn.alias(counter, name);
}

const counterTexts = (operation: IntegerOperation, a: string, b: string, type: Type): string =>
  integerText(operation, [a, b], integerRepresentation(type)!, (_fast, exact) => exact);

function emitWhile(view: WhileOp, fn: FunctionEmitter): void {
  const { inits, results, before, after } = view;
  const carried = before.front.args;
  declareWith(carried, inits, fn);
  fn.declareAll(results);
  fn.open("for (;;) {");
  fn.bind(carried);
  fn.emitBlock(before.front);
  const { condition, args } = conditionOf(view);
  fn.assign(results, fn.texts(args));
  fn.line(`if (!${fn.text(condition)}) break;`);
  aliasAll(after.front.args, results, fn);
  fn.emitBlock(after.front);
  fn.assign(carried, fn.texts(yieldOf(view).results));
  fn.endIteration(view.op);
  fn.close();
  fn.bind(results);
}

function emitIf({ condition, results, thenRegion, elseRegion }: IfOp, fn: FunctionEmitter): void {
  fn.declareAll(results);
  fn.open(`if (${fn.text(condition)}) {`);
  emitYielding(thenRegion, results, fn);
  if (!elseRegion.isEmpty) {
    fn.next("} else {");
    emitYielding(elseRegion, results, fn);
  }
  fn.close();
  fn.bind(results);
}

function emitIndexSwitch(view: IndexSwitchOp, fn: FunctionEmitter): void {
  const { arg, cases, results, defaultRegion, caseRegions } = view;
  fn.declareAll(results);
  fn.open(`switch (${fn.text(arg)}) {`);
  const emitCase = (header: string, region: Region): void => {
    fn.open(header);
    emitYielding(region, results, fn);
    fn.line("break;");
    fn.close();
  };
  // No number is equal to a case that no number holds exactly.
  caseRegions.forEach((region, i) => {
    if (Number.isSafeInteger(Number(cases.values[i]))) emitCase(`case ${cases.values[i]}: {`, region);
  });
  emitCase("default: {", defaultRegion);
  fn.close();
  fn.bind(results);
}

function emitExecuteRegion({ region, results }: ExecuteRegionOp, fn: FunctionEmitter): void {
  fn.declareAll(results);
  const label = fn.fresh("L");
  fn.open(`${label}: {`);
  fn.emitRegion(region, (terminator) => {
    fn.assign(results, fn.texts(terminator.operands));
    fn.line(`break ${label};`);
  });
  fn.close();
  fn.bind(results);
}

function emitParallel(view: ParallelOp, fn: FunctionEmitter): void {
  const { lowerBound, upperBound, step, initVals, results, region } = view;
  const { front } = region;
  declareWith(results, initVals, fn);
  step.forEach((_, i) => {
    const bounds = [lowerBound[i]!, upperBound[i]!, step[i]!];
    const [lower, upper, increment] = fn.texts(bounds) as [string, string, string];
    const magnitude = Math.max(fn.magnitude(bounds[0]!), fn.magnitude(bounds[1]!));
    openIndexLoop(front.args[i]!, { lower, upper, step: increment, magnitude }, fn);
  });
  fn.emitBlock(front);
  const reduce = ReduceOp.view(front.last!);
  reduce.reductions.forEach((reduction, i) => {
    aliasAll(reduction.front.args, [results[i]!, reduce.operands[i]!], fn);
    emitYielding(reduction, [results[i]!], fn);
  });
  for (const _ of step) {
    fn.endIteration(view.op);
    fn.close();
  }
  fn.bind(results);
}

function emitForall(view: ForallOp, fn: FunctionEmitter): void {
  const { op, outputs, results, region } = view;
  declareWith(results, outputs, fn);
  const texts = (list: IndexList): [string, number][] =>
    mixedIndices(list).map((index) =>
      isValue(index) ? [fn.text(index), fn.magnitude(index)] : [String(index), Math.abs(Number(index))],
    );
  const lower = texts(lowerBounds(view));
  const upper = texts(upperBounds(view));
  const step = texts(steps(view));
  lower.forEach(([start, low], i) => {
    const [end, high] = upper[i]!;
    const bounds = { lower: start, upper: end, step: step[i]![0], magnitude: Math.min(Math.max(low, high), maxIndex) };
    openIndexLoop(region.front.args[i]!, bounds, fn);
  });
  aliasAll(regionOutArgs(view), results, fn);
  fn.emitBlock(region.front);
  fn.emitBlock(InParallelOp.view(region.front.last!).region.front);
  for (const _ of lower) {
    fn.endIteration(op);
    fn.close();
  }
}

export const scfRules: readonly RuleEntry[] = [
  statement(ForOp, emitFor),
  statement(WhileOp, emitWhile),
  statement(IfOp, emitIf),
  statement(IndexSwitchOp, emitIndexSwitch),
  statement(ExecuteRegionOp, emitExecuteRegion),
  statement(ParallelOp, emitParallel),
  statement(ForallOp, emitForall),
];
