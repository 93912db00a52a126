/**
 * LLVM's intrinsic functions are operations here: `llvm.intr.sin` for `llvm.sin.f32`. Besides its operation there is to
 * say of an intrinsic which types its name mentions and which of its arguments are attributes.
 */
import type { OpDefinition } from "../../../ir/define-op.ts";
import { OpInterface } from "../../../ir/interfaces/interface.ts";

/** The types that the name mentions: of results (of the parts of a struct result) first, then of operands. */
export interface Overloads {
  readonly results?: readonly number[];
  readonly operands?: readonly number[];
}

export interface Intrinsic {
  /** The name up to the mangled types: "llvm.sin". */
  readonly name: string;
  readonly overloads: Overloads;
  /** Arguments that are attributes, by position. */
  readonly immediates: readonly (readonly [position: number, attribute: string])[];
  /** The operand that the attribute `alignment` is about. */
  readonly alignedOperand?: number;
  /** The position of an operand that may be missing, for which LLVM is given poison of the result's type. */
  readonly poisonOperand?: number;
}
export const IntrinsicOpInterface = new OpInterface<Intrinsic>("IntrinsicOpInterface");

/** Declares the operation to be the intrinsic of its name, and gives it back. */
export function intrinsic<D extends OpDefinition<any>>(
  def: D,
  overloads: Overloads = {},
  ...immediates: Intrinsic["immediates"]
): D {
  def.implement(IntrinsicOpInterface, { name: def.name.replace(".intr.", "."), overloads, immediates });
  return def;
}

/** Declares the operation to be the intrinsic for a masked access, and gives it back. */
export function maskedIntrinsic<D extends OpDefinition<any>>(
  def: D,
  overloads: Overloads,
  alignedOperand: number,
  poisonOperand?: number,
): D {
  const name = def.name.replace(".intr.", ".");
  const missing = poisonOperand === undefined ? {} : { poisonOperand };
  def.implement(IntrinsicOpInterface, { name, overloads, immediates: [], alignedOperand, ...missing });
  return def;
}

/** The type of the first operand is part of the name. */
export const byFirstOperand: Overloads = { operands: [0] };

export const mathFormat = "`(` operands `)` attr-dict `:` functional-type(operands, results)";
