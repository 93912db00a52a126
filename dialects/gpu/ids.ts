/** Operations that tell a thread where it is, and how large what surrounds it is. */

import { Index, IndexAttr } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { inferTypes, Pure } from "../../ir/traits.ts";
import { Dimension } from "./attributes.ts";

const resultIsIndex = inferTypes(() => [indexType()]);

/** `gpu.name x upper_bound 64` */
const dimensionOp = (mnemonic: string, summary: string) =>
  defineOp(
    `gpu.${mnemonic}`,
    {
      summary,
      attributes: { dimension: Dimension, upper_bound: optional(IndexAttr) },
      results: { result: Index },
      traits: [Pure, resultIsIndex],
      assemblyFormat: "$dimension (`upper_bound` $upper_bound^)? attr-dict",
    },
    { resultNames: ({ dimension }) => [`${mnemonic}_${dimension.value}`] },
  );

export const ThreadIdOp = dimensionOp("thread_id", "The index of the thread in its block");
export type ThreadIdOp = Op<typeof ThreadIdOp>;
export const BlockIdOp = dimensionOp("block_id", "The index of the thread's block in the grid");
export type BlockIdOp = Op<typeof BlockIdOp>;
export const BlockDimOp = dimensionOp("block_dim", "The number of threads in a block");
export type BlockDimOp = Op<typeof BlockDimOp>;
export const GridDimOp = dimensionOp("grid_dim", "The number of blocks in the grid");
export type GridDimOp = Op<typeof GridDimOp>;
export const GlobalIdOp = dimensionOp("global_id", "The index of the thread in the grid");
export type GlobalIdOp = Op<typeof GlobalIdOp>;
export const ClusterIdOp = dimensionOp("cluster_id", "The index of the thread's cluster in the grid");
export type ClusterIdOp = Op<typeof ClusterIdOp>;
export const ClusterDimOp = dimensionOp("cluster_dim", "The number of clusters in the grid");
export type ClusterDimOp = Op<typeof ClusterDimOp>;
export const ClusterBlockIdOp = dimensionOp("cluster_block_id", "The index of the thread's block in its cluster");
export type ClusterBlockIdOp = Op<typeof ClusterBlockIdOp>;
export const ClusterDimBlocksOp = dimensionOp("cluster_dim_blocks", "The number of blocks in a cluster");
export type ClusterDimBlocksOp = Op<typeof ClusterDimBlocksOp>;

const bounded = {
  attributes: { upper_bound: optional(IndexAttr) },
  results: { result: Index },
  traits: [Pure, resultIsIndex],
} as const;

export const LaneIdOp = defineOp("gpu.lane_id", {
  summary: "The index of the thread in its subgroup",
  ...bounded,
  assemblyFormat: "(`upper_bound` $upper_bound^)? attr-dict",
});
export type LaneIdOp = Op<typeof LaneIdOp>;

/** `gpu.name upper_bound 64 : index` */
const subgroupOp = (mnemonic: string, summary: string) =>
  defineOp(`gpu.${mnemonic}`, {
    summary,
    ...bounded,
    assemblyFormat: "(`upper_bound` $upper_bound^)? attr-dict `:` type($result)",
  });

export const SubgroupIdOp = subgroupOp("subgroup_id", "The index of the thread's subgroup in its block");
export type SubgroupIdOp = Op<typeof SubgroupIdOp>;
export const NumSubgroupsOp = subgroupOp("num_subgroups", "The number of subgroups in a block");
export type NumSubgroupsOp = Op<typeof NumSubgroupsOp>;
export const SubgroupSizeOp = subgroupOp("subgroup_size", "The number of threads in a subgroup");
export type SubgroupSizeOp = Op<typeof SubgroupSizeOp>;

export const idOps = [
  ThreadIdOp,
  BlockIdOp,
  BlockDimOp,
  GridDimOp,
  GlobalIdOp,
  ClusterIdOp,
  ClusterDimOp,
  ClusterBlockIdOp,
  ClusterDimBlocksOp,
  LaneIdOp,
  SubgroupIdOp,
  NumSubgroupsOp,
  SubgroupSizeOp,
] as const;
