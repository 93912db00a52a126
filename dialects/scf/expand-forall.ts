/**
 * `scf.forall` as loops that are differentiated: without outputs it is a parallel loop. With outputs, the threads'
 * contributions are inserted one after the other by a nest of loops that carries the outputs; what a thread reads of an
 * output is what was there before.
 */
import { Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ParallelCombiningOpInterface } from "../../ir/interfaces/parallel-combining.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import { mixedIndices } from "../../ir/mixed-index.ts";
import type { Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { ForOp } from "./for.ts";
import {
  combiningOps,
  type ForallOp,
  inductionVars,
  lowerBounds,
  regionOutArgs,
  steps,
  upperBounds,
} from "./forall.ts";
import { createParallel } from "./parallel.ts";
import { YieldOp } from "./yield.ts";

interface Bounds {
  readonly lowerBound: readonly Value[];
  readonly upperBound: readonly Value[];
  readonly step: readonly Value[];
}

/** Replaces the loop. @throws DiagnosticError at a contribution that one thread cannot make alone */
export function expandForall(view: ForallOp): void {
  const { op, outputs } = view;
  const builder = OpBuilder.before(op);
  const [lowerBound, upperBound, step] = [lowerBounds, upperBounds, steps].map((list) =>
    mixedIndices(list(view)).map((index) => createIndex(builder, index)),
  );
  const bounds: Bounds = { lowerBound: lowerBound!, upperBound: upperBound!, step: step! };
  if (outputs.length === 0) createParallel(builder, bounds, (ivs) => cloneBody(view, builder, ivs));
  else op.replaceAllUsesWith(loopNest(view, builder, bounds));
  op.erase();
}

/** The operations of the body but for the terminator. */
function cloneBody(view: ForallOp, builder: OpBuilder, ivs: readonly Value[]): IRMapping {
  const mapping = new IRMapping();
  mapping.mapAll(inductionVars(view), ivs);
  mapping.mapAll(regionOutArgs(view), view.outputs);
  const block = view.region.front;
  for (const op of block.ops()) if (op !== block.terminator) builder.clone(op, mapping);
  return mapping;
}

function loopNest(view: ForallOp, builder: OpBuilder, { lowerBound, upperBound, step }: Bounds): readonly Value[] {
  const types = view.outputs.map(({ type }) => type);
  const loop = (ivs: readonly Value[], outputs: readonly Value[]): readonly Value[] => {
    const depth = ivs.length;
    if (depth === step.length) return insertAll(view, builder, cloneBody(view, builder, ivs), outputs);
    const region = new Region();
    builder.guarded(() => {
      const [iv, ...carried] = builder.createBlock(region, [indexType(), ...types]).args;
      builder.create(YieldOp, { results: loop([...ivs, iv!], carried) });
    });
    return builder.create(ForOp, {
      lowerBound: lowerBound[depth]!,
      upperBound: upperBound[depth]!,
      step: step[depth]!,
      initArgs: outputs,
      region,
      resultTypes: types,
    }).results;
  };
  return loop([], view.outputs);
}

/** The outputs with what one thread contributes to them. */
function insertAll(view: ForallOp, builder: OpBuilder, mapping: IRMapping, outputs: readonly Value[]): Value[] {
  return regionOutArgs(view).map((arg, i) =>
    combiningOps(view, arg).reduce((destination, writer) => {
      const { createSequential } = ParallelCombiningOpInterface.of(writer)!;
      if (createSequential === undefined) throw opError(writer, "cannot be differentiated");
      const inserted = createSequential(writer, builder, destination);
      const op = inserted.definingOp!;
      for (const operand of op.opOperands) {
        if (operand.value !== destination) operand.set(mapping.lookupOrSelf(operand.value));
      }
      return inserted;
    }, outputs[i]!),
  );
}
