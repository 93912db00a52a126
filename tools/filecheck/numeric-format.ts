/** The formats of numeric variables, `%u`, `%d`, `%x` and `%X`: what they match, and numbers to and from text. */

export type NumericFormatKind = "unsigned" | "signed" | "hexLower" | "hexUpper";

export interface NumericFormat {
  readonly kind: NumericFormatKind;
  /** The least number of digits, 0 for no demand. */
  readonly precision: number;
  /** Whether the number has the prefix `0x`. */
  readonly alternateForm: boolean;
}

export const unsignedFormat: NumericFormat = { kind: "unsigned", precision: 0, alternateForm: false };

/** The conversion characters, with the digits after a leading one and the leading digits themselves. */
const kinds = {
  unsigned: { character: "u", leading: "1-9", digits: "0-9" },
  signed: { character: "d", leading: "1-9", digits: "0-9" },
  hexLower: { character: "x", leading: "1-9a-f", digits: "0-9a-f" },
  hexUpper: { character: "X", leading: "1-9A-F", digits: "0-9A-F" },
} as const;

/** The kind of a conversion character, or undefined. */
export function formatKindOf(character: string): NumericFormatKind | undefined {
  const names = Object.keys(kinds) as NumericFormatKind[];
  return names.find((name) => kinds[name].character === character);
}

export function isHexFormat(format: NumericFormat): boolean {
  return format.kind === "hexLower" || format.kind === "hexUpper";
}

/** The format as it is named in messages. */
export function formatName(format: NumericFormat): string {
  return `%${kinds[format.kind].character}`;
}

export function sameFormat(a: NumericFormat, b: NumericFormat): boolean {
  return a.kind === b.kind && a.precision === b.precision && a.alternateForm === b.alternateForm;
}

/** The regular expression for any number in this format. */
export function formatPattern(format: NumericFormat): string {
  const { leading, digits } = kinds[format.kind];
  const prefix = (format.kind === "signed" ? "-?" : "") + (format.alternateForm ? "0x" : "");
  if (format.precision === 0) return `${prefix}[${digits}]+`;
  return `${prefix}([${leading}][${digits}]*)?[${digits}]{${format.precision}}`;
}

/** The text of a number, or undefined when it is negative and the format has no sign. */
export function formatNumber(format: NumericFormat, value: bigint): string | undefined {
  if (value < 0n && format.kind !== "signed") return undefined;
  const magnitude = value < 0n ? -value : value;
  const digits = magnitude.toString(isHexFormat(format) ? 16 : 10).padStart(format.precision, "0");
  const cased = format.kind === "hexUpper" ? digits.toUpperCase() : digits;
  return (value < 0n ? "-" : "") + (format.alternateForm ? "0x" : "") + cased;
}

/** The number that a text matched by `formatPattern` stands for. */
export function parseNumber(format: NumericFormat, text: string): bigint {
  const negative = text.startsWith("-");
  const digits = text.slice(negative ? 1 : 0).replace(/^0x/, "");
  const magnitude = BigInt(isHexFormat(format) ? `0x${digits}` : digits);
  return negative ? -magnitude : magnitude;
}
