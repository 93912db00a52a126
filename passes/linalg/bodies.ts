/** Copies of the bodies of structured operations into other ones. */

import { createGeneric, type GenericOp, IndexOp } from "../../dialects/linalg/index.ts";
import type { AffineMap } from "../../ir/affine.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { iteratorTypes, linalgBody } from "../../ir/interfaces/linalg.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

/**
 * Copies the body of `op` to where `builder` stands, and returns what it yields. `elements` holds what the arguments are
 * there, and undefined for those that the body does not look at; `index` makes the index of a loop of `op`.
 */
export function cloneBody(
  builder: OpBuilder,
  op: Operation,
  elements: readonly (Value | undefined)[],
  index?: (loop: number) => Value,
): Value[] {
  const body = linalgBody(op);
  const mapping = new IRMapping();
  body.args.forEach((argument, i) => {
    const element = elements[i];
    if (element !== undefined) mapping.map(argument, element);
  });
  for (const inner of body.opsWithoutTerminator()) {
    const loopIndex = index === undefined ? undefined : IndexOp.match(inner);
    if (loopIndex === undefined) builder.clone(inner, mapping);
    else mapping.map(loopIndex.result, index!(loopIndex.dim.number));
  }
  return body.terminator!.operands.map((value) => mapping.lookupOrSelf(value));
}

/** Whether the results of `op` are used once, all together. */
export const hasOneUse = (op: Operation): boolean => {
  const used = op.results.filter((result) => result.hasUses);
  return used.length === 1 && used[0]!.hasOneUse;
};

/** A copy of `op` with other operands and maps for the same elements. */
export const cloneWithMaps = (
  builder: OpBuilder,
  op: Operation,
  inputs: readonly Value[],
  outputs: readonly Value[],
  maps: readonly AffineMap[],
): GenericOp =>
  createGeneric(builder, inputs, outputs, { maps, iteratorTypes: iteratorTypes(op) }, (inner, elements) =>
    cloneBody(inner, op, elements),
  );
