/** `memref.prefetch`, and the hints that it has in common with `affine.prefetch`. */

import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { BoolAttr, type IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyMemRef, BoolAttribute, Index } from "../../ir/builtin/constraints.ts";
import { i32, indexType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { foldMemRefCast } from "./cast.ts";
import { i32Between } from "./constraints.ts";

/** What is expected of the access: whether it writes, how soon there are more (3 for very soon), and by which cache. */
export const prefetchAttributes = {
  isWrite: BoolAttribute,
  localityHint: i32Between("whose minimum value is 0 whose maximum value is 3", 0n, 3n),
  isDataCache: BoolAttribute,
} as const;

/** `%buffer[...], read, locality<3>, data {attributes} : T`; `parseIndices` reads `[...]`. */
export function parsePrefetch(
  parser: AsmParser,
  state: ParsedOperation,
  parseIndices: () => readonly UnresolvedOperand[],
): void {
  const memref = parser.parseOperand();
  const indices = parseIndices();
  parser.parseComma();
  const access = parser.parseAnyKeyword();
  parser.parseComma();
  parser.parseKeyword("locality");
  parser.parseLess();
  state.addAttribute("localityHint", parser.parseAttribute(i32()));
  parser.parseGreater();
  parser.parseComma();
  const cache = parser.parseAnyKeyword();
  parser.parseOptionalAttrDict(state);
  const type = parser.parseColonType();
  if (access !== "read" && access !== "write")
    throw parser.error("rw specifier has to be 'read' or 'write'", state.loc);
  if (cache !== "data" && cache !== "instr") throw parser.error("cache type has to be 'data' or 'instr'", state.loc);
  state.addAttribute("isWrite", BoolAttr.get(access === "write"));
  state.addAttribute("isDataCache", BoolAttr.get(cache === "data"));
  state.operands = [
    parser.resolveOperand(memref, type),
    ...indices.map((index) => parser.resolveOperand(index, indexType())),
  ];
}

/** `, read, locality<3>, data` */
export function printPrefetchHints(
  printer: AsmPrinter,
  hints: { readonly [name in keyof typeof prefetchAttributes]: IntegerAttr },
): void {
  printer.write(`, ${hints.isWrite.boolValue ? "write" : "read"}, locality<${hints.localityHint.value}>, `);
  printer.write(hints.isDataCache.boolValue ? "data" : "instr");
}

const writtenAttributes: ReadonlySet<string> = new Set(Object.keys(prefetchAttributes));

export const PrefetchOp = defineOp(
  "memref.prefetch",
  {
    summary: "Hints that an element of a buffer will be accessed soon",
    operands: { memref: AnyMemRef, indices: variadic(Index) },
    attributes: prefetchAttributes,
  },
  {
    parse(parser, state) {
      parsePrefetch(parser, state, () => parser.parseDelimitedOperands("square"));
    },
    print(view, printer) {
      printer.write(" ").operand(view.memref).write("[").operands(view.indices).write("]");
      printPrefetchHints(printer, view);
      printer.optionalAttrDict(view.op, writtenAttributes).write(" : ").type(view.memref.type);
    },
    verify({ op, memref, indices }) {
      if (indices.length !== memref.type.rank) throw opError(op, "too few indices");
    },
    fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
  },
);
export type PrefetchOp = Op<typeof PrefetchOp>;
