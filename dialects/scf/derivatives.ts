/**
 * Reverse mode of structured control flow. Forward mode needs no rules: the engine passes tangents on along the same ways
 * as values. Method: notes on loops and branches in docs, after Griewank & Walther, "Evaluating Derivatives" (2008).
 */
import { Block, Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { IndexType } from "../../ir/builtin/types.ts";
import {
  type AdjointBuilder,
  type CountedRegion,
  type DerivativeRule,
  derivative,
  differentiatedAs,
  type GrowingRegion,
  isAggregateType,
  isDifferentiableType,
} from "../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../ir/operation.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { AddIOp, createIndexConstant, IndexCastOp, MulIOp, SubIOp } from "../arith/index.ts";
import { parallelRule } from "./derivatives-parallel.ts";
import { expandForall } from "./expand-forall.ts";
import { iterationCount, iterationNumber, once } from "./iterations.ts";
import { ExecuteRegionOp, ForallOp, ForOp, IfOp, IndexSwitchOp, WhileOp, YieldOp } from "./ops.ts";

/** The adjoints of a region's terminator operands, from those of the values that they become. */
function seedsOf(b: AdjointBuilder, receivers: readonly Value[], offset = 0): Map<number, Value> {
  const seeds = new Map<number, Value>();
  receivers.forEach((receiver, i) => {
    const gradient = b.gradient(receiver);
    if (gradient !== undefined) seeds.set(offset + i, gradient);
  });
  return seeds;
}

// Branches: the reverse takes the same branch, and yields what it contributes to the values captured by any of them.

/** The reverse of an operation that executes one of its regions; `create` makes the operation around the new regions. */
function reverseBranches(
  op: Operation,
  b: AdjointBuilder,
  create: (regions: readonly Region[], captured: readonly Value[]) => Operation,
): void {
  const { builder } = b;
  const captures = b.activeCaptures(op);
  const seeds = seedsOf(b, op.results);
  // Stands for an adjoint before the operation, which need not be there if no branch adds to it.
  const before = new Map(
    captures.flatMap((value) =>
      isAggregateType(value.type) ? [[value, new Block().addArgument(value.type, value.loc)]] : [],
    ),
  );
  const reversed = op.regions.map((region) =>
    builder.guarded(() => {
      const target = new Region();
      builder.createBlock(target);
      const storage = b.resultStorage(op, region);
      const gradients = b.reverseRegion(region, { seeds, wrt: captures, adjoints: before, storage });
      return { target, gradients };
    }),
  );
  const used = captures.flatMap((value, i) =>
    reversed.some(({ gradients }) => gradients[i] !== before.get(value)) ? [{ value, i }] : [],
  );
  for (const { target, gradients } of reversed) {
    builder.guarded(() => {
      builder.setInsertionPointToEnd(target.front);
      builder.create(YieldOp, { results: used.map(({ value, i }) => gradients[i] ?? b.zero(value)) });
    });
  }
  for (const { value } of used) before.get(value)?.replaceAllUsesWith(b.gradientOrZero(value));
  const made = create(
    reversed.map(({ target }) => target),
    used.map(({ value }) => value),
  );
  used.forEach(({ value }, position) => {
    if (before.has(value)) b.setGradient(value, made.result(position));
    else b.accumulate(value, made.result(position));
  });
}

const typesOf = (values: readonly Value[]) => values.map((value) => value.type);

const ifRule = derivative(IfOp, {
  vjp({ op, condition, elseRegion }, b) {
    if (elseRegion.isEmpty) {
      // Both branches must be there, should one of them have values to keep.
      const builder = b.primalBuilder(op);
      builder.createBlock(elseRegion);
      builder.create(YieldOp, { results: [] });
    }
    reverseBranches(
      op,
      b,
      ([thenRegion, otherwise], captured) =>
        b.builder.create(IfOp, {
          condition: b.primal(condition),
          thenRegion: thenRegion!,
          elseRegion: otherwise!,
          resultTypes: typesOf(captured),
        }).op,
    );
  },
});

const indexSwitchRule = derivative(IndexSwitchOp, {
  vjp({ op, arg, cases }, b) {
    reverseBranches(
      op,
      b,
      ([defaultRegion, ...caseRegions], captured) =>
        b.builder.create(IndexSwitchOp, {
          arg: b.primal(arg),
          cases,
          defaultRegion: defaultRegion!,
          caseRegions,
          resultTypes: typesOf(captured),
        }).op,
    );
  },
});

const executeRegionRule = derivative(ExecuteRegionOp, {
  vjp({ op }, b) {
    reverseBranches(
      op,
      b,
      ([region], captured) => b.builder.create(ExecuteRegionOp, { region: region!, resultTypes: typesOf(captured) }).op,
    );
  },
});

// Loops: the reverse carries the adjoints of what the loop carries, and sums those of the values that it captures.

interface Carried {
  /** Positions among the loop's carried values that have adjoints. */
  readonly active: readonly number[];
  readonly captures: readonly Value[];
}

/** A loop over 0, 1, ... `count` - 1 that carries adjoints; `body` emits one step and returns the new ones. */
function adjointLoop(
  b: AdjointBuilder,
  count: Value,
  inits: readonly Value[],
  body: (index: Value, adjoints: readonly Value[]) => readonly Value[],
): readonly Value[] {
  const { builder } = b;
  const region = new Region();
  const zero = createIndexConstant(builder, 0);
  const one = createIndexConstant(builder, 1);
  builder.guarded(() => {
    const block = builder.createBlock(region, [IndexType.get(), ...typesOf(inits)]);
    const [index, ...adjoints] = block.args as [BlockArgument, ...BlockArgument[]];
    const results = body(index, adjoints);
    builder.create(YieldOp, { results });
  });
  return builder.create(ForOp, {
    lowerBound: zero,
    upperBound: count,
    step: one,
    initArgs: inits,
    region,
    resultTypes: typesOf(inits),
  }).results;
}

/** `count` - 1 - `index`: reverse loops count down. */
function mirrored(builder: OpBuilder, count: Value, index: Value): Value {
  const one = createIndexConstant(builder, 1);
  const last = builder.create(SubIOp, { lhs: count, rhs: one }).result;
  return builder.create(SubIOp, { lhs: last, rhs: index }).result;
}

/** The value of the induction variable in iteration `index`. */
function inductionValue(b: AdjointBuilder, { lowerBound, step }: ForOp, index: Value): Value {
  const { builder } = b;
  const type = lowerBound.type;
  const number =
    type instanceof IndexType ? index : builder.create(IndexCastOp, { in: index, resultTypes: [type] }).out;
  const distance = builder.create(MulIOp, { lhs: number, rhs: b.primal(step) }).result;
  return builder.create(AddIOp, { lhs: b.primal(lowerBound), rhs: distance }).result;
}

const forRule = derivative(ForOp, {
  vjp(loop, b) {
    const { op, region, initArgs, results } = loop;
    const [iv, ...iterArgs] = region.front.args as [BlockArgument, ...BlockArgument[]];
    const { active, captures } = carriedOf(b, op, iterArgs, results);
    const count = iterationCount(b.primalBuilder(op), loop, loop.unsignedCmp !== undefined);
    const trips = b.primal(count);
    const index = once(() => iterationNumber(iv, loop));
    const inits = [
      ...active.map((i) => b.gradientOrZero(results[i]!)),
      ...captures.map((value) => b.gradientOrZero(value)),
    ];
    const adjoints = adjointLoop(b, trips, inits, (step, state) => {
      const reverseIndex = mirrored(b.builder, trips, step);
      const counted: CountedRegion = {
        op,
        tripCounts: [count],
        primalIndices: () => [index()],
        reverseIndices: [reverseIndex],
      };
      const wrt = [...active.map((i) => iterArgs[i]!), ...captures];
      const sums = state.slice(active.length);
      const gradients = b.reverseRegion(region, {
        seeds: new Map(active.map((i, position) => [i, state[position]!])),
        wrt,
        adjoints: handedThrough(captures, sums),
        known: new Map([[iv, inductionValue(b, loop, reverseIndex)]]),
        storage: b.countedStorage(counted),
      });
      return nextAdjoints(b, { active, captures }, gradients, sums);
    });
    leaveLoop(b, { active, captures }, initArgs, adjoints);
  },
});

function carriedOf(b: AdjointBuilder, op: Operation, args: readonly Value[], results: readonly Value[]): Carried {
  const isCarried = (value: Value): boolean => isDifferentiableType(value.type) && b.isActive(value);
  const active = args.flatMap((argument, i) => (isCarried(argument) || isCarried(results[i]!) ? [i] : []));
  return { active, captures: b.activeCaptures(op) };
}

/** The sums for captured values to which a step adds in place. */
const handedThrough = (captures: readonly Value[], sums: readonly Value[]): ReadonlyMap<Value, Value> =>
  new Map(captures.flatMap((value, i) => (isAggregateType(value.type) ? [[value, sums[i]!]] : [])));

/** What a step hands on: the adjoints of the carried values, and the sums for the captured ones. */
function nextAdjoints(
  b: AdjointBuilder,
  { active, captures }: Carried,
  gradients: readonly (Value | undefined)[],
  sums: readonly Value[],
): Value[] {
  const carried = active.map((_, position) => gradients[position]!);
  const totals = captures.map((value, i) => {
    const gradient = gradients[active.length + i];
    if (gradient === undefined) return sums[i]!;
    return isAggregateType(value.type) ? gradient : b.add(sums[i]!, gradient);
  });
  return [...carried, ...totals];
}

/** Takes over the adjoints behind the reverse loop. The sums come first, since a captured value may be an initial one, too. */
function leaveLoop(
  b: AdjointBuilder,
  { active, captures }: Carried,
  inits: readonly Value[],
  adjoints: readonly Value[],
): void {
  captures.forEach((value, i) => {
    b.setGradient(value, adjoints[active.length + i]!);
  });
  active.forEach((i, position) => {
    b.accumulate(inits[i]!, adjoints[position]!);
  });
}

// A loop whose number of iterations is not known beforehand counts them in the primal. `before` is executed once more
// than `after`, so its last execution is reversed first, in front of the reverse loop.

/** A value that a while loop carries in addition. */
interface CarriedThrough {
  readonly before: Value;
  readonly after: Value;
  readonly result: Value;
}

function carryThrough(
  { op, before, after }: WhileOp,
  init: Value,
  update: { readonly before?: (current: Value) => Value; readonly after?: (current: Value) => Value },
): CarriedThrough {
  op.appendOperands([init]);
  const beforeArg = before.front.addArgument(init.type, op.loc);
  before.front.terminator!.appendOperands([update.before?.(beforeArg) ?? beforeArg]);
  const afterArg = after.front.addArgument(init.type, op.loc);
  after.front.terminator!.appendOperands([update.after?.(afterArg) ?? afterArg]);
  return { before: beforeArg, after: afterArg, result: op.appendResults([init.type])[0]! };
}

function countIterations(loop: WhileOp): CarriedThrough {
  const zero = createIndexConstant(OpBuilder.before(loop.op), 0);
  return carryThrough(loop, zero, {
    after(current) {
      const builder = OpBuilder.before(loop.after.front.terminator!);
      return builder.create(AddIOp, { lhs: current, rhs: createIndexConstant(builder, 1) }).result;
    },
  });
}

/** How many slots a tape has before it grows. */
const initialTapeSize = 16;

const whileRule = derivative(WhileOp, {
  vjp(loop, b) {
    const { op, inits, before, after, results } = loop;
    const beforeArgs = [...before.front.args];
    const afterArgs = [...after.front.args];
    const entering = carriedOf(b, op, beforeArgs, inits);
    const leaving = carriedOf(b, op, afterArgs, results);
    const { captures } = entering;
    const counter = countIterations(loop);
    const initialSize = createIndexConstant(b.primalBuilder(op), initialTapeSize);
    const executionsOfBefore = once(() => {
      const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
      return builder.create(AddIOp, { lhs: counter.result, rhs: createIndexConstant(builder, 1) }).result;
    });
    const reverseOf = (
      region: Region,
      index: Value,
      seeds: ReadonlyMap<number, Value>,
      wrt: readonly Value[],
      sums: readonly Value[],
    ) => {
      const side = region === before ? "before" : "after";
      const growing: GrowingRegion = {
        op,
        region,
        primalIndex: counter[side],
        reverseIndex: index,
        initialSize,
        executions: () => (region === before ? executionsOfBefore() : counter.result),
        carry: (init, update) => carryThrough(loop, init, { [side]: update }).result,
      };
      const known = new Map([[counter[side], index]]);
      return b.reverseRegion(region, {
        seeds,
        wrt: [...wrt, ...captures],
        adjoints: handedThrough(captures, sums),
        known,
        storage: b.growingStorage(growing),
      });
    };
    // The first operand of the terminator of `before` is the condition.
    const reverseBefore = (index: Value, adjoints: readonly Value[], sums: readonly Value[]): Value[] => {
      const seeds = new Map(leaving.active.map((i, position) => [i + 1, adjoints[position]!]));
      const gradients = reverseOf(
        before,
        index,
        seeds,
        entering.active.map((i) => beforeArgs[i]!),
        sums,
      );
      return nextAdjoints(b, entering, gradients, sums);
    };
    const reverseAfter = (index: Value, adjoints: readonly Value[], sums: readonly Value[]): Value[] => {
      const seeds = new Map(entering.active.map((i, position) => [i, adjoints[position]!]));
      const gradients = reverseOf(
        after,
        index,
        seeds,
        leaving.active.map((i) => afterArgs[i]!),
        sums,
      );
      return nextAdjoints(b, leaving, gradients, sums);
    };
    const count = b.primal(counter.result);
    const outputs = leaving.active.map((i) => b.gradientOrZero(results[i]!));
    const last = reverseBefore(
      count,
      outputs,
      captures.map((value) => b.gradientOrZero(value)),
    );
    const adjoints = adjointLoop(b, count, last, (step, state) => {
      const index = mirrored(b.builder, count, step);
      const split = entering.active.length;
      const middle = reverseAfter(index, state.slice(0, split), state.slice(split));
      return reverseBefore(index, middle.slice(0, leaving.active.length), middle.slice(leaving.active.length));
    });
    leaveLoop(b, entering, inits, adjoints);
  },
});

export const scfDerivatives: readonly DerivativeRule[] = [
  ifRule,
  indexSwitchRule,
  executeRegionRule,
  forRule,
  whileRule,
  parallelRule,
  differentiatedAs(ForallOp, expandForall),
];
