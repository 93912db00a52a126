/** Exponential functions. The polynomials are minimax approximations. */
import type { Value } from "../../../ir/value.ts";
import { floatFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";

/** ln 2: 10 bits, whose products with exponents are exact, and the rest. */
export const ln2 = { high: 0.693359375, low: -2.12194442e-4 };

/** (e^r - 1 - r) / r², |r| ≤ ln(2) / 2. */
const near0 = [0.5, 0.166665167, 0.0416661985, 0.00836908817, 0.00139508897];

const expNear0 = (code: LibraryCode, r: Value): Value =>
  code.add(code.f32(1), code.add(r, code.mul(code.square(r), code.polynomial(r, near0))));

/** `value`, but what the function has outside of a range. */
function limited(code: LibraryCode, x: Value, low: number, high: number, value: Value): Value {
  const upper = code.select(code.compare("sgt", x, code.f32(high)), code.infinity(), value);
  return code.select(code.compare("slt", x, code.f32(low)), code.f32(0), upper);
}

/** 2^k·e^r. */
export const exp = floatFunction("exp", (code, x) => {
  const k = code.nearest(code.mul(x, code.f32(Math.LOG2E)));
  const r = code.sub(code.sub(x, code.mul(k, code.f32(ln2.high))), code.mul(k, code.f32(ln2.low)));
  return limited(code, x, -104, 88.7228394, code.scale(expNear0(code, r), code.truncateToInt(k)));
});

/** 2^(whole + fraction), whole up to 252. */
export const exp2OfSum = (code: LibraryCode, whole: Value, fraction: Value): Value =>
  code.scale(expNear0(code, code.mul(fraction, code.f32(Math.LN2))), code.truncateToInt(whole));

export const exp2 = floatFunction("exp2", (code, x) => {
  const k = code.nearest(x);
  return limited(code, x, -150, 127.999992, exp2OfSum(code, k, code.sub(x, k)));
});

/** (e^x - 1 - x) / x², |x| ≤ 1/2. */
const lessOne = [0.50000006, 0.166666687, 0.0416653156, 0.00833307207, 0.00139974465, 0.000199930932];

export const expm1 = floatFunction("expm1", (code, x) =>
  code.choose(
    code.compare("sle", code.abs(x), code.f32(0.5)),
    () => code.withSignOf(code.add(x, code.mul(code.square(x), code.polynomial(x, lessOne))), x),
    () => code.sub(code.call(exp, x), code.f32(1)),
  ),
);
