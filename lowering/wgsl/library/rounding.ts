/** Rounding to the nearest integer, halves away from zero: WGSL rounds them to even numbers. */
import { TruncOp } from "../../../dialects/math/index.ts";
import { floatFunction } from "./library.ts";

export const round = floatFunction("round", (code, x) => {
  const whole = code.op(TruncOp, x);
  const isFar = code.compare("sge", code.abs(code.sub(x, whole)), code.f32(0.5));
  const next = code.add(whole, code.withSignOf(code.f32(1), x));
  // Numbers between -1 and 0 become -0.
  return code.withSignOf(code.select(isFar, next, whole), x);
});
