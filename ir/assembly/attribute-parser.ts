/**
 * Reads attributes and types. Dialects' attributes and types get this parser; the syntax of the builtin ones is spread
 * over the files beside this one (types, numbers, affine expressions, dense data, locations).
 */
import type { Attribute, Type } from "../attribute.ts";
import {
  AffineMapAttr,
  ArrayAttr,
  BoolAttr,
  DictionaryAttr,
  DistinctAttr,
  IntegerSetAttr,
  type NamedAttribute,
  OpaqueAttr,
  StridedLayoutAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
  UnitAttr,
} from "../builtin/attributes.ts";
import { Dynamic, NoneType } from "../builtin/types.ts";
import type { Context } from "../context.ts";
import { Location } from "../location.ts";
import { parseAffineMapBody, parseIntegerSetBody } from "./affine-parsing.ts";
import { parseDenseArray, parseDenseElements, parseDenseResource, parseSparseElements } from "./dense-parsing.ts";
import { parseDialectSymbol, parseOpaqueData, requireUnregistered } from "./dialect-symbols.ts";
import { parseLocationBody } from "./location-parsing.ts";
import { parseNumber } from "./number-parsing.ts";
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

/** Reads attributes and types. */
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
        return parseNumber(this, type);
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
        throw this.missing("attribute value");
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
          return parseDenseResource(this, type);
        case "array":
          return parseDenseArray(this);
        case "strided":
          return this.#parseStrided();
        case "affine_map":
          return this.parseInAngles(() => AffineMapAttr.get(parseAffineMapBody(this)), " in affine map");
        case "affine_set":
          return this.parseInAngles(() => IntegerSetAttr.get(parseIntegerSetBody(this)), " in integer set");
        case "loc":
          return this.parseLocation();
        case "distinct":
          return this.#parseDistinct();
      }
    }
    const value = this.parseOptionalType();
    return value === undefined ? undefined : TypeAttr.get(value);
  }

  /** What stands in angle brackets behind the word at which the parser is. `where` ends messages about the brackets. */
  parseInAngles<T>(parseBody: () => T, where = ""): T {
    this.advance();
    this.expect(TokenKind.LESS, `'<'${where}`);
    const value = parseBody();
    this.expect(TokenKind.GREATER, `'>'${where}`);
    return value;
  }

  /** `@a::@b`. */
  parseSymbolRef(): SymbolRefAttr {
    const root = this.parseSymbolName();
    const nested: string[] = [];
    while (this.consumeIf(TokenKind.COLON_COLON)) {
      const name = this.parseOptionalSymbolName();
      if (name === undefined) throw this.missing("nested symbol reference identifier");
      nested.push(name);
    }
    return SymbolRefAttr.get(root, nested);
  }

  parseArray(): ArrayAttr {
    const values: Attribute[] = [];
    this.parseLSquare();
    if (!this.consumeIf(TokenKind.RSQUARE)) {
      this.parseCommaSeparated(() => {
        values.push(this.parseAttribute());
      });
      this.expect(TokenKind.RSQUARE, "',' or ']'");
    }
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
        if (names.has(name)) throw this.syntaxError(`duplicate key '${name}' in dictionary attribute`, offset);
        names.add(name);
      }
      add(name, this.parseOptionalEqual() ? this.parseAttribute() : UnitAttr.get(), offset);
    } while (this.parseOptionalComma());
    this.expect(TokenKind.RBRACE, "'}' in attribute dictionary");
  }

  #parseAttributeName(): string {
    if (this.kind === TokenKind.STRING) {
      const name = this.parseString();
      if (name === "") throw this.syntaxError("expected valid attribute name", this.previousEnd - 2);
      return name;
    }
    const name = this.parseOptionalAnyKeyword();
    if (name === undefined) throw this.missing("attribute name");
    return name;
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
      if (alias === undefined) throw this.syntaxError(`undefined symbol alias id '${name}'`);
      return alias;
    }
    const dialect = dot < 0 ? name : name.slice(0, dot);
    const registered = parseDialectSymbol(this, name, dot, at, "attribute");
    if (registered !== undefined) {
      if (this.previousEnd === end) word.attribute = registered as Attribute;
      return registered as Attribute;
    }
    requireUnregistered(this, dialect, "#", "attribute", at);
    const data = parseOpaqueData(this, name, dot);
    return OpaqueAttr.get(dialect, data, type ?? (this.parseOptionalColon() ? this.parseType() : NoneType.get()));
  }

  #parseStrided(): Attribute {
    this.advance();
    this.expect(TokenKind.LESS, "'<' after 'strided'");
    const strides: number[] = [];
    this.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
      strides.push(this.#parseStride());
    });
    if (this.consumeIf(TokenKind.GREATER)) return StridedLayoutAttr.get(0, strides);
    this.parseComma();
    if (!this.parseOptionalKeyword("offset")) throw this.missing("'offset' after comma");
    this.expect(TokenKind.COLON, "':' after 'offset'");
    const offset = this.#parseStride();
    this.parseGreater();
    return StridedLayoutAttr.get(offset, strides);
  }

  #parseStride(): number {
    if (this.consumeIf(TokenKind.QUESTION)) return Dynamic;
    const at = this.start;
    const value = this.parseOptionalInteger();
    if (value === undefined || BigInt.asIntN(64, value) !== value) {
      throw this.syntaxError("expected a 64-bit signed integer or '?'", at);
    }
    if (!Number.isSafeInteger(Number(value))) throw this.syntaxError("integer value too large", at);
    return Number(value);
  }

  #parseDistinct(): Attribute {
    this.advance();
    this.parseLSquare();
    const at = this.start;
    if (this.kind !== TokenKind.INTEGER) throw this.missing("distinct ID");
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
      throw this.syntaxError(`referenced attribute does not match previous definition: ${known.referenced}`, at);
    }
    return known;
  }

  /** `loc(...)`. */
  parseLocation(): Location {
    this.parseKeyword("loc");
    this.expect(TokenKind.LPAREN, "'(' in location");
    const location = this.parseLocationBody();
    this.expect(TokenKind.RPAREN, "')' in inline location");
    return location;
  }

  /** What stands inside `loc(...)`. */
  parseLocationBody(): Location {
    if (this.kind === TokenKind.HASH_ID) {
      const at = this.start;
      const attribute = this.parseAttribute();
      if (!(attribute instanceof Location)) throw this.syntaxError(`expected location, but found ${attribute}`, at);
      return attribute;
    }
    return parseLocationBody(this);
  }
}
