/** The data layout of a module in LLVM's words. */

import {
  type DataLayoutEntryAttr,
  type DataLayoutSpecAttr,
  FunctionPointerAlignmentAttr,
} from "../../../dialects/dlti/index.ts";
import { LLVMPointerType } from "../../../dialects/llvm/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import { type DenseArrayAttr, type IntegerAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { FloatType, IndexType, IntegerType } from "../../../ir/builtin/types.ts";
import type { Operation } from "../../../ir/operation.ts";
import { unprintable } from "./module-state.ts";

const string = (value: Attribute): string => (value as StringAttr).value;
/** Nothing for 0, which is the default. */
const numbered =
  (letter: string) =>
  (value: Attribute): string => {
    const number = (value as IntegerAttr).value;
    return number === 0n ? "" : `${letter}${number}`;
  };

const named: Readonly<Record<string, (value: Attribute) => string>> = {
  "dlti.endianness": (value) => (string(value) === "little" ? "e" : "E"),
  "dlti.mangling_mode": (value) => `m:${string(value)}`,
  "dlti.program_memory_space": numbered("P"),
  "dlti.global_memory_space": numbered("G"),
  "dlti.alloca_memory_space": numbered("A"),
  "dlti.stack_alignment": numbered("S"),
  "dlti.legal_int_widths": (value) => `n${(value as DenseArrayAttr).numbers.join(":")}`,
  "dlti.function_pointer_alignment": (value) => {
    if (!FunctionPointerAlignmentAttr.is(value) || value.alignment === 0) return "";
    return `F${value.function_dependent ? "n" : "i"}${value.alignment}`;
  },
};

/** `e-m:e-p0:64:64:64:64-i64:64`; what LLVM has no word for is an error at `op`. */
export function dataLayoutText({ entries }: DataLayoutSpecAttr, op: Operation): string {
  const texts = entries.map((entry) => {
    const { key, value } = entry;
    if (!(key instanceof StringAttr)) return typeText(entry, key, op);
    const text = named[key.value];
    if (text === undefined) throw unprintable(op, `unsupported data layout key ${key}`);
    return text(value);
  });
  const isNamed = (_: string, i: number): boolean => entries[i]!.key instanceof StringAttr;
  return [...texts.filter(isNamed), ...texts.filter((text, i) => !isNamed(text, i))]
    .filter((text) => text !== "")
    .join("-");
}

/** Alignments in bits: that of the ABI and the preferred one; pointers have sizes, too. */
function typeText({ value }: DataLayoutEntryAttr, type: Type, op: Operation): string {
  if (type instanceof IndexType) return "";
  const isNumber = (type instanceof IntegerType && type.isSignless) || type instanceof FloatType;
  if (!(value instanceof DenseElementsAttr) || !(isNumber || LLVMPointerType.is(type))) {
    throw unprintable(op, `unsupported type in data layout: ${type}`);
  }
  const numbers = Array.from({ length: value.numElements }, (_, i) => value.element(i) as bigint);
  if (LLVMPointerType.is(type)) {
    const [size, abi, preferred, index = size] = numbers;
    return `p${type.addressSpace}:${size}:${abi}:${preferred}:${index}`;
  }
  const [abi, preferred = abi] = numbers;
  const alignments = abi === preferred ? `${abi}` : `${abi}:${preferred}`;
  return `${type instanceof FloatType ? "f" : "i"}${(type as FloatType | IntegerType).width}:${alignments}`;
}
