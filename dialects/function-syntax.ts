/**
 * The syntax that functions of all dialects share: `private @name(%a: T {attrs}, ...) -> (U {attrs}) attributes {...} {...}`.
 * `parseFunction` and `printFunction` are the whole of it; dialects that have more words in between (`llvm.func`,
 * `gpu.func`) put the parts together themselves.
 */
import type { AsmParser, ParsedArgument, UnresolvedOperand } from "../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../ir/assembly/token-parser.ts";
import type { Type } from "../ir/attribute.ts";
import { ArrayAttr, DictionaryAttr, StringAttr, TypeAttr } from "../ir/builtin/attributes.ts";
import { FunctionType } from "../ir/builtin/types.ts";
import { argAttrsName, FunctionOpInterface, resAttrsName } from "../ir/interfaces/function.ts";
import type { Location } from "../ir/location.ts";
import type { Operation } from "../ir/operation.ts";
import { Region } from "../ir/region.ts";
import { symbolName, symbolNameAttr, symbolVisibilityAttr } from "../ir/symbol-table.ts";

export const functionTypeName = "function_type";

/** An argument as a signature gives it; declarations have no names. */
export interface FunctionArgument {
  readonly operand: UnresolvedOperand | undefined;
  readonly type: Type;
  readonly attributes: DictionaryAttr | undefined;
  readonly loc: Location | undefined;
}

/** What stands between a function's name and its attributes. */
export interface FunctionSignature {
  readonly args: readonly FunctionArgument[];
  /** Whether the arguments end in `...`. */
  readonly isVariadic: boolean;
  readonly resultTypes: readonly Type[];
  readonly resultAttributes: readonly (DictionaryAttr | undefined)[];
}

export interface FunctionSyntax {
  /** Accept `...` as the last argument. Off by default. */
  readonly allowVariadic?: boolean;
  /** The value of `function_type`, or what is wrong with these types; a builtin function type by default. */
  makeType?(inputs: readonly Type[], results: readonly Type[], isVariadic: boolean): Type | string;
}

// Parsing.

/** Reads everything that follows the operation's name. Fills in the attributes and the one region. */
export function parseFunction(parser: AsmParser, state: ParsedOperation, syntax: FunctionSyntax = {}): void {
  parseOptionalVisibility(parser, state);
  state.addAttribute(symbolNameAttr, StringAttr.get(parser.parseSymbolName()));
  const at = parser.start;
  const signature = parseFunctionSignature(parser, syntax.allowVariadic);
  addFunctionType(parser, state, signature, at, syntax);
  parseFunctionAttributes(parser, state);
  addSignatureAttributes(state, signature);
  state.regions.push(parseOptionalFunctionBody(parser, state, bodyArguments(signature)));
}

/** `public`, `private` or `nested`, kept as `sym_visibility`. */
function parseOptionalVisibility(parser: AsmParser, state: ParsedOperation): void {
  for (const visibility of ["public", "private", "nested"]) {
    if (!parser.parseOptionalKeyword(visibility)) continue;
    state.addAttribute(symbolVisibilityAttr, StringAttr.get(visibility));
    return;
  }
}

/** `(%a: T {attrs}, ...) -> (U {attrs})`; the arguments either all have names or none has. */
export function parseFunctionSignature(parser: AsmParser, allowVariadic = false): FunctionSignature {
  const args: FunctionArgument[] = [];
  let isVariadic = false;
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    if (isVariadic) throw parser.error("variadic arguments must be in the end of the argument list");
    if (allowVariadic && parser.consumeIf(TokenKind.ELLIPSIS)) isVariadic = true;
    else args.push(parseFunctionArgument(parser, args.at(-1)));
  });
  const resultTypes: Type[] = [];
  const resultAttributes: (DictionaryAttr | undefined)[] = [];
  if (parser.parseOptionalArrow()) parseFunctionResults(parser, resultTypes, resultAttributes);
  return { args, isVariadic, resultTypes, resultAttributes };
}

function parseFunctionArgument(parser: AsmParser, before: FunctionArgument | undefined): FunctionArgument {
  const isNamed = parser.kind === TokenKind.PERCENT_ID;
  if (before !== undefined && isNamed !== (before.operand !== undefined)) {
    throw parser.error(isNamed ? "expected type instead of SSA identifier" : "expected SSA identifier");
  }
  if (isNamed) return parser.parseArgument({ type: true, attributes: true });
  const type = parser.parseType();
  const attributes = parseOptionalDictionary(parser);
  return { operand: undefined, type, attributes, loc: parser.parseOptionalLocation() };
}

function parseFunctionResults(parser: AsmParser, types: Type[], attributes: (DictionaryAttr | undefined)[]): void {
  if (parser.kind !== TokenKind.LPAREN) {
    types.push(parser.parseType());
    attributes.push(undefined);
    return;
  }
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    types.push(parser.parseType());
    attributes.push(parseOptionalDictionary(parser));
  });
}

const parseOptionalDictionary = (parser: AsmParser): DictionaryAttr | undefined =>
  parser.kind === TokenKind.LBRACE ? parser.parseDictionary() : undefined;

/** Sets `function_type`. `at` is where an error about the type stands. */
export function addFunctionType(
  parser: AsmParser,
  state: ParsedOperation,
  { args, resultTypes, isVariadic }: FunctionSignature,
  at: number,
  { makeType = FunctionType.get }: FunctionSyntax = {},
): void {
  const inputs = args.map(({ type }) => type);
  const type = makeType(inputs, resultTypes, isVariadic);
  if (typeof type === "string") throw parser.error(`failed to construct function type: ${type}`, at);
  state.addAttribute(functionTypeName, TypeAttr.get(type));
}

/** `attributes {...}`, without what the rest of the syntax says already. */
function parseFunctionAttributes(parser: AsmParser, state: ParsedOperation): void {
  const at = parser.start;
  if (!parser.parseOptionalKeyword("attributes")) return;
  if (parser.kind !== TokenKind.LBRACE) throw parser.missing("'{' in attribute dictionary");
  parser.parseNamedAttributes((name, value) => {
    if (name === symbolVisibilityAttr || name === symbolNameAttr || name === functionTypeName) {
      const message = "is an inferred attribute and should not be specified in the explicit attribute dictionary";
      throw parser.error(`'${name}' ${message}`, at);
    }
    state.addAttribute(name, value);
  });
}

/** Sets `arg_attrs` and `res_attrs` if the signature gives any attributes. */
export function addSignatureAttributes(state: ParsedOperation, { args, resultAttributes }: FunctionSignature): void {
  addDictionaries(
    state,
    argAttrsName,
    args.map(({ attributes }) => attributes),
  );
  addDictionaries(state, resAttrsName, resultAttributes);
}

function addDictionaries(
  state: ParsedOperation,
  name: string,
  dictionaries: readonly (DictionaryAttr | undefined)[],
): void {
  if (dictionaries.every((dictionary) => dictionary === undefined || dictionary.isEmpty)) return;
  state.addAttribute(name, ArrayAttr.get(dictionaries.map((dictionary) => dictionary ?? DictionaryAttr.get([]))));
}

/** The signature's arguments as those of the body's entry block; none if they have no names. */
export const bodyArguments = ({ args }: FunctionSignature): ParsedArgument[] =>
  args.filter((arg): arg is ParsedArgument => arg.operand !== undefined);

/** `{ ... }` with these arguments; an empty region for a declaration. */
export function parseOptionalFunctionBody(
  parser: AsmParser,
  state: ParsedOperation,
  args: readonly ParsedArgument[],
): Region {
  const at = parser.start;
  if (parser.kind !== TokenKind.LBRACE) return new Region();
  const body = parser.parseRegion(state, { args });
  if (body.isEmpty) throw parser.error("expected non-empty function body", at);
  return body;
}

// Printing.

/** Writes everything that follows the operation's name. */
export function printFunction(op: Operation, printer: AsmPrinter, isVariadic = false): void {
  const { body } = FunctionOpInterface.of(op)!;
  printer.write(" ");
  printOptionalVisibility(op, printer);
  printer.symbolName(symbolName(op)!);
  printFunctionSignature(op, printer, isVariadic);
  printFunctionAttributes(op, printer);
  const region = body(op);
  if (!region.isEmpty) printer.write(" ").region(region, { entryBlockArgs: false });
}

/** `private `, if a visibility is given. */
function printOptionalVisibility(op: Operation, printer: AsmPrinter): void {
  const visibility = op.attr(symbolVisibilityAttr);
  if (visibility instanceof StringAttr) printer.write(`${visibility.value} `);
}

/** `(%a: T {attrs}, ...) -> (U {attrs})` */
export function printFunctionSignature(op: Operation, printer: AsmPrinter, isVariadic = false): void {
  const { argumentTypes, resultTypes, body } = FunctionOpInterface.of(op)!;
  const argAttributes = dictionariesOf(op, argAttrsName);
  const entry = body(op).first;
  const inputs = argumentTypes(op);
  printer.write("(").list(inputs.keys(), (i) => {
    if (entry !== null) printer.argument(entry.args[i]!, argAttributes[i]);
    else printer.type(inputs[i]!).optionalDictionary(argAttributes[i]);
  });
  if (isVariadic) printer.write(inputs.length > 0 ? ", ..." : "...");
  printer.write(")");
  const results = resultTypes(op);
  if (results.length > 0) printFunctionResults(printer, results, dictionariesOf(op, resAttrsName));
}

function printFunctionResults(
  printer: AsmPrinter,
  types: readonly Type[],
  attributes: readonly DictionaryAttr[],
): void {
  const isBare = types.length === 1 && !(types[0] instanceof FunctionType) && (attributes[0]?.isEmpty ?? true);
  printer.write(isBare ? " -> " : " -> (");
  printer.list(types.keys(), (i) => printer.type(types[i]!).optionalDictionary(attributes[i]));
  if (!isBare) printer.write(")");
}

const dictionariesOf = (op: Operation, name: string): readonly DictionaryAttr[] =>
  ((op.attr(name) as ArrayAttr | undefined)?.values ?? []) as readonly DictionaryAttr[];

const signatureNames = [symbolNameAttr, symbolVisibilityAttr, functionTypeName, argAttrsName, resAttrsName];

/** `attributes {...}` with what the rest of the syntax does not say; `elided` are further names to leave out. */
export function printFunctionAttributes(op: Operation, printer: AsmPrinter, elided: readonly string[] = []): void {
  printer.optionalAttrDictWithKeyword(op, new Set([...signatureNames, ...elided]));
}
