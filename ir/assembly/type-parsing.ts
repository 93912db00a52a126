/** The syntax of the builtin types, and of dialects' types. */

import { type Attribute, Type } from "../attribute.ts";
import { AffineMapAttr, DictionaryAttr, IntegerAttr, StridedLayoutAttr, StringAttr } from "../builtin/attributes.ts";
import { type FloatKind, floatFormats } from "../builtin/float-format.ts";
import {
  BaseMemRefType,
  ComplexType,
  Dynamic,
  FloatType,
  FunctionType,
  IndexType,
  IntegerType,
  type MemRefLayout,
  MemRefType,
  maxIntegerWidth,
  NoneType,
  OpaqueType,
  RankedTensorType,
  TupleType,
  UnrankedMemRefType,
  UnrankedTensorType,
  VectorType,
} from "../builtin/types.ts";
import { definitionOf } from "../define-attribute.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { parseDialectSymbol, parseOpaqueData, requireUnregistered } from "./dialect-symbols.ts";
import { TokenKind } from "./lexer.ts";
import type { Word } from "./words.ts";

/** Reads a type if one stands here. */
export function parseTypeOrUndefined(p: AttributeParser): Type | undefined {
  switch (p.kind) {
    case TokenKind.INTTYPE:
    case TokenKind.BARE_ID:
    case TokenKind.EXCLAMATION_ID: {
      const end = p.plainEnd();
      const word = p.wordAt(p.start, end);
      if (word.type === null) return parseNewType(p, word, end);
      p.resetTo(end);
      return word.type;
    }
    case TokenKind.LPAREN: {
      const inputs = p.parseParenthesizedTypes();
      p.expect(TokenKind.ARROW, "'->' in function type");
      return FunctionType.get(inputs, p.parseTypeOrParenthesizedTypes());
    }
    default:
      return undefined;
  }
}

/** Reads a type that begins with a word. `word` remembers the type if that is all of its text, up to `end`. */
function parseNewType(p: AttributeParser, word: Word, end: number): Type | undefined {
  const parse =
    p.kind === TokenKind.INTTYPE
      ? parseIntegerType
      : p.kind === TokenKind.EXCLAMATION_ID
        ? parseExtendedType
        : wordTypes.get(p.text);
  const type = parse?.(p);
  if (type !== undefined && p.previousEnd === end) word.type = type;
  return type;
}

function parseIntegerType(p: AttributeParser): Type {
  const { text } = p;
  const signedness = text[0] === "s" ? "signed" : text[0] === "u" ? "unsigned" : "signless";
  const width = Number(text.slice(signedness === "signless" ? 1 : 2));
  if (width > maxIntegerWidth) throw p.syntaxError(`integer bitwidth is limited to ${maxIntegerWidth} bits`);
  p.advance();
  return IntegerType.get(width, signedness);
}

const simple =
  (type: () => Type) =>
  (p: AttributeParser): Type => {
    p.advance();
    return type();
  };

/** Types that begin with a word. */
const wordTypes: ReadonlyMap<string, (p: AttributeParser) => Type> = new Map([
  ["index", simple(() => IndexType.get())],
  ["none", simple(() => NoneType.get())],
  ["complex", parseComplex],
  ["tuple", parseTuple],
  ["vector", parseVector],
  ["tensor", parseTensor],
  ["memref", parseMemRef],
  ...Object.keys(floatFormats).map((kind) => [kind, simple(() => FloatType.get(kind as FloatKind))] as const),
]);

function parseComplex(p: AttributeParser): Type {
  p.advance();
  p.expect(TokenKind.LESS, "'<' in complex type");
  const at = p.start;
  const element = p.parseType();
  p.expect(TokenKind.GREATER, "'>' in complex type");
  if (!(element instanceof FloatType || element instanceof IntegerType)) {
    throw p.syntaxError("invalid element type for complex", at);
  }
  return ComplexType.get(element);
}

function parseTuple(p: AttributeParser): Type {
  p.advance();
  const types: Type[] = [];
  const addType = (): void => {
    types.push(p.parseType());
  };
  p.parseDelimited(TokenKind.LESS, TokenKind.GREATER, ">", addType, " in tuple type");
  return TupleType.get(types);
}

interface Dimensions {
  readonly shape: number[];
  readonly scalable: boolean[];
}

/** `4x?x[8]x`, up to the element type. */
function parseDimensions(p: AttributeParser, allow: { dynamic: boolean; scalable: boolean }): Dimensions {
  const shape: number[] = [];
  const scalable: boolean[] = [];
  for (;;) {
    if (p.kind === TokenKind.DIMENSION) {
      const isDynamic = p.text === "?x";
      if (isDynamic && !allow.dynamic) throw p.missing("non-function type");
      const size = isDynamic ? Dynamic : Number(p.text.slice(0, -1));
      if (!isDynamic && !Number.isSafeInteger(size)) throw p.syntaxError("invalid dimension");
      shape.push(size);
      scalable.push(false);
      p.advance();
    } else if (p.kind === TokenKind.HEX_INTEGER) {
      // `0xf32` is a dimension of size zero and what follows it.
      shape.push(0);
      scalable.push(false);
      p.resetTo(p.start + 2);
    } else if (p.kind === TokenKind.INTEGER || (p.kind === TokenKind.QUESTION && allow.dynamic)) {
      // Spaces stand before the `x`.
      shape.push(p.kind === TokenKind.QUESTION ? Dynamic : Number(p.text));
      scalable.push(false);
      p.advance();
      parseTimes(p);
    } else if (p.kind === TokenKind.LSQUARE && allow.scalable) {
      p.advance();
      shape.push(p.parseNumber());
      scalable.push(true);
      if (p.kind !== TokenKind.RSQUARE) throw p.syntaxError("missing ']' closing scalable dimension", p.previousEnd);
      p.advance();
      parseTimes(p);
    } else return { shape, scalable };
  }
}

/** The `x` that begins the current word; goes on behind it. */
function parseTimes(p: AttributeParser): void {
  if (p.kind !== TokenKind.BARE_ID || p.file.text[p.start] !== "x") {
    throw p.missing("'x' in dimension list");
  }
  p.resetTo(p.start + 1);
}

function parseVector(p: AttributeParser): Type {
  const at = p.start;
  p.advance();
  p.expect(TokenKind.LESS, "'<' in vector type");
  const { shape, scalable } = parseDimensions(p, { dynamic: false, scalable: true });
  const element = p.parseType();
  p.expect(TokenKind.GREATER, "'>' in vector type");
  if (shape.includes(0))
    throw p.syntaxError(`vector types must have positive constant sizes but got ${shape.join(", ")}`, at);
  if (!isVectorElement(element)) {
    throw p.syntaxError("failed to verify 'elementType': VectorElementTypeInterface instance", at);
  }
  return VectorType.get(shape, element, scalable);
}

const isNumber = (type: Type): boolean =>
  type instanceof IntegerType || type instanceof IndexType || type instanceof FloatType;

const isVectorElement = (type: Type): boolean => isNumber(type) || definitionOf(type)?.spec.isPointer === true;

const isMemRefElement = (type: Type): boolean =>
  isNumber(type) || type instanceof ComplexType || type instanceof VectorType || type instanceof BaseMemRefType;

const isTensorElement = (type: Type): boolean =>
  isNumber(type) ||
  type instanceof ComplexType ||
  type instanceof VectorType ||
  type instanceof OpaqueType ||
  definitionOf(type) !== undefined;

function parseTensor(p: AttributeParser): Type {
  p.advance();
  p.expect(TokenKind.LESS, "'<' in tensor type");
  if (p.kind === TokenKind.STAR) {
    p.advance();
    parseTimes(p);
    const element = parseTensorElement(p);
    if (p.parseOptionalComma() && p.parseOptionalAttribute() !== undefined) {
      throw p.syntaxError("cannot apply encoding to unranked tensor", p.previousEnd);
    }
    p.expect(TokenKind.GREATER, "'>' in tensor type");
    return UnrankedTensorType.get(element);
  }
  const { shape } = parseDimensions(p, { dynamic: true, scalable: false });
  const element = parseTensorElement(p);
  const encoding = p.parseOptionalComma() ? p.parseOptionalAttribute() : undefined;
  p.expect(TokenKind.GREATER, "'>' in tensor type");
  return RankedTensorType.get(shape, element, encoding);
}

function parseTensorElement(p: AttributeParser): Type {
  const at = p.start;
  const element = p.parseType();
  if (!isTensorElement(element)) throw p.syntaxError("invalid tensor element type", at);
  return element;
}

function parseMemRef(p: AttributeParser): Type {
  const start = p.start;
  p.advance();
  p.expect(TokenKind.LESS, "'<' in memref type");
  const isUnranked = p.kind === TokenKind.STAR;
  if (isUnranked) {
    p.advance();
    parseTimes(p);
  }
  const { shape } = isUnranked ? { shape: [] } : parseDimensions(p, { dynamic: true, scalable: false });
  const at = p.start;
  const element = p.parseType();
  if (!isMemRefElement(element)) throw p.syntaxError("invalid memref element type", at);
  let layout: MemRefLayout | undefined;
  let memorySpace: Attribute | undefined;
  const parseProperty = (): void => {
    const attr = p.parseAttribute();
    if (attr instanceof AffineMapAttr || attr instanceof StridedLayoutAttr) {
      layout = attr;
      if (isUnranked) throw p.syntaxError("cannot have affine map for unranked memref type", p.previousEnd);
      if (memorySpace !== undefined) throw p.missing("memory space to be last in memref type");
    } else {
      if (memorySpace !== undefined) {
        throw p.syntaxError("multiple memory spaces specified in memref type", p.previousEnd);
      }
      memorySpace = attr;
    }
  };
  if (!p.consumeIf(TokenKind.GREATER)) {
    p.expect(TokenKind.COMMA, "',' or '>' in memref type");
    if (p.kind === TokenKind.GREATER) throw p.missing("list element");
    p.parseCommaSeparated(parseProperty);
    p.expect(TokenKind.GREATER, "',' or '>'");
  }
  const wrong = (isUnranked ? undefined : wrongLayout(shape.length, layout)) ?? wrongMemorySpace(memorySpace);
  if (wrong !== undefined) throw p.syntaxError(wrong, start);
  return isUnranked
    ? UnrankedMemRefType.get(element, memorySpace)
    : MemRefType.get(shape, element, layout, memorySpace);
}

function wrongLayout(rank: number, layout: MemRefLayout | undefined): string | undefined {
  if (layout === undefined) return undefined;
  const { numDims } = layout.affineMap;
  if (numDims === rank) return undefined;
  return layout instanceof StridedLayoutAttr
    ? "expected the number of strides to match the rank"
    : `memref layout mismatch between rank and affine map: ${rank} != ${numDims}`;
}

/** A memory space is a number, a name, a dictionary, or an attribute of a dialect. */
function wrongMemorySpace(space: Attribute | undefined): string | undefined {
  const isSupported =
    space === undefined ||
    space instanceof IntegerAttr ||
    space instanceof StringAttr ||
    space instanceof DictionaryAttr ||
    (definitionOf(space) !== undefined && !(space instanceof Type));
  return isSupported ? undefined : "unsupported memory space Attribute";
}

/** `!alias`, `!dialect.name<...>`, `!dialect<...>`. */
function parseExtendedType(p: AttributeParser): Type {
  const at = p.start;
  const name = p.text.slice(1);
  p.advance();
  const dot = name.indexOf(".");
  if (dot < 0 && p.kind !== TokenKind.LESS) {
    const alias = p.state.typeAliases.get(name);
    if (alias === undefined) throw p.syntaxError(`undefined symbol alias id '${name}'`);
    return alias;
  }
  const registered = parseDialectSymbol(p, name, dot, at, "type");
  if (registered instanceof Type) return registered;
  const dialect = dot < 0 ? name : name.slice(0, dot);
  requireUnregistered(p, dialect, "!", "type", at);
  return OpaqueType.get(dialect, parseOpaqueData(p, name, dot));
}
