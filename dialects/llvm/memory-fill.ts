/** Fills memory with zeros. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { BoolAttr } from "../../ir/builtin/attributes.ts";
import { i8, i64 } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { createConstant } from "./arithmetic.ts";
import { PtrToIntOp } from "./cast-ops.ts";
import { ZeroOp } from "./constant-ops.ts";
import { createGEP } from "./gep-op.ts";
import { MemsetOp } from "./intrinsics/memory.ts";
import { ptr } from "./types.ts";

/** How many bytes `count` objects of a type take behind one another, as an i64. */
export function bytesOf(builder: OpBuilder, type: Type, count: Value | number): Value {
  const origin = builder.create(ZeroOp, { resultTypes: [ptr()] }).res;
  const end = createGEP(builder, origin, type, [count]);
  return builder.create(PtrToIntOp, { arg: end, resultTypes: [i64()] }).res;
}

/** Sets `len` bytes to zero. */
export function fillWithZeros(builder: OpBuilder, dst: Value, len: Value): void {
  builder.create(MemsetOp, { dst, val: createConstant(builder, i8(), 0), len, isVolatile: BoolAttr.get(false) });
}
