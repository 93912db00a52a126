/** Reads whole files: operations at the top, aliases, resources. */

import { Block } from "../block.ts";
import { BuiltinModuleOp } from "../builtin/ops.ts";
import type { Context } from "../context.ts";
import { Diagnostic, DiagnosticError, isStackOverflow } from "../diagnostic.ts";
import { Location } from "../location.ts";
import type { Operation } from "../operation.ts";
import { Region } from "../region.ts";
import { verify } from "../verifier.ts";
import { AsmParser, type ParseListener, TooManyErrors } from "./asm-parser.ts";
import { parseResourceSection, type ResourceSection } from "./resources.ts";
import { SourceFile } from "./source-file.ts";
import { TokenKind } from "./token-parser.ts";

export interface ParseOptions {
  /** Name of the file in locations and messages. */
  readonly name?: string;
  /** Check the result with the verifier; on by default. */
  readonly verify?: boolean;
  /** Put a module around anything else than one module; on by default. Otherwise the file holds a single operation. */
  readonly implicitModule?: boolean;
  /** Hears of operations while the rest is still to be read. */
  readonly listener?: ParseListener;
}

/** What a file holds. */
export interface ParsedFile {
  readonly module: Operation;
  /** The `{-# ... #-}` section. */
  readonly resources: ResourceSection;
}

/**
 * Reads a module. A file with anything else than one module at the top is wrapped in a module. Every error is reported
 * through the context; then the result is undefined.
 */
export function parseFile(text: string, context: Context, options: ParseOptions = {}): ParsedFile | undefined {
  const parser = new AsmParser(new SourceFile(options.name ?? "-", text), context, options.listener);
  const file = guarded(parser, () => parseTop(parser, options.implicitModule !== false));
  if (file === undefined || parser.errorCount > 0) return undefined;
  if (options.verify !== false && !verify(file.module, context)) return undefined;
  return file;
}

/** Like `parseFile`, for those who do not need resources. */
export const parseModule = (text: string, context: Context, options: ParseOptions = {}): Operation | undefined =>
  parseFile(text, context, options)?.module;

/** Turns what would be a stack overflow of the recursive parser into an error. */
function guarded<T>(parser: AsmParser, work: () => T): T | undefined {
  try {
    return work();
  } catch (error) {
    if (error instanceof TooManyErrors) {
      const message = `too many errors (${parser.errorCount}); the rest of the file is not read`;
      parser.context.emit(new Diagnostic("remark", parser.locationAt(parser.start), message));
      return undefined;
    }
    if (isStackOverflow(error)) {
      parser.errorCount++;
      parser.context.emit(new Diagnostic("error", parser.locationAt(parser.start), "the text is nested too deeply"));
      return undefined;
    }
    if (!(error instanceof DiagnosticError)) throw error;
    parser.errorCount++;
    parser.context.emit(error.diagnostic);
    return undefined;
  }
}

function parseTop(parser: AsmParser, implicitModule: boolean): ParsedFile {
  const block = new Block();
  const resources: ResourceSection = new Map();
  while (parser.kind !== TokenKind.EOF) {
    if (parser.kind === TokenKind.HASH_ID || parser.kind === TokenKind.EXCLAMATION_ID) parseAliasInto(parser);
    else if (parser.kind === TokenKind.FILE_METADATA_BEGIN) parseResourceSection(parser, resources);
    else parser.parseOperationInto(block);
    // What follows a brace that nothing opened cannot be understood.
    if (parser.kind === TokenKind.RBRACE) {
      if (parser.errorCount === 0) throw parser.missing("operation name in quotes");
      break;
    }
  }
  parser.finishScopes();
  for (const { alias, offset, set } of parser.deferredLocations) {
    const value = parser.state.attributeAliases.get(alias);
    if (value instanceof Location) set(value);
    else if (value === undefined)
      parser.report(parser.syntaxError(`operation location alias was never defined`, offset));
    else parser.report(parser.syntaxError(`expected location, but found ${value}`, offset));
  }
  return { module: implicitModule ? asModule(block, parser.file) : onlyOperation(parser, block), resources };
}

function onlyOperation(parser: AsmParser, block: Block): Operation {
  const only = block.first;
  if (only === null || only.next !== null) {
    const found = [...block.ops()].length;
    throw parser.syntaxError(`source must contain a single top-level operation, found: ${found}`, 0);
  }
  block.remove(only);
  return only;
}

/** The only operation if it is a module; otherwise a module around all operations. */
function asModule(block: Block, file: SourceFile): Operation {
  const only = block.first;
  if (only !== null && only.next === null && BuiltinModuleOp.is(only)) {
    block.remove(only);
    return only;
  }
  const bodyRegion = new Region();
  bodyRegion.append(block);
  return BuiltinModuleOp.build({ bodyRegion }, 0, file);
}

function parseAliasInto(parser: AsmParser): void {
  const { kind, start } = parser;
  const name = parser.text.slice(1);
  if (name.includes(".")) {
    const what = kind === TokenKind.HASH_ID ? "attribute" : "type";
    throw parser.syntaxError(`${what} names with a '.' are reserved for dialect-defined names`);
  }
  parser.advance();
  parser.expect(TokenKind.EQUAL, `'=' in ${kind === TokenKind.HASH_ID ? "attribute" : "type"} alias definition`);
  if (kind === TokenKind.HASH_ID) {
    if (parser.state.attributeAliases.has(name))
      throw parser.syntaxError(`redefinition of attribute alias id '${name}'`, start);
    parser.state.attributeAliases.set(name, parser.parseAttribute());
  } else {
    if (parser.state.typeAliases.has(name)) throw parser.syntaxError(`redefinition of type alias id '${name}'`, start);
    parser.state.typeAliases.set(name, parser.parseType());
  }
}
