/**
 * `gpu-tile-parallel-loops`: the outermost parallel loops get tiles that fit a block of threads. The innermost loop has the
 * most threads, since its iterations mostly run along memory, but leaves some for the others, since neighbours in both
 * directions often read the same. What more loops there are than dimensions of a block, outermost ones, become innermost,
 * where `gpu-map-parallel-loops` leaves them to each thread.
 */
import { affineDialect } from "../../dialects/affine/index.ts";
import { createParallel, ParallelOp, tripCount } from "../../dialects/scf/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { definePass, intOption } from "../../ir/pass.ts";
import { innermostParallelLoops, moveBody, tileParallelLoop } from "../scf/parallel-loop-tiling.ts";
import { dimensionCount, isInParallelLoop } from "./map-parallel-loops.ts";

export const gpuTileParallelLoops = definePass(
  "gpu-tile-parallel-loops",
  {
    summary: "Tile parallel loops so that a tile is a block of threads",
    options: {
      "block-size": intOption(64, "The largest number of threads in a block"),
    },
    dependentDialects: [affineDialect],
  },
  (root, { options }) => {
    const blockSize = options["block-size"];
    if (blockSize < 1) throw errorAt(root.loc, "the option 'block-size' must be at least 1");
    for (const loop of innermostParallelLoops(root)) {
      // Loops inside of others are the threads of these.
      if (isInParallelLoop(loop.op) || loop.initVals.length > 0) continue;
      const ordered = withExcessLoopsLast(loop);
      tileParallelLoop(ordered, tileSizes(ordered, blockSize), "minimum");
    }
  },
);

/** The same loop; its iterations have no order. */
function withExcessLoopsLast(loop: ParallelOp): ParallelOp {
  const { op, lowerBound, upperBound, step } = loop;
  const excess = step.length - dimensionCount;
  if (excess <= 0) return loop;
  const rotated = <T>(list: readonly T[]): T[] => [...list.slice(excess), ...list.slice(0, excess)];
  const builder = OpBuilder.before(op);
  const bounds = { lowerBound: rotated(lowerBound), upperBound: rotated(upperBound), step: rotated(step) };
  const made = createParallel(builder, bounds, (ivs) =>
    moveBody(loop, builder, [...ivs.slice(-excess), ...ivs.slice(0, -excess)]),
  );
  op.erase();
  return ParallelOp.view(made);
}

/** The numbers of threads for the loops of one operation. */
function tileSizes({ lowerBound, upperBound, step }: ParallelOp, blockSize: number): number[] {
  const sizes = new Array<number>(step.length).fill(1);
  const last = Math.min(step.length, dimensionCount) - 1;
  let free = blockSize;
  for (let i = last; i >= 0; i--) {
    const limit = i === last && i > 0 ? Math.ceil(blockSize / 4) : free;
    sizes[i] = tileSize(tripCount({ lowerBound: lowerBound[i]!, upperBound: upperBound[i]!, step: step[i]! }), limit);
    free = Math.floor(free / sizes[i]!);
  }
  return sizes;
}

/** `limit`, or a bit less if all tiles are full then. */
function tileSize(count: bigint | undefined, limit: number): number {
  if (count === undefined || count === 0n) return limit;
  const iterations = Number(count);
  const size = Math.ceil(iterations / Math.ceil(iterations / limit));
  return iterations % size === 0 ? size : limit;
}
