/**
 * `eliminate-empty-tensors`: what is computed into a tensor without contents, and then put into a part of another one,
 * is computed into that part, so that bufferization need not allocate and copy.
 */
import { bufferizationDialect } from "../../dialects/bufferization/index.ts";
import { CastOp, EmptyOp, tensorDialect } from "../../dialects/tensor/index.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { BuiltinModuleOp } from "../../ir/builtin/ops.ts";
import { DominanceInfo } from "../../ir/dominance.ts";
import { SubsetInsertionOpInterface } from "../../ir/interfaces/subset-insertion.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass } from "../../ir/pass.ts";
import { BlockArgument, type OpOperand, type Value } from "../../ir/value.ts";
import type { UnanalysedState } from "./analysis/state.ts";
import { analyse } from "./bufferize.ts";
import { moveDefinitionsBefore } from "./move-definitions.ts";
import { defaultOptions } from "./options.ts";

export const eliminateEmptyTensors = definePass(
  "eliminate-empty-tensors",
  { summary: "Try to eliminate all tensor.empty ops", dependentDialects: [bufferizationDialect, tensorDialect] },
  (root) => {
    const options = {
      ...defaultOptions(),
      allowReturnAllocsFromLoops: true,
      bufferizeFunctionBoundaries: BuiltinModuleOp.is(root),
    };
    const dominance = new DominanceInfo();
    for (const [op, state] of analyse(root, options)) {
      op.walk((insertion) => {
        if (SubsetInsertionOpInterface.implementedBy(insertion)) computeIntoPart(insertion, state, dominance);
      });
    }
  },
);

function computeIntoPart(insertion: Operation, state: UnanalysedState, dominance: DominanceInfo): void {
  const { sourceOperand, buildSubsetExtraction } = SubsetInsertionOpInterface.of(insertion)!;
  const source = sourceOperand(insertion);
  // The part would have to be copied to where it is wanted.
  if (!state.isInPlace(source)) return;
  for (const use of usesOfEmptyTensors(source, state)) {
    const empty = use.value;
    const place = placeForExtraction(insertion, use, dominance);
    if (place === undefined) continue;
    const builder = OpBuilder.before(place);
    builder.loc = empty.loc;
    const part = buildSubsetExtraction(insertion, builder);
    if (part === undefined) continue;
    use.set(part.type === empty.type ? part : builder.create(CastOp, { source: part, resultTypes: [empty.type] }).dest);
  }
}

/** Where tensors without contents are used that become the operand `source`, at most cast to another type. */
function usesOfEmptyTensors(source: OpOperand, state: UnanalysedState): OpOperand[] {
  const found: OpOperand[] = [];
  const reached = new Set([source]);
  for (const operand of reached) {
    const { value } = operand;
    if (EmptyOp.defining(value) !== undefined) found.push(operand);
    for (const alias of state.aliasingOperands(value)) {
      const isSameType = alias.operand.value.type === value.type || CastOp.defining(value) !== undefined;
      if (alias.relation === "equivalent" && isSameType) reached.add(alias.operand);
    }
  }
  return found;
}

/**
 * An operation in front of which the part can be taken out and be used by `use`: the empty tensor, what follows the
 * definition of a value that is needed, or the user, if these values can be computed before.
 */
function placeForExtraction(insertion: Operation, use: OpOperand, dominance: DominanceInfo): Operation | undefined {
  const needed = SubsetInsertionOpInterface.of(insertion)!.valuesNeededToBuildSubsetExtraction(insertion);
  const user = use.owner;
  const places = [use.value.definingOp!, ...needed.map(operationBehind)];
  const place = places.find(
    (candidate) =>
      (candidate === user || dominance.properlyDominatesOp(candidate, user)) &&
      needed.every((value) => dominance.properlyDominates(value, candidate)),
  );
  return place ?? (moveDefinitionsBefore(needed, user, dominance) ? user : undefined);
}

/** The first operation that can use the value. There is one, as the insertion does. */
const operationBehind = (value: Value): Operation =>
  value instanceof BlockArgument ? value.owner.first! : value.definingOp!.next!;
