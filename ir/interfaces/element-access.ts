/** Operations that read or write one element of a buffer. */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";
import type { LinearSum } from "./linear-op.ts";

export interface ElementAccessOp {
  readonly kind: "load" | "store";
  buffer(op: Operation): Value;
  /** The values that tell which element it is. */
  indexOperands(op: Operation): readonly Value[];
  /**
   * The index along each dimension as a sum of multiples of the operands; undefined where it is none. Left out if the
   * operands are the indices.
   */
  indexSums?(op: Operation): readonly (LinearSum | undefined)[];
  /** What a store writes. */
  stored?(op: Operation): Value;
}
export const ElementAccessOpInterface = new OpInterface<ElementAccessOp>("ElementAccessOpInterface");

/** An element of a buffer, and how it is accessed. */
export interface ElementAccess {
  load(builder: OpBuilder): Value;
  store(builder: OpBuilder, value: Value): void;
}

/** Operations inside which elements are accessed by operations of their own dialect. */
export interface ElementAccessScopeOp {
  /** The element at these indices; undefined where they are none that the dialect's operations may have. */
  accessTo(op: Operation, buffer: Value, indices: readonly Value[]): ElementAccess | undefined;
}
export const ElementAccessScopeOpInterface = new OpInterface<ElementAccessScopeOp>("ElementAccessScopeOpInterface");
