/**
 * Puts buffers in the place of tensors. Operations are bufferized in the order of their execution, and those with regions
 * before what is inside them, so that an operation finds buffers where its operands were tensors. Until all is done, the
 * types of a program do not fit together.
 */
import { castOrCopy, dynamicSizesOf, ToBufferOp, ToTensorOp } from "../../dialects/bufferization/index.ts";
import { AllocOp, CopyOp } from "../../dialects/memref/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import type { ElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { BaseMemRefType, i64, type MemRefType } from "../../ir/builtin/types.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { reversePostOrder } from "../../ir/dominance.ts";
import type { Bufferizer } from "../../ir/interfaces/bufferizable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { BlockArgument, type Value } from "../../ir/value.ts";
import { isTensor, UnanalysedState } from "./analysis/state.ts";
import { BufferTypeMap } from "./buffer-types.ts";
import type { ConstantBuffers } from "./constant-buffers.ts";
import type { OneShotOptions } from "./options.ts";

export class BufferizationDriver implements Bufferizer {
  readonly options: OneShotOptions;
  readonly builder: OpBuilder;
  readonly types: BufferTypeMap;
  readonly #constants: ConstantBuffers;
  readonly #state: UnanalysedState;
  /** The buffers of tensors that stay tensors. */
  readonly #buffers: Map<Value, Value>;
  /** The operations that are to be bufferized, until they are gone; their operands may have become buffers. */
  readonly #pending: Set<Operation>;

  /** For what is in `root`. */
  constructor(root: Operation, options: OneShotOptions, constants: ConstantBuffers) {
    this.options = options;
    this.builder = new OpBuilder(root.loc);
    this.types = new BufferTypeMap(options);
    this.#constants = constants;
    this.#state = new UnanalysedState(options);
    this.#buffers = new Map();
    this.#pending = new Set();
    root.walk((op) => {
      if (this.#state.implementation(op) !== undefined && isOnTensors(op)) this.#pending.add(op);
    });
  }

  /** Bufferizes `op` and everything inside it. @throws {DiagnosticError} at what cannot be bufferized */
  run(op: Operation): void {
    if (this.#pending.has(op)) {
      this.builder.setInsertionPoint(op);
      this.builder.loc = op.loc;
      this.#state.implementation(op)!.bufferize(op, this);
    } else if (!this.options.allowUnknownOps && this.#isUnknown(op)) throw errorAt(op.loc, "op was not bufferized");
    for (const region of op.regions) this.bufferizeRegion(region);
  }

  bufferizeRegion(region: Region): void {
    if (region.isEmpty) return;
    // Definitions come before uses whatever the order in the text.
    const reachable = region.hasOneBlock
      ? [region.front]
      : reversePostOrder([region.front], ({ successors }) => successors);
    this.builder.guarded(() => {
      for (const block of new Set([...reachable, ...region.blocks()])) {
        for (const op of block.ops()) this.run(op);
      }
    });
  }

  /** Whether the operation works on tensors, and there is no telling how it works on buffers. */
  #isUnknown(op: Operation): boolean {
    if (!isOnTensors(op) || !this.#state.isAllowed(op) || this.#state.implementation(op) !== undefined) return false;
    return op.hasUses || !isMemoryEffectFree(op);
  }

  buffer(tensor: Value): Value {
    if (!isTensor(tensor.type)) return tensor;
    let buffer = this.#buffers.get(tensor);
    if (buffer === undefined) {
      const type = this.types.of(tensor);
      const builder = builderAfter(tensor);
      buffer = builder.create(ToBufferOp, { tensor, resultTypes: [type] }).buffer;
      this.#buffers.set(tensor, buffer);
    }
    return buffer;
  }

  allocate(type: MemRefType, dynamicSizes: readonly Value[]): Value {
    const { bufferAlignment } = this.options;
    const alignment = bufferAlignment > 0 ? IntegerAttr.get(i64(), bufferAlignment) : undefined;
    return this.builder.create(AllocOp, { dynamicSizes, symbolOperands: [], alignment, resultTypes: [type] }).memref;
  }

  copy(source: Value, target: Value): void {
    this.builder.create(CopyOp, { source, target });
  }

  cast(buffer: Value, type: BaseMemRefType): Value {
    if (buffer.type === type) return buffer;
    const cast = castOrCopy(this.builder, buffer, type, (sizes) => this.allocate(type as MemRefType, sizes));
    if (cast === undefined)
      throw errorAt(this.builder.loc, `cannot cast a buffer of type '${buffer.type}' to '${type}'`);
    return cast;
  }

  dynamicSizes(buffer: Value): Value[] {
    return dynamicSizesOf(this.builder, buffer, buffer.type as MemRefType);
  }

  constant(value: ElementsAttr, type: MemRefType): Value {
    return this.#constants.get(this.builder, value, type);
  }

  forward(tensor: Value, buffer: Value): void {
    this.#passOn(tensor, buffer, tensor.type);
  }

  replace(op: Operation, values: readonly Value[]): void {
    op.results.forEach((result, i) => {
      this.forward(result, values[i]!);
    });
    op.erase();
  }

  becomeBuffers(values: readonly Value[]): void {
    const tensors = values.filter(({ type }) => isTensor(type));
    const types = tensors.map((tensor) => this.types.of(tensor));
    tensors.forEach((value, i) => {
      const { type } = value;
      value.type = types[i]!;
      this.#passOn(value, value, type);
    });
  }

  /** Makes the users of `value`, which is or was a tensor, use its buffer; who is not bufferized gets the tensor back. */
  #passOn(value: Value, buffer: Value, type: Type): void {
    if (!isTensor(type)) {
      value.replaceAllUsesWith(buffer);
      return;
    }
    let tensor: Value | undefined;
    for (const use of value.uses()) {
      if (this.#pending.has(use.owner)) use.set(buffer);
      else {
        tensor ??= builderAfter(value).create(ToTensorOp, { buffer, resultTypes: [type] }).result;
        use.set(tensor);
      }
    }
  }

  bufferizeOperands(op: Operation, types: readonly (BaseMemRefType | undefined)[] = []): void {
    op.opOperands.forEach((operand, i) => {
      const { type } = operand.value;
      if (!isTensor(type) && !(type instanceof BaseMemRefType)) return;
      const buffer = this.buffer(operand.value);
      const wanted = types[i];
      operand.set(wanted === undefined ? buffer : this.cast(buffer, wanted));
    });
  }
}

/** Makes operations as soon as the value is there. */
function builderAfter(value: Value): OpBuilder {
  const builder = new OpBuilder(value.loc);
  return value instanceof BlockArgument
    ? builder.setInsertionPointToStart(value.owner)
    : builder.setInsertionPointAfter(value.definingOp!);
}

/** Whether the operation takes or gives tensors, or its blocks do. */
function isOnTensors(op: Operation): boolean {
  const isOf = ({ type }: Value): boolean => isTensor(type);
  if (op.results.some(isOf) || op.opOperands.some(({ value }) => isOf(value))) return true;
  const func = FunctionOpInterface.of(op);
  if (func !== undefined && [...func.argumentTypes(op), ...func.resultTypes(op)].some(isTensor)) return true;
  return op.regions.some((region) => [...region.blocks()].some(({ args }) => args.some(isOf)));
}
