/** Names as LLVM IR writes them. */

import { encodeBytes } from "../../../ir/string-bytes.ts";

const hex = (byte: number): string => `\\${byte.toString(16).toUpperCase().padStart(2, "0")}`;

/** Bytes in quotes; what is not printable is written `\XX`. */
export function quoted(text: string): string {
  if (/^[\x20\x21\x23-\x5b\x5d-\x7e]*$/.test(text)) return `"${text}"`;
  let result = '"';
  for (const byte of encodeBytes(text)) {
    const isPlain = byte >= 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c;
    result += isPlain ? String.fromCharCode(byte) : hex(byte);
  }
  return `${result}"`;
}

/** The name without a sigil, in quotes unless it is an identifier. */
export const identifier = (name: string): string => (/^[-a-zA-Z$._][-a-zA-Z$._0-9]*$/.test(name) ? name : quoted(name));

/** `@name` */
export const globalName = (name: string): string => `@${identifier(name)}`;
