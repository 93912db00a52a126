/** Operand bundles: tagged lists of operands that a call carries, `["align"(%p, %n : !llvm.ptr, i64)]`. */

import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import { quote } from "../../ir/attribute-printer.ts";
import { ArrayAttr, type DenseArrayAttr, denseI32Array, StringAttr } from "../../ir/builtin/attributes.ts";
import { ArrayAttribute, DenseI32Array } from "../../ir/builtin/constraints.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AnyLLVMType } from "./constraints.ts";

export const bundleOperands = { op_bundle_operands: variadic(AnyLLVMType) } as const;
export const bundleAttributes = {
  op_bundle_sizes: defaulted(DenseI32Array, () => denseI32Array([])),
  op_bundle_tags: optional(ArrayAttribute),
} as const;

export interface BundledView {
  readonly op: Operation;
  readonly op_bundle_operands: readonly Value[];
  readonly op_bundle_sizes: DenseArrayAttr;
  readonly op_bundle_tags: ArrayAttr | undefined;
}

export interface OperandBundle {
  readonly tag: string;
  readonly operands: readonly Value[];
}

/** The bundles of an operation. */
export function bundlesOf({ op_bundle_operands, op_bundle_sizes, op_bundle_tags }: BundledView): OperandBundle[] {
  let next = 0;
  return op_bundle_sizes.numbers.map((size, i) => {
    const tag = (op_bundle_tags!.values[i] as StringAttr).value;
    const operands = op_bundle_operands.slice(next, next + size);
    next += size;
    return { tag, operands };
  });
}

export function verifyBundles({ op, op_bundle_operands, op_bundle_sizes, op_bundle_tags }: BundledView): void {
  const sizes = op_bundle_sizes.numbers;
  const tags = op_bundle_tags?.values.length ?? 0;
  if (sizes.length !== tags) {
    throw opError(op, `expected ${sizes.length} operand bundle tags, but actually got ${tags}`);
  }
  const total = sizes.reduce((sum, size) => sum + size, 0);
  if (total !== op_bundle_operands.length) {
    const counts = `(${op_bundle_operands.length}) does not match with the total size (${total})`;
    throw opError(op, `op_bundle_operands count ${counts} specified in attribute 'op_bundle_sizes'`);
  }
}

/** What the text says of bundles. */
export interface ParsedBundles {
  readonly operands: readonly UnresolvedOperand[];
  readonly types: readonly Type[];
  readonly sizes: readonly number[];
  readonly tags: readonly string[];
}

export function parseBundles(parser: AsmParser): ParsedBundles {
  const operands: UnresolvedOperand[] = [];
  const types: Type[] = [];
  const sizes: number[] = [];
  const tags: string[] = [];
  parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
    tags.push(parser.parseString());
    parser.parseLParen();
    const list = parser.parseOperandList();
    if (list.length > 0) types.push(...parser.parseColonTypeList());
    parser.parseRParen();
    operands.push(...list);
    sizes.push(list.length);
  });
  return { operands, types, sizes, tags };
}

export const noBundles: ParsedBundles = { operands: [], types: [], sizes: [], tags: [] };

/** The attributes that say how bundles divide their operands. */
export function addBundleAttributes(state: ParsedOperation, { sizes, tags }: ParsedBundles): void {
  state.addAttribute("op_bundle_sizes", denseI32Array(sizes));
  if (tags.length > 0) state.addAttribute("op_bundle_tags", ArrayAttr.get(tags.map((tag) => StringAttr.get(tag))));
}

export function printBundles(bundles: readonly OperandBundle[], printer: AsmPrinter): void {
  printer.write("[").list(bundles, ({ tag, operands }) => {
    printer.write(`${quote(tag)}(`);
    if (operands.length > 0) {
      printer.operands(operands).write(" : ");
      printer.types(operands.map((value) => value.type));
    }
    printer.write(")");
  });
  printer.write("]");
}
