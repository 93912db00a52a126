/** What a generated program consists of, whichever form it is written in. */

/** A value that operations may use, with the text of its name (`%12`) and of its type. */
export interface Value {
  readonly name: string;
  readonly type: string;
}

/** A discardable attribute and its text. */
export type Attribute = readonly [name: string, text: string];

export interface Signature {
  readonly name: string;
  readonly argumentTypes: readonly string[];
  readonly resultType: string;
}

/** Writes a program from top to bottom, in one of MLIR's two forms. */
export interface ProgramWriter {
  /** Characters written so far. */
  readonly length: number;
  readonly text: string;
  beginFunction(signature: Signature, args: readonly Value[], attributes: readonly Attribute[]): void;
  /** Returns from the function and ends it. */
  endFunction(result: Value): void;
  constant(result: Value, literal: string): void;
  /**
   * `arith` operations with operands and a result of one type. `flags` are for fast math or overflow; operations that
   * have neither drop them.
   */
  arithmetic(
    op: string,
    flags: string,
    result: Value,
    operands: readonly Value[],
    attributes: readonly Attribute[],
  ): void;
  /** `arith.cmpi` and `arith.cmpf`; the predicate with the number that stands for it. */
  compare(op: string, predicate: readonly [name: string, code: number], result: Value, lhs: Value, rhs: Value): void;
  cast(op: string, result: Value, input: Value): void;
  select(result: Value, condition: Value, ifTrue: Value, ifFalse: Value): void;
  call(result: Value, callee: Signature, operands: readonly Value[]): void;
  /** `scf.for`; `variables` are the values inside the loop, of the types of `init`. */
  beginFor(
    results: ValueGroup,
    bounds: readonly Value[],
    induction: Value,
    init: readonly Value[],
    variables: readonly Value[],
  ): void;
  endFor(results: ValueGroup, bounds: readonly Value[], init: readonly Value[], yielded: readonly Value[]): void;
  beginIf(results: ValueGroup, condition: Value): void;
  otherwise(yielded: readonly Value[]): void;
  endIf(results: ValueGroup, condition: Value, yielded: readonly Value[]): void;
}

/** The results of one operation: `%4`, or `%4:2`. */
export interface ValueGroup {
  readonly name: string;
  readonly types: readonly string[];
}

/** What stands before the operation: `%4 = `, `%4:2 = `, or nothing. */
export const resultsText = ({ name, types }: ValueGroup): string =>
  types.length === 0 ? "" : types.length === 1 ? `${name} = ` : `${name}:${types.length} = `;

export const namesOf = (values: readonly Value[]): string => values.map(({ name }) => name).join(", ");
export const typesOf = (values: readonly Value[]): string => values.map(({ type }) => type).join(", ");

/** The values of a group, as operations use them: `%4`, or `%4#0` and `%4#1`. */
export const valuesOf = ({ name, types }: ValueGroup): Value[] =>
  types.length === 1 ? [{ name, type: types[0]! }] : types.map((type, i) => ({ name: `${name}#${i}`, type }));

/** ` {a = 1, b}`; nothing if there are no attributes. */
export function dictionary(attributes: readonly Attribute[]): string {
  if (attributes.length === 0) return "";
  return ` {${attributes.map(([name, text]) => (text === "unit" ? name : `${name} = ${text}`)).join(", ")}}`;
}

/** The operations on integers that say what may happen on overflow. */
export const overflowOps: ReadonlySet<string> = new Set(["arith.addi", "arith.subi", "arith.muli"]);
