/** Counting bits of integers of any width. Values are read as the bits of an integer of that width. */

export function ctlz(value: bigint, width: number): bigint {
  const bits = BigInt.asUintN(width, value);
  return BigInt(bits === 0n ? width : width - bits.toString(2).length);
}

export function cttz(value: bigint, width: number): bigint {
  const bits = BigInt.asUintN(width, value);
  return BigInt(bits === 0n ? width : (bits & -bits).toString(2).length - 1);
}

export function ctpop(value: bigint, width: number): bigint {
  let count = 0n;
  for (let bits = BigInt.asUintN(width, value); bits > 0n; bits &= bits - 1n) count++;
  return count;
}

/** The smallest integer is its own absolute value, since there is no positive one of its size. */
export const absi = (value: bigint): bigint => (value < 0n ? -value : value);
