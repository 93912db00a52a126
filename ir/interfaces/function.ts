/** Functions, whatever dialect they are of: what transformations need to make, call and leave them. */

import type { Type } from "../attribute.ts";
import type { Region } from "../block.ts";
import type { OpBuilder } from "../builder.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface FunctionOp {
  argumentTypes(op: Operation): readonly Type[];
  resultTypes(op: Operation): readonly Type[];
  body(op: Operation): Region;
  /** A detached function of the same kind with another name and type, private, and an empty body region. */
  createLike(op: Operation, name: string, argumentTypes: readonly Type[], resultTypes: readonly Type[]): Operation;
  /** Changes the type; the entry block must be made to agree. */
  setType(op: Operation, argumentTypes: readonly Type[], resultTypes: readonly Type[]): void;
  /** A call of the function from the builder's insertion point. */
  createCall(op: Operation, builder: OpBuilder, operands: readonly Value[]): Operation;
  /** The terminator that returns `values` from a body of this kind of function. */
  createReturn(op: Operation, builder: OpBuilder, values: readonly Value[]): Operation;
}
export const FunctionOpInterface = new OpInterface<FunctionOp>("FunctionOpInterface");
