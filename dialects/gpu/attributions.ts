/**
 * Memory attributions: buffers that a kernel's threads share (`workgroup`) or have for themselves (`private`), as further
 * arguments of the body. The attribute `workgroup_attributions` says how many of them are shared; those come first.
 */
import type { AsmParser, ParsedArgument } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { ArrayAttr, DictionaryAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { i64, MemRefType } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { BlockArgument } from "../../ir/value.ts";
import { AddressSpace, type AddressSpaceName } from "./attributes.ts";

export const workgroupAttributionsName = "workgroup_attributions";

export const workgroupCountAttr = (count: number): IntegerAttr => IntegerAttr.get(i64(), count);

/** How many buffers the threads of a block share. */
export function workgroupCount(op: Operation): number {
  const attr = op.attr(workgroupAttributionsName);
  return attr instanceof IntegerAttr ? attr.number : 0;
}

export interface Attributions {
  readonly workgroup: readonly BlockArgument[];
  readonly private: readonly BlockArgument[];
}

/** The attributions of a launch or kernel; `first` is the place of the first one among the body's arguments. */
export function attributionsOf(op: Operation, first: number): Attributions {
  const args = op.regions[0]!.first?.args ?? [];
  const end = first + workgroupCount(op);
  return { workgroup: args.slice(first, end), private: args.slice(end) };
}

/** `keyword(%a : T, ...)` if it stands here. */
export function parseAttributions(parser: AsmParser, keyword: string, attributes = false): ParsedArgument[] {
  const args: ParsedArgument[] = [];
  if (!parser.parseOptionalKeyword(keyword)) return args;
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    args.push(parser.parseArgument({ type: true, attributes }));
  });
  return args;
}

/** The dictionaries of these arguments; undefined if none has any. */
export function attributionAttrs(args: readonly ParsedArgument[]): ArrayAttr | undefined {
  if (args.every(({ attributes }) => attributes === undefined || attributes.isEmpty)) return undefined;
  return ArrayAttr.get(args.map(({ attributes }) => attributes ?? DictionaryAttr.get([])));
}

export function printAttributions(
  printer: AsmPrinter,
  keyword: string,
  args: readonly BlockArgument[],
  dictionaries?: ArrayAttr,
): void {
  if (args.length === 0) return;
  printer.write(` ${keyword}(`).list(args.keys(), (i) => {
    printer.operand(args[i]!).write(" : ").type(args[i]!.type);
    printer.optionalDictionary(dictionaries?.values[i] as DictionaryAttr | undefined);
  });
  printer.write(")");
}

/** Throws unless the attributions are buffers in their memory space; other spaces than those of `gpu` are left alone. */
export function verifyAttributions(op: Operation, attributions: Attributions): void {
  for (const space of ["workgroup", "private"] as const) {
    for (const { type } of attributions[space]) {
      if (!(type instanceof MemRefType)) throw opError(op, "expected memref type in attribution");
      const actual = addressSpaceOf(type);
      if (actual !== undefined && actual !== space) {
        throw opError(op, `expected memory space ${space} in attribution`);
      }
    }
  }
}

/** The memory space of a buffer if it is one of `gpu`. */
export function addressSpaceOf({ memorySpace }: MemRefType): AddressSpaceName | undefined {
  return memorySpace !== undefined && AddressSpace.is(memorySpace) ? memorySpace.value : undefined;
}
