/** `llvm.mlir.alias`: another name for a global variable or function, or for a place in one. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { StringAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { StrAttr, TypeAttribute, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { defaulted, optional, singleBlockRegion } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import { IsolatedFromAbove, SymbolTrait, singleBlockImplicitTerminator } from "../../ir/traits.ts";
import { Linkage, UnnamedAddr, Visibility } from "./attributes.ts";
import { isValidGlobalType } from "./constraints.ts";
import {
  parseDistinctAttributes,
  parseGlobalValuePrefix,
  parseUnnamedAddr,
  printGlobalValuePrefix,
  printUnnamedAddr,
} from "./global-value.ts";
import { LLVMPointerType } from "./types.ts";

const linkages = [
  "private",
  "internal",
  "linkonce",
  "weak",
  "linkonce_odr",
  "weak_odr",
  "external",
  "available_externally",
];

export const AliasOp = defineOp(
  "llvm.mlir.alias",
  {
    summary: "Another name for a global variable or function",
    attributes: {
      alias_type: TypeAttribute,
      sym_name: StrAttr,
      linkage: Linkage,
      dso_local: optional(UnitAttribute),
      thread_local_: optional(UnitAttribute),
      unnamed_addr: optional(UnnamedAddr),
      visibility_: defaulted(Visibility, () => Visibility.of("")),
    },
    /** Computes the address; ends in `llvm.return`. */
    regions: { initializer: singleBlockRegion },
    traits: [IsolatedFromAbove, singleBlockImplicitTerminator("llvm.return"), SymbolTrait],
  },
  {
    parse: parseAlias,
    print(view, printer): void {
      printer.write(" ");
      printGlobalValuePrefix(view, printer, true);
      if (view.thread_local_ !== undefined) printer.write("thread_local ");
      printUnnamedAddr(view, printer);
      printer.symbolName(view.sym_name.value).optionalAttrDict(view.op, written);
      printer.write(" : ").type(view.alias_type.value).write(" ").region(view.initializer);
    },
    verify({ op, alias_type, linkage }) {
      if (!isValidGlobalType(alias_type.value)) {
        throw opError(op, "expects type to be a valid element type for an LLVM global alias");
      }
      if (!linkages.includes(linkage.value)) {
        const [last, ...others] = [...linkages].reverse();
        const available = `${others.reverse().join(", ")} or ${last}`;
        throw opError(op, `'${linkage.value}' linkage not supported in aliases, available options: ${available}`);
      }
    },
    verifyRegions({ op, initializer }) {
      const block = initializer.front;
      const result = block.last!;
      if (result.numOperands !== 1 || !LLVMPointerType.is(result.operand(0).type)) {
        throw opError(op, "initializer region must always return a pointer");
      }
      for (const inner of block.ops()) {
        if (!isMemoryEffectFree(inner)) {
          throw errorAt(inner.loc, "ops with side effects are not allowed in alias initializers");
        }
      }
    },
  },
);
export type AliasOp = Op<typeof AliasOp>;

const written: ReadonlySet<string> = new Set([
  "sym_name",
  "alias_type",
  "linkage",
  "unnamed_addr",
  "thread_local_",
  "visibility_",
]);

/** `[linkage] [visibility] [thread_local] [unnamed_addr] @name {attributes} : type { initializer }` */
function parseAlias(parser: AsmParser, state: ParsedOperation): void {
  parseGlobalValuePrefix(parser, state);
  if (parser.parseOptionalKeyword("thread_local")) state.addAttribute("thread_local_", UnitAttr.get());
  parseUnnamedAddr(parser, state);
  state.addAttribute("sym_name", StringAttr.get(parser.parseSymbolName()));
  parseDistinctAttributes(parser, state, false);
  parser.parseColon();
  state.addAttribute("alias_type", TypeAttr.get(parser.parseType()));
  state.regions.push(parser.parseRegion(state));
}
