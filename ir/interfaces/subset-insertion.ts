/** Operations that put a tensor into a part of another one (`tensor.insert_slice`). */

import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { OpOperand, Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface SubsetInsertionOp {
  /** The operand that is put in. */
  sourceOperand(op: Operation): OpOperand;
  /** The operand that it is put into. */
  destinationOperand(op: Operation): OpOperand;
  /**
   * Whether `candidate` is the part of the destination that the source is put into; `areEquivalent` tells whether two
   * tensors are the same.
   */
  isEquivalentSubset(op: Operation, candidate: Value, areEquivalent: (a: Value, b: Value) => boolean): boolean;
  /** The values that `buildSubsetExtraction` uses. */
  valuesNeededToBuildSubsetExtraction(op: Operation): readonly Value[];
  /** The part of the destination before the source is put into it; undefined if it cannot be taken out. */
  buildSubsetExtraction(op: Operation, builder: OpBuilder): Value | undefined;
}
export const SubsetInsertionOpInterface = new OpInterface<SubsetInsertionOp>("SubsetInsertionOpInterface");
