/** `printf` as C has it. */

import type { HostScalar } from "../../host/memref.ts";

/** A conversion: flags, width, precision, size and kind. */
export const conversions = /%([-+ #0]*)(\d*)(?:\.(\d+))?(hh|h|ll|l|z|j|t|q|L)?([diuoxXfFeEgGcp%])/g;

/** Takes a line of what a program prints, without its end. */
export type Print = (line: string) => void;

/** What programs call to print; lines appear when they are complete. */
export function makePrinter(print: Print) {
  let line = "";
  return {
    printf(format: string, ...values: readonly HostScalar[]): void {
      const lines = (line + formatted(format, values)).split("\n");
      line = lines.pop()!;
      for (const complete of lines) print(complete);
    },
    /** Prints what waits for a newline. */
    endLine(): void {
      if (line !== "") print(line);
      line = "";
    },
  };
}

function formatted(format: string, values: readonly HostScalar[]): string {
  let next = 0;
  return format.replace(conversions, (_, flags: string, width: string, precision: string | undefined, _size, kind) => {
    if (kind === "%") return "%";
    return padded(converted(values[next++]!, kind, precision, flags), flags, Number(width));
  });
}

function converted(value: HostScalar, kind: string, precision: string | undefined, flags: string): string {
  if ("fFeEgG".includes(kind)) return signed(floatText(Number(value), kind, Number(precision ?? 6)), flags);
  if (kind === "c") return String.fromCharCode(Number(value));
  const integer = typeof value === "bigint" ? value : BigInt(Math.trunc(Number(value)));
  if (kind === "d" || kind === "i") return signed(String(integer), flags);
  const bits = BigInt.asUintN(typeof value === "bigint" || integer > 0xffffffffn ? 64 : 32, integer);
  const text = bits.toString({ o: 8, x: 16, X: 16, p: 16 }[kind] ?? 10);
  if (kind === "p") return `0x${text}`;
  return kind === "X" ? text.toUpperCase() : text;
}

function floatText(value: number, kind: string, precision: number): string {
  const lower = kind.toLowerCase();
  if (!Number.isFinite(value)) {
    const text = Number.isNaN(value) ? "nan" : value < 0 ? "-inf" : "inf";
    return lower === kind ? text : text.toUpperCase();
  }
  if (lower === "f") return value.toFixed(precision);
  if (lower === "e") return cased(exponent(value.toExponential(precision)), kind);
  const digits = Math.max(precision, 1);
  const [mantissa, power] = value.toExponential(digits - 1).split("e") as [string, string];
  if (Number(power) >= -4 && Number(power) < digits) {
    return withoutZeros(value.toFixed(digits - 1 - Number(power)));
  }
  return cased(exponent(`${withoutZeros(mantissa)}e${power}`), kind);
}

const withoutZeros = (text: string): string => (text.includes(".") ? text.replace(/\.?0+$/, "") : text);
/** C writes at least two digits. */
const exponent = (text: string): string => text.replace(/e([+-])(\d)$/, "e$10$2");
const cased = (text: string, kind: string): string => (kind === kind.toUpperCase() ? text.toUpperCase() : text);
const signed = (text: string, flags: string): string =>
  text.startsWith("-") ? text : flags.includes("+") ? `+${text}` : flags.includes(" ") ? ` ${text}` : text;

function padded(text: string, flags: string, width: number): string {
  if (flags.includes("-")) return text.padEnd(width);
  if (!flags.includes("0")) return text.padStart(width);
  const sign = /^[+\- ]/.exec(text)?.[0] ?? "";
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
