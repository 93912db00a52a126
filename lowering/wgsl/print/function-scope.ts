/** What a function needs of what is around it: the functions that it calls, and of a kernel also memory and its place. */
import { ConstantOp, MulIOp } from "../../../dialects/arith/index.ts";
import { addressSpaceOf, BlockDimOp, dimensions } from "../../../dialects/gpu/index.ts";

import type { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import type { MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Value } from "../../../ir/value.ts";
import { isAtomicMemory } from "./atomics.ts";
import type { BufferName, FunctionPrinter } from "./function-printer.ts";
import type { ModuleScope } from "./module-scope.ts";

/** What the device tells each thread, with its type. */
const builtins = {
  local_invocation_id: "vec3<u32>",
  workgroup_id: "vec3<u32>",
  subgroup_invocation_id: "u32",
  subgroup_size: "u32",
  subgroup_id: "u32",
  num_subgroups: "u32",
} as const;
export type Builtin = keyof typeof builtins;

export interface Signature {
  readonly name: string;
  /** Of several results a structure; empty if there is none. */
  readonly resultType: string;
}

export class FunctionScope {
  readonly module: ModuleScope;
  readonly #signature: Signature;
  readonly #callees: ReadonlyMap<string, Signature>;
  readonly #builtins: Set<Builtin>;
  #blockSizeNames: readonly [string, string, string] | undefined;

  constructor(module: ModuleScope, signature: Signature, callees: ReadonlyMap<string, Signature>) {
    this.module = module;
    this.#signature = signature;
    this.#callees = callees;
    this.#builtins = new Set();
    this.#blockSizeNames = undefined;
  }

  get resultType(): string {
    return this.#signature.resultType;
  }
  callee(symbol: string): Signature {
    return this.#callees.get(symbol)!;
  }

  /** An input of the function. */
  builtin(name: Builtin): string {
    this.#builtins.add(name);
    return name;
  }
  get builtinParameters(): readonly string[] {
    return [...this.#builtins].map((name) => `@builtin(${name}) ${name}: ${builtins[name]}`);
  }

  /** Constants that are set when the kernel is made ready. */
  blockSizeNames(): readonly [string, string, string] {
    if (this.#blockSizeNames === undefined) {
      const names = dimensions.map((d) => this.module.names.fresh(`${this.#signature.name}_block_size_${d}`));
      for (const name of names) this.module.declarations.push(`override ${name}: u32 = 1u;`);
      this.#blockSizeNames = names as [string, string, string];
    }
    return this.#blockSizeNames;
  }

  /** Memory that the block shares is declared outside of the function. */
  declareMemory(value: Value, printer: FunctionPrinter): BufferName {
    const { elementType, shape, hasStaticShape } = value.type as MemRefType;
    const isAtomic = isAtomicMemory(value);
    const word = this.module.type(elementType);
    const size = hasStaticShape ? Math.max(shape[0]!, 1) : undefined;
    const count = size ?? this.#sizeText(value.definingOp!.operand(0));
    const type = `array<${isAtomic ? `atomic<${word}>` : word}, ${count}>`;
    if (addressSpaceOf(value.type as MemRefType) === "workgroup") {
      const name = this.module.names.fresh(`${this.#signature.name}_shared`);
      this.module.declarations.push(`var<workgroup> ${name}: ${type};`);
      return { name, isAtomic, size };
    }
    const name = printer.fresh();
    printer.line(`var ${name}: ${type};`);
    return { name, isAtomic, size };
  }

  /** A size that follows from that of the block. */
  #sizeText(value: Value): string {
    const op = value.definingOp;
    const block = op === undefined ? undefined : BlockDimOp.match(op);
    const constant = op === undefined ? undefined : ConstantOp.match(op);
    if (block !== undefined) return this.blockSizeNames()[dimensions.indexOf(block.dimension.value)]!;
    if (constant !== undefined) return `${(constant.value as IntegerAttr).value}u`;
    if (op !== undefined && MulIOp.is(op))
      return `(${this.#sizeText(op.operand(0))} * ${this.#sizeText(op.operand(1))})`;
    const user = [...value.uses()][0]!.owner;
    throw opError(user, "has a size that is not known when the kernel is made ready");
  }
}
