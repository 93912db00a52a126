/**
 * Reads operations. Operations' own syntax (formats and `parse` hooks) is written against the public methods here; the
 * frame around it (results, generic form, regions, blocks, recovery from errors) is in this file as well.
 */
import type { Type } from "../attribute.ts";
import { Block, Region } from "../block.ts";
import { DictionaryAttr } from "../builtin/attributes.ts";
import { FunctionType } from "../builtin/types.ts";
import type { Context } from "../context.ts";
import { type OpDefinition, unregisteredProperties } from "../define-op.ts";
import { Diagnostic, DiagnosticError } from "../diagnostic.ts";
import type { Location } from "../location.ts";
import { Operation } from "../operation.ts";
import { IsolatedFromAbove, implicitTerminator } from "../traits.ts";
import type { BlockArgument, Value } from "../value.ts";
import { AttributeParser } from "./attribute-parser.ts";
import { formatOf } from "./format.ts";
import { ParsedOperation } from "./parsed-operation.ts";
import { findNextOperation } from "./recovery.ts";
import type { SourceFile } from "./source-file.ts";
import { ScopeError, SSAScopes, type UnresolvedOperand } from "./ssa-scopes.ts";
import { TokenKind } from "./token-parser.ts";

export type { UnresolvedOperand };

/** An argument of a region's entry block, with what the syntax gives of it. */
export interface ParsedArgument {
  readonly operand: UnresolvedOperand;
  readonly type: Type;
  readonly attributes: DictionaryAttr | undefined;
  readonly loc: Location;
}

export interface RegionOptions {
  /** Arguments of the entry block, which the region's text then does not name. */
  readonly args?: readonly ParsedArgument[];
}

/** Names of the blocks of one region. */
interface BlockScope {
  readonly blocks: Map<string, { readonly block: Block; readonly offset: number; defined: boolean }>;
}

interface ResultNames {
  readonly name: string;
  readonly count: number;
  readonly offset: number;
}

/** After this many errors the rest of the file is not looked at. */
const maxErrors = 100;

/** Thrown when there are too many errors. */
export class TooManyErrors extends Error {}

export class AsmParser extends AttributeParser {
  readonly scopes: SSAScopes;
  errorCount: number;
  readonly #blockScopes: BlockScope[];
  /** Prefixes that operation names may leave out, the innermost last. */
  readonly #defaultDialects: string[];
  /** Locations given by an alias that is defined further down. */
  readonly deferredLocations: { readonly alias: string; readonly offset: number; set(loc: Location): void }[];

  constructor(file: SourceFile, context: Context) {
    super(file, context);
    this.scopes = new SSAScopes();
    this.errorCount = 0;
    this.#blockScopes = [];
    this.#defaultDialects = ["builtin"];
    this.deferredLocations = [];
  }

  // Operands.

  parseOptionalOperand(): UnresolvedOperand | undefined {
    if (this.kind !== TokenKind.PERCENT_ID) return undefined;
    const offset = this.start;
    const name = this.file.text.slice(offset + 1, this.end);
    this.advance();
    if (this.kind !== TokenKind.HASH_ID) return { name, number: 0, offset };
    const number = Number(this.file.text.slice(this.start + 1, this.end));
    if (!Number.isInteger(number)) throw this.error("invalid SSA value result number");
    this.advance();
    return { name, number, offset };
  }

  parseOperand(): UnresolvedOperand {
    const operand = this.parseOptionalOperand();
    if (operand === undefined) throw this.error("expected SSA operand");
    return operand;
  }

  /** `%a, %b`, possibly empty. */
  parseOperandList(): UnresolvedOperand[] {
    const operands: UnresolvedOperand[] = [];
    if (this.kind === TokenKind.PERCENT_ID) {
      this.parseCommaSeparated(() => {
        operands.push(this.parseOperand());
      });
    }
    return operands;
  }

  /** `(%a, %b)` or `[%a, %b]`. */
  parseDelimitedOperands(delimiter: "paren" | "square"): UnresolvedOperand[] {
    const operands: UnresolvedOperand[] = [];
    const parse = (): void => {
      operands.push(this.parseOperand());
    };
    if (delimiter === "paren") this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parse);
    else this.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", parse);
    return operands;
  }

  resolveOperand(operand: UnresolvedOperand, type: Type): Value {
    const value = this.scopes.resolve(operand, type, () => this.locationAt(operand.offset));
    if (value instanceof ScopeError) throw this.#scopeError(value);
    return value;
  }

  /** Resolves operands to one type each. `at` is where an error about their number stands. */
  resolveOperands(operands: readonly UnresolvedOperand[], types: readonly Type[], at: number): Value[] {
    if (operands.length !== types.length) {
      throw this.error(
        `number of operands and types do not match: got ${operands.length} operands and ${types.length} types`,
        at,
      );
    }
    return operands.map((operand, i) => this.resolveOperand(operand, types[i]!));
  }

  #scopeError({ message, offset, note }: ScopeError): DiagnosticError {
    const error = new DiagnosticError(new Diagnostic("error", this.locationAt(offset), message));
    if (note !== undefined) error.attachNote(this.locationAt(note.offset), note.message);
    return error;
  }

  // Attributes of operations.

  /** `{...}` if it stands here; names of inherent attributes go to their slots. */
  parseOptionalAttrDict(state: ParsedOperation): void {
    if (this.kind === TokenKind.LBRACE) {
      this.parseNamedAttributes((name, value) => {
        state.addAttribute(name, value);
      });
    }
  }

  /** `attributes {...}` */
  parseOptionalAttrDictWithKeyword(state: ParsedOperation): void {
    if (this.parseOptionalKeyword("attributes")) {
      if (this.kind !== TokenKind.LBRACE) throw this.error("expected '{'");
      this.parseOptionalAttrDict(state);
    }
  }

  // Successors, regions, arguments.

  parseSuccessor(): Block {
    const block = this.parseOptionalSuccessor();
    if (block === undefined) throw this.error("expected block name");
    return block;
  }

  parseOptionalSuccessor(): Block | undefined {
    if (this.kind !== TokenKind.CARET_ID) return undefined;
    const offset = this.start;
    const name = this.file.text.slice(offset + 1, this.end);
    this.advance();
    return this.#blockNamed(name, offset).block;
  }

  #blockNamed(name: string, offset: number) {
    const scope = this.#blockScopes[this.#blockScopes.length - 1];
    if (scope === undefined) throw this.error("a block can only be named inside a region", offset);
    let entry = scope.blocks.get(name);
    if (entry === undefined) {
      entry = { block: new Block(), offset, defined: false };
      scope.blocks.set(name, entry);
    }
    return entry;
  }

  /** `^block` or `^block(%a, %b : T, U)`. */
  parseSuccessorAndOperands(): [Block, Value[]] {
    const block = this.parseSuccessor();
    if (!this.parseOptionalLParen()) return [block, []];
    const at = this.start;
    const operands = this.parseOperandList();
    const types = this.parseColonTypeList();
    this.parseRParen();
    return [block, this.resolveOperands(operands, types, at)];
  }

  /** `%name`, with a type and attributes where the syntax has them. */
  parseArgument(allow: { type?: boolean; attributes?: boolean } = { type: true }, type?: Type): ParsedArgument {
    const operand = this.parseOperand();
    if (operand.number !== 0) throw this.error("argument name should not have a result number", operand.offset);
    const given = allow.type === true ? this.parseColonType() : type;
    if (given === undefined) throw this.error("expected ':'");
    let attributes: DictionaryAttr | undefined;
    if (allow.attributes === true && this.kind === TokenKind.LBRACE) attributes = this.parseDictionary();
    return { operand, type: given, attributes, loc: this.parseOptionalLocation() ?? this.locationAt(operand.offset) };
  }

  parseOptionalLocation(): Location | undefined {
    return this.atKeyword("loc") ? this.parseLocation() : undefined;
  }

  /** `(%a = %init, ...)`; the types of the arguments are not known yet. */
  parseAssignmentList(): { readonly arg: UnresolvedOperand; readonly value: UnresolvedOperand }[] {
    const assignments: { arg: UnresolvedOperand; value: UnresolvedOperand }[] = [];
    this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
      const arg = this.parseOperand();
      this.parseEqual();
      assignments.push({ arg, value: this.parseOperand() });
    });
    return assignments;
  }

  /** An argument from a name that was read already. */
  argument(operand: UnresolvedOperand, type: Type): ParsedArgument {
    return { operand, type, attributes: undefined, loc: this.locationAt(operand.offset) };
  }

  parseOptionalRegion(state: ParsedOperation, options: RegionOptions = {}): Region | undefined {
    return this.kind === TokenKind.LBRACE ? this.parseRegion(state, options) : undefined;
  }

  /**
   * `{ blocks }`, for the operation that `state` describes, with the terminator that the text may leave out. The region is
   * not added to `state`.
   */
  parseRegion(state: ParsedOperation, options: RegionOptions = {}): Region {
    const region = this.#parseExplicitRegion(state.def, options);
    this.#addImplicitTerminator(state.def, region);
    return region;
  }

  /** A region as it stands in the text. */
  #parseExplicitRegion(def: OpDefinition, options: RegionOptions = {}): Region {
    const isolated = def.isRegistered && def.hasTrait(IsolatedFromAbove);
    const region = new Region();
    if (this.kind !== TokenKind.LBRACE) throw this.error("expected '{' to begin a region");
    this.advance();
    const args = options.args ?? [];
    this.scopes.enterRegion(isolated);
    this.#defaultDialects.push(def.hooks.defaultDialect ?? "");
    const blocks: BlockScope = { blocks: new Map() };
    this.#blockScopes.push(blocks);
    try {
      if (args.length > 0 || this.kind !== TokenKind.RBRACE) this.#parseBlocks(region, args);
      for (const { block, offset, defined } of blocks.blocks.values()) {
        if (!defined && block.firstUse !== null) this.report(this.error("reference to an undefined block", offset));
      }
      this.expect(TokenKind.RBRACE, "'}' to end a region");
    } finally {
      this.#blockScopes.pop();
      this.#defaultDialects.pop();
      for (const error of this.scopes.leaveRegion(isolated)) this.report(this.#scopeError(error));
    }
    return region;
  }

  #addImplicitTerminator(def: OpDefinition, region: Region): void {
    const name = def.traits.length === 0 ? undefined : implicitTerminator(def);
    if (name === undefined) return;
    if (region.isEmpty) region.append(new Block());
    const block = region.last!;
    if (block.last?.def.isTerminator) return;
    const terminator = this.context.op(name);
    if (terminator === undefined) throw this.error(`the terminator '${name}' is not registered`);
    block.append(terminator.build({}, this.locationAt(this.previousEnd - 1)));
  }

  #parseBlocks(region: Region, args: readonly ParsedArgument[]): void {
    let block = new Block();
    region.append(block);
    for (const argument of args) this.defineArgument(block, argument);
    if (this.kind === TokenKind.CARET_ID) {
      if (args.length > 0) throw this.error("invalid block name in region with named arguments");
      region.remove(block);
    } else this.#parseBlockBody(block);
    while (this.kind === TokenKind.CARET_ID) {
      block = this.#parseBlockLabel(region);
      this.#parseBlockBody(block);
    }
  }

  defineArgument(block: Block, { operand, type, loc }: ParsedArgument): BlockArgument {
    const argument = block.addArgument(type, loc);
    this.#define(operand.name, [argument], operand.offset);
    return argument;
  }

  #define(name: string, values: readonly Value[], offset: number): void {
    const error = this.scopes.define(name, values, offset);
    if (error !== undefined) throw this.#scopeError(error);
  }

  /** `^name(%a: T, %b: U):` */
  #parseBlockLabel(region: Region): Block {
    const offset = this.start;
    const name = this.file.text.slice(offset + 1, this.end);
    this.advance();
    const entry = this.#blockNamed(name, offset);
    if (entry.defined) throw this.error(`redefinition of block '^${name}'`, offset);
    entry.defined = true;
    const { block } = entry;
    region.append(block);
    if (this.kind === TokenKind.LPAREN) {
      this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
        this.defineArgument(block, this.parseArgument());
      });
    }
    this.expect(TokenKind.COLON, "':' after block name");
    return block;
  }

  #parseBlockBody(block: Block): void {
    while (this.kind !== TokenKind.RBRACE && this.kind !== TokenKind.CARET_ID && this.kind !== TokenKind.EOF) {
      this.parseOperationInto(block);
    }
  }

  /** Reads one operation; on an error reports it and goes on at the next operation. */
  parseOperationInto(block: Block): void {
    const start = this.start;
    try {
      block.append(this.parseOperation());
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.report(error);
      this.#recover(start);
    }
  }

  report(error: DiagnosticError): void {
    this.errorCount++;
    this.context.emit(error.diagnostic);
    if (this.errorCount >= maxErrors) throw new TooManyErrors();
  }

  /** Skips the broken operation that begins at `start`, and poisons what it would have defined. */
  #recover(start: number): void {
    const isOperation = (name: string): boolean => this.#findOp(name) !== undefined;
    const { next, defined } = findNextOperation(this.lexer, start, isOperation);
    for (const { name, offset } of defined) this.scopes.poison(name, offset);
    this.resetTo(next);
  }

  // Operations.

  /** One operation, with its results and its trailing location. It is not linked into a block. */
  parseOperation(): Operation {
    let results: ResultNames[] | undefined;
    if (this.kind === TokenKind.PERCENT_ID) results = this.#parseResultNames();
    const offset = this.start;
    let op: Operation;
    if (this.kind === TokenKind.BARE_ID || this.kind === TokenKind.INTTYPE) op = this.#parseCustomOperation(offset);
    else if (this.kind === TokenKind.STRING) op = this.#parseGenericOperation(offset);
    else throw this.error("expected operation name in quotes");
    if (this.kind === TokenKind.BARE_ID && this.atKeyword("loc")) this.#parseTrailingLocation(op);
    if (results !== undefined) this.#bindResults(op, results, offset);
    return op;
  }

  #parseResultNames(): ResultNames[] {
    const results: ResultNames[] = [];
    for (;;) {
      if (this.kind !== TokenKind.PERCENT_ID) throw this.error("expected valid ssa identifier");
      const offset = this.start;
      const name = this.file.text.slice(offset + 1, this.end);
      this.advance();
      let count = 1;
      if (this.kind === TokenKind.COLON) {
        this.advance();
        const at = this.start;
        if (this.kind !== TokenKind.INTEGER) throw this.error("expected integer number of results");
        count = Number(this.text);
        if (count < 1 || !Number.isSafeInteger(count))
          throw this.error("expected named operation to have at least 1 result", at);
        this.advance();
      }
      results.push({ name, count, offset });
      if (this.kind !== TokenKind.COMMA) break;
      this.advance();
    }
    this.expect(TokenKind.EQUAL, "'=' after SSA name");
    return results;
  }

  #bindResults(op: Operation, names: readonly ResultNames[], offset: number): void {
    const { results } = op;
    if (names.length === 1 && names[0]!.count === results.length && results.length > 0) {
      this.#define(names[0]!.name, results, names[0]!.offset);
      return;
    }
    if (results.length === 0) throw this.error("cannot name an operation with no results", offset);
    const expected = names.reduce((sum, { count }) => sum + count, 0);
    if (expected !== results.length) {
      throw this.error(`operation defines ${results.length} results but was provided ${expected} to bind`, offset);
    }
    let at = 0;
    for (const { name, count, offset: nameOffset } of names) {
      this.#define(name, results.slice(at, at + count), nameOffset);
      at += count;
    }
  }

  #parseTrailingLocation(op: Operation): void {
    this.advance();
    this.parseLParen();
    if (
      this.kind === TokenKind.HASH_ID &&
      !this.state.attributeAliases.has(this.text.slice(1)) &&
      !this.text.includes(".")
    ) {
      const alias = this.text.slice(1);
      this.deferredLocations.push({
        alias,
        offset: this.start,
        set: (loc) => {
          op.loc = loc;
        },
      });
      this.advance();
    } else op.loc = this.parseLocationBody();
    this.parseRParen();
  }

  /** The definition that a name in custom form means. */
  #findOp(name: string): OpDefinition | undefined {
    const { context } = this;
    const op = context.op(name);
    if (op !== undefined) return op;
    const dialect = this.#defaultDialects[this.#defaultDialects.length - 1]!;
    return (dialect === "" ? undefined : context.op(`${dialect}.${name}`)) ?? context.op(`builtin.${name}`);
  }

  #parseCustomOperation(offset: number): Operation {
    const name = this.text;
    const def = this.#findOp(name);
    if (def === undefined) throw this.#unknownOperation(name, offset);
    this.advance();
    const state = new ParsedOperation(def, this.locationAt(offset));
    const { parse } = def.hooks;
    if (parse !== undefined) {
      parse(this, state);
      this.inferMissingResultTypes(state, offset);
    } else {
      const format = formatOf(def);
      if (format === undefined) {
        throw this.error(`'${def.name}' op has no custom assembly form`, offset);
      }
      format.parse(this, state, offset);
    }
    return this.#finish(state);
  }

  #unknownOperation(name: string, offset: number): DiagnosticError {
    const dot = name.indexOf(".");
    if (dot > 0 && this.context.dialect(name.slice(0, dot)) === undefined) {
      return this.error(`dialect '${name.slice(0, dot)}' not found for custom op '${name}'`, offset);
    }
    const tried = this.#defaultDialects[this.#defaultDialects.length - 1] || "builtin";
    return this.error(`custom op '${name}' is unknown (tried '${tried}.${name}' as well)`, offset);
  }

  /** Results that no hook named follow from the operation's traits. */
  inferMissingResultTypes(state: ParsedOperation, offset: number): void {
    if (state.resultTypes.length > 0 || state.def.resultSegments.length === 0) return;
    state.def.fillDefaults(state.properties);
    const inferred = state.def.inferResultTypes({
      loc: state.loc,
      operands: state.operands,
      attr: (name) => state.attribute(name),
      regions: state.regions,
    });
    if (inferred !== undefined) state.resultTypes = inferred;
    else if (state.def.resultSegments.some((segment) => segment.arity === "single")) {
      throw this.error(`'${state.def.name}' op result types cannot be inferred`, offset);
    }
  }

  #finish(state: ParsedOperation): Operation {
    state.def.fillDefaults(state.properties);
    return new Operation(state);
  }

  /** `"name"(%a, %b)[^bb1] <{p = 1}> ({...}) {a = 2} : (T, U) -> V` */
  #parseGenericOperation(offset: number): Operation {
    const name = this.parseString();
    if (name === "") throw this.error("empty operation name is invalid", offset);
    const def = this.context.op(name) ?? this.#unregisteredDefinition(name, offset);
    const state = new ParsedOperation(def, this.locationAt(offset));
    const operandsAt = this.start;
    const operands = this.parseDelimitedOperands("paren");
    if (this.kind === TokenKind.LSQUARE) {
      this.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
        state.successors.push(this.parseSuccessor());
      });
    }
    if (this.kind === TokenKind.LESS) this.#parseProperties(state);
    if (this.kind === TokenKind.LPAREN) {
      this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
        state.regions.push(this.#parseExplicitRegion(def));
      });
    }
    this.parseOptionalAttrDict(state);
    this.expect(TokenKind.COLON, "':' followed by operation type");
    const typeAt = this.start;
    const type = this.parseType();
    if (!(type instanceof FunctionType)) throw this.error("expected function type", typeAt);
    if (type.inputs.length !== operands.length) {
      const plural = operands.length === 1 ? "" : "s";
      throw this.error(`expected ${operands.length} operand type${plural} but had ${type.inputs.length}`, typeAt);
    }
    state.operands = this.resolveOperands(operands, type.inputs, operandsAt);
    state.resultTypes = type.results;
    return this.#finish(state);
  }

  #unregisteredDefinition(name: string, offset: number): OpDefinition {
    const { context } = this;
    const dialect = name.includes(".") ? name.slice(0, name.indexOf(".")) : "";
    if (!context.allowUnregisteredDialects) {
      if (context.dialect(dialect) !== undefined) {
        throw this.error(
          `unregistered operation '${name}' found in dialect ('${dialect}') that does not allow unknown operations`,
          offset,
        );
      }
      throw this.error(
        "operation being parsed with an unregistered dialect. If this is intended, please use --allow-unregistered-dialect",
        offset,
      );
    }
    return context.unregisteredOp(name);
  }

  /** `<{name = value}>` */
  #parseProperties(state: ParsedOperation): void {
    this.parseLess();
    const at = this.start;
    if (!state.def.isRegistered) {
      const value = this.parseAttribute();
      state.addAttribute(unregisteredProperties, value);
    } else {
      const value = this.kind === TokenKind.LBRACE ? this.parseDictionary() : this.parseAttribute();
      if (!(value instanceof DictionaryAttr)) throw this.error("expected a dictionary of properties", at);
      for (const [name, attr] of value.entries) {
        if (state.def.attributeSlot(name) === undefined) {
          throw this.error(`'${state.def.name}' op has no property '${name}'`, at);
        }
        state.addAttribute(name, attr);
      }
    }
    this.parseGreater();
  }

  /** Reports names that are used at the top of the file and never defined. */
  finishScopes(): void {
    for (const error of this.scopes.finish()) this.report(this.#scopeError(error));
  }
}
