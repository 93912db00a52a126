/**
 * Reads operations. Operations' own syntax (formats and `parse` hooks) is written against the public methods here; the
 * frame around it (results, regions, blocks, recovery from errors) is in this file as well.
 */
import { Block } from "../block.ts";
import { BuiltinModuleOp } from "../builtin/ops.ts";
import type { Context } from "../context.ts";
import type { OpDefinition } from "../define-op.ts";
import { DiagnosticError } from "../diagnostic.ts";
import type { Location } from "../location.ts";
import { Operation } from "../operation.ts";
import { Region } from "../region.ts";
import { IsolatedFromAbove, implicitTerminator } from "../traits.ts";
import type { BlockArgument, Value } from "../value.ts";
import { formatOf } from "./format.ts";
import { parseGenericOperation } from "./generic-form.ts";
import { OperandParser, type ParsedArgument } from "./operand-parser.ts";
import { ParsedOperation } from "./parsed-operation.ts";
import { findNextOperation } from "./recovery.ts";
import type { SourceFile } from "./source-file.ts";
import type { UnresolvedOperand } from "./ssa-scopes.ts";
import { TokenKind } from "./token-parser.ts";
import type { Word } from "./words.ts";

export type { ParsedArgument, UnresolvedOperand };

export interface RegionOptions {
  /** Arguments of the entry block, which the region's text then does not name. */
  readonly args?: readonly ParsedArgument[];
}

/** A block that was named, and perhaps not defined yet. */
interface NamedBlock {
  readonly block: Block;
  /** Where it was named first. */
  readonly offset: number;
  isDefined: boolean;
}

interface BlockScope {
  /** Whose region it is. */
  readonly def: OpDefinition;
  /** The named blocks; undefined as long as there are none. */
  blocks: Map<Word, NamedBlock> | undefined;
}

/** Hears of a file's operations while the file is still being read. */
export interface ParseListener {
  /** The body of a module begins, behind so many attributes; in generic form attributes may stand at the end. */
  beginModule(attributeCount: number): void;
  /** An operation was read that stands in a module, or in no operation and is no module itself. It ends at `end`. */
  endOperation(op: Operation, end: number): void;
}

/** `%name` or `%name:count` before the `=`. */
interface ResultNames {
  readonly word: Word;
  readonly count: number;
  readonly offset: number;
}

const totalCount = (names: readonly ResultNames[]): number => names.reduce((sum, { count }) => sum + count, 0);

/** After this many errors the rest of the file is not looked at. */
const maxErrors = 100;

/** Thrown when there are too many errors. */
export class TooManyErrors extends Error {}

/** Reads operations, and what their own syntax consists of. */
export class AsmParser extends OperandParser {
  errorCount: number;
  /** How many results the text names of the operation that is being read; true until its regions are read. */
  namedResults: number;
  readonly #reported: Map<Location, string[]>;
  readonly #listener: ParseListener | undefined;
  readonly #blockScopes: BlockScope[];
  /** Prefixes that operation names may leave out, the innermost last. */
  readonly #defaultDialects: string[];
  /** Locations given by an alias that is defined further down. */
  readonly deferredLocations: { readonly alias: string; readonly offset: number; set(loc: Location): void }[];

  constructor(file: SourceFile, context: Context, listener?: ParseListener) {
    super(file, context);
    this.#listener = listener;
    this.errorCount = 0;
    this.namedResults = 0;
    this.#reported = new Map();
    this.#blockScopes = [];
    this.#defaultDialects = ["builtin"];
    this.deferredLocations = [];
  }

  // Successors, regions, arguments.

  parseSuccessor(): Block {
    const block = this.parseOptionalSuccessor();
    if (block === undefined) throw this.missing("block name");
    return block;
  }

  parseOptionalSuccessor(): Block | undefined {
    if (this.kind !== TokenKind.CARET_ID) return undefined;
    const offset = this.start;
    const word = this.wordAt(offset + 1, this.end);
    this.advance();
    return this.#blockNamed(word, offset).block;
  }

  #blockNamed(word: Word, offset: number): NamedBlock {
    const scope = this.#blockScopes[this.#blockScopes.length - 1];
    if (scope === undefined) throw this.syntaxError("a block can only be named inside a region", offset);
    scope.blocks ??= new Map();
    let entry = scope.blocks.get(word);
    if (entry === undefined) {
      entry = { block: new Block(), offset, isDefined: false };
      scope.blocks.set(word, entry);
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

  parseOptionalRegion(state: ParsedOperation, options: RegionOptions = {}): Region | undefined {
    return this.kind === TokenKind.LBRACE ? this.parseRegion(state, options) : undefined;
  }

  /**
   * `{ blocks }`, for the operation that `state` describes, with the terminator that the text may leave out. The region is
   * not added to `state`.
   */
  parseRegion(state: ParsedOperation, options: RegionOptions = {}): Region {
    if (this.#blockScopes.length === 0 && state.def === BuiltinModuleOp) {
      this.#listener?.beginModule(state.attributes?.size ?? 0);
    }
    const region = this.parseExplicitRegion(state.def, options.args);
    this.#addImplicitTerminator(state, region);
    return region;
  }

  /** A region as it stands in the text. */
  parseExplicitRegion(def: OpDefinition, args: readonly ParsedArgument[] = []): Region {
    const isolated = def.isRegistered && def.hasTrait(IsolatedFromAbove);
    const region = new Region();
    if (this.kind !== TokenKind.LBRACE) throw this.missing("'{' to begin a region");
    this.advance();
    this.scopes.enterRegion(isolated);
    this.#defaultDialects.push(def.hooks.defaultDialect ?? "");
    const scope: BlockScope = { def, blocks: undefined };
    this.#blockScopes.push(scope);
    const { customOp } = this;
    this.customOp = "";
    try {
      if (args.length > 0 || this.kind !== TokenKind.RBRACE) this.#parseBlocks(region, args);
      if (scope.blocks !== undefined) this.#reportUndefined(scope.blocks);
      this.expect(TokenKind.RBRACE, "'}' to end a region");
    } finally {
      this.customOp = customOp;
      this.#blockScopes.pop();
      this.#defaultDialects.pop();
      for (const error of this.scopes.leaveRegion(isolated)) this.report(this.scopeError(error));
    }
    return region;
  }

  #reportUndefined(blocks: ReadonlyMap<Word, NamedBlock>): void {
    for (const { block, offset, isDefined } of blocks.values()) {
      if (!isDefined && block.firstUse !== null)
        this.report(this.syntaxError("reference to an undefined block", offset));
    }
  }

  #addImplicitTerminator(state: ParsedOperation, region: Region): void {
    const { def } = state;
    const name = def.traits.length === 0 ? undefined : implicitTerminator(def);
    if (name === undefined) return;
    if (region.isEmpty) region.append(new Block());
    const block = region.last!;
    if (block.last?.def.isTerminator) return;
    const terminator = this.context.op(name);
    if (terminator === undefined) throw this.syntaxError(`the terminator '${name}' is not registered`);
    const op = terminator.build({}, state.loc, state.source);
    // Where the terminator has a body, that is a block without operations.
    for (const body of op.regions) body.append(new Block());
    block.append(op);
  }

  #parseBlocks(region: Region, args: readonly ParsedArgument[]): void {
    let block = new Block();
    region.append(block);
    for (const argument of args) this.#defineEntryArgument(block, argument);
    if (this.kind === TokenKind.CARET_ID) {
      if (args.length > 0) throw this.syntaxError("invalid block name in region with named arguments");
      region.remove(block);
    } else this.#parseBlockBody(block);
    while (this.kind === TokenKind.CARET_ID) {
      block = this.#parseBlockLabel(region);
      this.#parseBlockBody(block);
    }
  }

  #defineEntryArgument(block: Block, argument: ParsedArgument): void {
    const { word, offset } = argument.operand;
    const known = this.scopes.definitionOf(word);
    if (known === undefined) {
      this.defineArgument(block, argument);
      return;
    }
    throw this.syntaxError(`region entry argument '%${word.text}' is already in use`, offset).attachNote(
      this.locationAt(known),
      "previously referenced here",
    );
  }

  defineArgument(block: Block, { operand, type, loc }: ParsedArgument): BlockArgument {
    const argument = block.addArgument(type, loc ?? operand.offset, this.file);
    this.#define(operand.word, argument, 1, operand.offset);
    return argument;
  }

  #define(word: Word, first: Value, count: number, offset: number): void {
    const error = this.scopes.define(word, first, count, offset);
    if (error !== undefined) throw this.scopeError(error);
  }

  /** `^name(%a: T, %b: U):` */
  #parseBlockLabel(region: Region): Block {
    const offset = this.start;
    const word = this.wordAt(offset + 1, this.end);
    this.advance();
    const entry = this.#blockNamed(word, offset);
    if (entry.isDefined) throw this.syntaxError(`redefinition of block '^${word.text}'`, offset);
    entry.isDefined = true;
    const { block } = entry;
    region.append(block);
    if (this.kind === TokenKind.LPAREN) {
      this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
        const operand = this.parseOperand();
        this.expect(TokenKind.COLON, "':' and type for SSA operand");
        const type = this.parseType();
        this.defineArgument(block, { operand, type, loc: this.parseOptionalLocation(), attributes: undefined });
      });
    }
    this.expect(TokenKind.COLON, "':' after block name");
    return block;
  }

  #parseBlockBody(block: Block): void {
    while (this.kind !== TokenKind.RBRACE && this.kind !== TokenKind.CARET_ID) {
      if (this.kind === TokenKind.EOF) throw this.missing("operation name in quotes");
      this.parseOperationInto(block);
    }
  }

  /** Reads one operation; on an error reports it and goes on at the next operation. */
  parseOperationInto(block: Block): void {
    const start = this.start;
    try {
      const op = this.parseOperation();
      block.append(op);
      if (this.#listener !== undefined && this.#isInModule(op)) this.#listener.endOperation(op, this.start);
    } catch (error) {
      if (!(error instanceof DiagnosticError)) throw error;
      this.report(error);
      this.customOp = "";
      this.#recover(start);
    }
  }

  /** Whether the operation that was read stands in a module of the file, or in the one that is put around the file. */
  #isInModule({ def }: Operation): boolean {
    const { length } = this.#blockScopes;
    if (length === 0) return def !== BuiltinModuleOp;
    return length === 1 && this.#blockScopes[0]!.def === BuiltinModuleOp;
  }

  /** Reports an error once: behind a broken operation, text may be read again that stands inside it. */
  report({ diagnostic }: DiagnosticError): void {
    const known = this.#reported.get(diagnostic.location);
    if (known?.includes(diagnostic.message)) return;
    this.#reported.set(diagnostic.location, [...(known ?? []), diagnostic.message]);
    this.errorCount++;
    this.context.emit(diagnostic);
    if (this.errorCount >= maxErrors) throw new TooManyErrors();
  }

  /** Skips the broken operation that begins at `start`, and poisons what it would have defined. */
  #recover(start: number): void {
    const isOperation = (at: number, end: number): boolean => this.#findOp(this.wordAt(at, end)) !== undefined;
    const { next, defined } = findNextOperation(this.lexer, start, isOperation);
    for (const { start, end } of defined) this.scopes.poison(this.wordAt(start + 1, end), start);
    this.resetTo(next);
  }

  // Operations.

  /** One operation, with its results and its trailing location. It is not linked into a block. */
  parseOperation(): Operation {
    let results: ResultNames[] | undefined;
    if (this.kind === TokenKind.PERCENT_ID) results = this.#parseResultNames();
    this.namedResults = results === undefined ? 0 : totalCount(results);
    const offset = this.start;
    let op: Operation;
    if (this.kind === TokenKind.BARE_ID) op = this.#parseCustomOperation(offset);
    else if (this.kind === TokenKind.STRING) op = parseGenericOperation(this, offset);
    else throw this.missing("operation name in quotes");
    if (this.kind === TokenKind.BARE_ID && this.atKeyword("loc")) this.#parseTrailingLocation(op);
    if (results !== undefined) this.#bindResults(op, results);
    return op;
  }

  /** `%a, %b:2 =` */
  #parseResultNames(): ResultNames[] {
    const names = [this.#parseResultName()];
    while (this.parseOptionalComma()) names.push(this.#parseResultName());
    this.expect(TokenKind.EQUAL, "'=' after SSA name");
    return names;
  }

  #parseResultName(): ResultNames {
    if (this.kind !== TokenKind.PERCENT_ID) throw this.missing("valid ssa identifier");
    const offset = this.start;
    const word = this.wordAt(offset + 1, this.end);
    this.advance();
    if (!this.parseOptionalColon()) return { word, count: 1, offset };
    const at = this.start;
    if (this.kind !== TokenKind.INTEGER) throw this.missing("integer number of results");
    const count = Number(this.text);
    if (count < 1 || !Number.isSafeInteger(count)) {
      throw this.syntaxError("expected named operation to have at least 1 result", at);
    }
    this.advance();
    return { word, count, offset };
  }

  #bindResults(op: Operation, names: readonly ResultNames[]): void {
    const { numResults } = op;
    const { word: first, count: firstCount, offset } = names[0]!;
    if (names.length === 1 && firstCount === numResults) {
      this.#define(first, op.result(), numResults, offset);
      return;
    }
    if (numResults === 0) throw this.syntaxError("cannot name an operation with no results", offset);
    const expected = totalCount(names);
    if (expected !== numResults) {
      throw this.syntaxError(`operation defines ${numResults} results but was provided ${expected} to bind`, offset);
    }
    let at = 0;
    for (const { word, count, offset: nameOffset } of names) {
      this.#define(word, op.result(at), count, nameOffset);
      at += count;
    }
  }

  #parseTrailingLocation(op: Operation): void {
    this.advance();
    this.expect(TokenKind.LPAREN, "'(' in location");
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
    this.expect(TokenKind.RPAREN, "')' in location");
  }

  /** The registered operation of exactly this name. */
  registeredOp(word: Word): OpDefinition | undefined {
    if (word.op !== null) return word.op;
    const op = this.context.op(word.text);
    if (op !== undefined) word.op = op;
    return op;
  }

  /** The definition that a name in custom form means. */
  #findOp(word: Word): OpDefinition | undefined {
    const op = this.registeredOp(word);
    if (op !== undefined) return op;
    const { context } = this;
    const dialect = this.#defaultDialects[this.#defaultDialects.length - 1]!;
    return (dialect === "" ? undefined : context.op(`${dialect}.${word.text}`)) ?? context.op(`builtin.${word.text}`);
  }

  #parseCustomOperation(offset: number): Operation {
    const word = this.word();
    const def = this.#findOp(word);
    if (def === undefined) throw this.#unknownOperation(word.text, offset);
    this.advance();
    const state = new ParsedOperation(def, this.file, offset);
    const { parse } = def.hooks;
    this.customOp = def.name;
    if (parse !== undefined) {
      parse(this, state);
      this.inferMissingResultTypes(state, offset);
    } else {
      const format = formatOf(def);
      if (format === undefined) {
        throw this.syntaxError(`'${def.name}' op has no custom assembly form`, offset);
      }
      format.parse(this, state, offset);
    }
    this.customOp = "";
    return this.makeOperation(state);
  }

  #unknownOperation(name: string, offset: number): DiagnosticError {
    const dot = name.indexOf(".");
    const prefix = dot < 0 ? this.#defaultDialects[this.#defaultDialects.length - 1]! : name.slice(0, dot);
    const tried = dot < 0 ? ` (tried '${prefix}.${name}' as well)` : "";
    return this.context.dialect(prefix) === undefined
      ? this.syntaxError(`Dialect \`${prefix}' not found for custom op '${name}' ${tried}`, offset)
      : this.syntaxError(`custom op '${name}' is unknown${tried}`, offset);
  }

  /** Results that no hook named follow from the operation's traits. */
  inferMissingResultTypes(state: ParsedOperation, offset: number): void {
    if (state.resultTypes.length > 0 || state.def.resultSegments.length === 0) return;
    state.def.fillDefaults(state.properties);
    const inferred = state.def.inferResultTypes({
      operands: state.operands,
      attr: (name) => state.attribute(name),
      regions: state.regions,
    });
    if (inferred !== undefined) state.resultTypes = inferred;
    else if (state.def.resultSegments.some((segment) => segment.arity === "single")) {
      throw this.syntaxError(`'${state.def.name}' op result types cannot be inferred`, offset);
    }
  }

  /** The operation that was read, with the defaults of the attributes that it does not have. */
  makeOperation(state: ParsedOperation): Operation {
    state.def.fillDefaults(state.properties);
    return new Operation(state);
  }

  /** Reports names that are used at the top of the file and never defined. */
  finishScopes(): void {
    for (const error of this.scopes.finish()) this.report(this.scopeError(error));
  }
}
