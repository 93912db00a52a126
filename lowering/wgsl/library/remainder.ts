/** The remainder of a division that is rounded towards 0: exact, by division of the mantissas in steps of 8 bits. */
import { MinSIOp, RemUIOp, UIToFPOp } from "../../../dialects/arith/index.ts";
import { f32 } from "../../../ir/builtin/types.ts";
import { exponentOffset, floatParts } from "./float-parts.ts";
import { floatFunction } from "./library.ts";
import { infinityBits } from "./library-code.ts";

const stepWidth = 8;

/** Of finite magnitudes x > y > 0. */
const remainderOfLarger = floatFunction("remainder_of_larger", (code, x, y) => {
  const [a, b] = [floatParts(code, x), floatParts(code, y)];
  const zero = code.i32(0);
  const [, rest] = code.loop(
    [code.sub(a.exponent, b.exponent), code.op(RemUIOp, a.mantissa, b.mantissa)],
    ([left]) => code.compare("sgt", left!, zero),
    ([left, value]) => {
      const bits = code.op(MinSIOp, left!, code.i32(stepWidth));
      return [code.sub(left!, bits), code.op(RemUIOp, code.shl(value!, bits), b.mantissa)];
    },
  );
  return code.scale(code.cast(UIToFPOp, rest!, f32()), code.sub(b.exponent, code.i32(exponentOffset)));
});

export const remf = floatFunction("remainder", (code, x, y) => {
  const [dividend, divisor] = [code.abs(x), code.abs(y)];
  const isSmall = code.compare("slt", code.bits(dividend), code.bits(divisor));
  const hasNoValue = code.or(
    code.compare("sge", code.bits(dividend), code.i32(infinityBits)),
    code.or(code.isNaN(y), code.compare("eq", code.bits(divisor), code.i32(0))),
  );
  return code.choose(
    hasNoValue,
    () => code.nan(),
    () =>
      code.choose(
        isSmall,
        () => x,
        () => code.withSignOf(code.call(remainderOfLarger, dividend, divisor), x),
      ),
  );
});
