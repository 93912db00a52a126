/** Fast-math flags as words. */

import { FastmathFlags, LLVMArrayType } from "../../../dialects/llvm/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import { elementTypeOrSelf, FloatType } from "../../../ir/builtin/types.ts";

const names = ["reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn"] as const;
const noFlags = FastmathFlags.of();
const all = FastmathFlags.of(...names);

/** ` nnan nsz`, ` fast`, or nothing. */
export function fastmath(flags: Attribute | undefined): string {
  if (flags === noFlags || !FastmathFlags.is(flags!)) return "";
  if (flags === all) return " fast";
  return names
    .filter((name) => FastmathFlags.has(flags, name))
    .map((name) => ` ${name}`)
    .join("");
}

/** Whether calls and selections of this type may have flags: floats, and vectors and arrays of them. */
export const mayHaveFastmath = (type: Type): boolean =>
  LLVMArrayType.is(type) ? mayHaveFastmath(type.elementType) : elementTypeOrSelf(type) instanceof FloatType;
