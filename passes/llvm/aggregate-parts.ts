/** Parts of structs and arrays, as the values that were put there. */

import { ExtractValueOp, partType } from "../../dialects/llvm/index.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { denseI64Array } from "../../ir/builtin/attributes.ts";
import { foldedInPlace } from "../../ir/define-op.ts";
import { Value } from "../../ir/value.ts";
import { fold } from "../rewriting/fold.ts";

/** A part of a struct or array; only if it is not known which value that is, an operation is created that takes it out. */
export function partOf(builder: OpBuilder, container: Value, position: readonly number[]): Value {
  const resultTypes = [partType(container.type, position)];
  const { op, res } = builder.create(ExtractValueOp, { container, position: denseI64Array(position), resultTypes });
  const folded = fold(op);
  const known = folded === undefined || folded === foldedInPlace ? undefined : folded[0];
  if (!(known instanceof Value)) return res;
  op.erase();
  return known;
}
