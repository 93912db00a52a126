/**
 * Derivatives of atomic updates. Where one thread executes them they are a load and a store. Where several do, it is not
 * known in which order: only a sum has a derivative that does not depend on it, as long as nobody asks what the element was
 * in between.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { concurrentAncestor } from "../../../ir/interfaces/concurrent.ts";
import { type DerivativeBuilder, type DerivativeRule, derivative } from "../../../ir/interfaces/differentiable.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, AtomicRMWKind, updateOp } from "../../arith/index.ts";
import { LoadOp, StoreOp } from "../access.ts";
import { AtomicRMWOp, GenericAtomicRMWOp } from "../atomic.ts";

interface Update {
  readonly op: Operation;
  readonly memref: Value;
  readonly indices: readonly Value[];
  readonly result: Value;
}

/** The update as a load and a store; `next` makes the new element of the old one. */
function expand({ op, memref, indices, result }: Update, next: (builder: OpBuilder, old: Value) => Value): void {
  const builder = OpBuilder.before(op);
  const old = builder.create(LoadOp, { memref, indices, resultTypes: [result.type] }).result;
  builder.create(StoreOp, { value: next(builder, old), memref, indices });
  op.replaceAllUsesWith([old]);
  op.erase();
}

function expandAtomic(update: AtomicRMWOp, inConcurrentFunction: boolean): void {
  const { op, value, result } = update;
  if (inConcurrentFunction || concurrentAncestor(op) !== undefined) return;
  const kind = AtomicRMWKind.nameOf(update.kind);
  expand(update, (builder, old) =>
    kind === "assign" ? value : builder.createOperation(updateOp[kind], [old, value], [result.type]).result(),
  );
}

function expandGeneric(update: GenericAtomicRMWOp, inConcurrentFunction: boolean): void {
  const { op, memref, indices, result, atomic_body: body } = update;
  if (!inConcurrentFunction && concurrentAncestor(op) === undefined) {
    expand(update, (builder, old) => cloneBody(body, builder, old)(body.front.terminator!.operand(0)));
    return;
  }
  const value = summand(body);
  if (value === undefined) return;
  const builder = OpBuilder.before(op);
  // What is added does not depend on the element.
  const added = cloneBody(body, builder, undefined)(value);
  const args = { value: added, memref, indices, kind: AtomicRMWKind.of("addf"), resultTypes: [result.type] };
  op.replaceAllUsesWith([builder.create(AtomicRMWOp, args).result]);
  op.erase();
}

/** Copies the operations of a body that do not depend on the element, or all if it is given; gives what values become. */
function cloneBody(body: Region, builder: OpBuilder, element: Value | undefined): (value: Value) => Value {
  const mapping = new IRMapping();
  const [argument] = body.front.args;
  if (element !== undefined) mapping.map(argument!, element);
  for (const op of body.front.ops()) {
    if (op === body.front.terminator) continue;
    if (element === undefined && op === body.front.terminator!.operand(0).definingOp) continue;
    builder.clone(op, mapping);
  }
  return (value) => mapping.lookupOrSelf(value);
}

/** What a body adds to the element, if it does nothing else with it. */
function summand(body: Region): Value | undefined {
  const [element] = body.front.args;
  const sum = AddFOp.defining(body.front.terminator!.operand(0));
  if (sum === undefined || !element!.hasOneUse || !sum.result.hasOneUse) return undefined;
  if (sum.lhs === element) return sum.rhs;
  return sum.rhs === element ? sum.lhs : undefined;
}

/** Throws unless the order of updates by several threads does not matter. */
function requireSum({ op, result }: Update, b: DerivativeBuilder, isSum: boolean): void {
  if (isSum && !(result.hasUses && b.isActive(result))) return;
  const [message, advice] = isSum
    ? ["it gives what an element was before, which depends on the order of the threads", "do not use its result"]
    : ["threads update an element by something else than a sum", "join the values by a reduction of the loop"];
  throw opError(op, `cannot be differentiated: ${message}`).attachNote(
    concurrentAncestor(op)?.loc ?? op.loc,
    `${advice}, or make the loop around it sequential`,
  );
}

const isAddition = ({ kind }: AtomicRMWOp): boolean => AtomicRMWKind.nameOf(kind) === "addf";

const atomicRule = derivative(AtomicRMWOp, {
  expand: expandAtomic,
  jvp(update, b) {
    const { value, memref, indices, kind, result } = update;
    requireSum(update, b, isAddition(update));
    const [shadow, tangent] = [b.shadow(memref), b.tangent(value)];
    if (shadow === undefined || tangent === undefined) return;
    b.builder.create(AtomicRMWOp, { value: tangent, memref: shadow, indices, kind, resultTypes: [result.type] });
  },
  /** valueBar += shadow[i] */
  vjp(update, b) {
    const { value, memref, indices } = update;
    requireSum(update, b, isAddition(update));
    const shadow = b.shadow(memref);
    if (shadow === undefined || !b.isActive(value)) return;
    const places = indices.map((index) => b.primal(index));
    const args = { memref: shadow, indices: places, resultTypes: [value.type] };
    b.accumulate(value, b.builder.create(LoadOp, args).result);
  },
});

const genericRule = derivative(GenericAtomicRMWOp, {
  expand: expandGeneric,
  jvp: (update, b) => requireSum(update, b, false),
  vjp: (update, b) => requireSum(update, b, false),
});

export const atomicRules: readonly DerivativeRule[] = [atomicRule, genericRule];
