/**
 * Arithmetic on integers of any width. Operands are signed; results need not be wrapped to the width. Where an operation
 * is undefined or gives poison there is no result.
 */
export type IntegerFunction = (lhs: bigint, rhs: bigint, width: number) => bigint | undefined;

const { asIntN, asUintN } = BigInt;

/** The same function of the operands as unsigned numbers. */
export const unsigned =
  (compute: IntegerFunction): IntegerFunction =>
  (lhs, rhs, width) =>
    compute(asUintN(width, lhs), asUintN(width, rhs), width);

export const smallest = (width: number): bigint => -(1n << BigInt(width - 1));
export const largest = (width: number): bigint => (1n << BigInt(width - 1)) - 1n;

const divide: IntegerFunction = (lhs, rhs) => (rhs === 0n ? undefined : lhs / rhs);
const remainder: IntegerFunction = (lhs, rhs) => (rhs === 0n ? undefined : lhs % rhs);

const divideRoundingUp: IntegerFunction = (lhs, rhs) => {
  if (rhs === 0n) return undefined;
  const isRoundedDown = lhs % rhs !== 0n && lhs < 0n === rhs < 0n;
  return lhs / rhs + (isRoundedDown ? 1n : 0n);
};

const divideRoundingDown: IntegerFunction = (lhs, rhs) => {
  if (rhs === 0n) return undefined;
  const isRoundedUp = lhs % rhs !== 0n && lhs < 0n !== rhs < 0n;
  return lhs / rhs - (isRoundedUp ? 1n : 0n);
};

/** The quotient of the smallest number and -1 does not fit. */
const fitting =
  (compute: IntegerFunction): IntegerFunction =>
  (lhs, rhs, width) => {
    const result = compute(lhs, rhs, width);
    return result !== undefined && asIntN(width, result) === result ? result : undefined;
  };

/** Shifts by the width or more give poison. */
const shift =
  (compute: (value: bigint, amount: bigint, width: number) => bigint): IntegerFunction =>
  (lhs, rhs, width) => {
    const amount = asUintN(width, rhs);
    return amount < BigInt(width) ? compute(lhs, amount, width) : undefined;
  };

const maximum: IntegerFunction = (lhs, rhs) => (lhs > rhs ? lhs : rhs);
const minimum: IntegerFunction = (lhs, rhs) => (lhs < rhs ? lhs : rhs);

export const integers = {
  add: (lhs, rhs) => lhs + rhs,
  subtract: (lhs, rhs) => lhs - rhs,
  multiply: (lhs, rhs) => lhs * rhs,
  multiplyHighSigned: (lhs, rhs, width) => (lhs * rhs) >> BigInt(width),
  multiplyHighUnsigned: unsigned((lhs, rhs, width) => (lhs * rhs) >> BigInt(width)),
  /** The bit that an unsigned addition carries out. */
  carry: unsigned((lhs, rhs, width) => (lhs + rhs) >> BigInt(width)),
  divideSigned: fitting(divide),
  divideUnsigned: unsigned(divide),
  ceilDivideSigned: fitting(divideRoundingUp),
  ceilDivideUnsigned: unsigned(divideRoundingUp),
  floorDivideSigned: fitting(divideRoundingDown),
  remainderSigned: remainder,
  remainderUnsigned: unsigned(remainder),
  and: (lhs, rhs) => lhs & rhs,
  or: (lhs, rhs) => lhs | rhs,
  xor: (lhs, rhs) => lhs ^ rhs,
  shiftLeft: shift((value, amount) => value << amount),
  shiftRightSigned: shift((value, amount) => value >> amount),
  shiftRightUnsigned: shift((value, amount, width) => asUintN(width, value) >> amount),
  maximumSigned: maximum,
  maximumUnsigned: unsigned(maximum),
  minimumSigned: minimum,
  minimumUnsigned: unsigned(minimum),
} as const satisfies Record<string, IntegerFunction>;
