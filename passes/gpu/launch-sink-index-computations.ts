/**
 * `gpu-launch-sink-index-computations`: computes constants, sizes, comparisons and selections in the body of a launch
 * again, where that makes no further values of the host needed in it.
 */
import { CmpIOp, SelectOp } from "../../dialects/arith/index.ts";
import { LaunchOp } from "../../dialects/gpu/index.ts";
import { DimOp } from "../../dialects/memref/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { ConstantLike } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { replaceValuesInRegion, usedValuesDefinedAbove } from "../regions/used-values.ts";

export const gpuLaunchSinkIndexComputations = definePass(
  "gpu-launch-sink-index-computations",
  { summary: "Sink index computations into gpu.launch body" },
  (root) => {
    root.walk((op) => {
      if (LaunchOp.is(op)) sinkInto(op.regions[0]!);
    });
  },
);

const computations: ReadonlySet<OpDefinition> = new Set<OpDefinition>([CmpIOp, DimOp, SelectOp]);

const isIndexComputation = ({ def }: Operation): boolean => def.hasTrait(ConstantLike) || computations.has(def);

function sinkInto(body: Region): void {
  const used = usedValuesDefinedAbove(body);
  const sunk = new Set<Operation>();
  /** Whether `op` can be executed in the body; it is then among `sunk`, behind what it needs. */
  const sink = (op: Operation | undefined): boolean => {
    if (op === undefined) return false;
    if (sunk.has(op)) return true;
    if (!isIndexComputation(op)) return false;
    for (const operand of op.operands) {
      if (!sink(operand.definingOp) && !used.has(operand)) return false;
    }
    sunk.add(op);
    return true;
  };
  for (const value of used) sink(value.definingOp);
  if (sunk.size === 0) return;
  const mapping = new IRMapping();
  const replacements = new Map<Value, Value>();
  const builder = new OpBuilder(body.parentOp!.loc).setInsertionPointToStart(body.front);
  for (const op of sunk) {
    const copy = builder.clone(op, mapping);
    op.results.forEach((result, i) => {
      replacements.set(result, copy.result(i));
    });
  }
  replaceValuesInRegion(body, replacements);
}
