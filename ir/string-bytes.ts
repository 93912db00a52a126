/**
 * MLIR strings are byte strings; ours are JavaScript strings. Valid UTF-8 maps to its characters, and a byte that is
 * not part of valid UTF-8 to the lone surrogate U+DC00 + byte, so that every byte string survives the way there and back.
 */
const decoder = new TextDecoder("utf-8", { fatal: true });
const encoder = new TextEncoder();

const escapedByte = (code: number): number | undefined =>
  code >= 0xdc80 && code <= 0xdcff ? code - 0xdc00 : undefined;

/** Number of bytes of the UTF-8 sequence that `lead` opens, or 0 if it opens none. */
const sequenceLength = (lead: number): number =>
  lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;

export function decodeBytes(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    let text = "";
    for (let at = 0; at < bytes.length; ) {
      const length = sequenceLength(bytes[at]!);
      let char: string | undefined;
      try {
        if (length > 0 && at + length <= bytes.length) char = decoder.decode(bytes.subarray(at, at + length));
      } catch {
        char = undefined;
      }
      text += char ?? String.fromCharCode(0xdc00 + bytes[at]!);
      at += char === undefined ? 1 : length;
    }
    return text;
  }
}

export function encodeBytes(text: string): Uint8Array {
  if (!/[\udc80-\udcff]/.test(text)) return encoder.encode(text);
  const bytes: number[] = [];
  for (const char of text) {
    const raw = char.length === 1 ? escapedByte(char.charCodeAt(0)) : undefined;
    if (raw !== undefined) bytes.push(raw);
    else bytes.push(...encoder.encode(char));
  }
  return Uint8Array.from(bytes);
}
