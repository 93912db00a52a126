/** Functions of the llvm dialect that unpack a frame, call another one and store its results; see frame.ts. */

import {
  CallOp,
  createGEP,
  ExtractValueOp,
  FuncOp,
  type LLVMFunctionType,
  LoadOp,
  llvmFunctionType,
  ptr,
  ReturnOp,
  resultTypesOf,
  StoreOp,
} from "../../../dialects/llvm/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import {
  denseI32Array,
  denseI64Array,
  IntegerAttr,
  StringAttr,
  SymbolRefAttr,
  TypeAttr,
} from "../../../ir/builtin/attributes.ts";
import { IntegerType, i64, MemRefType } from "../../../ir/builtin/types.ts";
import type { Value } from "../../../ir/value.ts";
import { type FrameLayout, inputHeader } from "./frame.ts";

/** Adds a function `name(frame, buffers...)` for `func`, behind it. */
export function addWrapper(func: FuncOp, name: string, layout: FrameLayout): void {
  const buffers = layout.inputs.filter(({ type }) => type instanceof MemRefType);
  const pointers = [ptr(), ...buffers.map(() => ptr())];
  const builder = new OpBuilder(func.op.loc).setInsertionPointAfter(func.op);
  const wrapper = builder.create(FuncOp, {
    sym_name: StringAttr.get(name),
    function_type: TypeAttr.get(llvmFunctionType([], pointers)),
  });
  const block = builder.createBlock(wrapper.body, pointers);
  const [frame, ...rest] = block.args as readonly Value[];
  const writer = new WrapperBuilder(builder, frame!, rest);
  writer.emitCall(func, layout);
}

class WrapperBuilder {
  readonly #builder: OpBuilder;
  readonly #frame: Value;
  readonly #buffers: Value[];

  constructor(builder: OpBuilder, frame: Value, buffers: readonly Value[]) {
    this.#builder = builder;
    this.#frame = frame;
    this.#buffers = [...buffers];
  }

  emitCall(func: FuncOp, { inputs, results }: FrameLayout): void {
    const builder = this.#builder;
    const type = func.function_type.value as LLVMFunctionType;
    const args: Value[] = [];
    for (const slot of inputs) {
      if (slot.type instanceof MemRefType) args.push(...this.#loadMemRef(slot.type, slot.offset));
      else args.push(this.#load(type.params[args.length]!, slot.offset));
    }
    const { result } = builder.create(CallOp, {
      callee: SymbolRefAttr.get(func.sym_name.value),
      callee_operands: args,
      op_bundle_operands: [],
      op_bundle_sizes: denseI32Array([]),
      resultTypes: resultTypesOf(type),
    });
    results.forEach(({ offset }, i) => {
      this.#store(results.length === 1 ? result! : this.#extract(result!, i), offset);
    });
    builder.create(ReturnOp, {});
  }

  #address(offset: number): Value {
    return createGEP(this.#builder, this.#frame, IntegerType.get(8), [offset]);
  }
  #load(type: Type, offset: number): Value {
    return this.#builder.create(LoadOp, { addr: this.#address(offset), alignment, resultTypes: [type] }).res;
  }
  #store(value: Value, offset: number): void {
    this.#builder.create(StoreOp, { value, addr: this.#address(offset), alignment });
  }
  #extract(value: Value, index: number): Value {
    const { body } = value.type as unknown as { readonly body: readonly Type[] };
    const position = denseI64Array([index]);
    return this.#builder.create(ExtractValueOp, { container: value, position, resultTypes: [body[index]!] }).res;
  }

  /** The pointer is the allocated and the aligned one; offset, sizes and strides follow. */
  #loadMemRef({ rank }: MemRefType, offset: number): Value[] {
    const pointer = this.#buffers.shift()!;
    const words = Array.from({ length: inputHeader + 2 * rank }, (_, i) => this.#load(i64(), offset + 8 * i));
    return [pointer, pointer, ...words];
  }
}

const alignment = IntegerAttr.get(i64(), 8);
