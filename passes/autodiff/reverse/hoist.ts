/** Where values of the primal sweep are known, and how they are made known further outside. */

import { OpBuilder } from "../../../ir/builder.ts";
import { isPure } from "../../../ir/interfaces/memory-effects.ts";
import { ShapedDimOpInterface } from "../../../ir/interfaces/shaped-dim.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";

/** Where the values are known in the region of the primal that has the first of them; the others may be from outside. */
export function builderBehind(value: Value, ...others: readonly Value[]): OpBuilder {
  let last = value.definingOp;
  for (const { definingOp, parentBlock } of others) {
    if (definingOp === undefined || parentBlock !== value.parentBlock) continue;
    if (last === undefined || last.isBeforeInBlock(definingOp)) last = definingOp;
  }
  const builder = new OpBuilder(value.loc);
  return last === undefined
    ? builder.setInsertionPointToStart(value.parentBlock!)
    : builder.setInsertionPointAfter(last);
}

/**
 * The value in front of `op`, if it follows from what is known there by pure operations; else undefined. `shapeOf` gives a
 * value of the same shape, which is asked for its sizes instead.
 */
export function hoist(value: Value, op: Operation, shapeOf = (shaped: Value): Value => shaped): Value | undefined {
  const isInside = ({ parentBlock }: Value): boolean =>
    parentBlock !== null && op.regions.some((inner) => inner.isAncestorOf(parentBlock.region!));
  // The definitions inside `op`, each behind those of its operands; their chain may be long, and share much.
  const order = new Map<Operation, readonly Value[]>();
  const stack = [value];
  while (stack.length > 0) {
    const current = stack[stack.length - 1]!;
    const definition = current.definingOp;
    if (!isInside(current) || (definition !== undefined && order.has(definition))) {
      stack.pop();
      continue;
    }
    if (definition === undefined || definition.regions.length > 0 || !isPure(definition)) return undefined;
    const shaped = ShapedDimOpInterface.of(definition)?.shapedValue(definition);
    const operands = definition.operands.map((operand) => (operand === shaped ? shapeOf(operand) : operand));
    const missing = operands.filter((operand) => isInside(operand) && !order.has(operand.definingOp!));
    if (missing.length > 0) stack.push(...missing);
    else order.set(definition, operands);
  }
  const mapping = new IRMapping();
  const builder = OpBuilder.before(op);
  for (const [definition, operands] of order) {
    const copy = builder.clone(definition, mapping);
    operands.forEach((operand, i) => {
      copy.setOperand(i, mapping.lookupOrSelf(operand));
    });
  }
  return mapping.lookupOrSelf(value);
}
