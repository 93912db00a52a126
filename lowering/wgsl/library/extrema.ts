/** Minima and maxima, whose results for zeros of both signs and for NaNs WGSL leaves open. */
import type { Value } from "../../../ir/value.ts";
import { floatFunction, type LibraryFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";

/** A number with a sign that orders floats, -0 before 0. */
function key(code: LibraryCode, x: Value): Value {
  const bits = code.bits(x);
  return code.xor(bits, code.shru(code.shrs(bits, 31), 1));
}

/** If one operand is a NaN, the result is a NaN, or the other one. */
const extremum = (name: string, predicate: "slt" | "sgt", keepsNaN: boolean): LibraryFunction =>
  floatFunction(name, (code, a, b) => {
    const chosen = code.select(code.compare(predicate, key(code, a), key(code, b)), a, b);
    const [ofNaN, ofOtherNaN] = keepsNaN ? [a, b] : [b, a];
    return code.select(code.isNaN(a), ofNaN, code.select(code.isNaN(b), ofOtherNaN, chosen));
  });

export const maximumf = extremum("maximum", "sgt", true);
export const minimumf = extremum("minimum", "slt", true);
export const maxnumf = extremum("maxnum", "sgt", false);
export const minnumf = extremum("minnum", "slt", false);

export const clampf = floatFunction("clamp", (code, x, min, max) =>
  code.call(minimumf, code.call(maximumf, x, min), max),
);
