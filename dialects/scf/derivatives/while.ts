/**
 * Reverse mode of `scf.while`, whose number of iterations is not known beforehand: the primal counts them. `before` is
 * executed once more than `after`, so its last execution is reversed first, in front of the reverse loop.
 */
import type { Region } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { derivative, type GrowingRegion } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { AddIOp, createIndexConstant } from "../../arith/index.ts";
import { once } from "../iterations.ts";
import { overIndices } from "../loop-nest.ts";
import { WhileOp } from "../ops.ts";
import { carriedOf, handedThrough, leaveLoop, mirrored, nextAdjoints } from "./loops.ts";

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

export const whileRule = derivative(WhileOp, {
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
    const adjoints = overIndices(b.builder, [count], last, ([step], state) => {
      const index = mirrored(b.builder, count, step!);
      const split = entering.active.length;
      const middle = reverseAfter(index, state.slice(0, split), state.slice(split));
      return reverseBefore(index, middle.slice(0, leaving.active.length), middle.slice(leaving.active.length));
    });
    leaveLoop(b, entering, inits, adjoints);
  },
});
