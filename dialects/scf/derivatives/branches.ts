/**
 * Reverse mode of branches, for all dialects: the reverse takes the same branch, and yields what it contributes to the
 * values captured by any of them.
 */
import { Block } from "../../../ir/block.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { type AdjointBuilder, isAggregateType } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { YieldOp } from "../ops.ts";

/** The adjoints of a region's terminator operands, from those of the values that they become. */
function seedsOf(b: AdjointBuilder, receivers: readonly Value[]): Map<number, Value> {
  const seeds = new Map<number, Value>();
  receivers.forEach((receiver, i) => {
    const gradient = b.gradient(receiver);
    if (gradient !== undefined) seeds.set(i, gradient);
  });
  return seeds;
}

/** The reverse of an operation that executes one of its regions; `create` makes the operation around the new regions. */
export function reverseBranches(
  op: Operation,
  b: AdjointBuilder,
  create: (regions: readonly Region[], captured: readonly Value[]) => Operation,
  createYield: (builder: OpBuilder, values: readonly Value[]) => void = (builder, results) => {
    builder.create(YieldOp, { results });
  },
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
      createYield(
        builder,
        used.map(({ value, i }) => gradients[i] ?? b.zero(value)),
      );
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
