/** Reads the generic form of operations: `"name"(%a, %b)[^bb1] <{p = 1}> ({...}) {a = 2} : (T, U) -> V`. */

import type { Attribute, Type } from "../attribute.ts";
import type { Block } from "../block.ts";
import { DenseArrayAttr, DictionaryAttr } from "../builtin/attributes.ts";
import { i32 } from "../builtin/types.ts";
import { attrConstraintOf } from "../constraint.ts";
import { type OpDefinition, unregisteredProperties } from "../define-op.ts";
import type { OpSpec } from "../op-spec.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import { operandSegmentSizes, resultSegmentSizes } from "../segments.ts";
import type { AsmParser } from "./asm-parser.ts";
import { ParsedOperation } from "./parsed-operation.ts";
import { TokenKind } from "./token-parser.ts";

/** The operation whose name, a string, is the current token. */
export function parseGenericOperation(p: AsmParser, offset: number): Operation {
  const def = parseName(p, offset);
  const state = new ParsedOperation(def, p.file, offset);
  p.expect(TokenKind.LPAREN, "'(' to start operand list");
  const operandsAt = p.start;
  const operands = p.parseOperandList();
  p.expect(TokenKind.RPAREN, "')' to end operand list");
  if (p.kind === TokenKind.LSQUARE) parseSuccessors(p, state);
  if (p.kind === TokenKind.LESS) parseProperties(p, state);
  if (p.kind === TokenKind.LPAREN) parseRegions(p, state);
  if (p.kind === TokenKind.LBRACE) parseAttributes(p, state);
  p.expect(TokenKind.COLON, "':' followed by operation type");
  const typeAt = p.start;
  if (p.kind !== TokenKind.LPAREN) {
    p.parseType();
    throw p.syntaxError("expected function type", typeAt);
  }
  const operandTypes = p.parseParenthesizedTypes();
  p.expect(TokenKind.ARROW, "'->' in function type");
  state.resultTypes = p.parseTypeOrParenthesizedTypes();
  checkOperandCount(p, operands.length, operandTypes, typeAt);
  state.operands = p.resolveOperands(operands, operandTypes, operandsAt);
  return p.makeOperation(state);
}

function checkOperandCount(p: AsmParser, count: number, types: readonly Type[], at: number): void {
  if (types.length === count) return;
  throw p.syntaxError(`expected ${count} operand type${count === 1 ? " " : "s"} but had ${types.length}`, at);
}

function parseName(p: AsmParser, offset: number): OpDefinition {
  const word = p.wordAt(p.start + 1, p.end - 1);
  const op = p.registeredOp(word);
  const name = p.parseString();
  return op ?? definitionNamed(p, name, offset);
}

/** The definition of a full name, which may be one of a dialect that is not registered if those are allowed. */
export function definitionNamed(p: AsmParser, name: string, offset: number): OpDefinition {
  const { context } = p;
  const op = context.op(name);
  if (op !== undefined) return op;
  if (name === "") throw p.syntaxError("empty operation name is invalid", offset);
  if (context.allowUnregisteredDialects) return context.unregisteredOp(name);
  const dialect = name.includes(".") ? name.slice(0, name.indexOf(".")) : "";
  throw p.syntaxError(
    context.dialect(dialect) === undefined
      ? "operation being parsed with an unregistered dialect. If this is intended, please use --allow-unregistered-dialect"
      : `unregistered operation '${name}' found in dialect ('${dialect}') that does not allow unknown operations`,
    offset,
  );
}

function parseSuccessors(p: AsmParser, state: ParsedOperation): void {
  const successors: Block[] = [];
  p.parseLSquare();
  do successors.push(p.parseSuccessor());
  while (p.parseOptionalComma());
  p.parseRSquare();
  state.successors = successors;
}

function parseRegions(p: AsmParser, state: ParsedOperation): void {
  const regions: Region[] = [];
  p.parseLParen();
  do regions.push(p.parseExplicitRegion(state.def));
  while (p.parseOptionalComma());
  p.parseRParen();
  state.regions = regions;
}

/** `{name = value}`: properties stand here in files of older versions; those in `<{...}>` go before them. */
function parseAttributes(p: AsmParser, state: ParsedOperation): void {
  p.parseNamedAttributes((name, value) => {
    if (state.attribute(name) === undefined) state.addAttribute(name, value);
  });
}

/** `<{name = value}>`; an unregistered operation keeps whatever stands there. */
function parseProperties(p: AsmParser, state: ParsedOperation): void {
  p.parseLess();
  const { def, properties } = state;
  const at = p.start;
  if (!def.isRegistered) state.addAttribute(unregisteredProperties, p.parseAttribute());
  else {
    let wrong = properties.length === 0 ? "this operation does not support properties" : undefined;
    const add = (name: string, value: Attribute): void => {
      // As in mlir-opt, what the operation does not have is ignored.
      const slot = def.attributeSlot(name) ?? def.attributeSlot(formerNames[name] ?? name);
      if (slot !== undefined) properties[slot] = value;
    };
    if (p.kind === TokenKind.LBRACE) p.parseNamedAttributes(add);
    else {
      // An alias of a dictionary.
      const value = p.parseAttribute();
      if (value instanceof DictionaryAttr) for (const [name, attr] of value.entries) add(name, attr);
      else wrong ??= "expected DictionaryAttr to set properties";
    }
    wrong ??= wrongProperty(def, properties);
    if (wrong !== undefined) {
      p.resetTo(at);
      throw p.syntaxError(`invalid properties ${p.parseAttribute()} for op ${def.name}: ${wrong}`, state.loc);
    }
  }
  p.parseGreater();
}

/** Names that files written by older versions have. */
const formerNames: Readonly<Record<string, string>> = {
  operand_segment_sizes: operandSegmentSizes,
  result_segment_sizes: resultSegmentSizes,
};

type PropertyCheck = (value: Attribute) => string | undefined;

const checksOfDefinition = new WeakMap<OpDefinition, readonly (PropertyCheck | undefined)[]>();

/** What is wrong with properties whatever the operation, in upstream's words. Conditions on values are the verifier's. */
function wrongProperty(def: OpDefinition, properties: readonly (Attribute | undefined)[]): string | undefined {
  let checks = checksOfDefinition.get(def);
  if (checks === undefined) {
    checks = propertyChecks(def);
    checksOfDefinition.set(def, checks);
  }
  let wrong: string | undefined;
  for (let slot = 0; slot < checks.length; slot++) {
    const value = properties[slot];
    if (value === undefined) continue;
    const message = checks[slot]?.(value);
    // Of several messages the one about the first name in the order of the alphabet.
    if (message !== undefined && (wrong === undefined || message < wrong)) wrong = message;
  }
  return wrong;
}

/** By slot. */
const propertyChecks = (def: OpDefinition): (PropertyCheck | undefined)[] =>
  def.attributeNames.map((name) => {
    if (name === operandSegmentSizes) return (value) => wrongSizes(value, def.operandSegments.length);
    if (name === resultSegmentSizes) return (value) => wrongSizes(value, def.resultSegments.length);
    const spec = (def.spec as OpSpec).attributes?.[name];
    if (spec === undefined) return undefined;
    const constraint = attrConstraintOf(spec);
    return (value) =>
      constraint.is(value) || constraint.base?.is(value) === true
        ? undefined
        : `Invalid attribute \`${name}\` in property conversion: ${value}`;
  });

function wrongSizes(value: Attribute, count: number): string | undefined {
  if (!(value instanceof DenseArrayAttr) || value.elementType !== i32()) {
    return "expected DenseI32ArrayAttr for key `value`";
  }
  const { length } = value.values;
  return length === count ? undefined : `size mismatch in attribute conversion: ${length} vs ${count}`;
}
