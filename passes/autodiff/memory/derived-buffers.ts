/** Buffers that are made of others without a look at memory: views, casts, choices. Their shadows are made the same way. */

import { OpBuilder } from "../../../ir/builder.ts";
import { elementTypeOrSelf } from "../../../ir/builtin/types.ts";
import { isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree } from "../../../ir/interfaces/memory-effects.ts";
import { ViewLikeOpInterface } from "../../../ir/interfaces/view-like.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Assumption } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { isBuffer } from "../analysis/flow.ts";
import { constantSourceOf } from "./constant-memory.ts";

/** How shadows of buffers are asked for and declared. */
export interface Shadows {
  isActive(buffer: Value): boolean;
  of(buffer: Value): Value;
  set(buffer: Value, shadow: Value): void;
}

/**
 * The buffers whose memory the buffers among the results are. None if that is not known, or if they have no shadows that
 * can be seen in the same way, since the results have elements of another type.
 */
export function sourcesOf(op: Operation): readonly Value[] {
  if (op.def.hasTrait(Assumption)) return op.operands.filter(({ type }) => isShadowedType(type));
  const results = op.results.filter(isBuffer);
  if (op.regions.length > 0 || results.length === 0 || !isMemoryEffectFree(op)) return [];
  const view = ViewLikeOpInterface.of(op);
  const sources = view === undefined ? op.operands.filter(isBuffer) : [view.viewSource(op)];
  const elementType = elementTypeOrSelf(results[0]!.type);
  const isAlike = ({ type }: Value): boolean => elementTypeOrSelf(type) === elementType;
  return [...sources, ...results].every((value) => isShadowedType(value.type) && isAlike(value)) ? sources : [];
}

/**
 * The shadow of memory of a constant: that of the variable, for which `ofVariable` emits it behind the operation that gives
 * its address, seen in the same way, or what lies there.
 */
export function shadowOfConstant(buffer: Value, ofVariable: (address: Operation, builder: OpBuilder) => Value): Value {
  const steps: { readonly value: Value; readonly source: Value }[] = [];
  let base = buffer;
  for (let source = constantSourceOf(base); source !== undefined; source = constantSourceOf(base)) {
    steps.push({ value: base, source });
    base = source;
  }
  const behind = (op: Operation): OpBuilder => new OpBuilder(op.loc).setInsertionPointAfter(op);
  let shadow = ofVariable(base.definingOp!, behind(base.definingOp!));
  for (const { value, source } of steps.reverse()) {
    const op = value.definingOp!;
    // What is known of a buffer need not be true of its shadow.
    if (op.def.hasTrait(Assumption)) continue;
    const mapping = new IRMapping();
    mapping.map(source, shadow);
    shadow = behind(op).clone(op, mapping).result(value.index);
  }
  return shadow;
}

/** Repeats `op` with the shadows of its sources, which are the shadows of its results. */
export function deriveShadows(op: Operation, builder: OpBuilder, shadows: Shadows): void {
  const results = op.results.filter((result) => isBuffer(result) && shadows.isActive(result));
  if (op.def.hasTrait(Assumption)) {
    // What is known of a buffer need not be true of its shadow.
    for (const result of results) shadows.set(result, shadows.of(op.operand(result.index)));
    return;
  }
  const mapping = new IRMapping();
  for (const source of sourcesOf(op)) mapping.map(source, shadows.of(source));
  const copy = builder.clone(op, mapping);
  for (const result of results) shadows.set(result, copy.result(result.index));
}
