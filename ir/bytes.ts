/** Bytes and their texts, without what only Node has: this code runs in browsers as well. */

const encoder = new TextEncoder();

/** UTF-16 code units. */
export type CodeUnits = Uint8Array | Uint16Array;

/** The code units of a text, which are read faster than the text itself; bytes if all are ASCII. */
export function codeUnits(text: string): CodeUnits {
  const bytes = encoder.encode(text);
  if (bytes.length === text.length) return bytes;
  const units = new Uint16Array(text.length);
  for (let i = 0; i < units.length; i++) units[i] = text.charCodeAt(i);
  return units;
}

/** The number of bytes that the text has in UTF-8. */
export const utf8Length = (text: string): number => encoder.encode(text).length;

const digits = "0123456789ABCDEF";

/** Two digits for each byte. */
export function toHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += digits[byte >> 4]! + digits[byte & 15]!;
  return text;
}

/** The bytes for pairs of hexadecimal digits. */
export function fromHex(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = (digitAt(text, 2 * i) << 4) | digitAt(text, 2 * i + 1);
  return bytes;
}

/** Of `0` to `9`, and letters of either case. */
function digitAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code <= 0x39 ? code - 0x30 : (code & 0x1f) + 9;
}

/** Whether both hold the same bytes. */
export function areEqualBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
