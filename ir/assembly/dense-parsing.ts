/** The syntax of dense and sparse elements, and of dense arrays. */

import type { Attribute, Type } from "../attribute.ts";
import { DenseArrayAttr, FloatAttr } from "../builtin/attributes.ts";
import {
  type DenseElement,
  DenseElementsAttr,
  type DenseElementType,
  DenseResourceElementsAttr,
  DenseStringElementsAttr,
  isDenseElementType,
  SparseElementsAttr,
} from "../builtin/dense-elements.ts";
import { ComplexType, FloatType, IntegerType, i64, RankedTensorType, ShapedType } from "../builtin/types.ts";
import { fromHex } from "../bytes.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";
import { numberAttribute, parseArrayElement } from "./number-parsing.ts";
import { unescapeString } from "./token-parser.ts";

/** An element as it is written; what it means depends on the type, which follows. */
interface Literal {
  /** Where it stands, without its sign. */
  readonly at: number;
  readonly kind: number;
  readonly negative: boolean;
  readonly text: string;
  /** The two parts of a complex number. */
  readonly parts: readonly [Literal, Literal] | undefined;
}

/** What stands between the angle brackets. */
interface Literals {
  /** Where the attribute begins. */
  readonly at: number;
  readonly elements: Literal[];
  /** Undefined for a single element, which is a splat unless the type has exactly one. */
  readonly shape: number[] | undefined;
}

/** `dense<...> : type` */
export function parseDenseElements(p: AttributeParser, type: Type | undefined): Attribute {
  const at = p.start;
  p.advance();
  p.expect(TokenKind.LESS, "'<' after 'dense'");
  const literals = parseLiterals(p, at);
  p.parseGreater();
  const shaped = parseElementsType(p, type, at);
  return denseFromLiterals(p, literals, shaped);
}

/** `sparse<indices, values> : type` */
export function parseSparseElements(p: AttributeParser, type: Type | undefined): Attribute {
  const at = p.start;
  p.advance();
  p.parseLess();
  let indices: Literals | undefined;
  let values: Literals | undefined;
  if (p.kind !== TokenKind.GREATER) {
    indices = parseLiterals(p, at);
    p.parseComma();
    values = parseLiterals(p, at);
  }
  p.parseGreater();
  const shaped = parseElementsType(p, type, at);
  const rank = shaped.shape!.length;
  if (indices === undefined || values === undefined) {
    const noIndices = DenseElementsAttr.get(RankedTensorType.get([0, rank], i64()), []);
    return SparseElementsAttr.get(
      shaped,
      noIndices,
      DenseElementsAttr.get(RankedTensorType.get([0], shaped.elementType), []),
    );
  }
  // A plain list holds the indices of a shape with one dimension.
  const indexShape = indices.shape ?? [1, rank];
  const count = indexShape[0]!;
  const valueShape = values.shape ?? [count];
  const coordinates = indexShape.length === 1 ? 1 : indexShape[1];
  if (indexShape.length > 2 || coordinates !== rank || valueShape.length !== 1 || valueShape[0] !== count) {
    throw p.syntaxError(
      `expected shape ([${shaped.shape!.join(", ")}]); inferred shape of indices literal ([${indexShape.join(", ")}]); inferred shape of values literal ([${valueShape.join(", ")}])`,
      at,
    );
  }
  const sparseIndices = denseFromLiterals(p, indices, RankedTensorType.get(indexShape, i64())) as DenseElementsAttr;
  const valueAttr = denseFromLiterals(p, values, RankedTensorType.get(valueShape, shaped.elementType));
  const coordinate = (i: number): bigint => BigInt.asIntN(64, sparseIndices.element(i) as bigint);
  const place = (i: number): string =>
    Array.from({ length: rank }, (_, d) => coordinate(i - (i % rank) + d)).join(", ");
  for (let i = 0; i < count * rank; i++) {
    const index = coordinate(i);
    if (index < 0n || index >= BigInt(shaped.shape![i % rank]!)) {
      throw p.syntaxError(
        `sparse index #${Math.floor(i / rank)} is not contained within the value shape, with index=[${place(i)}], and type='${shaped}'`,
        indices.at,
      );
    }
  }
  return SparseElementsAttr.get(shaped, sparseIndices, valueAttr as DenseElementsAttr | DenseStringElementsAttr);
}

/** `dense_resource<key> : type` */
export function parseDenseResource(p: AttributeParser, type: Type | undefined): Attribute {
  const key = p.parseInAngles(() => p.parseOptionalString() ?? p.parseOptionalAnyKeyword());
  if (key === undefined) throw p.syntaxError("expected identifier key for 'resource' entry");
  if (type === undefined) p.parseColon();
  const at = p.start;
  const shaped = type ?? p.parseType();
  if (!(shaped instanceof ShapedType) || !shaped.hasStaticShape) {
    throw p.syntaxError("`dense_resource` expected a shaped type", at);
  }
  return DenseResourceElementsAttr.get(shaped, key);
}

/** `array<type: numbers>` */
export function parseDenseArray(p: AttributeParser): Attribute {
  p.advance();
  p.expect(TokenKind.LESS, "'<' after 'array'");
  const at = p.start;
  const type = p.parseType();
  if (!(type instanceof FloatType || type instanceof IntegerType)) {
    throw p.syntaxError(`expected integer or float type, got: '${type}'`, at);
  }
  if (type.width !== 1 && type.width % 8 !== 0) {
    throw p.syntaxError("element type bitwidth must be a multiple of 8", at);
  }
  const values: bigint[] = [];
  if (p.consumeIf(TokenKind.GREATER)) return DenseArrayAttr.get(type, values);
  p.expect(TokenKind.COLON, "':' after dense array type");
  p.parseCommaSeparated(() => {
    values.push(parseArrayElement(p, type));
  });
  p.expect(TokenKind.GREATER, "'>' to close an array attribute");
  return DenseArrayAttr.get(type, values);
}

function parseElementsType(p: AttributeParser, type: Type | undefined, at: number): ShapedType {
  const shaped = type ?? p.parseColonType();
  if (!(shaped instanceof ShapedType)) throw p.syntaxError("elements literal must be a shaped type", at);
  if (!shaped.hasStaticShape) throw p.syntaxError("elements literal type must have static shape", at);
  return shaped;
}

function parseLiterals(p: AttributeParser, at: number): Literals {
  const elements: Literal[] = [];
  // `dense<>` holds no elements.
  if (p.kind === TokenKind.GREATER) return { at, elements, shape: [0] };
  if (p.kind !== TokenKind.LSQUARE) {
    elements.push(parseLiteral(p));
    return { at, elements, shape: undefined };
  }
  return { at, elements, shape: parseNested(p, elements) };
}

/** A bracketed list; returns its shape. Lists at one level must have one shape. */
function parseNested(p: AttributeParser, elements: Literal[]): number[] {
  p.parseLSquare();
  let inner: number[] | undefined;
  let count = 0;
  if (!p.parseOptionalRSquare()) {
    p.parseCommaSeparated(() => {
      const shape: number[] = [];
      if (p.kind === TokenKind.LSQUARE) shape.push(...parseNested(p, elements));
      else elements.push(parseLiteral(p));
      if (inner !== undefined && inner.join() !== shape.join()) {
        throw p.syntaxError("tensor literal is invalid; ranks are not consistent between elements");
      }
      inner = shape;
      count++;
    });
    p.parseRSquare();
  }
  return [count, ...(inner ?? [])];
}

function parseLiteral(p: AttributeParser): Literal {
  const at = p.start;
  if (p.parseOptionalLParen()) {
    const real = parseLiteral(p);
    p.parseComma();
    const imaginary = parseLiteral(p);
    p.parseRParen();
    return { at, kind: TokenKind.LPAREN, negative: false, text: "", parts: [real, imaginary] };
  }
  const negative = p.consumeIf(TokenKind.MINUS);
  const { kind, text, start } = p;
  const isWord = !negative && (p.atKeyword("true") || p.atKeyword("false"));
  const isNumber = kind === TokenKind.INTEGER || kind === TokenKind.HEX_INTEGER || kind === TokenKind.FLOAT;
  if (!isWord && !isNumber && (negative || kind !== TokenKind.STRING)) {
    throw p.syntaxError("expected element literal of primitive type");
  }
  p.advance();
  return { at: start, kind, negative, text, parts: undefined };
}

function denseFromLiterals(p: AttributeParser, literals: Literals, type: ShapedType): Attribute {
  const { elements, shape, at } = literals;
  const elementType = type.elementType;
  const isSplat = shape === undefined;
  if (!isDenseElementType(elementType)) {
    const wrong = elements.find((element) => element.kind !== TokenKind.STRING);
    if (wrong !== undefined) throw p.syntaxError(`expected string token, got ${wrong.text}`, at);
    checkShape(p, literals, type);
    return DenseStringElementsAttr.get(
      type,
      elements.map((element) => unescapeString(element.text.slice(1, -1))),
    );
  }
  if (isSplat && elements[0]!.kind === TokenKind.STRING) return denseFromHex(p, elements[0]!, type, at);
  checkShape(p, literals, type);
  if (elementType instanceof ComplexType && elements.some(({ parts }) => parts === undefined)) {
    const expected = 2 * (isSplat ? 1 : type.numElements);
    const found = elements.reduce((sum, { parts }) => sum + (parts === undefined ? 1 : 2), 0);
    throw p.syntaxError(`parsed ${found} elements, but type ('${elementType}') expected ${expected} elements`, at);
  }
  const values = elements.map((element) => elementValue(p, element, elementType));
  return DenseElementsAttr.get(type, isSplat && type.numElements === 0 ? [] : values);
}

function checkShape(p: AttributeParser, { shape, at, elements }: Literals, type: ShapedType): void {
  if (shape === undefined || (elements.length === 0 && type.numElements === 0)) return;
  if (shape.join() === type.shape!.join()) return;
  throw p.syntaxError(
    `inferred shape of elements literal ([${shape.join(", ")}]) does not match type ([${type.shape!.join(", ")}])`,
    at,
  );
}

/** One string of hexadecimal digits that holds all bytes, or those of a splat. */
function denseFromHex(p: AttributeParser, { text, at: digits }: Literal, type: ShapedType, at: number): Attribute {
  if (!/^"0x(?:[0-9a-fA-F]{2})*"$/.test(text)) {
    throw p.syntaxError("expected string containing hex digits starting with `0x`", digits);
  }
  const dense = DenseElementsAttr.fromHexBytes(type, fromHex(text.slice(3, -1)));
  if (dense === undefined) throw p.syntaxError(`elements hex data size is invalid for provided type: '${type}'`, at);
  return dense;
}

function elementValue(p: AttributeParser, literal: Literal, type: DenseElementType): DenseElement {
  if (type instanceof ComplexType) {
    const part = type.elementType as DenseElementType;
    const [real, imaginary] = literal.parts!;
    return [elementValue(p, real, part) as bigint, elementValue(p, imaginary, part) as bigint];
  }
  if (literal.parts !== undefined) throw p.syntaxError("expected element type to be complex", literal.at);
  if (literal.kind === TokenKind.STRING) throw p.syntaxError("expected a number, but got a string", literal.at);
  if (literal.text === "true" || literal.text === "false") {
    if (!(type instanceof IntegerType) || type.width !== 1) {
      throw p.syntaxError("expected i1 type for 'true' or 'false' values", literal.at);
    }
    return literal.text === "true" ? 1n : 0n;
  }
  if (!(type instanceof FloatType)) {
    if (literal.kind === TokenKind.FLOAT) {
      throw p.syntaxError("expected integer elements, but parsed floating-point", literal.at);
    }
    if (literal.negative && type instanceof IntegerType && type.signedness === "unsigned") {
      throw p.syntaxError("expected unsigned integer elements, but parsed negative value", literal.at);
    }
  }
  const attr = numberAttribute(p, literal.text, literal.kind, literal.negative, type, literal.at, "type");
  return attr instanceof FloatAttr ? attr.bits : attr.unsignedValue;
}
