/**
 * Reverse mode of `scf.while`, whose number of iterations is not known beforehand: the primal counts them. `before` is
 * executed once more than `after`, so its last execution is reversed first, in front of the reverse loop.
 */
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
    // What each region gets, what it hands on, and where that stands in its terminator: behind the condition in `before`.
    const sides = {
      before: { region: before, args: beforeArgs, inputs: entering, outputs: leaving, firstOutput: 1 },
      after: { region: after, args: afterArgs, inputs: leaving, outputs: entering, firstOutput: 0 },
    };
    const reverseOf = (side: keyof typeof sides, index: Value, state: readonly Value[]): Value[] => {
      const { region, args, inputs, outputs, firstOutput } = sides[side];
      const sums = state.slice(outputs.active.length);
      const growing: GrowingRegion = {
        op,
        region,
        primalIndex: counter[side],
        reverseIndex: index,
        initialSize,
        executions: () => (side === "before" ? executionsOfBefore() : counter.result),
        carry: (init, update) => carryThrough(loop, init, { [side]: update }).result,
      };
      const gradients = b.reverseRegion(region, {
        seeds: new Map(outputs.active.map((i, position) => [firstOutput + i, state[position]!])),
        wrt: [...inputs.active.map((i) => args[i]!), ...captures],
        adjoints: handedThrough(captures, sums),
        known: new Map([[counter[side], index]]),
        storage: b.growingStorage(growing),
      });
      return nextAdjoints(b, inputs, gradients, sums);
    };
    const count = b.primal(counter.result);
    const outputs = [...leaving.active.map((i) => results[i]!), ...captures].map((value) => b.gradientOrZero(value));
    const last = reverseOf("before", count, outputs);
    const adjoints = overIndices(b.builder, [count], last, ([step], state) => {
      const index = mirrored(b.builder, count, step!);
      return reverseOf("before", index, reverseOf("after", index, state));
    });
    leaveLoop(b, entering, inits, adjoints);
  },
});
