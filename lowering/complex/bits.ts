/** The bits of complex numbers: those of the real part are the lower ones. */

import * as arith from "../../dialects/arith/index.ts";
import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type FloatType, IntegerType } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import type { Parts } from "./arithmetic.ts";

const cast = (builder: OpBuilder, value: Value, type: Type): Value =>
  value.type === type ? value : builder.create(arith.BitcastOp, { in: value, resultTypes: [type] }).out;

/** Both parts as one number of the type, which is twice as wide as they are. */
export function bitsOfParts(builder: OpBuilder, { re, im }: Parts, type: IntegerType | FloatType): Value {
  const { width } = re.type as FloatType;
  const whole = IntegerType.get(type.width);
  const extended = (part: Value): Value => {
    const bits = cast(builder, part, IntegerType.get(width));
    return builder.create(arith.ExtUIOp, { in: bits, resultTypes: [whole] }).out;
  };
  const upper = { lhs: extended(im), rhs: arith.createConstant(builder, whole, width) };
  const shifted = builder.create(arith.ShLIOp, upper).result;
  return cast(builder, builder.create(arith.OrIOp, { lhs: extended(re), rhs: shifted }).result, type);
}

/** The parts of the type that a number, which is twice as wide, consists of. */
export function partsOfBits(builder: OpBuilder, bits: Value, part: FloatType): Parts {
  const whole = IntegerType.get(2 * part.width);
  const lhs = cast(builder, bits, whole);
  const truncated = (value: Value): Value => {
    const lower = builder.create(arith.TruncIOp, { in: value, resultTypes: [IntegerType.get(part.width)] }).out;
    return cast(builder, lower, part);
  };
  const rhs = arith.createConstant(builder, whole, part.width);
  return { re: truncated(lhs), im: truncated(builder.create(arith.ShRUIOp, { lhs, rhs }).result) };
}
