/** What all structured operations of the dialect have in common: traits, and how they fulfil the interfaces. */

import type { OpBuilder } from "../../ir/builder.ts";
import { AnyMemRef, AnyRankedTensor, AnyShaped, AnyType } from "../../ir/builtin/constraints.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import { type AttrSpec, anyRegion, anyTypeOf, variadic } from "../../ir/constraint.ts";
import { type FoldResult, foldedInPlace, type OpDefinition, type OpSpec, type OpView } from "../../ir/define-op.ts";
import {
  type DestinationStyleOp,
  DestinationStyleOpInterface,
  dpsInits,
  hasPureTensorSemantics,
  isDpsInit,
} from "../../ir/interfaces/destination-style.ts";
import type { Viewed } from "../../ir/interfaces/interface.ts";
import { type LinalgOp, LinalgOpInterface, linalgBody, usesOperand } from "../../ir/interfaces/linalg.ts";
import {
  ConditionallySpeculatable,
  isBodySpeculatable,
  type MemoryEffect,
  MemoryEffectOpInterface,
} from "../../ir/interfaces/memory-effects.ts";
import { type Dependence, RegionFlowOpInterface } from "../../ir/interfaces/region-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { HasRecursiveMemoryEffects, singleBlockImplicitTerminator } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { foldMemRefCast } from "../memref/index.ts";

export const structuredTraits = [singleBlockImplicitTerminator("linalg.yield"), HasRecursiveMemoryEffects] as const;

export const TensorOrMemref = anyTypeOf([AnyMemRef, AnyRankedTensor]);

/** The operands, results and region of an operation that takes any number of inputs and outputs. */
export const structuredSpec = <const A extends Readonly<Record<string, AttrSpec>>>(summary: string, attributes: A) =>
  ({
    summary,
    operands: { inputs: variadic(AnyType), outputs: variadic(AnyShaped) },
    attributes,
    results: { result_tensors: variadic(AnyRankedTensor) },
    regions: { region: anyRegion },
    traits: structuredTraits,
  }) as const;

/** Buffers may be reached without the casts that hide what is known of them. */
export const foldCasts = ({ op }: { readonly op: Operation }): FoldResult =>
  foldMemRefCast(op) ? foldedInPlace : undefined;

/** Attaches the interfaces of structured operations to a definition. */
export function structured<S extends OpSpec>(
  def: OpDefinition<S>,
  { initRange, ...maps }: Viewed<LinalgOp & DestinationStyleOp, OpView<S>>,
): void {
  def
    .implement(DestinationStyleOpInterface, { initRange })
    .implement(LinalgOpInterface, maps)
    .implement(MemoryEffectOpInterface, { effects: ({ op }) => accesses(op) })
    .implement(RegionFlowOpInterface, { dependences: ({ op }) => elementFlow(op) })
    .implement(ConditionallySpeculatable, {
      isSpeculatable: ({ op }) => hasPureTensorSemantics(op) && isBodySpeculatable(op),
    });
}

/** Buffers among the inputs are read, those among the outputs written, and read if the body looks at them. */
function accesses(op: Operation): MemoryEffect[] {
  const effects: MemoryEffect[] = [];
  op.opOperands.forEach(({ value }, i) => {
    if (!(value.type instanceof MemRefType)) return;
    const isInit = isDpsInit(op, i);
    if (!isInit || usesOperand(op, i)) effects.push({ kind: "read", value });
    if (isInit) effects.push({ kind: "write", value });
  });
  return effects;
}

/** Elements go into the body and out of it again; where it looks at the outputs, they come back in the next iteration. */
function elementFlow(op: Operation): Dependence[] {
  const { args, terminator } = linalgBody(op);
  const inward = op.operands.map((operand, i): Dependence => ({ from: [operand], to: [args[i]!] }));
  const outward = dpsInits(op).map(({ index, value }, i): Dependence => {
    const array = value.type instanceof MemRefType ? value : op.result(i);
    return { from: [terminator!.operand(i)], to: usesOperand(op, index) ? [array, args[index]!] : [array] };
  });
  return [...inward, ...outward];
}

/** A copy of a structured operation with other operands; tensor results have the types of the outputs. */
export function cloneWithOperands(builder: OpBuilder, op: Operation, operands: readonly Value[]): Operation {
  const copy = builder.clone(op);
  copy.setOperands(operands);
  dpsInits(copy).forEach(({ value }, i) => {
    if (i < copy.numResults) copy.result(i).type = value.type;
  });
  return copy;
}
