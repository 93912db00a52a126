/**
 * The pass `scf-uplift-while-to-for`: loops that count become `scf.for`. What it looks for is what branches of a compiled
 * program are lifted to: the region `before` does everything and adds a constant to a counter, until that is equal to a
 * bound; the region `after` only hands on. How often such a loop runs is known when it begins.
 *
 * The addition must be known not to overflow: then the loop runs at least once, and meets the bound exactly. A counter of 64
 * bits does not come around while a program runs.
 */
import {
  AddIOp,
  arithDialect,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  createIndexConstant,
  DivUIOp,
  IndexCastOp,
  IndexCastUIOp,
  MulIOp,
  SubIOp,
  XOrIOp,
} from "../../dialects/arith/index.ts";
import { AddOp, ICmpOp, ICmpPredicate } from "../../dialects/llvm/index.ts";
import { ConditionOp, createFor, scfDialect, WhileOp } from "../../dialects/scf/index.ts";
import { PoisonOp, ubDialect } from "../../dialects/ub/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { IntegerType, indexType } from "../../ir/builtin/types.ts";
import { constantInteger } from "../../ir/matchers.ts";
import { definePass } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";

export const scfUpliftWhileToFor = definePass(
  "scf-uplift-while-to-for",
  { summary: "Makes scf.for of loops that count", dependentDialects: [arithDialect, scfDialect, ubDialect] },
  (root) => {
    const loops: WhileOp[] = [];
    root.walk((op) => {
      if (WhileOp.is(op)) loops.push(WhileOp.view(op));
      return undefined;
    });
    for (const loop of loops) {
      const counted = countedLoop(loop);
      if (counted !== undefined) uplift(loop, counted);
    }
  },
);

interface CountedLoop {
  /** Which operand of the condition becomes each argument of `before`. */
  readonly sources: readonly number[];
  /** The position of the counter among the arguments of `before`. */
  readonly counter: number;
  readonly step: bigint;
  readonly bound: Value;
}

function countedLoop({ before, after }: WhileOp): CountedLoop | undefined {
  if (!before.hasOneBlock || !after.hasOneBlock || after.front.first !== after.front.last) return undefined;
  const sources = after.front.last!.operands.map((value) => after.front.args.indexOf(value as never));
  const end = ConditionOp.match(before.front.last);
  const compared = end === undefined ? undefined : differentWhileRepeated(end.condition);
  if (end === undefined || compared === undefined || sources.includes(-1)) return undefined;
  for (const [next, bound] of [compared, [compared[1], compared[0]] as const]) {
    const increment = incrementOf(next);
    const counter = increment === undefined ? -1 : before.front.args.indexOf(increment.value as never);
    if (increment === undefined || counter < 0 || before.isAncestorOf(bound.parentBlock!.region!)) continue;
    if (end.args[sources[counter]!] === next) return { sources, counter, step: increment.step, bound };
  }
  return undefined;
}

/** Two integers that are different as long as the condition holds, and equal when it does not. */
function differentWhileRepeated(condition: Value): readonly [Value, Value] | undefined {
  const negation = XOrIOp.match(condition.definingOp);
  const isNegated = negation !== undefined && constantInteger(negation.rhs) !== undefined;
  const wanted = isNegated ? "eq" : "ne";
  const { definingOp } = isNegated ? negation.lhs : condition;
  const llvm = ICmpOp.match(definingOp);
  if (llvm !== undefined) return ICmpPredicate.nameOf(llvm.predicate) === wanted ? [llvm.lhs, llvm.rhs] : undefined;
  const arith = CmpIOp.match(definingOp);
  return arith !== undefined && CmpIPredicate.nameOf(arith.predicate) === wanted ? [arith.lhs, arith.rhs] : undefined;
}

/** The value to which a constant is added without overflow. */
function incrementOf({ definingOp }: Value): { readonly value: Value; readonly step: bigint } | undefined {
  const [llvm, arith] = [AddOp.match(definingOp), AddIOp.match(definingOp)];
  const add = llvm ?? arith;
  const isWide = add?.lhs.type instanceof IntegerType && add.lhs.type.width >= 64;
  const cannotOverflow = isWide || (llvm?.overflowFlags.number ?? arith?.overflowFlags.value ?? 0) !== 0;
  const step = add === undefined ? undefined : constantInteger(add.rhs)?.value;
  return add === undefined || step === undefined || step === 0n || !cannotOverflow
    ? undefined
    : { value: add.lhs, step };
}

function uplift({ op, inits, before, results }: WhileOp, { sources, counter, step, bound }: CountedLoop): void {
  const builder = OpBuilder.before(op);
  const init = inits[counter]!;
  const end = ConditionOp.view(before.front.last!);
  const types = end.args.map(({ type }) => type);
  const initArgs = types.map((type, i) => {
    const entering = sources.indexOf(i);
    return entering < 0 ? builder.create(PoisonOp, { resultTypes: [type] }).result : inits[entering]!;
  });
  const upperBound = iterations(builder, init, bound, step);
  const [lowerBound, one] = [0, 1].map((number) => createIndexConstant(builder, number));
  const bounds = { lowerBound: lowerBound!, upperBound, step: one! };
  const loop = createFor(builder, bounds, initArgs, (iv, state) => {
    const number = counterAt(builder, iv, init, step);
    before.front.args.forEach((argument, k) => {
      argument.replaceAllUsesWith(k === counter ? number : state[sources[k]!]!);
    });
    const { args } = end;
    end.op.erase();
    builder.insertionBlock.takeOpsOf(before.front);
    return args;
  });
  results[sources[counter]!]!.replaceAllUsesWith(bound);
  op.replaceAllUsesWith(loop.results);
  op.erase();
}

/** How often `step` is added to `init` until that is `bound`. */
function iterations(builder: OpBuilder, init: Value, bound: Value, step: bigint): Value {
  const [lhs, rhs] = step > 0n ? [bound, init] : [init, bound];
  const distance = builder.create(SubIOp, { lhs, rhs }).result;
  const size = step > 0n ? step : -step;
  const count =
    size === 1n
      ? distance
      : builder.create(DivUIOp, { lhs: distance, rhs: createConstant(builder, distance.type, size) }).result;
  return builder.create(IndexCastUIOp, { in: count, resultTypes: [indexType()] }).out;
}

/** The counter in iteration `iv`. */
function counterAt(builder: OpBuilder, iv: Value, init: Value, step: bigint): Value {
  const number = builder.create(IndexCastOp, { in: iv, resultTypes: [init.type] }).out;
  const distance =
    step === 1n
      ? number
      : builder.create(MulIOp, { lhs: number, rhs: createConstant(builder, init.type, step) }).result;
  return builder.create(AddIOp, { lhs: init, rhs: distance }).result;
}
