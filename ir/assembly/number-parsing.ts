/** The syntax of numbers. What a literal means depends on its type. */

import type { Type } from "../attribute.ts";
import { FloatAttr, IntegerAttr, integerWidth, isInRange } from "../builtin/attributes.ts";
import { parseDecimal } from "../builtin/float-format.ts";
import { FloatType, f64, IndexType, IntegerType, i64 } from "../builtin/types.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";

/** A number; `type` is its type if the text leaves it out. */
export function parseNumber(p: AttributeParser, type: Type | undefined): FloatAttr | IntegerAttr {
  const negative = p.consumeIf(TokenKind.MINUS);
  const { kind, text, start: at } = p;
  if (kind !== TokenKind.INTEGER && kind !== TokenKind.HEX_INTEGER && kind !== TokenKind.FLOAT) {
    throw p.syntaxError("expected constant integer or floating point value");
  }
  p.advance();
  const isFloat = kind === TokenKind.FLOAT;
  const written = type ?? (p.parseOptionalColon() ? p.parseType() : isFloat ? f64() : i64());
  return numberAttribute(p, text, kind, negative, written, at);
}

/** The attribute for a number that was read; its digits stand at `at`. A message calls what needs it `whose`. */
export function numberAttribute(
  p: AttributeParser,
  text: string,
  kind: number,
  negative: boolean,
  type: Type,
  at: number,
  whose = "attribute",
): FloatAttr | IntegerAttr {
  if (type instanceof FloatType) {
    if (kind === TokenKind.HEX_INTEGER) {
      if (negative) {
        throw p.syntaxError("hexadecimal float literal should not have a leading minus", at);
      }
      const bits = BigInt(text);
      if (bits >> BigInt(type.width) !== 0n) {
        throw p.syntaxError("hexadecimal float constant out of range for type", at);
      }
      return FloatAttr.fromBits(type, bits);
    }
    if (kind === TokenKind.INTEGER) {
      throw p
        .syntaxError("unexpected decimal integer literal for a floating point value", at)
        .attachNote(p.locationAt(at), "add a trailing dot to make the literal a float");
    }
    if (type.width <= 64) return FloatAttr.get(type, negative ? -Number(text) : Number(text));
    return FloatAttr.fromBits(type, parseDecimal(negative ? `-${text}` : text, type.format));
  }
  if (!(type instanceof IntegerType || type instanceof IndexType)) {
    if (kind === TokenKind.FLOAT) throw p.syntaxError("floating point value not valid for specified type");
    throw p.syntaxError("integer literal not valid for specified type", at);
  }
  if (kind === TokenKind.FLOAT) throw p.syntaxError("floating point value not valid for specified type");
  if (negative && type instanceof IntegerType && type.signedness === "unsigned") {
    throw p.syntaxError("negative integer literal not valid for unsigned integer type", at);
  }
  const value = integerInRange(text, negative, type);
  if (value === undefined) throw p.syntaxError(`integer constant out of range for ${whose}`, at);
  return IntegerAttr.get(type, value);
}

/** One number of a dense array: an integer, `true` or `false` for i1, or the bits of a float. */
export function parseArrayElement(p: AttributeParser, type: IntegerType | FloatType): bigint {
  if (type instanceof IntegerType && type.width === 1) {
    if (p.parseOptionalKeyword("true")) return 1n;
    if (p.parseOptionalKeyword("false")) return 0n;
    throw p.syntaxError("expected 'true' or 'false' values for i1 type");
  }
  const negative = p.consumeIf(TokenKind.MINUS);
  const { kind, text, start } = p;
  const isInteger = kind === TokenKind.INTEGER || kind === TokenKind.HEX_INTEGER;
  if (type instanceof FloatType) {
    if (!isInteger && kind !== TokenKind.FLOAT) throw p.syntaxError("expected integer or float literal");
    p.advance();
    return (numberAttribute(p, text, kind, negative, type, start) as FloatAttr).bits;
  }
  if (!isInteger) throw p.syntaxError("expected integer literal");
  p.advance();
  const value = integerInRange(text, negative, type);
  if (value === undefined) throw p.syntaxError("integer constant out of range");
  return IntegerAttr.get(type, value).value;
}

/** Literals of at most so many characters are exact as numbers, also in hexadecimal. */
const exactLength = 15;

/** The value of an integer literal if its type can hold it. Signless types hold signed and unsigned ranges. */
function integerInRange(text: string, negative: boolean, type: IntegerType | IndexType): number | bigint | undefined {
  if (text.length <= exactLength) {
    const value = negative ? -Number(text) : Number(text);
    if (isInRange(type, value)) return value;
  }
  const magnitude = BigInt(text);
  const width = BigInt(integerWidth(type));
  const value = negative ? -magnitude : magnitude;
  if (width === 0n) return value === 0n ? value : undefined;
  const signedness = type instanceof IntegerType ? type.signedness : "signed";
  const lowest = signedness === "unsigned" ? 0n : -(1n << (width - 1n));
  // Decimal literals of signless types may use all bits; so may hexadecimal ones of any type.
  const usesAllBits = signedness !== "signed" || text.startsWith("0x");
  const highest = usesAllBits ? (1n << width) - 1n : (1n << (width - 1n)) - 1n;
  return value < lowest || value > highest ? undefined : value;
}
