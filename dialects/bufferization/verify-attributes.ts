/** Attributes of other dialects' operations, mostly of functions' arguments, that say how they are bufferized. */

import type { Attribute } from "../../ir/attribute.ts";
import { AffineMapAttr, IntegerAttr, StringAttr } from "../../ir/builtin/attributes.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { accessName, bufferLayoutName, writableName } from "../../ir/interfaces/bufferizable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";

const accesses = ["none", "read", "write", "read-write"];
const isLayout = (value: Attribute): boolean => "affineMap" in value || value instanceof AffineMapAttr;

/** Throws if the attribute of one of the function's arguments is wrong. */
export function verifyArgumentAttribute(func: Operation, name: string, value: Attribute): void {
  const fail = (message: string): never => {
    throw errorAt(func.loc, message);
  };
  const isExternal = FunctionOpInterface.of(func)?.body(func).isEmpty === true;
  switch (name) {
    case writableName:
      if (!(value instanceof IntegerAttr && value.isBool)) fail(`'${name}' is expected to be a boolean attribute`);
      if (isExternal) fail(`'${name}' is invalid on external functions`);
      break;
    case accessName:
      if (!(value instanceof StringAttr)) fail(`'${name}' is expected to be a string attribute`);
      else if (!accesses.includes(value.value)) fail(`invalid value for '${name}'`);
      break;
    case bufferLayoutName:
      if (!isLayout(value)) fail(`'${name}' is expected to be a memref layout attribute`);
      break;
    default:
      fail(`attribute '${name}' not supported as a region arg attribute by the bufferization dialect`);
  }
}

/** An operation with it allocates or frees memory, which is nobody else's business. */
export const manualDeallocationName = "bufferization.manual_deallocation";

/** Throws if an attribute of an operation is wrong. */
export function verifyOperationAttribute(op: Operation, name: string): void {
  if (name !== manualDeallocationName) {
    throw errorAt(op.loc, `attribute '"${name}"' not supported as an op attribute by the bufferization dialect`);
  }
  const effects = MemoryEffectOpInterface.of(op)?.effects(op) ?? [];
  if (effects.some(({ kind }) => kind === "allocate" || kind === "free")) return;
  throw opError(op, `attribute '${name}' can be used only on ops that have an allocation and/or free side effect`);
}
