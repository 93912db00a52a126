/**
 * Reads attributes and types. Dialects' attributes and types get this parser; the syntax of the builtin ones is spread
 * over the files beside this one (types, affine expressions, dense data, locations).
 */
import type { Attribute, Type } from "../attribute.ts";
import {
  AffineMapAttr,
  ArrayAttr,
  BoolAttr,
  DenseArrayAttr,
  DictionaryAttr,
  DistinctAttr,
  FloatAttr,
  IntegerAttr,
  IntegerSetAttr,
  integerWidth,
  isInRange,
  type NamedAttribute,
  OpaqueAttr,
  StridedLayoutAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  UnitAttr,
} from "../builtin/attributes.ts";
import { DenseResourceElementsAttr } from "../builtin/dense-elements.ts";
import { parseDecimal } from "../builtin/float-format.ts";
import { Dynamic, FloatType, f64, IndexType, IntegerType, i64, NoneType, ShapedType } from "../builtin/types.ts";
import type { Context } from "../context.ts";
import { Location } from "../location.ts";
import { parseAffineMapBody, parseIntegerSetBody } from "./affine-parsing.ts";
import { parseDenseElements, parseSparseElements } from "./dense-parsing.ts";
import { parseLocationBody } from "./location-parsing.ts";
import type { SourceFile } from "./source-file.ts";
import { TokenKind, TokenParser } from "./token-parser.ts";
import { parseTypeOrUndefined } from "./type-parsing.ts";

/** What is shared by everything that is read from one file. */
export class ParserState {
  readonly attributeAliases: Map<string, Attribute>;
  readonly typeAliases: Map<string, Type>;
  readonly distinct: Map<bigint, DistinctAttr>;
  constructor() {
    this.attributeAliases = new Map();
    this.typeAliases = new Map();
    this.distinct = new Map();
  }
}

export class AttributeParser extends TokenParser {
  readonly context: Context;
  readonly state: ParserState;

  constructor(file: SourceFile, context: Context, state: ParserState = new ParserState()) {
    super(file);
    this.context = context;
    this.state = state;
  }

  // Types.

  parseType(): Type {
    const type = this.parseOptionalType();
    if (type === undefined) throw this.missing("non-function type");
    return type;
  }

  parseOptionalType(): Type | undefined {
    return parseTypeOrUndefined(this);
  }

  /** `T, U, ...`: at least one. */
  parseTypeList(): Type[] {
    // Lists of one and two, which most are, get no room to grow.
    const first = this.parseType();
    if (!this.parseOptionalComma()) return [first];
    const types = [first, this.parseType()];
    while (this.parseOptionalComma()) types.push(this.parseType());
    return types;
  }

  /** `(T, U)`, possibly empty. */
  parseParenthesizedTypes(): Type[] {
    this.parseLParen();
    if (this.parseOptionalRParen()) return [];
    const types = this.parseTypeList();
    this.parseRParen();
    return types;
  }

  parseColonType(): Type {
    this.parseColon();
    return this.parseType();
  }

  parseColonTypeList(): Type[] {
    this.parseColon();
    return this.parseTypeList();
  }

  /** `-> T` or `-> (T, U)`, or nothing. */
  parseOptionalArrowTypes(): Type[] {
    return this.parseOptionalArrow() ? this.parseTypeOrParenthesizedTypes() : [];
  }

  parseArrowTypes(): Type[] {
    this.parseArrow();
    return this.parseTypeOrParenthesizedTypes();
  }

  parseTypeOrParenthesizedTypes(): Type[] {
    return this.kind === TokenKind.LPAREN ? this.parseParenthesizedTypes() : [this.parseType()];
  }

  // Attributes.

  /** An attribute; `type` is the type of a number or string whose text leaves it out. */
  parseAttribute(type?: Type): Attribute {
    const attribute = this.parseOptionalAttribute(type);
    if (attribute === undefined) throw this.missing("attribute value");
    return attribute;
  }

  parseOptionalAttribute(type?: Type): Attribute | undefined {
    switch (this.kind) {
      case TokenKind.AT_ID:
        return this.parseSymbolRef();
      case TokenKind.INTEGER:
      case TokenKind.HEX_INTEGER:
      case TokenKind.FLOAT:
      case TokenKind.MINUS:
        return this.#parseNumber(type);
      case TokenKind.STRING: {
        const value = this.parseString();
        if (type !== undefined) return StringAttr.get(value, type);
        return StringAttr.get(value, this.parseOptionalColon() ? this.parseType() : NoneType.get());
      }
      case TokenKind.LBRACE:
        return this.parseDictionary();
      case TokenKind.LSQUARE:
        return this.parseArray();
      case TokenKind.HASH_ID:
        return this.#parseExtendedAttribute(type);
      case TokenKind.BARE_ID:
      case TokenKind.INTTYPE:
      case TokenKind.LPAREN:
      case TokenKind.EXCLAMATION_ID:
        return this.#parseWord(type);
      case TokenKind.Error:
        throw this.error("expected attribute value");
      default:
        return undefined;
    }
  }

  #parseWord(type: Type | undefined): Attribute | undefined {
    if (this.kind === TokenKind.BARE_ID) {
      const word = this.word().text;
      switch (word) {
        case "true":
        case "false":
          this.advance();
          return BoolAttr.get(word === "true");
        case "unit":
          this.advance();
          return UnitAttr.get();
        case "dense":
          return parseDenseElements(this, type);
        case "sparse":
          return parseSparseElements(this, type);
        case "dense_resource":
          return this.#parseDenseResource(type);
        case "array":
          return this.#parseDenseArray();
        case "strided":
          return this.#parseStrided();
        case "affine_map":
          return this.#parseInAngles(() => AffineMapAttr.get(parseAffineMapBody(this)));
        case "affine_set":
          return this.#parseInAngles(() => IntegerSetAttr.get(parseIntegerSetBody(this)));
        case "loc":
          return this.parseLocation();
        case "distinct":
          return this.#parseDistinct();
      }
    }
    const value = this.parseOptionalType();
    return value === undefined ? undefined : TypeAttr.get(value);
  }

  #parseInAngles<T>(parseBody: () => T): T {
    this.advance();
    this.parseLess();
    const value = parseBody();
    this.parseGreater();
    return value;
  }

  #parseNumber(type: Type | undefined): Attribute {
    const at = this.start;
    const negative = this.consumeIf(TokenKind.MINUS);
    const { kind, text } = this;
    if (kind !== TokenKind.INTEGER && kind !== TokenKind.HEX_INTEGER && kind !== TokenKind.FLOAT) {
      throw this.error("expected constant integer or floating point value");
    }
    this.advance();
    const isFloat = kind === TokenKind.FLOAT;
    const written = type ?? (this.parseOptionalColon() ? this.parseType() : isFloat ? f64() : i64());
    return this.numberAttribute(text, kind, negative, written, at);
  }

  /** The attribute for a number that was read; errors stand at `at`. */
  numberAttribute(text: string, kind: number, negative: boolean, type: Type, at: number): FloatAttr | IntegerAttr {
    if (type instanceof FloatType) {
      if (kind === TokenKind.HEX_INTEGER) {
        if (negative) {
          throw this.error("hexadecimal float literal should not have a leading minus", at);
        }
        const bits = BigInt(text);
        if (bits >> BigInt(type.width) !== 0n) {
          throw this.error("hexadecimal float constant out of range for type", at);
        }
        return FloatAttr.fromBits(type, bits);
      }
      if (kind === TokenKind.INTEGER) {
        throw this.error("unexpected decimal integer literal for a floating point value", at).attachNote(
          this.locationAt(at),
          "add a trailing dot to make the literal a float",
        );
      }
      if (type.width <= 64) return FloatAttr.get(type, negative ? -Number(text) : Number(text));
      return FloatAttr.fromBits(type, parseDecimal(negative ? `-${text}` : text, type.format));
    }
    if (!(type instanceof IntegerType || type instanceof IndexType)) {
      if (kind === TokenKind.FLOAT) throw this.error("floating point value not valid for specified type", at);
      throw this.error("integer literal not valid for specified type", at);
    }
    if (kind === TokenKind.FLOAT) throw this.error("floating point value not valid for specified type", at);
    if (negative && type instanceof IntegerType && type.signedness === "unsigned") {
      throw this.error("negative integer literal not valid for unsigned integer type", at);
    }
    const value = integerInRange(text, negative, type);
    if (value === undefined) throw this.error("integer constant out of range for attribute", at);
    return IntegerAttr.get(type, value);
  }

  /** `@a::@b`. */
  parseSymbolRef(): SymbolRefAttr {
    const root = this.parseSymbolName();
    const nested: string[] = [];
    while (this.consumeIf(TokenKind.COLON_COLON)) {
      const name = this.parseOptionalSymbolName();
      if (name === undefined) throw this.error("expected nested symbol reference identifier");
      nested.push(name);
    }
    return SymbolRefAttr.get(root, nested);
  }

  parseArray(): ArrayAttr {
    const values: Attribute[] = [];
    this.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
      values.push(this.parseAttribute());
    });
    return ArrayAttr.get(values);
  }

  parseDictionary(): DictionaryAttr {
    const entries: NamedAttribute[] = [];
    this.parseNamedAttributes((name, value) => {
      entries.push([name, value]);
    });
    return DictionaryAttr.get(entries);
  }

  /** `{name = value, unitName}`; names must differ. */
  parseNamedAttributes(add: (name: string, value: Attribute, offset: number) => void): void {
    this.expect(TokenKind.LBRACE, "'{' in attribute dictionary");
    if (this.parseOptionalRBrace()) return;
    let first: string | undefined;
    let names: Set<string> | undefined;
    do {
      const offset = this.start;
      const name = this.#parseAttributeName();
      // Most dictionaries have one entry, which needs no set.
      if (first === undefined) first = name;
      else {
        names ??= new Set([first]);
        if (names.has(name)) throw this.error(`duplicate key '${name}' in dictionary attribute`, offset);
        names.add(name);
      }
      add(name, this.parseOptionalEqual() ? this.parseAttribute() : UnitAttr.get(), offset);
    } while (this.parseOptionalComma());
    this.expect(TokenKind.RBRACE, "'}' in attribute dictionary");
  }

  #parseAttributeName(): string {
    if (this.kind === TokenKind.STRING) {
      const name = this.parseString();
      if (name === "") throw this.error("expected valid attribute name", this.previousEnd - 2);
      return name;
    }
    return this.parseAnyKeyword("attribute name");
  }

  /** `#alias`, `#dialect.name<...>`, `#dialect<...>`. */
  #parseExtendedAttribute(type: Type | undefined): Attribute {
    const end = this.plainEnd();
    const word = this.wordAt(this.start, end);
    if (word.attribute !== null) {
      this.resetTo(end);
      return word.attribute;
    }
    const at = this.start;
    const name = this.file.text.slice(this.start + 1, this.end);
    this.advance();
    const dot = name.indexOf(".");
    if (dot < 0 && this.kind !== TokenKind.LESS) {
      const alias = this.state.attributeAliases.get(name);
      if (alias === undefined) throw this.error(`undefined symbol alias id '${name}'`, at);
      return alias;
    }
    const dialect = dot < 0 ? name : name.slice(0, dot);
    const registered = this.parseDialectSymbol(name, dot, at, (full) => this.context.attribute(full));
    if (registered !== undefined) {
      if (this.previousEnd === end) word.attribute = registered as Attribute;
      return registered as Attribute;
    }
    this.requireUnregistered(dialect, "#", "attribute", at);
    const data = this.parseOpaqueData(name, dot);
    return OpaqueAttr.get(dialect, data, type ?? (this.parseOptionalColon() ? this.parseType() : NoneType.get()));
  }

  /** The instance if a definition is registered; otherwise undefined, and nothing behind the name was read. */
  parseDialectSymbol(
    name: string,
    dot: number,
    at: number,
    find: (name: string) =>
      | {
          spec: { parse(parser: AttributeParser): object; verify?(p: object): string | undefined };
          get(p: object): unknown;
        }
      | undefined,
  ): unknown {
    let full = name;
    const isBracketed = dot < 0;
    const restart = this.start;
    if (isBracketed) {
      // `#dialect<name<...>>`
      this.parseLess();
      if (this.kind !== TokenKind.BARE_ID) {
        this.resetTo(restart);
        return undefined;
      }
      full = `${name}.${this.text}`;
      this.advance();
    }
    const definition = find(full);
    if (definition === undefined) {
      this.resetTo(restart);
      const dialect = isBracketed ? name : name.slice(0, dot);
      if (this.context.dialect(dialect) !== undefined) {
        throw this.error(`unknown attribute or type '${full}' in dialect '${dialect}'`, at);
      }
      return undefined;
    }
    const parameters = definition.spec.parse(this);
    const wrong = definition.spec.verify?.(parameters);
    if (wrong !== undefined) throw this.error(wrong, at);
    if (isBracketed) this.parseGreater();
    return definition.get(parameters);
  }

  /** Throws unless things of dialects that are not registered are allowed. */
  requireUnregistered(dialect: string, sigil: string, what: string, at: number): void {
    if (this.context.allowUnregisteredDialects) return;
    throw this.error(
      `${sigil}"${dialect}" ${what} created with unregistered dialect. If this is intended, pass --allow-unregistered-dialect`,
      at,
    );
  }

  /** The text of an attribute or type that nobody knows: what follows the dialect's name, brackets balanced. */
  parseOpaqueData(name: string, dot: number): string {
    const begin = this.start;
    if (this.kind !== TokenKind.LESS || (dot >= 0 && begin !== this.previousEnd))
      return dot < 0 ? "" : name.slice(dot + 1);
    const end = this.#skipBalanced(begin);
    const body = this.file.text.slice(begin, end);
    this.resetTo(end);
    return dot < 0 ? body.slice(1, -1) : name.slice(dot + 1) + body;
  }

  /** The offset behind the bracket that closes the one at `begin`; strings and arrows are minded. */
  #skipBalanced(begin: number): number {
    const closers: string[] = [];
    const { text } = this.file;
    for (let at = begin; at < text.length; at++) {
      const char = text[at]!;
      const closer = closerOf[char];
      if (closer !== undefined) closers.push(closer);
      else if (char === '"') {
        do {
          at++;
          if (text[at] === "\\") at += 2;
        } while (at < text.length && text[at] !== '"' && text[at] !== "\n");
      } else if (char === "-" && text[at + 1] === ">") at++;
      else if (char === closers[closers.length - 1]) {
        closers.pop();
        if (closers.length === 0) return at + 1;
      } else if (char === ">" || char === ")" || char === "]" || char === "}") {
        throw this.error(`unbalanced '${char}' character in pretty dialect name`, at);
      }
    }
    throw this.error("unexpected nul or EOF in pretty dialect name", begin);
  }

  #parseDenseResource(type: Type | undefined): Attribute {
    const at = this.start;
    const key = this.#parseInAngles(() => this.parseKeywordOrString());
    const shaped = type ?? this.parseColonType();
    if (!(shaped instanceof ShapedType) || !shaped.hasStaticShape) {
      throw this.error("`dense_resource` expected a shaped type", at);
    }
    return DenseResourceElementsAttr.get(shaped, key);
  }

  #parseDenseArray(): Attribute {
    return this.#parseInAngles(() => {
      const at = this.start;
      const type = this.parseType();
      const isSupported =
        type instanceof FloatType || (type instanceof IntegerType && (type.width === 1 || type.width % 8 === 0));
      if (!isSupported) {
        throw this.error(`expected integer or float type with a width of 1 or a multiple of 8, but got '${type}'`, at);
      }
      const values: bigint[] = [];
      if (this.parseOptionalColon()) {
        this.parseCommaSeparated(() => {
          values.push(this.parseArrayElement(type));
        });
      }
      return DenseArrayAttr.get(type, values);
    });
  }

  /** One number of a dense array: an integer, `true` or `false` for i1, or the bits of a float. */
  parseArrayElement(type: IntegerType | FloatType): bigint {
    if (type instanceof IntegerType && type.width === 1) {
      if (this.parseOptionalKeyword("true")) return 1n;
      if (this.parseOptionalKeyword("false")) return 0n;
    }
    const at = this.start;
    const negative = this.consumeIf(TokenKind.MINUS);
    const { kind, text } = this;
    if (kind !== TokenKind.INTEGER && kind !== TokenKind.HEX_INTEGER && kind !== TokenKind.FLOAT) {
      throw this.error("expected integer or float literal");
    }
    this.advance();
    const attr = this.numberAttribute(text, kind, negative, type, at);
    return attr instanceof FloatAttr ? attr.bits : attr.value;
  }

  #parseStrided(): Attribute {
    return this.#parseInAngles(() => {
      const strides: number[] = [];
      const parseStride = (): number => (this.consumeIf(TokenKind.QUESTION) ? Dynamic : this.parseNumber());
      this.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
        strides.push(parseStride());
      });
      let offset = 0;
      if (this.parseOptionalComma()) {
        this.parseKeyword("offset");
        this.parseColon();
        offset = parseStride();
      }
      return StridedLayoutAttr.get(offset, strides);
    });
  }

  #parseDistinct(): Attribute {
    this.advance();
    this.parseLSquare();
    const at = this.start;
    if (this.kind !== TokenKind.INTEGER) throw this.error("expected distinct ID");
    const id = this.parseInteger();
    this.parseRSquare();
    this.parseLess();
    const referenced = this.kind === TokenKind.GREATER ? UnitAttr.get() : this.parseAttribute();
    this.parseGreater();
    const known = this.state.distinct.get(id);
    if (known === undefined) {
      const made = new DistinctAttr(referenced);
      this.state.distinct.set(id, made);
      return made;
    }
    if (known.referenced !== referenced) {
      throw this.error(`referenced attribute does not match previous definition: ${known.referenced}`, at);
    }
    return known;
  }

  /** `loc(...)`. */
  parseLocation(): Location {
    this.parseKeyword("loc");
    this.parseLParen();
    const location = this.parseLocationBody();
    this.parseRParen();
    return location;
  }

  /** What stands inside `loc(...)`. */
  parseLocationBody(): Location {
    if (this.kind === TokenKind.HASH_ID) {
      const at = this.start;
      const attribute = this.parseAttribute();
      if (!(attribute instanceof Location)) throw this.error(`expected location, but found ${attribute}`, at);
      return attribute;
    }
    return parseLocationBody(this);
  }
}

const closerOf: Readonly<Record<string, string>> = { "<": ">", "(": ")", "[": "]", "{": "}" };

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
