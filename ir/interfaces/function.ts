/** Functions, whatever dialect they are of: what transformations need to make, call and leave them. */

import type { Attribute, Type } from "../attribute.ts";
import type { Block } from "../block.ts";
import type { OpBuilder } from "../builder.ts";
import { ArrayAttr, DictionaryAttr, type NamedAttribute } from "../builtin/attributes.ts";
import { opError } from "../diagnostic.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

export interface FunctionOp {
  argumentTypes(op: Operation): readonly Type[];
  resultTypes(op: Operation): readonly Type[];
  body(op: Operation): Region;
  /** Throws `opError` if the body does not fit; by default its arguments must be those of the function. */
  verifyBody?(op: Operation): void;
  /** A detached function of the same kind with another name and type, private, and an empty body region. */
  createLike(op: Operation, name: string, argumentTypes: readonly Type[], resultTypes: readonly Type[]): Operation;
  /** Changes the type alone; the entry block and the attributes of arguments and results must be made to agree. */
  setType(op: Operation, argumentTypes: readonly Type[], resultTypes: readonly Type[]): void;
  /** A call of the function from the builder's insertion point. */
  createCall(op: Operation, builder: OpBuilder, operands: readonly Value[]): Operation;
  /** The terminator that returns `values` from a body of this kind of function. */
  createReturn(op: Operation, builder: OpBuilder, values: readonly Value[]): Operation;
  /** For functions that return one value at most: how several become one. */
  readonly packing?: ResultPacking;
  /** Positions of pointers instead of which the function gets pointers to copies of what they point to. */
  copiedArguments?(op: Operation): readonly number[];
  /** Makes the copy for such a position at the builder's place, in memory that lasts as long as the function around. */
  copyArgument?(op: Operation, index: number, builder: OpBuilder, pointer: Value): Value;
  /** Lets other modules call the function, if that takes more than its visibility as a symbol. */
  makePublic?(op: Operation): void;
  /** A branch between two blocks of a body of this kind of function. */
  createBranch(op: Operation, builder: OpBuilder, target: Block, values: readonly Value[]): Operation;
}

export interface ResultPacking {
  type(types: readonly Type[]): Type;
  pack(builder: OpBuilder, values: readonly Value[]): Value;
  unpack(builder: OpBuilder, packed: Value, count: number): readonly Value[];
}
export const FunctionOpInterface = new OpInterface<FunctionOp>("FunctionOpInterface", { verify: verifyFunction });

/** The entry block of the function around `block`, or of the outermost region around it. */
export function entryBlockAround(block: Block): Block {
  let region = block.region!;
  for (let op = region.parentOp; op !== null && !FunctionOpInterface.implementedBy(op); op = region.parentOp) {
    if (op.parentRegion === null) break;
    region = op.parentRegion;
  }
  return region.front;
}

/** The function that `op` stands in. */
export function enclosingFunction(op: Operation): Operation | undefined {
  let current = op.parentOp;
  while (current !== null && !FunctionOpInterface.implementedBy(current)) current = current.parentOp;
  return current ?? undefined;
}

/** The attributes that hold a dictionary for each argument and for each result. */
export const argAttrsName = "arg_attrs";
export const resAttrsName = "res_attrs";

/** An attribute of the function's argument `index`. */
export function argumentAttribute(func: Operation, index: number, name: string): Attribute | undefined {
  const array = func.attr(argAttrsName);
  const dictionary = array instanceof ArrayAttr ? array.values[index] : undefined;
  return dictionary instanceof DictionaryAttr ? dictionary.get(name) : undefined;
}

/** Changes the attributes of each argument of a function. */
export function changeArgumentAttributes(
  func: Operation,
  change: (entries: readonly NamedAttribute[], index: number) => readonly NamedAttribute[],
): void {
  const array = func.attr(argAttrsName);
  const types = FunctionOpInterface.of(func)!.argumentTypes(func);
  const dictionaries = types.map((_, i) => {
    const old = array instanceof ArrayAttr ? array.values[i] : undefined;
    return DictionaryAttr.get(change(old instanceof DictionaryAttr ? old.entries : [], i));
  });
  if (dictionaries.every(({ isEmpty }) => isEmpty)) func.removeAttr(argAttrsName);
  else func.setAttr(argAttrsName, ArrayAttr.get(dictionaries));
}

function verifyFunction(op: Operation): void {
  const { argumentTypes, resultTypes, body, verifyBody } = FunctionOpInterface.of(op)!;
  const inputs = argumentTypes(op);
  verifyAttributeArray(op, argAttrsName, "argument", inputs.length);
  verifyAttributeArray(op, resAttrsName, "result", resultTypes(op).length);
  if (verifyBody !== undefined) verifyBody(op);
  else verifyEntryBlock(op, body(op), inputs);
}

function verifyAttributeArray(op: Operation, name: string, what: "argument" | "result", expected: number): void {
  const array = op.attr(name);
  if (!(array instanceof ArrayAttr)) return;
  const count = array.values.length;
  if (count !== expected) {
    throw opError(
      op,
      `expects ${what} attribute array to have the same number of elements as the number of function ${what}s, ` +
        `got ${count}, but expected ${expected}`,
    );
  }
  for (const dictionary of array.values as readonly DictionaryAttr[]) {
    for (const [key] of dictionary.entries) {
      if (!key.includes(".")) throw opError(op, `${what}s may only have dialect attributes`);
    }
  }
}

function verifyEntryBlock(op: Operation, body: Region, inputs: readonly Type[]): void {
  if (body.isEmpty) return;
  const { args } = body.front;
  if (args.length !== inputs.length) {
    throw opError(op, `entry block must have ${inputs.length} arguments to match function signature`);
  }
  inputs.forEach((type, i) => {
    const actual = args[i]!.type;
    if (actual === type) return;
    throw opError(
      op,
      `type of entry block argument #${i}('${actual}') must match the type of the corresponding argument in ` +
        `function signature('${type}')`,
    );
  });
}
