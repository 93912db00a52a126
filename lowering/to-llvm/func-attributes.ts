/** The attributes of functions and calls, and of their arguments and results, in the llvm dialect. */

import type * as func from "../../dialects/func/index.ts";
import * as llvm from "../../dialects/llvm/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, BoolAttr, DictionaryAttr, StringAttr, TypeAttr } from "../../ir/builtin/attributes.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Signature } from "./func-signature.ts";

/** What is said of arguments and results, one dictionary for each. */
export interface ValueAttributes {
  readonly arg_attrs?: ArrayAttr | undefined;
  readonly res_attrs?: ArrayAttr | undefined;
}

/** Leaves out what is said of values that become several, or part of a struct: it does not hold for those. */
export function valueAttributesFor(
  { arg_attrs, res_attrs }: ValueAttributes,
  { inputs }: Signature,
  resultCount: number,
): ValueAttributes {
  const perInput = arg_attrs?.values.map((attrs, i) => {
    const count = inputs[i]!.length;
    return count === 1 ? [attrs] : new Array<DictionaryAttr>(count).fill(DictionaryAttr.get([]));
  });
  return {
    arg_attrs: perInput === undefined ? undefined : ArrayAttr.get(perInput.flat()),
    res_attrs: resultCount === 1 ? res_attrs : undefined,
  };
}

const varargs = "func.varargs";
const linkage = "llvm.linkage";
const readnone = "llvm.readnone";
/** Attributes of `func.func` that are inherent ones of `llvm.func`. */
const translated = [varargs, linkage, readnone];

/** Whether a function of either dialect takes more arguments than its type names. */
export function isVariadic(op: Operation): boolean {
  const target = llvm.FuncOp.match(op);
  if (target !== undefined) return (target.function_type.value as llvm.LLVMFunctionType).varArg;
  return op.attr(varargs) === BoolAttr.get(true);
}

/** The linkage that the function asks for. */
export function linkageOf(op: Operation): ReturnType<typeof llvm.Linkage.of> | undefined {
  const attr = op.attr(linkage);
  if (attr === undefined || llvm.Linkage.is(attr)) return attr;
  throw errorAt(op.loc, "Contains llvm.linkage attribute not of type LLVM::LinkageAttr");
}

const noEffects = (): llvm.MemoryEffectsAttr =>
  llvm.MemoryEffectsAttr.get({
    other: "none",
    argMem: "none",
    inaccessibleMem: "none",
    errnoMem: "none",
    targetMem0: "none",
    targetMem1: "none",
  });

/** A function without a body with the attributes of `source`. */
export function createFunction(
  builder: OpBuilder,
  source: func.FuncOp,
  name: string,
  type: llvm.LLVMFunctionType,
  attributes: ValueAttributes,
): llvm.FuncOp {
  const target = builder.create(llvm.FuncOp, {
    sym_name: StringAttr.get(name),
    sym_visibility: source.sym_visibility,
    function_type: TypeAttr.get(type),
    memory_effects: source.op.attr(readnone) === undefined ? undefined : noEffects(),
    no_inline: source.no_inline,
    ...attributes,
  });
  const kept = new Map(source.op.discardableAttrs);
  for (const key of translated) kept.delete(key);
  target.op.setDiscardableAttrs(kept);
  return target;
}
