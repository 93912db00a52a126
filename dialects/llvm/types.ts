/**
 * The types of the llvm dialect. Integers, floats and vectors are the builtin ones; these are the types that only LLVM
 * has. Inside another type of the dialect a name stands without its `!llvm.` prefix.
 *
 * An identified struct is interned by its name and its body. Pointers are opaque, so that a struct can mention itself
 * only where LLVM has no use for it; such a mention, `struct<"name">` within the body, is a type of its own.
 */

import type { AttributeParser, ParserState } from "../../ir/assembly/attribute-parser.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import type { AttributePrinter } from "../../ir/attribute-printer.ts";
import { quote } from "../../ir/attribute-printer.ts";
import { defineType, definitionOf, type InstanceOf, type TypeDefinition } from "../../ir/define-attribute.ts";
import { getOrMake } from "../../ir/maps.ts";

const parameterless = {
  parse: () => ({}),
  print: () => {},
};
export const LLVMVoidType = defineType("llvm.void", parameterless);
export const LLVMTokenType = defineType("llvm.token", parameterless);
export const LLVMLabelType = defineType("llvm.label", parameterless);
export const LLVMMetadataType = defineType("llvm.metadata", parameterless);
export const LLVMPPCFP128Type = defineType("llvm.ppc_fp128", parameterless);
export const LLVMX86AMXType = defineType("llvm.x86_amx", parameterless);

export const LLVMPointerType = defineType("llvm.ptr", {
  parse(parser) {
    if (!parser.parseOptionalLess()) return { addressSpace: 0 };
    const addressSpace = Number(BigInt.asUintN(32, parser.parseInteger()));
    parser.parseGreater();
    return { addressSpace };
  },
  print({ addressSpace }, printer) {
    if (addressSpace !== 0) printer.write(`<${addressSpace}>`);
  },
  isPointer: true,
});
export type LLVMPointerType = InstanceOf<typeof LLVMPointerType>;

/** A pointer into address space 0, unless another one is given. */
export const ptr = (addressSpace = 0): LLVMPointerType => LLVMPointerType.get({ addressSpace });

export const LLVMArrayType = defineType("llvm.array", {
  parse(parser) {
    parser.parseLess();
    const numElements = parseArraySize(parser);
    const elementType = parsePrettyType(parser);
    parser.parseGreater();
    return { elementType, numElements };
  },
  print({ elementType, numElements }, printer) {
    printer.write(`<${numElements} x `);
    printPrettyType(elementType, printer);
    printer.write(">");
  },
  parts: ({ elementType, numElements }) => (numElements > 0 ? [elementType] : []),
  verify: ({ elementType }) =>
    isValidElementType(elementType) ? undefined : `invalid array element type: '${elementType}'`,
});
export type LLVMArrayType = InstanceOf<typeof LLVMArrayType>;

export const arrayType = (elementType: Type, numElements: number): LLVMArrayType =>
  LLVMArrayType.get({ elementType, numElements });

export interface StructParameters {
  /** Undefined for a literal struct. */
  readonly name: string | undefined;
  /** Undefined for an opaque struct, and for a struct's mention of itself. */
  readonly body: readonly Type[] | undefined;
  readonly packed: boolean;
  /** Whether this is `struct<"name">`, a struct's mention of itself. */
  readonly isSelfReference: boolean;
}

export const LLVMStructType = defineType<StructParameters>("llvm.struct", {
  parse: parseStruct,
  print({ name, body, packed, isSelfReference }, printer) {
    printer.write("<");
    if (name !== undefined) printer.write(isSelfReference ? quote(name) : `${quote(name)}, `);
    if (body !== undefined) {
      printer.write(packed ? "packed (" : "(");
      printer.list(body, (element) => printPrettyType(element, printer)).write(")");
    } else if (!isSelfReference) printer.write("opaque");
    printer.write(">");
  },
  parts: ({ body }) => body ?? [],
  verify({ body }) {
    const wrong = body?.find((element) => !isValidElementType(element));
    return wrong === undefined ? undefined : `invalid LLVM structure element type: '${wrong}'`;
  },
});
export type LLVMStructType = InstanceOf<typeof LLVMStructType>;

export const literalStruct = (body: readonly Type[], packed = false): LLVMStructType =>
  LLVMStructType.get({ name: undefined, body, packed, isSelfReference: false });
export const identifiedStruct = (name: string, body: readonly Type[] | undefined, packed = false): LLVMStructType =>
  LLVMStructType.get({ name, body, packed, isSelfReference: false });

export interface FunctionParameters {
  readonly returnType: Type;
  readonly params: readonly Type[];
  readonly varArg: boolean;
}

export const LLVMFunctionType = defineType<FunctionParameters>("llvm.func", {
  parse(parser) {
    parser.parseLess();
    const returnType = parsePrettyType(parser);
    const params: Type[] = [];
    let varArg = false;
    parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
      if (varArg) throw parser.error("expected ')'");
      varArg = parser.consumeIf(TokenKind.ELLIPSIS);
      if (!varArg) params.push(parsePrettyType(parser));
    });
    parser.parseGreater();
    return { returnType, params, varArg };
  },
  print({ returnType, params, varArg }, printer) {
    printer.write("<");
    printPrettyType(returnType, printer);
    printer.write(" (").list(params, (type) => printPrettyType(type, printer));
    if (varArg) printer.write(params.length > 0 ? ", ..." : "...");
    printer.write(")>");
  },
  verify({ returnType, params }) {
    if (!isValidResultType(returnType)) return `invalid function result type: '${returnType}'`;
    const wrong = params.find((type) => !isValidArgumentType(type));
    return wrong === undefined ? undefined : `invalid function argument type: '${wrong}'`;
  },
});
export type LLVMFunctionType = InstanceOf<typeof LLVMFunctionType>;

/** The function type with these types; no result means void. */
export const llvmFunctionType = (results: readonly Type[], params: readonly Type[], varArg = false): LLVMFunctionType =>
  LLVMFunctionType.get({ returnType: results[0] ?? LLVMVoidType.get({}), params, varArg });

/** The results of a function type: none for void. */
export const resultTypesOf = (type: LLVMFunctionType): readonly Type[] =>
  LLVMVoidType.is(type.returnType) ? [] : [type.returnType];

const hasNoValue = (type: Type): boolean => LLVMVoidType.is(type) || LLVMFunctionType.is(type);
const isValidElementType = (type: Type): boolean =>
  !(hasNoValue(type) || LLVMLabelType.is(type) || LLVMMetadataType.is(type) || LLVMTokenType.is(type));
const isValidArgumentType = (type: Type): boolean => !hasNoValue(type);
const isValidResultType = (type: Type): boolean =>
  !(LLVMFunctionType.is(type) || LLVMMetadataType.is(type) || LLVMLabelType.is(type));

/** `4 x`, which the lexer may take for a dimension when nothing stands between. */
function parseArraySize(parser: AttributeParser): number {
  if (parser.kind === TokenKind.DIMENSION) throw parser.error("expected 'x'", parser.end - 1);
  const at = parser.start;
  const size = parser.parseNumber();
  if (size < 0) throw parser.error("expected a number of elements that is not negative", at);
  parser.parseKeyword("x");
  return size;
}

/** The structs that one file has named so far, and those whose bodies are being read. */
interface StructScope {
  readonly known: Map<string, LLVMStructType>;
  readonly open: Set<string>;
}
const structScopes = new WeakMap<ParserState, StructScope>();

function structScope(parser: AttributeParser): StructScope {
  return getOrMake(structScopes, parser.state, () => ({ known: new Map(), open: new Set() }));
}

/** `<"name", packed (T, U)>`, with the parts that there are, `<"name", opaque>`, or `<"name">` inside itself. */
function parseStruct(parser: AttributeParser): StructParameters {
  parser.parseLess();
  const name = parser.parseOptionalString();
  const scope = structScope(parser);
  if (name !== undefined) {
    const isOpen = scope.open.has(name);
    if (isOpen || parser.kind === TokenKind.GREATER) {
      if (!isOpen) throw parser.error("struct without a body only allowed in a recursive struct");
      parser.parseGreater();
      return { name, body: undefined, packed: false, isSelfReference: true };
    }
    parser.parseComma();
    scope.open.add(name);
  }
  const bodyAt = parser.start;
  let parameters: StructParameters;
  try {
    parameters = parseStructBody(parser, name);
  } finally {
    if (name !== undefined) scope.open.delete(name);
  }
  parser.parseGreater();
  if (name !== undefined) {
    const type = LLVMStructType.get(parameters);
    const known = scope.known.get(name) ?? type;
    if (known !== type) throw parser.error("identified type already used with a different body", bodyAt);
    scope.known.set(name, type);
  }
  return parameters;
}

function parseStructBody(parser: AttributeParser, name: string | undefined): StructParameters {
  const at = parser.start;
  if (parser.parseOptionalKeyword("opaque")) {
    if (name === undefined) throw parser.error("only identified structs can be opaque", at);
    return { name, body: undefined, packed: false, isSelfReference: false };
  }
  const packed = parser.parseOptionalKeyword("packed");
  const body: Type[] = [];
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    body.push(parsePrettyType(parser));
  });
  return { name, body, packed, isSelfReference: false };
}

const byMnemonic: ReadonlyMap<string, TypeDefinition> = new Map(
  [
    LLVMVoidType,
    LLVMTokenType,
    LLVMLabelType,
    LLVMMetadataType,
    LLVMPPCFP128Type,
    LLVMX86AMXType,
    LLVMPointerType,
    LLVMArrayType,
    LLVMStructType,
    LLVMFunctionType,
  ].map((definition) => [definition.name.slice("llvm.".length), definition as TypeDefinition] as const),
);

export const llvmTypes: readonly TypeDefinition[] = [...byMnemonic.values()];

/** A type where the `!llvm.` prefix may be left out: `ptr`, `struct<...>`. */
function parsePrettyType(parser: AttributeParser): Type {
  const definition = parser.kind === TokenKind.BARE_ID ? byMnemonic.get(parser.text) : undefined;
  if (definition === undefined) return parser.parseType();
  const at = parser.start;
  parser.advance();
  const parameters = definition.spec.parse(parser);
  const wrong = definition.spec.verify?.(parameters);
  if (wrong !== undefined) throw parser.error(wrong, at);
  return definition.get(parameters);
}

function printPrettyType(type: Type, printer: AttributePrinter): void {
  const definition = definitionOf(type);
  const mnemonic = definition?.name.slice("llvm.".length);
  if (mnemonic === undefined || byMnemonic.get(mnemonic) !== (definition as unknown)) {
    printer.type(type);
    return;
  }
  printer.write(mnemonic);
  definition!.spec.print(type, printer);
}
