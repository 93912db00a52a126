/** The syntax of locations, inside `loc(...)`. */

import type { Attribute } from "../attribute.ts";
import { CallSiteLoc, FileLineColLoc, FusedLoc, type Location, NameLoc, UnknownLoc } from "../location.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";

export function parseLocationBody(p: AttributeParser): Location {
  if (p.kind === TokenKind.STRING) return parseFileOrName(p);
  if (p.parseOptionalKeyword("unknown")) return UnknownLoc.get();
  if (p.parseOptionalKeyword("callsite")) return parseCallSite(p);
  if (p.parseOptionalKeyword("fused")) return parseFused(p);
  throw p.missing("location instance");
}

function parseFileOrName(p: AttributeParser): Location {
  const text = p.parseString();
  if (!p.parseOptionalColon()) {
    if (!p.parseOptionalLParen()) return NameLoc.get(text);
    const child = p.parseLocationBody();
    p.parseRParen();
    return NameLoc.get(text, child);
  }
  const number = (what: string): number => {
    if (p.kind !== TokenKind.INTEGER) throw p.missing(`integer ${what} number in FileLineColRange`);
    return p.parseNumber();
  };
  const line = number("line");
  if (!p.parseOptionalColon()) return FileLineColLoc.get(text, line, 0);
  const column = number("column");
  if (!p.parseOptionalKeyword("to")) return FileLineColLoc.get(text, line, column);
  if (p.parseOptionalColon()) return FileLineColLoc.get(text, line, column, line, number("column"));
  const endLine = number("line");
  p.parseColon();
  return FileLineColLoc.get(text, line, column, endLine, number("column"));
}

function parseCallSite(p: AttributeParser): Location {
  p.parseLParen();
  const callee = p.parseLocationBody();
  if (!p.parseOptionalKeyword("at")) throw p.missing("'at' in callsite location");
  const caller = p.parseLocationBody();
  p.parseRParen();
  return CallSiteLoc.get(callee, caller);
}

function parseFused(p: AttributeParser): Location {
  let metadata: Attribute | undefined;
  if (p.parseOptionalLess()) {
    metadata = p.parseAttribute();
    p.expect(TokenKind.GREATER, "'>' after fused location metadata");
  }
  const locations: Location[] = [];
  if (p.kind !== TokenKind.LSQUARE) throw p.missing("'[' in fused location");
  const parsePart = (): void => {
    locations.push(p.parseLocationBody());
  };
  p.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", parsePart, " in fused location");
  return FusedLoc.get(locations, metadata);
}
