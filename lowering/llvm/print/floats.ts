/** Floating-point literals of LLVM IR, exact to the bit. */

import type { FloatAttr } from "../../../ir/builtin/attributes.ts";
import type { FloatKind } from "../../../ir/builtin/float-format.ts";

const hex = (bits: bigint, digits: number): string => bits.toString(16).toUpperCase().padStart(digits, "0");
const low64 = (bits: bigint): bigint => BigInt.asUintN(64, bits);

const view = new DataView(new ArrayBuffer(8));

/** The bits of the `f64` with the same value. A NaN keeps its sign, payload and whether it is quiet. */
function bitsAsDouble({ bits, type, value }: FloatAttr): bigint {
  if (type.kind === "f64") return bits;
  if (!Number.isNaN(value)) {
    view.setFloat64(0, value);
    return view.getBigUint64(0);
  }
  const sign = bits >> 31n;
  const mantissa = bits & 0x7fffffn;
  return (sign << 63n) | (0x7ffn << 52n) | (mantissa << 29n);
}

/** Decimal where seven digits are the number exactly, otherwise the bits of the `f64`. */
function printDouble(attr: FloatAttr): string {
  const { value } = attr;
  if (Number.isFinite(value)) {
    const [digits, exponent] = value.toExponential(6).split("e") as [string, string];
    if (Number(`${digits}e${exponent}`) === value) {
      const sign = exponent.startsWith("-") ? "-" : "+";
      const text = `${digits}e${sign}${exponent.replace(/^[-+]/, "").padStart(2, "0")}`;
      return Object.is(value, -0) ? `-${text}` : text;
    }
  }
  return `0x${hex(bitsAsDouble(attr), 16)}`;
}

/** By kind of float; each has its own prefix. */
const printers: Partial<Readonly<Record<FloatKind, (attr: FloatAttr) => string>>> = {
  f16: ({ bits }) => `0xH${hex(bits, 4)}`,
  bf16: ({ bits }) => `0xR${hex(bits, 4)}`,
  f32: printDouble,
  f64: printDouble,
  f80: ({ bits }) => `0xK${hex(bits, 20)}`,
  f128: ({ bits }) => `0xL${hex(low64(bits), 16)}${hex(bits >> 64n, 16)}`,
};

/** The literal; undefined for a kind of float that LLVM does not have. */
export const floatLiteral = (attr: FloatAttr): string | undefined => printers[attr.type.kind]?.(attr);
