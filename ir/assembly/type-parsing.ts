/** The syntax of the builtin types, and of dialects' types. */

import { type Attribute, Type } from "../attribute.ts";
import { AffineMapAttr, StridedLayoutAttr } from "../builtin/attributes.ts";
import { type FloatKind, floatFormats } from "../builtin/float-format.ts";
import {
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
  if (width > maxIntegerWidth) throw p.error(`integer bitwidth is limited to ${maxIntegerWidth} bits`);
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
  p.parseLess();
  const at = p.start;
  const element = p.parseType();
  if (!(element instanceof FloatType || element instanceof IntegerType)) {
    throw p.error("invalid element type for complex", at);
  }
  p.parseGreater();
  return ComplexType.get(element);
}

function parseTuple(p: AttributeParser): Type {
  p.advance();
  const types: Type[] = [];
  p.parseDelimited(TokenKind.LESS, TokenKind.GREATER, ">", () => {
    types.push(p.parseType());
  });
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
      if (isDynamic && !allow.dynamic) throw p.error("expected static shape");
      const size = isDynamic ? Dynamic : Number(p.text.slice(0, -1));
      if (!isDynamic && !Number.isSafeInteger(size)) throw p.error("invalid dimension");
      shape.push(size);
      scalable.push(false);
      p.advance();
    } else if (p.kind === TokenKind.HEX_INTEGER) {
      // `0xf32` is a dimension of size zero and what follows it.
      shape.push(0);
      scalable.push(false);
      p.resetTo(p.start + 2);
    } else if (p.kind === TokenKind.LSQUARE && allow.scalable) {
      p.advance();
      shape.push(p.parseNumber());
      scalable.push(true);
      if (p.kind !== TokenKind.RSQUARE) throw p.error("missing ']' closing scalable dimension");
      p.advance();
      parseTimes(p);
    } else return { shape, scalable };
  }
}

/** The `x` that begins the current word; goes on behind it. */
function parseTimes(p: AttributeParser): void {
  if (p.kind !== TokenKind.BARE_ID || p.file.text[p.start] !== "x") {
    throw p.error("expected 'x' in dimension list");
  }
  p.resetTo(p.start + 1);
}

function parseVector(p: AttributeParser): Type {
  p.advance();
  p.parseLess();
  const at = p.start;
  const { shape, scalable } = parseDimensions(p, { dynamic: false, scalable: true });
  if (shape.includes(0)) throw p.error("vector types must have positive constant sizes but got 0", at);
  const elementAt = p.start;
  const element = p.parseType();
  if (!isVectorElement(element)) {
    throw p.error("failed to verify 'elementType': VectorElementTypeInterface instance", elementAt);
  }
  p.parseGreater();
  return VectorType.get(shape, element, scalable);
}

const isVectorElement = (type: Type): boolean =>
  type instanceof IntegerType || type instanceof IndexType || type instanceof FloatType || isDialectType(type);

const isDialectType = (type: Type): boolean => type instanceof OpaqueType || "definition" in type;

const isContainer = (type: Type): boolean =>
  type instanceof RankedTensorType || type instanceof UnrankedTensorType || type instanceof FunctionType;

function parseTensor(p: AttributeParser): Type {
  p.advance();
  p.parseLess();
  if (p.kind === TokenKind.STAR) {
    p.advance();
    parseTimes(p);
    const element = parseTensorElement(p);
    p.parseGreater();
    return UnrankedTensorType.get(element);
  }
  const { shape } = parseDimensions(p, { dynamic: true, scalable: false });
  const element = parseTensorElement(p);
  const encoding = p.parseOptionalComma() ? p.parseAttribute() : undefined;
  p.parseGreater();
  return RankedTensorType.get(shape, element, encoding);
}

function parseTensorElement(p: AttributeParser): Type {
  const at = p.start;
  const element = p.parseType();
  if (isContainer(element) || element instanceof NoneType || element instanceof TupleType) {
    throw p.error(`invalid tensor element type: '${element}'`, at);
  }
  return element;
}

function parseMemRef(p: AttributeParser): Type {
  p.advance();
  p.parseLess();
  const isUnranked = p.kind === TokenKind.STAR;
  if (isUnranked) {
    p.advance();
    parseTimes(p);
  }
  const { shape } = isUnranked ? { shape: [] } : parseDimensions(p, { dynamic: true, scalable: false });
  const at = p.start;
  const element = p.parseType();
  if (isContainer(element) || element instanceof NoneType || element instanceof TupleType) {
    throw p.error("invalid memref element type", at);
  }
  let layout: MemRefLayout | undefined;
  let memorySpace: Attribute | undefined;
  while (p.parseOptionalComma()) {
    const attrAt = p.start;
    const attr = p.parseAttribute();
    if (attr instanceof AffineMapAttr || attr instanceof StridedLayoutAttr) {
      if (isUnranked) throw p.error("cannot have affine map for unranked memref type", attrAt);
      if (memorySpace !== undefined) throw p.error("expected memory space to be last in memref type", attrAt);
      const { numDims } = attr.affineMap;
      if (numDims !== shape.length) {
        throw p.error(`memref layout mismatch between rank and affine map: ${shape.length} != ${numDims}`, attrAt);
      }
      layout = attr;
    } else {
      if (memorySpace !== undefined) throw p.error("multiple memory spaces specified in memref type", attrAt);
      memorySpace = attr;
    }
  }
  p.parseGreater();
  return isUnranked
    ? UnrankedMemRefType.get(element, memorySpace)
    : MemRefType.get(shape, element, layout, memorySpace);
}

/** `!alias`, `!dialect.name<...>`, `!dialect<...>`. */
function parseExtendedType(p: AttributeParser): Type {
  const at = p.start;
  const name = p.text.slice(1);
  p.advance();
  const dot = name.indexOf(".");
  if (dot < 0 && p.kind !== TokenKind.LESS) {
    const alias = p.state.typeAliases.get(name);
    if (alias === undefined) throw p.error(`undefined symbol alias id '${name}'`, at);
    return alias;
  }
  const registered = parseDialectSymbol(p, name, dot, at, (full) => p.context.type(full));
  if (registered instanceof Type) return registered;
  const dialect = dot < 0 ? name : name.slice(0, dot);
  requireUnregistered(p, dialect, "!", "type", at);
  return OpaqueType.get(dialect, parseOpaqueData(p, name, dot));
}
