/** Variables of a module: what transformations need to make others like them and to use their memory. */

import type { Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { SymbolRefAttr } from "../builtin/attributes.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface GlobalVariable {
  /** Whether nothing ever writes to it. */
  isConstant(op: Operation): boolean;
  /** Whether the module tells what it holds at first; it may be declared only. */
  isDefined(op: Operation): boolean;
  /** The type of what it holds; buffers are types of what they hold, too. */
  contentType(op: Operation): Type;
  /** What the addresses in it are of, if it holds pointers; undefined if that is not known. */
  held?(op: Operation): readonly SymbolRefAttr[] | undefined;
  /**
   * A detached variable of the same type with another name, which no other module sees. It holds zeros if the elements are
   * numbers, for ever if it is constant. Where the other one holds addresses, it holds those that `address` gives for them,
   * or null pointers.
   */
  createLike(
    op: Operation,
    name: string,
    isConstant?: boolean,
    address?: (of: SymbolRefAttr) => SymbolRefAttr | undefined,
  ): Operation;
  /** Its memory. */
  createAddress(op: Operation, builder: OpBuilder): Value;
  /** Sets its memory, whose address is given, to zero; for variables whose memory is no buffer. */
  clear?(op: Operation, builder: OpBuilder, address: Value): void;
}
export const GlobalVariableOpInterface = new OpInterface<GlobalVariable>("GlobalVariableOpInterface");

/** An operation that gives the memory of a variable, or perhaps of something else that has a name. */
export interface GlobalAddressOp {
  symbol(op: Operation): SymbolRefAttr;
}
export const GlobalAddressOpInterface = new OpInterface<GlobalAddressOp>("GlobalAddressOpInterface");
