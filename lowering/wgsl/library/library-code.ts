/** Code of the library: what its functions have in common, and calls among them. */
import { AbsFOp, FloorOp, SqrtOp } from "../../../dialects/math/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import type { Value } from "../../../ir/value.ts";
import { Code } from "../code.ts";
import type { Library, LibraryFunction } from "./library.ts";

export const signBit = -(2 ** 31);
export const infinityBits = 0x7f800000;
const nanBits = 0x7fc00000;
const exponentBias = 127;
const mantissaWidth = 23;

export class LibraryCode extends Code {
  readonly #library: Library;

  constructor(builder: OpBuilder, library: Library) {
    super(builder);
    this.#library = library;
  }

  callAll(func: LibraryFunction, ...operands: readonly Value[]): readonly Value[] {
    return this.#library.call(this.builder, func, operands);
  }
  call(func: LibraryFunction, ...operands: readonly Value[]): Value {
    return this.callAll(func, ...operands)[0]!;
  }

  // Numbers that are no finite constants.

  infinity(): Value {
    return this.fromBits(this.i32(infinityBits));
  }
  nan(): Value {
    return this.fromBits(this.i32(nanBits));
  }
  /** The bits without the sign. */
  magnitudeBits(x: Value): Value {
    return this.and(this.bits(x), this.i32(~signBit));
  }
  isNaN(x: Value): Value {
    return this.compare("sgt", this.magnitudeBits(x), this.i32(infinityBits));
  }
  isNegative(x: Value): Value {
    return this.compare("slt", this.bits(x), this.i32(0));
  }
  withSignOf(magnitude: Value, sign: Value): Value {
    return this.fromBits(this.or(this.magnitudeBits(magnitude), this.and(this.bits(sign), this.i32(signBit))));
  }

  // Arithmetic.

  abs(x: Value): Value {
    return this.op(AbsFOp, x);
  }
  floor(x: Value): Value {
    return this.op(FloorOp, x);
  }
  sqrt(x: Value): Value {
    return this.op(SqrtOp, x);
  }
  square(x: Value): Value {
    return this.mul(x, x);
  }
  nearest(x: Value): Value {
    return this.floor(this.add(x, this.f32(0.5)));
  }
  /** The first `bits` bits of the mantissa: products of two numbers of 12 bits are exact. */
  leading(x: Value, bits = 12): Value {
    return this.fromBits(this.and(this.bits(x), this.i32(-(2 ** (mantissaWidth + 1 - bits)))));
  }
  /** By Horner's rule; `coefficients[0]` is the constant one. */
  polynomial(x: Value, coefficients: readonly number[]): Value {
    const [last, ...others] = coefficients.toReversed();
    return others.reduce((sum, coefficient) => this.add(this.mul(sum, x), this.f32(coefficient)), this.f32(last!));
  }
  /** x + x³·p(x²), as odd functions begin near 0. */
  oddSeries(x: Value, coefficients: readonly number[]): Value {
    const z = this.square(x);
    const value = this.add(x, this.mul(this.mul(x, z), this.polynomial(z, coefficients)));
    // The sum for -0 is 0.
    return this.withSignOf(value, x);
  }

  // Powers of two.

  /** 2^k for an i32 whose power is a normal number. */
  powerOfTwo(k: Value): Value {
    return this.fromBits(this.shl(this.add(k, this.i32(exponentBias)), mantissaWidth));
  }
  /** x·2^k, |k| up to 252, with one rounding. */
  scale(x: Value, k: Value): Value {
    const half = this.shrs(k, 1);
    return this.mul(this.mul(x, this.powerOfTwo(half)), this.powerOfTwo(this.sub(k, half)));
  }
}
