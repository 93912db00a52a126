/** Calls of functions of the C library that derivatives need. */

import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { StringAttr, SymbolRefAttr, TypeAttr } from "../../../ir/builtin/attributes.ts";
import type { Context } from "../../../ir/context.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../../../ir/segments.ts";
import { lookupSymbol, nearestSymbolTable } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { CallOp } from "../call-op.ts";
import { FuncOp } from "../func-ops.ts";
import { llvmFunctionType } from "../types.ts";

/**
 * Calls the function `name`, for which there are derivative rules. It is declared if the module does not have it.
 * @throws DiagnosticError if there is something else of that name
 */
export function callLibrary(
  builder: OpBuilder,
  context: Context,
  name: string,
  args: readonly Value[],
  resultTypes: readonly Type[] = [],
): readonly Value[] {
  const def = context.functionOperation(CallOp, name)!;
  return createLibraryCall(builder, def, name, args, resultTypes);
}

/**
 * The same where the operation that stands for such calls is known. `user` stands in the module, also where the builder
 * does not do so yet.
 */
export function createLibraryCall(
  builder: OpBuilder,
  def: OpDefinition,
  name: string,
  args: readonly Value[],
  resultTypes: readonly Type[],
  user = builder.insertionBlock.parentOp!,
): readonly Value[] {
  declareLibrary(user, name, args, resultTypes);
  const attributes = { callee: SymbolRefAttr.get(name), [operandSegmentSizes]: sizesAttr([args.length, 0]) };
  return builder.createOperation(def, args, resultTypes, attributes).results;
}

/** Does nothing in a copy of a function that stands in no module. */
function declareLibrary(user: Operation, name: string, args: readonly Value[], resultTypes: readonly Type[]): void {
  const module = nearestSymbolTable(user);
  if (!module) return;
  const params = args.map(({ type }) => type);
  const function_type = TypeAttr.get(llvmFunctionType(resultTypes, params));
  const known = lookupSymbol(user, name);
  if (known === undefined) {
    const start = new OpBuilder(module.loc).setInsertionPointToStart(module.regions[0]!.front);
    start.create(FuncOp, { sym_name: StringAttr.get(name), function_type });
  } else if (known.attr("function_type") !== function_type) {
    throw opError(
      known,
      `must have the type '${function_type.value}', as in the C library, to be called by derivatives`,
    );
  }
}
