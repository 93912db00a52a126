/**
 * `scf-parallel-loop-tiling`: the innermost parallel loops become loops over tiles and loops inside of each tile. Loops
 * that reduce something stay as they are.
 */
import { affineDialect, MinOp } from "../../dialects/affine/index.ts";
import { AddIOp, AndIOp, CmpIOp, CmpIPredicate, createIndexConstant, MulIOp } from "../../dialects/arith/index.ts";
import { createIf, createParallel, ParallelOp, tripCount } from "../../dialects/scf/index.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { UnknownLoc } from "../../ir/location.ts";
import type { Operation } from "../../ir/operation.ts";
import { boolOption, definePass, intOption, listOption } from "../../ir/pass.ts";
import type { Value } from "../../ir/value.ts";

export const scfParallelLoopTiling = definePass(
  "scf-parallel-loop-tiling",
  {
    summary: "Tile parallel loops",
    options: {
      "no-min-max-bounds": boolOption(
        false,
        "Perform tiling with fixed upper bound with inbound check inside the internal loops",
      ),
      "parallel-loop-tile-sizes": listOption(intOption(0, ""), [], "Factors to tile parallel loops by"),
    },
    dependentDialects: [affineDialect],
  },
  (root, { options }) => {
    const sizes = options["parallel-loop-tile-sizes"];
    if (sizes.includes(0)) throw errorAt(UnknownLoc.get(), "tile size cannot be 0");
    for (const loop of innermostParallelLoops(root)) {
      tileParallelLoop(loop, sizes, options["no-min-max-bounds"] ? "check" : "minimum");
    }
  },
);

/** The parallel loops in `root` that have none inside. */
export function innermostParallelLoops(root: Operation): ParallelOp[] {
  const loops: ParallelOp[] = [];
  const visit = (op: Operation): boolean => {
    let hasInner = false;
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const inner of block.ops()) hasInner = visit(inner) || hasInner;
    }
    if (!ParallelOp.is(op)) return hasInner;
    if (!hasInner) loops.push(ParallelOp.view(op));
    return true;
  };
  visit(root);
  return loops;
}

/** What leaves out the iterations that the last tile has too many: its bound, or a condition in it. */
type Guard = "minimum" | "check";

/**
 * Replaces a loop by one over tiles with one inside. Loops of it that `sizes` lacks have tiles of one iteration. Loops that
 * reduce something stay.
 */
export function tileParallelLoop(loop: ParallelOp, sizes: readonly number[], guard: Guard): void {
  if (loop.initVals.length > 0) return;
  const { op, lowerBound, upperBound, step } = loop;
  const builder = OpBuilder.before(op);
  const zero = createIndexConstant(builder, 0);
  const counts = step.map((_, i) => createIndexConstant(builder, sizes[i] ?? 1));
  const tileStep = step.map((lhs, i) => builder.create(MulIOp, { lhs, rhs: counts[i]! }).result);
  const isFull = step.map((_, i) => isDividedBy(loop, i, sizes[i] ?? 1));
  createParallel(builder, { lowerBound, upperBound, step: tileStep }, (tiles) => {
    const inTile = tileStep.map((size, i) =>
      guard === "check" || isFull[i] ? size : remainingSize(builder, size, upperBound[i]!, tiles[i]!),
    );
    createParallel(builder, { lowerBound: step.map(() => zero), upperBound: inTile, step }, (offsets) => {
      const indices = offsets.map((lhs, i) => builder.create(AddIOp, { lhs, rhs: tiles[i]! }).result);
      const checked = guard === "check" ? indices.map((index, i) => ({ index, bound: upperBound[i]! })) : [];
      guarded(
        builder,
        checked.filter((_, i) => !isFull[i]),
        () => moveBody(loop, builder, indices),
      );
    });
  });
  op.erase();
}

/** Puts the body of a loop, without its terminator, to the builder's place. */
export function moveBody({ region }: ParallelOp, builder: OpBuilder, indices: readonly Value[]): void {
  const { block, before } = builder.insertionPoint;
  block.inlineBlock(region.front, indices, before);
}

/** Whether the number of iterations is known to be a multiple of `size`. */
function isDividedBy({ lowerBound, upperBound, step }: ParallelOp, i: number, size: number): boolean {
  const count = tripCount({ lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: step[i]! });
  return count !== undefined && count % BigInt(size) === 0n;
}

/** min(size, bound - first) */
function remainingSize(builder: OpBuilder, size: Value, bound: Value, first: Value): Value {
  const [d0, d1, d2] = [0, 1, 2].map((i) => AffineExpr.dim(i));
  const map = AffineMapAttr.get(AffineMap.get(3, 0, [d0!, d1!.sub(d2!)]));
  return builder.create(MinOp, { map, operands: [size, bound, first] }).result;
}

interface Checked {
  readonly index: Value;
  readonly bound: Value;
}

/** Makes `body` be executed only for indices below the bounds. */
function guarded(builder: OpBuilder, checked: readonly Checked[], body: () => void): void {
  const compare = ({ index: lhs, bound: rhs }: Checked): Value =>
    builder.create(CmpIOp, { predicate: CmpIPredicate.of("slt"), lhs, rhs }).result;
  const [first, ...rest] = checked;
  if (first === undefined) {
    body();
    return;
  }
  let condition = compare(first);
  for (const each of rest) condition = builder.create(AndIOp, { lhs: condition, rhs: compare(each) }).result;
  createIf(builder, condition, () => {
    body();
    return [];
  });
}
