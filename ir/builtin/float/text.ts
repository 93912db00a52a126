/** Floating-point numbers as text: read from decimal digits, and printed as MLIR prints them. */
import { assemble, bitLength, classify } from "./codec.ts";
import type { FloatFormat } from "./formats.ts";
import { encode } from "./number.ts";

/** Digits behind this many change how a number of the widest format rounds only by being zero or not. */
const significantDigits = 12_000;
/** Powers of ten beyond which every format overflows or underflows. */
const largestPower = 5_000;

/** Powers with small exponents are kept, as most numbers need the same few. */
function powersOf(base: bigint): (exponent: number) => bigint {
  const known: bigint[] = [1n];
  return (exponent) => {
    if (exponent > 400) return base ** BigInt(exponent);
    while (known.length <= exponent) known.push(known[known.length - 1]! * base);
    return known[exponent]!;
  };
}
const powerOf5 = powersOf(5n);
const powerOf10 = powersOf(10n);

/** The digits of a positive number `0.<digits> * 10 ** power`, without zeros at the end. */
interface Decimal {
  readonly digits: string;
  readonly power: number;
}

/**
 * Reads a decimal number: an optional sign, digits with or without a point, an optional exponent.
 *
 * As in MLIR, formats of up to 64 bits take the `f64` that is nearest to the text and round that. The wider ones are
 * rounded once, from the text, so that they read back what `printFloat` prints (mlir-opt loses digits there).
 * @throws SyntaxError when the text is no such number.
 */
export function parseDecimal(text: string, format: FloatFormat): bigint {
  const match = /^([-+]?)(?=\.?\d)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?$/.exec(text);
  if (match === null) throw new SyntaxError(`'${text}' is not a decimal number`);
  if (format.width <= 64) return encode(Number(text), format);
  const [, sign, whole = "", fraction = "", power = "0"] = match;
  const digits = (whole + fraction).replace(/^0+/, "");
  const kept = digits.slice(0, significantDigits);
  const rest = /[1-9]/.test(digits.slice(significantDigits)) ? "1" : "";
  return roundDecimal(
    { digits: kept + rest, power: Number(power) - fraction.length + digits.length },
    sign === "-",
    format,
  );
}

/** The bits of the number of the format that is nearest to a decimal number. */
function roundDecimal({ digits, power }: Decimal, negative: boolean, format: FloatFormat): bigint {
  if (digits === "" || power < -largestPower) {
    return assemble({ kind: "zero", negative, significand: 0n, exponent: 0 }, format);
  }
  if (power > largestPower) return assemble({ kind: "infinity", negative, significand: 0n, exponent: 0 }, format);
  const integer = BigInt(digits);
  const scale = power - digits.length;
  if (scale >= 0) {
    return assemble({ kind: "finite", negative, significand: integer * powerOf10(scale), exponent: 0 }, format);
  }
  // A quotient with two bits to spare and a last bit that stands for the remainder rounds as the exact number does.
  const divisor = powerOf10(-scale);
  const shift = Math.max(format.mantissaBits + 3 + bitLength(divisor) - bitLength(integer), 0);
  const shifted = integer << BigInt(shift);
  const quotient = shifted / divisor;
  const sticky = quotient * divisor === shifted ? 0n : 1n;
  return assemble({ kind: "finite", negative, significand: (quotient << 1n) | sticky, exponent: -shift - 1 }, format);
}

/**
 * The value of a float attribute as MLIR prints it: six digits if they are enough to read the same number back,
 * otherwise as many as the format may need, and hexadecimal bits for what has no decimal form with a point.
 */
export function printFloat(bits: bigint, format: FloatFormat): string {
  const parts = classify(bits, format);
  const sign = parts.negative ? "-" : "";
  switch (parts.kind) {
    case "zero":
      return `${sign}0.000000e+00`;
    case "finite": {
      const short = toDecimal(parts.significand, parts.exponent, 6);
      if (roundDecimal(short, parts.negative, format) === assemble(parts, format)) return sign + printShort(short);
      const precision = format.mantissaBits + 1;
      const digits = 2 + Math.floor((precision * 59) / 196);
      const long = printLong(toDecimal(parts.significand, parts.exponent, digits), digits);
      return long === undefined ? printBits(bits, format) : sign + long;
    }
    default:
      return printBits(bits, format);
  }
}

/**
 * What `printFloat` prints, where that is short: six digits, from which a number of the `f32` or `f64` format is read back
 * as it is. Undefined where the exact arithmetic of `printFloat` must decide, or for another format.
 */
export function printShortFloat(value: number, format: FloatFormat): string | undefined {
  const isSingle = format.kind === "f32";
  if (!(isSingle || format.kind === "f64") || value === 0 || !Number.isFinite(value)) return undefined;
  const text = value.toExponential(5);
  const read = Number(text);
  if ((isSingle ? Math.fround(read) : read) !== value || !isReachedFromAbove(read, value)) return undefined;
  const point = text.indexOf("e");
  const exponent = text.slice(point + 2).padStart(2, "0");
  return `${text.slice(0, point)}0e${text[point + 1]}${exponent}`;
}

/**
 * Whether cutting digits off `value` gives `short`, a number of six digits that is read as `value`. So it is if `value` is
 * exactly that number, or more. For 8.97168, which is stored as 8.97167999..., MLIR does not find it; see `toDecimal`.
 */
function isReachedFromAbove(short: number, value: number): boolean {
  // Numbers with few bits behind the point are too far apart to be taken for one another.
  if (short === value && Number.isSafeInteger(value * 1024)) return true;
  const rest = /^-?\d\.\d{5}(\d{11})/.exec(value.toExponential(16))![1]!;
  return rest.startsWith("0") && rest !== "00000000000";
}

function printBits(bits: bigint, format: FloatFormat): string {
  // An f80 whose integer bit does not fit its exponent is a NaN, printed with the exponent of one.
  const exponent = format.hasIntegerBit && classify(bits, format).kind === "nan" ? 0x7fffn << 64n : 0n;
  return `0x${(bits | exponent).toString(16).toUpperCase()}`;
}

/** `d.dddddde+dd` */
function printShort({ digits, power }: Decimal): string {
  const exponent = String(Math.abs(power - 1)).padStart(2, "0");
  return `${digits[0]}.${digits.slice(1).padEnd(6, "0")}e${power > 0 ? "+" : "-"}${exponent}`;
}

/** The default form of LLVM's APFloat for a number of at most `precision` digits; undefined if that has no point. */
function printLong({ digits, power }: Decimal, precision: number): string | undefined {
  const zerosBehind = power - digits.length;
  const isScientific = zerosBehind >= 0 ? zerosBehind > 3 || power > precision : power < -2;
  if (isScientific) {
    return `${digits[0]}.${digits.slice(1) || "0"}E${power > 0 ? "+" : "-"}${Math.abs(power - 1)}`;
  }
  if (zerosBehind >= 0) return undefined;
  return power > 0 ? `${digits.slice(0, power)}.${digits.slice(power)}` : `0.${"0".repeat(-power)}${digits}`;
}

/**
 * Rounds `significand * 2 ** exponent` to `count` decimal digits in the way of LLVM's APFloat: superfluous digits are
 * first cut off, by an estimate that may leave exactly `count` of them, and only then rounded, halves up.
 */
function toDecimal(significand: bigint, exponent: number, count: number): Decimal {
  const trailing = bitLength(significand & -significand) - 1;
  const binaryExponent = exponent + trailing;
  const odd = significand >> BigInt(trailing);
  // n * 2^-e = n * 5^e * 10^-e
  let integer = binaryExponent >= 0 ? odd << BigInt(binaryExponent) : odd * powerOf5(-binaryExponent);
  let scale = Math.min(binaryExponent, 0);

  // 196/59 is slightly more than the number of bits in a decimal digit.
  const excess = bitLength(integer) - Math.floor((count * 196 + 58) / 59);
  const removable = excess > 0 ? Math.floor((excess * 59) / 196) : 0;
  integer /= powerOf10(removable);
  scale += removable;

  const text = String(integer);
  const roundsUp = text.length > count && text[count]! >= "5";
  const kept = roundsUp ? String(BigInt(text.slice(0, count)) + 1n) : text.slice(0, count);
  const carried = kept.length - Math.min(text.length, count);
  return { digits: kept.replace(/0+$/, ""), power: scale + text.length + carried };
}
