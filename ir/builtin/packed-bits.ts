/** 1-bit integers as hexadecimal strings hold them: eight in a byte, the first one lowest. */

/** Takes one byte, 0 or 1, for each bit. */
export function packBits(bits: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(bits.length / 8));
  for (let i = 0; i < bits.length; i++) packed[i >> 3]! |= bits[i]! << (i & 7);
  return packed;
}

/** Gives one byte for each of `count` bits. */
export function unpackBits(packed: Uint8Array, count: number): Uint8Array {
  const bits = new Uint8Array(count);
  for (let i = 0; i < count; i++) bits[i] = (packed[i >> 3]! >> (i & 7)) & 1;
  return bits;
}
