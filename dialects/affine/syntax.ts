/** Syntax that affine operations share: the values of dimensions and symbols, `(%i, %j)[%n]`. */

import { type AffineExpr, type AffineMap, type InputName, printAffineExpr } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { indexType, MemRefType } from "../../ir/builtin/types.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Applied } from "./map-operands.ts";

/** Reads the values and adds them to the operands. Returns how many are dimensions and how many symbols. */
export function parseDimAndSymbolList(
  parser: AsmParser,
  state: ParsedOperation,
): [numDims: number, numSymbols: number] {
  const dims = parser.parseDelimitedOperands("paren");
  const symbols = parser.kind === TokenKind.LSQUARE ? parser.parseDelimitedOperands("square") : [];
  for (const operand of [...dims, ...symbols]) state.operands.push(parser.resolveOperand(operand, indexType()));
  return [dims.length, symbols.length];
}

export function printDimAndSymbolList(printer: AsmPrinter, values: readonly Value[], numDims: number): void {
  printer.write("(").operands(values.slice(0, numDims)).write(")");
  if (values.length > numDims) printer.write("[").operands(values.slice(numDims)).write("]");
}

/** An attribute that must be an affine map. */
function parseAffineMap(parser: AsmParser): AffineMapAttr {
  const at = parser.start;
  const attr = parser.parseAttribute();
  if (attr instanceof AffineMapAttr) return attr;
  throw parser.error("invalid kind of attribute specified", at);
}

/** `#map(%i)[%n] {attributes}`. Returns the map and how many dimensions and symbols are given. */
export function parseAppliedMap(
  parser: AsmParser,
  state: ParsedOperation,
): { readonly map: AffineMap; readonly numDims: number; readonly numSymbols: number } {
  const attr = parseAffineMap(parser);
  state.addAttribute("map", attr);
  const [numDims, numSymbols] = parseDimAndSymbolList(parser, state);
  parser.parseOptionalAttrDict(state);
  return { map: attr.affineMap, numDims, numSymbols };
}

/** What operations with an affine map write themselves. */
export const mapName: ReadonlySet<string> = new Set(["map"]);

export function printAppliedMap(printer: AsmPrinter, op: Operation, map: AffineMapAttr): void {
  printer.write(" ").attribute(map);
  printDimAndSymbolList(printer, op.operands, map.affineMap.numDims);
  printer.optionalAttrDict(op, mapName);
}

/** An expression with the values in the places of dimensions and symbols. */
function printAffineExprOfSSAIds(printer: AsmPrinter, expr: AffineExpr, { map, operands }: Applied): void {
  const nameOf: InputName = ({ kind, position }) => {
    const operand = operands[kind === "dim" ? position : map.numDims + position]!;
    const name = printer.captured(() => printer.operand(operand));
    return kind === "dim" ? name : `symbol(${name})`;
  };
  printer.write(printAffineExpr(expr, nameOf));
}

/** The results of a map with the values in the places of dimensions and symbols, without delimiters. */
export function printAffineMapOfSSAIds(printer: AsmPrinter, applied: Applied): void {
  printer.list(applied.map.results, (expr) => printAffineExprOfSSAIds(printer, expr, applied));
}

/** `: T`, the type of a buffer. */
export function parseColonMemRefType(parser: AsmParser): MemRefType {
  const at = parser.start;
  const type = parser.parseColonType();
  if (type instanceof MemRefType) return type;
  throw parser.error(`invalid kind of type specified: expected builtin.memref, but found '${type}'`, at);
}
