/**
 * What the operations of the math dialect compute, on JavaScript's numbers and integers: for folding, and for the engine
 * that runs programs as JavaScript.
 *
 * The functions that V8 provides (sin, exp, log, cbrt, ...) are those of fdlibm, whose results may be the number next to
 * the nearest one; a C library may then give the other neighbour. So a folded f64 may differ from mlir-opt's in the last
 * digit. Results for narrower types are rounded from f64 and are the nearest number in nearly all cases.
 */
import { erf, erfc } from "./error-function.ts";
import { exp2, rsqrt } from "./powers.ts";
import { round, roundeven } from "./rounding.ts";

export { absi, ctlz, ctpop, cttz } from "./bits.ts";
export { erf, erfc } from "./error-function.ts";
export { fma, fmaToOdd } from "./fma.ts";
export { exp2, ipowi, pow, powi, rsqrt } from "./powers.ts";
export { copysign, isNormal, round, roundeven } from "./rounding.ts";

/** The unary float operations by the name they have behind `math.`. */
export const unaryFunctions = {
  absf: Math.abs,
  acos: Math.acos,
  acosh: Math.acosh,
  asin: Math.asin,
  asinh: Math.asinh,
  atan: Math.atan,
  atanh: Math.atanh,
  cbrt: Math.cbrt,
  ceil: Math.ceil,
  cos: Math.cos,
  cosh: Math.cosh,
  erf,
  erfc,
  exp: Math.exp,
  exp2,
  expm1: Math.expm1,
  floor: Math.floor,
  log: Math.log,
  log10: Math.log10,
  log1p: Math.log1p,
  log2: Math.log2,
  round,
  roundeven,
  rsqrt,
  sin: Math.sin,
  sinh: Math.sinh,
  sqrt: Math.sqrt,
  tan: Math.tan,
  tanh: Math.tanh,
  trunc: Math.trunc,
} as const satisfies Readonly<Record<string, (x: number) => number>>;
