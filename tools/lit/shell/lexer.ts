/** Splits a command line into words and operators. */
import { escapePath } from "tinyglobby";
import { ShellSyntaxError, type Word } from "./syntax.ts";

export type Token =
  | { readonly kind: "word"; readonly word: Word }
  | { readonly kind: "operator"; readonly text: string }
  /** `>`, `2>>`, `2>&1` and so on: the streams, what is done, and the target of a duplication. */
  | { readonly kind: "redirect"; readonly text: string };

const blank = /[ \t\r\n]*/y;
/** The stream's number belongs to a redirection only when it starts a word. */
const redirect = /[12]?>&[12](?![^\s|&;<>])|&>>?|>&|[12]?>>?|0?</y;
const operator = /&&|\|\||\|&|[|;&]/y;
const plain = /[^\s'"\\|&;<>]+/y;

export function tokenize(line: string): Token[] {
  const tokens: Token[] = [];
  let position = 0;
  const accept = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = position;
    const text = pattern.exec(line)?.[0];
    position += text?.length ?? 0;
    return text;
  };
  accept(blank);
  while (position < line.length) {
    const redirectText = accept(redirect);
    const operatorText = redirectText === undefined ? accept(operator) : undefined;
    if (redirectText !== undefined) tokens.push({ kind: "redirect", text: redirectText });
    else if (operatorText !== undefined) tokens.push({ kind: "operator", text: operatorText });
    else position = readWord(line, position, tokens);
    accept(blank);
  }
  return tokens;
}

/** Reads the word at `start` and returns where it ends. */
function readWord(line: string, start: number, tokens: Token[]): number {
  let text = "";
  let glob = "";
  let isGlob = false;
  let position = start;
  while (position < line.length && !/[\s|&;<>]/.test(line.charAt(position))) {
    const character = line.charAt(position);
    let part: string;
    if (character === "'" || character === '"') {
      [part, position] = readQuoted(line, position);
    } else if (character === "\\") {
      if (position + 1 >= line.length) throw new ShellSyntaxError("the line ends with a backslash");
      part = line.charAt(position + 1);
      position += 2;
    } else {
      plain.lastIndex = position;
      part = plain.exec(line)![0];
      position += part.length;
      isGlob ||= /[*?]|\[.*\]/.test(part);
      text += part;
      glob += part;
      continue;
    }
    text += part;
    glob += escapePath(part);
  }
  tokens.push({ kind: "word", word: { text, glob: isGlob ? glob : undefined } });
  return position;
}

/** The text between quotes, and where it ends. In double quotes a backslash escapes `"` and `\` alone. */
function readQuoted(line: string, start: number): [text: string, end: number] {
  const quote = line.charAt(start);
  let text = "";
  for (let position = start + 1; position < line.length; position++) {
    const character = line.charAt(position);
    if (character === quote) return [text, position + 1];
    const isEscape = quote === '"' && character === "\\" && /["\\]/.test(line.charAt(position + 1));
    text += isEscape ? line.charAt(++position) : character;
  }
  throw new ShellSyntaxError(`missing ${quote === '"' ? "double" : "single"} quote at the end`);
}
