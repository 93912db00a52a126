/** The syntax that structured operations share: `{attributes} ins(%a : T) outs(%b : U)`. */

import type { AsmParser, ParsedArgument } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import { ArrayAttr, type DenseArrayAttr } from "../../ir/builtin/attributes.ts";
import { DenseI64Array } from "../../ir/builtin/constraints.ts";
import { isDynamic, TensorType } from "../../ir/builtin/types.ts";
import { attrConstraintOf } from "../../ir/constraint.ts";
import type { OpSpec } from "../../ir/define-op.ts";
import { DestinationStyleOpInterface, dpsInits, dpsInputs } from "../../ir/interfaces/destination-style.ts";
import type { Operation } from "../../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import type { OpOperand, Value } from "../../ir/value.ts";
import { AffineMapArray } from "./attributes.ts";
import type { Body } from "./named/bodies.ts";
import { makeBody } from "./named/body-region.ts";

/** The maps that upstream notes down in operations of which they depend on attributes. They follow from the rest. */
export const memoizedIndexingMaps = "linalg.memoized_indexing_maps";

/** `<{properties}> {attributes}`, both optional. */
export function parseAttributes(parser: AsmParser, state: ParsedOperation): void {
  if (parser.parseOptionalLess()) {
    for (const [name, value] of parser.parseDictionary().entries) state.addAttribute(name, value);
    parser.parseGreater();
  }
  parser.parseOptionalAttrDict(state);
}

/** Says which attribute of what was parsed cannot be, before the body is made with it. Errors stand at `at`. */
function checkAttributes(parser: AsmParser, { def, properties }: ParsedOperation, at: number): void {
  for (const [name, spec] of Object.entries((def.spec as OpSpec).attributes ?? {})) {
    const value = properties[def.attributeSlot(name)!];
    const { is, summary } = attrConstraintOf(spec);
    if (value === undefined || is(value)) continue;
    throw parser.error(`'${def.name}' op attribute '${name}' failed to satisfy constraint: ${summary}`, at);
  }
}

/** `keyword(%a, %b : T, U)`, or nothing. */
function parseOptionalOperands(parser: AsmParser, keyword: "ins" | "outs"): Value[] {
  if (!parser.parseOptionalKeyword(keyword)) return [];
  const before = parser.start;
  parser.parseLParen();
  // As upstream has it, errors about outputs stand at the parenthesis.
  const at = keyword === "ins" ? parser.start : before;
  const operands = parser.parseOperandList();
  const types = parser.parseColonTypeList();
  parser.parseRParen();
  return parser.resolveOperands(operands, types, at);
}

/** `ins(...) outs(...)`, both optional. */
export function parseOperands(parser: AsmParser, state: ParsedOperation): { readonly numOutputs: number } {
  const inputs = parseOptionalOperands(parser, "ins");
  const outputs = parseOptionalOperands(parser, "outs");
  state.operands = [...inputs, ...outputs];
  if (state.def.attributeSlot(operandSegmentSizes) !== undefined) {
    state.addAttribute(operandSegmentSizes, sizesAttr([inputs.length, outputs.length]));
  }
  return { numOutputs: outputs.length };
}

/** `indexing_maps = [...]`, or nothing. */
export function parseOptionalMaps(parser: AsmParser): ArrayAttr | undefined {
  if (!parser.parseOptionalKeyword("indexing_maps")) return undefined;
  parser.parseEqual();
  const at = parser.start;
  const maps = parser.parseAttribute();
  if (!(maps instanceof ArrayAttr)) throw parser.error("invalid kind of attribute specified", at);
  if (!AffineMapArray.is(maps)) throw parser.error("element of indexing_maps array is not an affine_map");
  return maps;
}

/** ` indexing_maps = [...]`, unless they are the default. */
export function printMaps(printer: AsmPrinter, maps: ArrayAttr, defaults: ArrayAttr): void {
  if (maps !== defaults) printer.write(" indexing_maps = ").attribute(maps);
}

/** Adds the region that the text leaves out. What it cannot be made for is an error at `at`. */
export function parseBody(
  parser: AsmParser,
  state: ParsedOperation,
  numOperands: number,
  body: Body,
  at: number,
): void {
  const { operands } = state;
  if (operands.length !== numOperands) {
    const counts = `expects ${numOperands} args, got ${operands.length}`;
    throw parser.error(`[parseNamedStructuredOpRegion] ods-gen generated region ${counts}`);
  }
  checkAttributes(parser, state, at);
  const fail = (message: string): Error => parser.error(message, at);
  state.regions.push(makeBody(operands, body, fail));
}

/** The types of the results that an operation has for its outputs: one for each tensor. */
export const tensorTypes = (outputs: readonly Value[]): Type[] =>
  outputs.map(({ type }) => type).filter((type) => type instanceof TensorType);

/** What the arguments of a body are called: one for each input, then one for each output. */
export function bodyArgumentNames(op: Operation, output: string): string[] {
  const { start } = DestinationStyleOpInterface.of(op)!.initRange(op);
  return op.operands.map((_, i) => (i < start ? "in" : output));
}

/** `(%in: f32, %out: f32)` */
export function parseBodyArguments(parser: AsmParser): ParsedArgument[] {
  const args: ParsedArgument[] = [];
  const parseOne = (): void => {
    args.push(parser.parseArgument());
  };
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseOne, " in argument list");
  return args;
}

/** `name = [0, 1]` */
export function parseNumbers(parser: AsmParser, name: string): DenseArrayAttr {
  if (!parser.parseOptionalKeyword(name)) throw parser.error(`expected '${name}'`);
  parser.parseEqual();
  return DenseI64Array.syntax!.parse(parser, name);
}

export function printNumbers(printer: AsmPrinter, name: string, numbers: DenseArrayAttr): void {
  printer.write(` ${name} = `);
  DenseI64Array.syntax!.print(numbers, printer);
  printer.write(" ");
}

/** The size of a dimension in a message. */
export const dimensionText = (size: number): string => (isDynamic(size) ? "?" : String(size));

function printOptionalOperands(printer: AsmPrinter, keyword: string, operands: readonly OpOperand[]): void {
  if (operands.length === 0) return;
  const values = operands.map(({ value }) => value);
  printer.write(` ${keyword}(`).operands(values).write(" : ");
  printer.types(values.map(({ type }) => type)).write(")");
}

/** ` ins(...) outs(...)` */
export function printOperands(op: Operation, printer: AsmPrinter): void {
  printOptionalOperands(printer, "ins", dpsInputs(op));
  printOptionalOperands(printer, "outs", dpsInits(op));
}
