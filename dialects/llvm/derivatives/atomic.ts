/**
 * Derivatives of atomic updates of numbers. In memory that no other thread knows of they are what they do. Elsewhere they
 * must be sums of which nobody uses what was there before: that depends on the order of the threads, and there is no step
 * that reads both the number and its tangent.
 */
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { AddOp, AndOp, FAddOp, FSubOp, OrOp, SubOp, XOrOp } from "../arithmetic-ops.ts";
import { AtomicRMWOp } from "../atomic-ops.ts";
import { AtomicBinOp } from "../attributes.ts";
import { BitcastOp } from "../cast-ops.ts";
import { FloatLike } from "../constraints.ts";
import { MaximumOp, MaxNumOp, MinimumOp, MinNumOp } from "../intrinsics/float.ts";
import { LoadOp, StoreOp } from "../memory-ops.ts";

/** What is stored, by the name of the update and of what was there and what is given; `xchg` stores what is given. */
const updates: Readonly<Record<string, OpDefinition>> = {
  add: AddOp,
  sub: SubOp,
  _and: AndOp,
  _or: OrOp,
  _xor: XOrOp,
  fadd: FAddOp,
  fsub: FSubOp,
  fmax: MaxNumOp,
  fmin: MinNumOp,
  fmaximum: MaximumOp,
  fminimum: MinimumOp,
};

/** The number whose bits a value is, or the value itself. */
function numberOf(value: Value): Value {
  const number = BitcastOp.match(value.definingOp)?.arg;
  return number !== undefined && FloatLike.is(number.type) ? number : value;
}

/** Puts numbers in the place of the bits of one: those that are to be such again are taken as they are. */
function replaceBits(bits: Value, number: Value, builder: OpBuilder): void {
  if (bits.type === number.type) {
    bits.replaceAllUsesWith(number);
    return;
  }
  for (const { owner } of [...bits.uses()]) {
    if (!BitcastOp.is(owner) || owner.result(0).type !== number.type) continue;
    owner.result(0).replaceAllUsesWith(number);
    owner.erase();
  }
  if (bits.hasUses) bits.replaceAllUsesWith(builder.create(BitcastOp, { arg: number, resultTypes: [bits.type] }).res);
}

/** A load, the computation and a store. Nothing where it is not known what is computed. */
function inSteps({ op, bin_op, ptr: addr, val, res, alignment, volatile_ }: AtomicRMWOp): void {
  const name = AtomicBinOp.nameOf(bin_op);
  const update = updates[name];
  if ((update === undefined && name !== "xchg") || volatile_ !== undefined) return;
  const builder = OpBuilder.before(op);
  const given = name === "xchg" ? numberOf(val) : val;
  const type: Type = given.type;
  const before = builder.create(LoadOp, { addr, alignment, resultTypes: [type] }).res;
  const value = update === undefined ? given : builder.createOperation(update, [before, given], [type]).result(0);
  builder.create(StoreOp, { value, addr, alignment });
  replaceBits(res, before, builder);
  op.erase();
}

/** Whether the value is added, and not subtracted. Throws where it is neither. */
function isSum({ op, bin_op, res }: AtomicRMWOp): boolean {
  const name = AtomicBinOp.nameOf(bin_op);
  if (res.hasUses || (name !== "fadd" && name !== "fsub")) {
    const what = res.hasUses ? "gives what was there before" : `updates memory by '${name}'`;
    throw opError(op, `cannot be differentiated: it ${what}, which depends on the order of the threads`).attachNote(
      op.loc,
      "where only one thread executes it, load the number, compute and store it",
    );
  }
  return name === "fadd";
}

export const atomicDerivatives = [
  derivative(AtomicRMWOp, {
    alone(update, isOwn) {
      if (isOwn(update.ptr)) inSteps(update);
    },
    jvp(update, b) {
      isSum(update);
      const { ptr, val, bin_op, ordering, syncscope, alignment } = update;
      const [shadow, tangent] = [b.shadow(ptr), b.tangent(val)];
      if (shadow === undefined || tangent === undefined) return;
      b.builder.create(AtomicRMWOp, { ptr: shadow, val: tangent, bin_op, ordering, syncscope, alignment });
    },
    /** valBar += shadow */
    vjp(update, b) {
      const isAdded = isSum(update);
      const { ptr, val } = update;
      const shadow = b.shadow(ptr);
      if (shadow === undefined || !b.isActive(val)) return;
      const gradient = b.builder.create(LoadOp, { addr: shadow, resultTypes: [val.type] }).res;
      b.accumulate(val, isAdded ? gradient : b.arithmetic.negate(b.builder, gradient));
    },
  }),
];
