/** The `gpu` dialect: ids, barriers and what the threads of a subgroup exchange. */
import {
  type AllReduceOperationName,
  BarrierOp,
  BlockDimOp,
  BlockIdOp,
  dimensions,
  LaneIdOp,
  NumSubgroupsOp,
  reductionOf,
  type ShuffleModeName,
  ShuffleOp,
  SubgroupBroadcastOp,
  SubgroupIdOp,
  SubgroupReduceOp,
  SubgroupSizeOp,
  ThreadIdOp,
} from "../../../../dialects/gpu/index.ts";
import type { OpDefinition } from "../../../../ir/define-op.ts";
import { uniformLoadName } from "../../legalize/all-reduce.ts";
import type { Builtin } from "../function-scope.ts";
import { type RuleEntry, statement, unsigned } from "../rule.ts";

const idRule = (def: typeof ThreadIdOp, builtin: Builtin): RuleEntry =>
  statement(def, ({ dimension, result }, printer) => {
    printer.define(result, `i32(${printer.scope.builtin(builtin)}.${dimension.value})`);
  });

const subgroupRule = (def: OpDefinition, builtin: Builtin): RuleEntry =>
  statement(def, ({ op }, printer) => {
    printer.scope.module.features.add("subgroups");
    printer.define(op.result(), `i32(${printer.scope.builtin(builtin)})`);
  });

const shuffles: Readonly<Record<ShuffleModeName, string>> = {
  xor: "subgroupShuffleXor",
  up: "subgroupShuffleUp",
  down: "subgroupShuffleDown",
  idx: "subgroupShuffle",
};

/** Reductions of subgroups. Those of numbers without a sign convert them. */
const reductions: Readonly<Partial<Record<AllReduceOperationName, string>>> = {
  add: "subgroupAdd",
  mul: "subgroupMul",
  minsi: "subgroupMin",
  maxsi: "subgroupMax",
  minui: "subgroupMin",
  maxui: "subgroupMax",
  and: "subgroupAnd",
  or: "subgroupOr",
  xor: "subgroupXor",
};

export const gpuRules: readonly RuleEntry[] = [
  idRule(ThreadIdOp, "local_invocation_id"),
  idRule(BlockIdOp, "workgroup_id"),
  statement(BlockDimOp, ({ dimension, result }, printer) => {
    printer.define(result, `i32(${printer.scope.blockSizeNames()[dimensions.indexOf(dimension.value)]})`);
  }),
  subgroupRule(LaneIdOp, "subgroup_invocation_id"),
  subgroupRule(SubgroupSizeOp, "subgroup_size"),
  subgroupRule(SubgroupIdOp, "subgroup_id"),
  subgroupRule(NumSubgroupsOp, "num_subgroups"),
  statement(BarrierOp, ({ op }, printer) => {
    // A load of one value for all threads waits for them as well.
    if (op.prev?.attr(uniformLoadName) !== undefined) return;
    printer.line("storageBarrier();");
    printer.line("workgroupBarrier();");
  }),
  statement(ShuffleOp, ({ value, offset, mode, shuffleResult }, printer) => {
    printer.scope.module.features.add("subgroups");
    const [of, by] = [printer.text(value), unsigned(printer.text(offset))];
    printer.define(shuffleResult, `${shuffles[mode.value]}(${of}, ${by})`);
  }),
  statement(SubgroupReduceOp, ({ op, value, result }, printer) => {
    printer.scope.module.features.add("subgroups");
    const name = reductionOf(op)!;
    const text = printer.text(value);
    const isUnsigned = name.endsWith("ui");
    printer.define(result, isUnsigned ? `i32(${reductions[name]}(${unsigned(text)}))` : `${reductions[name]}(${text})`);
  }),
  statement(SubgroupBroadcastOp, ({ src, result }, printer) => {
    printer.scope.module.features.add("subgroups");
    printer.define(result, `subgroupBroadcastFirst(${printer.text(src)})`);
  }),
];
