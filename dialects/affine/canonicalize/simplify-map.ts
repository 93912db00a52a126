/** The pattern by which operations with an affine map take in the `affine.apply` operations that their operands come from. */

import { AffineMapAttr } from "../../../ir/builtin/attributes.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { type Pattern, pattern } from "../../../ir/pattern.ts";
import { type Applied, composeMapAndOperands, isSame } from "../map-operands.ts";
import { simplifyByRanges } from "./simplify-with-ranges.ts";

/** Replaces the map of an operation that has one, and its last operands, which are the inputs of the map. */
export function replaceMap(op: Operation, { map, operands }: Applied): void {
  const old = op.attr("map") as AffineMapAttr;
  op.setOperands([...op.operands.slice(0, op.numOperands - old.affineMap.numInputs), ...operands]);
  op.setAttr("map", AffineMapAttr.get(map));
}

/** The map of an operation that has one, applied to its last operands. */
export function mapOf(op: Operation): Applied {
  const { affineMap: map } = op.attr("map") as AffineMapAttr;
  return { map, operands: op.operands.slice(op.numOperands - map.numInputs) };
}

/** map(apply(x))  ->  (map . apply)(x), in canonical form */
export const simplifyMap = (root: OpDefinition): Pattern =>
  pattern(`simplify-map-of-${root.name}`, root, ({ op }, rewriter) => {
    const applied = mapOf(op);
    const simplified = simplifyByRanges(composeMapAndOperands(applied));
    if (isSame(applied, simplified)) return false;
    rewriter.modify(op, () => replaceMap(op, simplified));
    return true;
  });
