/** Which type the buffer of a tensor has: its shape and elements are the tensor's, its layout and memory space are found. */

import type { Attribute, Type } from "../../ir/attribute.ts";
import { StridedLayoutAttr, SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import {
  BaseMemRefType,
  Dynamic,
  type MemRefLayout,
  MemRefType,
  RankedTensorType,
  type TensorType,
  UnrankedMemRefType,
} from "../../ir/builtin/types.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { type BufferTypes, bufferLayoutName, type LayoutConversion } from "../../ir/interfaces/bufferizable.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { argumentAttribute, FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Location } from "../../ir/location.ts";
import { getOrMake } from "../../ir/maps.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTableCollection } from "../../ir/symbol-table.ts";
import { BlockArgument, type Value } from "../../ir/value.ts";
import { ownerOf, UnanalysedState } from "./analysis/state.ts";
import { returnsOf } from "./function-summaries.ts";
import type { OneShotOptions } from "./options.ts";

/** A buffer with this layout for a tensor; where it is to be inferred, any layout will do. */
function bufferTypeFor(tensor: Type, layout: LayoutConversion, memorySpace: Attribute | undefined): BaseMemRefType {
  const { shape, elementType } = tensor as TensorType;
  if (shape === null) return UnrankedMemRefType.get(elementType, memorySpace);
  const strided =
    layout === "identity-layout-map"
      ? undefined
      : StridedLayoutAttr.get(Dynamic, new Array(shape.length).fill(Dynamic));
  return MemRefType.get(shape, elementType, strided, memorySpace);
}

export class BufferTypeMap implements BufferTypes {
  readonly options: OneShotOptions;
  readonly #state: UnanalysedState;
  readonly #known: Map<Value, BaseMemRefType>;
  /** What was found out since the type of a loop's argument was first assumed, and falls with the assumption. */
  #journal: Value[];
  /** Arguments whose first incoming value is being looked at. */
  readonly #open: Set<Value>;
  readonly #symbols: SymbolTableCollection;
  /** By function and result; whether the type was used before it was found out. */
  readonly #functionResults: Map<Operation, { type: BaseMemRefType; isUsed: boolean }[]>;

  constructor(options: OneShotOptions) {
    this.options = options;
    this.#state = new UnanalysedState(options);
    this.#known = new Map();
    this.#journal = [];
    this.#open = new Set();
    this.#symbols = new SymbolTableCollection();
    this.#functionResults = new Map();
  }

  of(value: Value): BaseMemRefType {
    const chain: Value[] = [];
    let type: BaseMemRefType | undefined;
    // A loop and not a recursion: chains of operations on one buffer are long.
    for (let at = value; type === undefined; ) {
      const known = at.type instanceof BaseMemRefType ? at.type : this.#known.get(at);
      if (known !== undefined) type = known;
      else {
        chain.push(at);
        const next = this.#next(at);
        if (next instanceof BaseMemRefType) type = next;
        else at = next;
      }
    }
    for (const at of chain) this.#remember(at, type);
    return type;
  }

  #remember(value: Value, type: BaseMemRefType): void {
    this.#known.set(value, type);
    this.#journal.push(value);
  }

  /** The type, or another value that will have the same type. */
  #next(value: Value): BaseMemRefType | Value {
    const owner = ownerOf(value);
    const implementation = owner === null ? undefined : this.#state.implementation(owner);
    if (implementation === undefined) return this.#unknown(value);
    if (implementation.bufferType !== undefined) return implementation.bufferType(owner!, value, this);
    if (value instanceof BlockArgument) return this.#unknown(value);
    const [alias] = this.#state.aliasingOperands(value);
    if (alias?.relation === "equivalent") return alias.operand.value;
    return this.allocated(value.type, this.defaultMemorySpace(value.type, value.loc));
  }

  #unknown(value: Value): BaseMemRefType {
    return bufferTypeFor(
      value.type,
      this.options.unknownTypeConversion,
      this.defaultMemorySpace(value.type, value.loc),
    );
  }

  defaultMemorySpace(tensor: Type, loc: Location): Attribute | undefined {
    const { mustInferMemorySpace, useEncodingForMemorySpace } = this.options;
    if (mustInferMemorySpace) throw errorAt(loc, "could not infer memory space");
    return useEncodingForMemorySpace && tensor instanceof RankedTensorType ? tensor.encoding : undefined;
  }

  allocated(tensor: Type, memorySpace: Attribute | undefined): BaseMemRefType {
    return bufferTypeFor(tensor, "identity-layout-map", memorySpace);
  }
  withDynamicLayout(tensor: Type, memorySpace: Attribute | undefined): BaseMemRefType {
    return bufferTypeFor(tensor, "fully-dynamic-layout-map", memorySpace);
  }

  common(a: BaseMemRefType, b: BaseMemRefType): BaseMemRefType | undefined {
    if (a === b) return a;
    return a.memorySpace === b.memorySpace ? this.withDynamicLayout(a, a.memorySpace) : undefined;
  }

  ofJoin(op: Operation, argument: Value, incoming: readonly Value[]): BaseMemRefType {
    const [first, ...others] = incoming;
    if (first === undefined || this.#open.has(argument)) return this.#unknown(argument);
    this.#open.add(argument);
    const initial = this.of(first);
    this.#open.delete(argument);
    const outer = this.#journal;
    this.#journal = [];
    // What is passed on is mostly made of what came in.
    this.#known.set(argument, initial);
    let type = initial;
    for (const value of others) {
      const common = this.common(type, this.of(value));
      if (common === undefined) throw opError(op, "init_arg and yielded value bufferize to inconsistent memory spaces");
      type = common;
    }
    const found = this.#journal;
    this.#journal = outer;
    this.#known.set(argument, type);
    if (type === initial) this.#journal.push(argument, ...found);
    else for (const value of found) this.#known.delete(value);
    return type;
  }

  // Functions.

  ofFunctionArgument(func: Operation, index: number): BaseMemRefType {
    const { argumentTypes } = FunctionOpInterface.of(func)!;
    const type = argumentTypes(func)[index]!;
    if (type instanceof BaseMemRefType) return type;
    const layout = argumentAttribute(func, index, bufferLayoutName);
    const { functionBoundaryTypeConversion } = this.options;
    const buffer = bufferTypeFor(type, functionBoundaryTypeConversion, this.defaultMemorySpace(type, func.loc));
    if (layout === undefined || !(buffer instanceof MemRefType)) return buffer;
    return MemRefType.get(buffer.shape, buffer.elementType, layout as MemRefLayout, buffer.memorySpace);
  }

  ofFunctionResult(func: Operation, index: number): BaseMemRefType {
    const { resultTypes, body } = FunctionOpInterface.of(func)!;
    const tensor = resultTypes(func)[index]!;
    if (tensor instanceof BaseMemRefType) return tensor;
    const results = getOrMake(this.#functionResults, func, () => []);
    const known = results[index];
    if (known !== undefined) {
      known.isUsed = true;
      return known.type;
    }
    // Where the function calls itself, its result may have any layout.
    const { functionBoundaryTypeConversion: layout } = this.options;
    const result = { type: bufferTypeFor(tensor, layout, this.defaultMemorySpace(tensor, func.loc)), isUsed: false };
    results[index] = result;
    const returned = returnsOf(body(func)).map((terminator) => this.of(terminator.operand(index)));
    if (layout === "infer-layout-map" && !result.isUsed && returned.length > 0) {
      result.type = returned.reduce((a, b) => this.common(a, b) ?? result.type);
    }
    return result.type;
  }

  callee(call: Operation): Operation | undefined {
    const callee = CallOpInterface.of(call)?.callee(call);
    return callee instanceof SymbolRefAttr ? this.#symbols.lookupNearest(call, callee) : undefined;
  }
}
