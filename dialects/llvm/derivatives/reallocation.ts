/**
 * `realloc` is differentiated as an allocation, a copy, and a release of what was there before. How many bytes those are is
 * asked of the C library's heap.
 */
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { BoolAttr } from "../../../ir/builtin/attributes.ts";
import { i64 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { functionOperation, functionOperationName } from "../../../ir/derivatives/function-operation.ts";
import { type DerivativeRule, differentiatedAs } from "../../../ir/interfaces/differentiable.ts";
import { entryBlockAround } from "../../../ir/interfaces/function.ts";
import { MemoryEffectOpInterface } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { CallOp } from "../call-op.ts";
import { UMinOp } from "../intrinsics/integer.ts";
import { MemcpyOp } from "../intrinsics/memory.ts";
import { createLibraryCall } from "./library-calls.ts";

/** How many bytes may be used of an allocation, at least those that were asked for; 0 where the pointer is null. */
const sizeOfAllocation = "malloc_usable_size";

/** Calls of the functions of the heap, as the operations that their rules are for. */
export class Heap {
  readonly sizeOp: OpDefinition;
  readonly #ops: Map<string, OpDefinition>;
  /** Functions with a `realloc`, which copies all bytes of an allocation that may be used. */
  readonly #resizing: WeakSet<Operation>;

  constructor(ops: readonly OpDefinition[]) {
    this.sizeOp = functionOperation(CallOp, { name: sizeOfAllocation, parameters: ["pointer"] }, false);
    this.sizeOp.implement(MemoryEffectOpInterface, { effects: ({ op }) => [{ kind: "read", value: op.operand(0) }] });
    this.#ops = new Map([...ops, this.sizeOp].map((def) => [def.name, def]));
    this.#resizing = new WeakSet();
  }

  /** Calls a function; gives what it returns, if that is not void. */
  call(builder: OpBuilder, name: string, args: readonly Value[], ...resultTypes: Type[]): Value {
    const def = this.#ops.get(functionOperationName(CallOp, name))!;
    return createLibraryCall(builder, def, name, args, resultTypes)[0]!;
  }

  /** A call that frees what `allocation` gives. It stands nowhere. */
  deallocation(allocation: Operation, name: string): Operation {
    this.call(new OpBuilder(allocation.loc).setInsertionPointAfter(allocation), name, allocation.results);
    const made = allocation.next!;
    const free = made.clone();
    made.erase();
    return free;
  }

  sizeOf(builder: OpBuilder, pointer: Value): Value {
    return this.call(builder, sizeOfAllocation, [pointer], i64());
  }

  markResizing(op: Operation): void {
    this.#resizing.add(entryBlockAround(op.block!).region!.parentOp!);
  }
  /** Whether the shadow of what `op` allocates must have room for all bytes that may be used. */
  isResizing(op: Operation): boolean {
    return this.#resizing.has(entryBlockAround(op.block!).region!.parentOp!);
  }
}

export const reallocationRule = (heap: Heap): DerivativeRule =>
  differentiatedAs(functionOperation(CallOp, { name: "realloc", parameters: ["pointer", "size"] }, false), ({ op }) => {
    heap.markResizing(op);
    const builder = OpBuilder.before(op);
    const [src, size] = [op.operand(0), op.operand(1)];
    const dst = heap.call(builder, "malloc", [size], src.type);
    const b = heap.sizeOf(builder, src);
    const len = builder.create(UMinOp, { a: size, b, resultTypes: [size.type] }).res;
    builder.create(MemcpyOp, { dst, src, len, isVolatile: BoolAttr.get(false) });
    heap.call(builder, "free", [src]);
    op.result(0).replaceAllUsesWith(dst);
    op.erase();
  });
