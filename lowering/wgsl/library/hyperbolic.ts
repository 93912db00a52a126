/** Hyperbolic functions and their inverses. */

import type { Value } from "../../../ir/value.ts";
import { exp } from "./exponential.ts";
import { floatFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";
import { log, log1p } from "./logarithm.ts";

/** (sinh(x) / x - 1) / z in z = x², |x| ≤ 1. */
const sinhSeries = [0.166666672, 0.00833335053, 0.000198360663, 2.81743951e-6];
/** (tanh(x) / x - 1) / z in z = x², |x| ≤ 0.6. */
const tanhSeries = [-0.333332986, 0.133319587, -0.0537866838, 0.0208053887, -0.00590587268];

/** (e^x + sign·e^-x) / 2, x ≥ 0. Where e^x would be too large, e^(x/2) is not, and the other term is small. */
function halfSum(code: LibraryCode, x: Value, join: (a: Value, b: Value) => Value): Value {
  return code.choose(
    code.compare("slt", x, code.f32(88)),
    () => {
      const power = code.call(exp, x);
      return code.mul(code.f32(0.5), join(power, code.div(code.f32(1), power)));
    },
    () => {
      const root = code.call(exp, code.mul(code.f32(0.5), x));
      return code.mul(code.mul(code.f32(0.5), root), root);
    },
  );
}

export const sinh = floatFunction("sinh", (code, x) => {
  const magnitude = code.abs(x);
  return code.choose(
    code.compare("sle", magnitude, code.f32(1)),
    () => code.oddSeries(x, sinhSeries),
    () =>
      code.withSignOf(
        halfSum(code, magnitude, (a, b) => code.sub(a, b)),
        x,
      ),
  );
});

export const cosh = floatFunction("cosh", (code, x) => halfSum(code, code.abs(x), (a, b) => code.add(a, b)));

export const tanh = floatFunction("tanh", (code, x) => {
  const magnitude = code.abs(x);
  return code.choose(
    code.compare("sle", magnitude, code.f32(0.6)),
    () => code.oddSeries(x, tanhSeries),
    () => {
      const one = code.f32(1);
      const power = code.call(exp, code.mul(code.f32(2), magnitude));
      const value = code.sub(one, code.div(code.f32(2), code.add(power, one)));
      return code.withSignOf(code.select(code.compare("sgt", magnitude, code.f32(10)), one, value), x);
    },
  );
});

/** Where squares would be too large, and 1 does not matter beside them. */
const large = 2 ** 24;

const logOfTwice = (code: LibraryCode, x: Value): Value => code.add(code.call(log, x), code.f32(Math.LN2));

/** ln(|x| + √(x² + 1)), as log1p of something small near 0. */
export const asinh = floatFunction("asinh", (code, x) => {
  const magnitude = code.abs(x);
  const one = code.f32(1);
  const value = code.choose(
    code.compare("sgt", magnitude, code.f32(large)),
    () => logOfTwice(code, magnitude),
    () => {
      const z = code.square(magnitude);
      const tail = code.div(z, code.add(one, code.sqrt(code.add(z, one))));
      return code.call(log1p, code.add(magnitude, tail));
    },
  );
  return code.withSignOf(value, x);
});

/** ln(x + √(x² - 1)), as log1p of something small near 1. */
export const acosh = floatFunction("acosh", (code, x) => {
  const value = code.choose(
    code.compare("sgt", x, code.f32(large)),
    () => logOfTwice(code, x),
    () => {
      const t = code.sub(x, code.f32(1));
      return code.call(log1p, code.add(t, code.sqrt(code.mul(t, code.add(t, code.f32(2))))));
    },
  );
  return code.select(code.compare("slt", x, code.f32(1)), code.nan(), value);
});

/** ln((1 + x) / (1 - x)) / 2. */
export const atanh = floatFunction("atanh", (code, x) => {
  const magnitude = code.abs(x);
  const one = code.f32(1);
  const quotient = code.div(code.mul(code.f32(2), magnitude), code.sub(one, magnitude));
  const value = code.mul(code.f32(0.5), code.call(log1p, quotient));
  const isOne = code.compare("eq", magnitude, one);
  const bounded = code.select(isOne, code.infinity(), value);
  return code.withSignOf(code.select(code.compare("sgt", magnitude, one), code.nan(), bounded), x);
});
