/** Attributes of function arguments and results that LLVM knows, `llvm.noalias` and the like, in one table. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { type ArrayAttr, type DictionaryAttr, IntegerAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { elementTypeOrSelf, IntegerType } from "../../ir/builtin/types.ts";
import { type DiagnosticError, errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { LLVMPointerType } from "./types.ts";

export interface ParameterAttribute {
  /** What the attribute's value is. */
  readonly value: "unit" | "type" | "integer" | "range";
  /** What it may be attached to. */
  readonly on: "pointer" | "integer" | "any";
}

const attribute = (value: ParameterAttribute["value"], on: ParameterAttribute["on"]): ParameterAttribute => ({
  value,
  on,
});

/** By name without the dialect's prefix, which is also LLVM's name. */
export const parameterAttributes: ReadonlyMap<string, ParameterAttribute> = new Map([
  ["align", attribute("integer", "pointer")],
  ["alignstack", attribute("integer", "any")],
  ["allocalign", attribute("unit", "integer")],
  ["allocptr", attribute("unit", "pointer")],
  ["byref", attribute("type", "pointer")],
  ["byval", attribute("type", "pointer")],
  ["dereferenceable", attribute("integer", "pointer")],
  ["dereferenceable_or_null", attribute("integer", "pointer")],
  ["elementtype", attribute("type", "pointer")],
  ["inalloca", attribute("type", "pointer")],
  ["inreg", attribute("unit", "any")],
  ["nest", attribute("unit", "pointer")],
  ["noalias", attribute("unit", "pointer")],
  ["nocapture", attribute("unit", "pointer")],
  ["nofree", attribute("unit", "pointer")],
  ["nonnull", attribute("unit", "pointer")],
  ["noundef", attribute("unit", "any")],
  ["preallocated", attribute("type", "pointer")],
  ["range", attribute("range", "any")],
  ["readnone", attribute("unit", "pointer")],
  ["readonly", attribute("unit", "pointer")],
  ["returned", attribute("unit", "any")],
  ["signext", attribute("unit", "integer")],
  ["sret", attribute("type", "pointer")],
  ["writeonly", attribute("unit", "pointer")],
  ["zeroext", attribute("unit", "integer")],
]);

const prefix = "llvm.";
const valueKinds = {
  unit: { is: (value: Attribute) => value instanceof UnitAttr, summary: "a unit attribute" },
  type: { is: (value: Attribute) => value instanceof TypeAttr, summary: "a type attribute" },
  integer: { is: (value: Attribute) => value instanceof IntegerAttr, summary: "an integer attribute" },
  range: { is: () => true, summary: "a range" },
} as const;
const typeKinds = {
  pointer: (type: Type): boolean => LLVMPointerType.is(elementTypeOrSelf(type)),
  integer: (type: Type): boolean => elementTypeOrSelf(type) instanceof IntegerType,
  any: (): boolean => true,
} as const;

/** Checks the dictionaries of the arguments or results of `op`, which have these types. */
export function verifyParameterAttributes(
  op: Operation,
  types: readonly Type[],
  dictionaries: ArrayAttr | undefined,
): void {
  dictionaries?.values.forEach((dictionary, i) => {
    const type = types[i];
    if (type === undefined) return;
    for (const [name, value] of (dictionary as DictionaryAttr).entries) verifyOne(op, name, value, type);
  });
}

function verifyOne(op: Operation, name: string, value: Attribute, type: Type): void {
  const known = name.startsWith(prefix) ? parameterAttributes.get(name.slice(prefix.length)) : undefined;
  if (known === undefined) return;
  const wrong = (message: string): DiagnosticError => errorAt(op.loc, `"${name}" ${message}`);
  const kind = valueKinds[known.value];
  if (!kind.is(value)) throw wrong(`should be ${kind.summary}`);
  if (!typeKinds[known.on](type)) throw wrong(`attribute attached to non-${known.on} LLVM type`);
}
