/**
 * Derivatives of atomic updates of numbers: sums of which nobody uses what was there before, since that depends on the order
 * of the threads.
 */
import { opError } from "../../../ir/diagnostic.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import { AtomicRMWOp } from "../atomic-ops.ts";
import { AtomicBinOp } from "../attributes.ts";
import { LoadOp } from "../memory-ops.ts";

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
