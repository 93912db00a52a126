/**
 * What the arguments of a legalised kernel stand for. A kernel for WGSL takes flat buffers and numbers of 32 bits: an
 * operand of the launch that is a memref becomes a buffer and those of its offset, sizes and strides that the kernel needs.
 */
import type { Attribute, Type } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { type ArrayAttr, DictionaryAttr, IntegerAttr, StringAttr } from "../../ir/builtin/attributes.ts";
import { i64, indexType } from "../../ir/builtin/types.ts";
import { argAttrsName } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";

/** Of the operands: all but the last two, which the launch itself gives. */
export type Part = "buffer" | "value" | "offset" | "size" | "stride" | "grid_size" | "block_offset";

export interface KernelArgument {
  readonly part: Part;
  /** The position of the operand among those of the launch. */
  readonly operand?: number;
  /** Of sizes and strides the dimension, of the launch's sizes 0 for x, 1 for y, 2 for z. */
  readonly dimension?: number;
}

/** The number of threads in a block along each dimension, if it is known. */
export const blockSizeName = "gpu.known_block_size";

const partName = "wgsl.part";
const operandName = "wgsl.operand";
const dimensionName = "wgsl.dimension";

export function argumentAttr({ part, operand, dimension }: KernelArgument): DictionaryAttr {
  const entries: [string, Attribute][] = [[partName, StringAttr.get(part)]];
  if (operand !== undefined) entries.push([operandName, IntegerAttr.get(i64(), operand)]);
  if (dimension !== undefined) entries.push([dimensionName, IntegerAttr.get(i64(), dimension)]);
  return DictionaryAttr.get(entries);
}

/** What the arguments of a kernel stand for; undefined if the function is no legalised kernel. */
export function kernelArguments(func: Operation): readonly KernelArgument[] | undefined {
  const attributes = (func.attr(argAttrsName) as ArrayAttr | undefined)?.values ?? [];
  const args = attributes.map((attribute) => parsed(attribute as DictionaryAttr));
  return args.every((arg) => arg !== undefined) ? args : undefined;
}

function parsed(attribute: DictionaryAttr): KernelArgument | undefined {
  const part = attribute.get(partName);
  if (!(part instanceof StringAttr)) return undefined;
  const number = (name: string): number | undefined => (attribute.get(name) as IntegerAttr | undefined)?.number;
  const [operand, dimension] = [number(operandName), number(dimensionName)];
  return {
    part: part.value as Part,
    ...(operand === undefined ? {} : { operand }),
    ...(dimension === undefined ? {} : { dimension }),
  };
}

/** What a launch tells of its buffers beyond their types. */
export interface BufferPlaces {
  /** The first operand that lies in the same memory as this one. */
  readonly representative: (operand: number) => number;
  /** Whether the memref may begin elsewhere in its memory than its type says, so that the launch gives the offset. */
  readonly hasOwnOffset: (operand: number) => boolean;
}

/** All buffers are apart, and begin where their types say. */
export const separateBuffers: BufferPlaces = { representative: (operand) => operand, hasOwnOffset: () => false };

/** The arguments that a kernel turns out to need, behind those that it had. */
export class KernelArguments {
  readonly #block: Block;
  readonly #original: number;
  readonly #list: KernelArgument[];
  readonly #values: Map<string, Value>;

  constructor(block: Block) {
    this.#block = block;
    this.#original = block.args.length;
    this.#list = [];
    this.#values = new Map();
  }

  /** The argument for a part, which is made when it is first asked for. */
  get(argument: KernelArgument, type: Type = indexType()): Value {
    const key = `${argument.part} ${argument.operand} ${argument.dimension}`;
    let value = this.#values.get(key);
    if (value === undefined) {
      value = this.#block.addArgument(type, this.#block.parentOp!.loc);
      this.#list.push(argument);
      this.#values.set(key, value);
    }
    return value;
  }

  /** Removes the arguments that the kernel had; nothing may use them any more. */
  finish(): readonly KernelArgument[] {
    this.#block.eraseArguments((i) => i < this.#original);
    return this.#list;
  }
}
