/**
 * `gpu-map-parallel-loops`: chooses for the loops of `scf.parallel` on which blocks and threads their iterations run. The
 * outermost parallel loops are mapped to blocks, those directly inside to threads, and what is deeper is sequential; each
 * loop of one operation takes one of the three dimensions.
 */
import { LoopDimMapping, loopMappingName, type Processor } from "../../dialects/gpu/index.ts";
import { ParallelOp } from "../../dialects/scf/index.ts";
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass, stringOption } from "../../ir/pass.ts";

const policies = ["outermost-first", "innermost-first"] as const;
type Policy = (typeof policies)[number];

/** The processors of each level; all levels below are sequential. */
const levels: readonly (readonly Processor[])[] = [
  ["block_x", "block_y", "block_z"],
  ["thread_x", "thread_y", "thread_z"],
];
/** The dimensions of a grid and of a block. */
export const dimensionCount = 3;

export const gpuMapParallelLoops = definePass(
  "gpu-map-parallel-loops",
  {
    summary: "Greedily maps loops to GPU hardware dimensions",
    on: "func.func",
    options: {
      "mapping-policy": stringOption(
        "outermost-first",
        "How loops are assigned to dimensions: outermost-first or innermost-first",
      ),
    },
  },
  (root, { options }) => {
    const policy = policies.find((name) => name === options["mapping-policy"].trim().toLowerCase());
    if (policy === undefined) throw errorAt(root.loc, "Invalid mapping policy specified.");
    root.walk((op) => {
      if (ParallelOp.is(op) && !isInParallelLoop(op)) mapLoops(op, 0, policy);
    });
  },
);

export function isInParallelLoop(op: Operation): boolean {
  let parent = op.parentOp;
  while (parent !== null && !ParallelOp.is(parent)) parent = parent.parentOp;
  return parent !== null;
}

function mapLoops(op: Operation, level: number, policy: Policy): void {
  if (op.attr(loopMappingName) !== undefined) return;
  const loops = ParallelOp.view(op).step.length;
  const mapped = Math.min(loops, dimensionCount);
  const mappings = Array.from({ length: loops }, (_, i) => {
    const dimension = i >= mapped || policy === "outermost-first" ? i : mapped - 1 - i;
    return mappingTo(levels[level]?.[dimension] ?? "sequential");
  });
  op.setAttr(loopMappingName, ArrayAttr.get(mappings));
  for (const inner of op.regions[0]!.front.ops()) if (ParallelOp.is(inner)) mapLoops(inner, level + 1, policy);
}

function mappingTo(processor: Processor): LoopDimMapping {
  const identity = AffineMap.get(1, 0, [AffineExpr.dim(0)]);
  return LoopDimMapping.get({ processor, map: identity, bound: identity });
}
