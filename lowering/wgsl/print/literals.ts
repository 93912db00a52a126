/** Constants as text. */
import { FloatAttr, type IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { f16, i1 } from "../../../ir/builtin/types.ts";

const smallestNormal = 2 ** -126;

/** Undefined for floats that have no literal, or one that an implementation may read as another number. */
export function literal(attr: IntegerAttr | FloatAttr): string | undefined {
  if (attr instanceof FloatAttr) return floatLiteral(attr.value, attr.type === f16() ? "h" : "f");
  if (attr.type === i1()) return attr.value === 0n ? "false" : "true";
  return intLiteral(Number(BigInt.asIntN(32, attr.value)));
}

/** The lowest number has no literal, since the sign is not part of one. */
export const intLiteral = (value: number): string => (value === -(2 ** 31) ? `i32(${value})` : `${value}i`);

function floatLiteral(value: number, suffix: "f" | "h"): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  return Math.abs(value) >= smallestNormal || Object.is(value, 0) ? decimal(value) + suffix : undefined;
}

/** With as few digits as tell it from the other numbers of type f32. */
function decimal(value: number): string {
  let number = value;
  for (let digits = 1; digits <= 9; digits++) {
    number = Number(value.toPrecision(digits));
    if (Math.fround(number) === value) break;
  }
  const text = String(number).replace("e+", "e");
  return /[.e]/.test(text) ? text : `${text}.0`;
}
