/** Which entries a data layout may have. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { IntegerAttr, StringAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { FloatType, IndexType, IntegerType, i64, VectorType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { type DataLayoutEntryAttr, DataLayoutSpecAttr, MapAttr, TargetSystemSpecAttr } from "./attributes.ts";

const known: ReadonlySet<string> = new Set([
  "dlti.alloca_memory_space",
  "dlti.default_memory_space",
  "dlti.endianness",
  "dlti.function_pointer_alignment",
  "dlti.global_memory_space",
  "dlti.legal_int_widths",
  "dlti.mangling_mode",
  "dlti.program_memory_space",
  "dlti.stack_alignment",
]);

/** The attributes of the dialect that may stand on operations. */
const attributes: ReadonlyMap<string, (value: Attribute) => boolean> = new Map([
  ["dlti.dl_spec", DataLayoutSpecAttr.is],
  ["dlti.target_system_spec", TargetSystemSpecAttr.is],
  ["dlti.map", MapAttr.is],
]);

export function verifyDataLayoutAttribute(op: Operation, name: string, value: Attribute): void {
  const is = attributes.get(name);
  if (is === undefined) throw errorAt(op.loc, `attribute '${name}' not supported by dialect`);
  if (!is(value)) throw errorAt(op.loc, `'${name}' is expected to be a #${name} attribute`);
  if (!DataLayoutSpecAttr.is(value)) return;
  for (const entry of value.entries) {
    const wrong = wrongEntry(entry);
    if (wrong !== undefined) throw errorAt(op.loc, wrong);
  }
}

function wrongEntry(entry: DataLayoutEntryAttr): string | undefined {
  const { key, value } = entry;
  if (!(key instanceof StringAttr)) return wrongTypeEntry(entry, key);
  if (key.value.startsWith("dlti.") && !known.has(key.value)) return `unknown data layout entry name: ${key.value}`;
  if (key.value !== "dlti.endianness") return undefined;
  const isEndianness = value instanceof StringAttr && ["big", "little"].includes(value.value);
  return isEndianness ? undefined : "'dlti.endianness' data layout entry is expected to be either 'big' or 'little'";
}

/** Alignments in bits: as the ABI asks for, and as is preferred. */
function wrongTypeEntry(entry: DataLayoutEntryAttr, type: Type): string | undefined {
  const { value } = entry;
  if (type instanceof IndexType) {
    return value instanceof IntegerAttr ? undefined : "expected integer attribute in the data layout entry for 'index'";
  }
  if (type instanceof VectorType) return "unexpected data layout for a built-in type";
  if (!(type instanceof IntegerType || type instanceof FloatType)) return undefined;
  if (!(value instanceof DenseElementsAttr && value.elementType === i64())) {
    return `expected a dense i64 elements attribute in the data layout entry ${entry}`;
  }
  const { numElements } = value;
  if (numElements !== 1 && numElements !== 2) {
    return `expected 1 or 2 elements in the data layout entry ${entry}`;
  }
  const [abi, preferred] = [value.element(0), value.element(numElements - 1)] as [bigint, bigint];
  if (preferred >= abi) return undefined;
  return `preferred alignment is expected to be greater than or equal to the abi alignment in data layout entry ${entry}`;
}
