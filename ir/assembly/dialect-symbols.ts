/** Attributes and types by their dialect's name, `#dialect.name<...>` and `!dialect<name<...>>`, and those that nobody knows. */

import type { Dialect } from "../dialect.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";

/** The instance if a definition is registered; otherwise undefined, and nothing behind the name was read. */
export function parseDialectSymbol(
  p: AttributeParser,
  name: string,
  dot: number,
  at: number,
  what: "attribute" | "type",
): unknown {
  let full = name;
  const isBracketed = dot < 0;
  const restart = p.start;
  if (isBracketed) {
    // `#dialect<name<...>>`
    p.parseLess();
    if (p.kind !== TokenKind.BARE_ID) {
      p.resetTo(restart);
      return undefined;
    }
    full = `${name}.${p.text}`;
    p.advance();
  }
  const definition = what === "type" ? p.context.type(full) : p.context.attribute(full);
  if (definition === undefined) {
    p.resetTo(restart);
    const dialect = p.context.dialect(isBracketed ? name : name.slice(0, dot));
    if (dialect === undefined) return undefined;
    throw p.syntaxError(
      unknownSymbol(dialect, full.slice(dialect.name.length + 1), what),
      at + dialect.name.length + 2,
    );
  }
  const { customOp } = p;
  p.customOp = "";
  const parameters = definition.spec.parse(p);
  p.customOp = customOp;
  const wrong = definition.spec.verify?.(parameters);
  if (wrong !== undefined) throw p.syntaxError(wrong, at);
  if (isBracketed) p.parseGreater();
  return definition.get(parameters);
}

function unknownSymbol({ name, attributes = [], types = [] }: Dialect, mnemonic: string, what: "attribute" | "type") {
  const isEmpty = (what === "type" ? types : attributes).length === 0;
  if (isEmpty) return `dialect '${name}' provides no ${what} parsing hook`;
  return what === "type"
    ? `unknown ${name} type: ${mnemonic}`
    : `unknown attribute \`${mnemonic}\` in dialect \`${name}\``;
}

/** Throws unless things of dialects that are not registered are allowed. */
export function requireUnregistered(
  p: AttributeParser,
  dialect: string,
  sigil: string,
  what: string,
  at: number,
): void {
  if (p.context.allowUnregisteredDialects) return;
  throw p.syntaxError(
    `${sigil}"${dialect}" ${what} created with unregistered dialect. If this is intended, pass --allow-unregistered-dialect`,
    at + dialect.length + 2,
  );
}

/** The text of an attribute or type that nobody knows: what follows the dialect's name, brackets balanced. */
export function parseOpaqueData(p: AttributeParser, name: string, dot: number): string {
  const begin = p.start;
  if (p.kind !== TokenKind.LESS || (dot >= 0 && begin !== p.previousEnd)) return dot < 0 ? "" : name.slice(dot + 1);
  const end = skipBalanced(p, begin);
  const body = p.file.text.slice(begin, end);
  p.resetTo(end);
  return dot < 0 ? body.slice(1, -1) : name.slice(dot + 1) + body;
}

const closerOf: Readonly<Record<string, string>> = { "<": ">", "(": ")", "[": "]", "{": "}" };

/** The offset behind the bracket that closes the one at `begin`; strings and arrows are minded. */
function skipBalanced(p: AttributeParser, begin: number): number {
  const closers: string[] = [];
  const { text } = p.file;
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
      throw p.syntaxError(`unbalanced '${char}' character in pretty dialect name`, at);
    }
  }
  throw p.syntaxError("unexpected nul or EOF in pretty dialect name", begin);
}
