/**
 * FileCheck works on bytes: columns count them and `.` matches one. Inside the tool a text is therefore a string with
 * one character, U+0000 to U+00FF, per byte of its UTF-8 form. For ASCII that is the text itself.
 */

const nonAscii = /[^\0-\x7f]/;

/** The bytes of a text (or of a file) as a byte string. */
export function toByteString(text: string | Uint8Array): string {
  if (typeof text !== "string") return Buffer.from(text.buffer, text.byteOffset, text.byteLength).toString("latin1");
  return nonAscii.test(text) ? Buffer.from(text, "utf8").toString("latin1") : text;
}

/** The text that a byte string stands for. */
export function fromByteString(bytes: string): string {
  return nonAscii.test(bytes) ? Buffer.from(bytes, "latin1").toString("utf8") : bytes;
}

/** Lower-cases A to Z alone, so that every byte keeps its place. */
export function toLowerAscii(bytes: string): string {
  return bytes.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
