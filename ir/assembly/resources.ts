/** The file's metadata section: `{-# dialect_resources: { builtin: { key: "0x..." } } #-}`. */

import { isBareIdentifier, quote } from "../attribute-printer.ts";
import type { AsmParser } from "./asm-parser.ts";
import { TokenKind } from "./token-parser.ts";

/** The text of each resource by section ("dialect_resources"), owner ("builtin") and key; strings with their quotes. */
export type ResourceSection = Map<string, Map<string, Map<string, string>>>;

export function parseResourceSection(p: AsmParser, into: ResourceSection): void {
  p.expect(TokenKind.FILE_METADATA_BEGIN, "'{-#'");
  parseEntries(p, TokenKind.FILE_METADATA_END, (section, at) => {
    if (section !== "dialect_resources" && section !== "external_resources") {
      throw p.syntaxError(`unknown key '${section}' in file metadata dictionary`, at);
    }
    const owners = into.get(section) ?? new Map<string, Map<string, string>>();
    into.set(section, owners);
    p.parseLBrace();
    parseEntries(p, TokenKind.RBRACE, (owner) => {
      const values = owners.get(owner) ?? new Map<string, string>();
      owners.set(owner, values);
      p.parseLBrace();
      parseEntries(p, TokenKind.RBRACE, (key, keyAt) => {
        if (values.has(key)) throw p.syntaxError(`duplicate resource key '${key}'`, keyAt);
        const { kind, text } = p;
        if (kind !== TokenKind.STRING && !p.atKeyword("true") && !p.atKeyword("false")) {
          throw p.syntaxError("expected a string or a boolean as the value of a resource");
        }
        values.set(key, text);
        p.advance();
      });
    });
  });
}

function parseEntries(p: AsmParser, close: number, parseValue: (key: string, at: number) => void): void {
  while (p.kind !== close) {
    const at = p.start;
    const key = p.parseKeywordOrString();
    p.parseColon();
    parseValue(key, at);
    if (!p.parseOptionalComma()) break;
  }
  p.expect(close, close === TokenKind.RBRACE ? "'}'" : "'#-}'");
}

/** The section in MLIR syntax; empty text if there is nothing in it. */
export function printResourceSection(resources: ResourceSection): string {
  const key = (text: string): string => (isBareIdentifier(text) ? text : quote(text));
  const sections = [...resources].filter(([, owners]) => owners.size > 0);
  if (sections.length === 0) return "";
  const lines = sections.map(([section, owners]) => {
    const inner = [...owners].map(([owner, values]) => {
      const items = [...values].map(([name, text]) => `      ${key(name)}: ${text}`);
      return `    ${key(owner)}: {\n${items.join(",\n")}\n    }`;
    });
    return `  ${section}: {\n${inner.join(",\n")}\n  }`;
  });
  return `\n{-#\n${lines.join(",\n")}\n#-}\n`;
}
