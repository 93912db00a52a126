/** The error function and its complement. */
import type { Value } from "../../../ir/value.ts";
import { exp } from "./exponential.ts";
import { floatFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";

/** erf(x) / x - 1 in z = x², |x| ≤ 1. */
const erfSeries = [0.128379166, -0.37612626, 0.112836003, -0.0268544443, 0.00518953335, -0.00080208265, 7.889072e-5];

/** erfc(x)·e^(x²)·(1 + 2x) in t = (x - 3.75) / (x + 3.75), x from 0.9 to 10.6. */
const erfcSeries = [
  1.23751259, -0.140240639, 0.00358539727, 0.0822793469, -0.10880287, 0.0922640413, -0.0587137043, 0.0286025088,
  -0.00960761588, 0.00120825623,
];

const erfNear0 = (code: LibraryCode, x: Value): Value =>
  code.add(x, code.mul(x, code.polynomial(code.square(x), erfSeries)));

/** Of x ≥ 0.9. */
const erfcTail = floatFunction("erfc_tail", (code, x) => {
  const center = code.f32(3.75);
  const t = code.div(code.sub(x, center), code.add(x, center));
  const scaled = code.div(code.polynomial(t, erfcSeries), code.add(code.f32(1), code.mul(code.f32(2), x)));
  // The square of the leading bits is exact, and the rest of x² is small.
  const leading = code.leading(x);
  const rest = code.mul(code.sub(x, leading), code.add(x, leading));
  const power = code.mul(code.call(exp, code.neg(code.square(leading))), code.call(exp, code.neg(rest)));
  return code.select(code.compare("sgt", x, code.f32(10.5)), code.f32(0), code.mul(scaled, power));
});

export const erf = floatFunction("erf", (code, x) => {
  const magnitude = code.abs(x);
  return code.choose(
    code.compare("sgt", magnitude, code.f32(1)),
    () => code.withSignOf(code.sub(code.f32(1), code.call(erfcTail, magnitude)), x),
    () => erfNear0(code, x),
  );
});

export const erfc = floatFunction("erfc", (code, x) => {
  const magnitude = code.abs(x);
  return code.choose(
    code.compare("sgt", magnitude, code.f32(0.9)),
    () => {
      const tail = code.call(erfcTail, magnitude);
      return code.select(code.isNegative(x), code.sub(code.f32(2), tail), tail);
    },
    () => code.sub(code.f32(1), erfNear0(code, x)),
  );
});
