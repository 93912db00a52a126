/** Reads the generic form of operations: `"name"(%a, %b)[^bb1] <{p = 1}> ({...}) {a = 2} : (T, U) -> V`. */

import type { Type } from "../attribute.ts";
import type { Block } from "../block.ts";
import { DictionaryAttr } from "../builtin/attributes.ts";
import { type OpDefinition, unregisteredProperties } from "../define-op.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
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
  p.parseOptionalAttrDict(state);
  p.expect(TokenKind.COLON, "':' followed by operation type");
  const typeAt = p.start;
  if (p.kind !== TokenKind.LPAREN) {
    p.parseType();
    throw p.error("expected function type", typeAt);
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
  throw p.error(`expected ${count} operand type${count === 1 ? "" : "s"} but had ${types.length}`, at);
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
  if (name === "") throw p.error("empty operation name is invalid", offset);
  if (context.allowUnregisteredDialects) return context.unregisteredOp(name);
  const dialect = name.includes(".") ? name.slice(0, name.indexOf(".")) : "";
  throw p.error(
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

/** `<{name = value}>`; an unregistered operation keeps whatever stands there. */
function parseProperties(p: AsmParser, state: ParsedOperation): void {
  p.parseLess();
  const { def } = state;
  const at = p.start;
  if (!def.isRegistered) state.addAttribute(unregisteredProperties, p.parseAttribute());
  else if (p.kind === TokenKind.LBRACE) {
    p.parseNamedAttributes((name, value) => {
      const slot = def.attributeSlot(name);
      if (slot === undefined) throw p.error(`'${def.name}' op has no property '${name}'`, at);
      state.properties[slot] = value;
    });
  } else {
    // An alias of a dictionary.
    const value = p.parseAttribute();
    if (!(value instanceof DictionaryAttr)) throw p.error("expected a dictionary of properties", at);
    for (const [name, attr] of value.entries) {
      if (def.attributeSlot(name) === undefined) throw p.error(`'${def.name}' op has no property '${name}'`, at);
      state.addAttribute(name, attr);
    }
  }
  p.parseGreater();
}
