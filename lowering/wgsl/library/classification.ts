/** What kind of number a float is, by its bits, and comparisons that hold for NaNs. */
import { CmpFOp, CmpFPredicate } from "../../../dialects/arith/index.ts";
import { CopySignOp, IsFiniteOp, IsInfOp, IsNaNOp, IsNormalOp } from "../../../dialects/math/index.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { ExpansionEntry } from "./library.ts";
import { infinityBits, type LibraryCode } from "./library-code.ts";

const smallestNormalBits = 0x00800000;

/** By the bits without the sign. */
const byBits = (def: OpDefinition, holds: (code: LibraryCode, bits: Value) => Value): ExpansionEntry => [
  def,
  (op, code) => [holds(code, code.magnitudeBits(op.operand(0)))],
];

type Predicate = "eq" | "slt" | "sle" | "sgt" | "sge";
const orNaN: Readonly<Record<string, Predicate>> = { ueq: "eq", ult: "slt", ule: "sle", ugt: "sgt", uge: "sge" };

/** Those that are false for NaNs may stay. WGSL's `!=` may be false for them as well, so that it is none of them. */
function expandComparison(op: Operation, code: LibraryCode): readonly Value[] {
  const { predicate, lhs, rhs } = CmpFOp.view(op);
  const name = CmpFPredicate.nameOf(predicate);
  const isUnordered = (): Value => code.or(code.isNaN(lhs), code.isNaN(rhs));
  const differs = (): Value => code.or(code.compare("slt", lhs, rhs), code.compare("sgt", lhs, rhs));
  const ordered = orNaN[name];
  if (ordered !== undefined) return [code.or(isUnordered(), code.compare(ordered, lhs, rhs))];
  switch (name) {
    case "uno":
      return [isUnordered()];
    case "ord":
      return [code.not(isUnordered())];
    case "one":
      return [differs()];
    case "une":
      return [code.or(isUnordered(), differs())];
    case "false":
    case "true":
      return [code.constant(i1(), name === "true" ? 1 : 0)];
    default:
      return [];
  }
}

export const classificationExpansions: readonly ExpansionEntry[] = [
  byBits(IsNaNOp, (code, bits) => code.compare("sgt", bits, code.i32(infinityBits))),
  byBits(IsInfOp, (code, bits) => code.compare("eq", bits, code.i32(infinityBits))),
  byBits(IsFiniteOp, (code, bits) => code.compare("slt", bits, code.i32(infinityBits))),
  byBits(IsNormalOp, (code, bits) => {
    const range = code.i32(infinityBits - smallestNormalBits);
    return code.compare("ult", code.sub(bits, code.i32(smallestNormalBits)), range);
  }),
  [CopySignOp, (op, code) => [code.withSignOf(op.operand(0), op.operand(1))]],
  [CmpFOp, expandComparison],
];
