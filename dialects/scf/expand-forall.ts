/**
 * `scf.forall` as loops that are differentiated: without outputs it is a parallel loop. With outputs, the threads'
 * contributions are inserted one after the other by a nest of loops that carries the outputs; what a thread reads of an
 * output is what was there before.
 */
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ParallelCombiningOpInterface } from "../../ir/interfaces/parallel-combining.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Value } from "../../ir/value.ts";
import { combiningOps, createBounds, type ForallOp, inductionVars, regionOutArgs } from "./forall.ts";
import { createNest } from "./loop-nest.ts";
import { createParallel } from "./parallel.ts";

/** Replaces the loop. @throws DiagnosticError at a contribution that one thread cannot make alone */
export function expandForall(view: ForallOp): void {
  const { op, outputs } = view;
  const builder = OpBuilder.before(op);
  const bounds = createBounds(builder, view);
  if (outputs.length === 0) createParallel(builder, bounds, (ivs) => cloneBody(view, builder, ivs));
  else {
    const results = createNest(builder, bounds, outputs, (ivs, state) =>
      insertAll(view, builder, cloneBody(view, builder, ivs), state),
    );
    op.replaceAllUsesWith(results);
  }
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
