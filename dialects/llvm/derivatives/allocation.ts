/**
 * Derivatives of functions of the C library that allocate and free memory, and of the operators of C++. In reverse mode
 * memory and its shadow are in use until the reverse of the allocation.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type DerivativeRule,
  nonDifferentiable,
  type TangentBuilder,
} from "../../../ir/interfaces/differentiable.ts";
import { MemoryEffectOpInterface, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { createConstant } from "../arithmetic.ts";
import { CallOp } from "../call-op.ts";
import { fillWithZeros } from "../memory-fill.ts";
import { withOperands } from "./memory.ts";
import { Heap, reallocationRule } from "./reallocation.ts";

interface Allocator {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The parameter that says how many bytes there are, or one of those that do. */
  readonly size: number;
  /** The memory is zero anyway. */
  readonly isZero?: boolean;
  /** What frees the memory: functions of the pointer alone, or also of the size. */
  readonly freedBy: readonly string[];
}

const allocators: readonly Allocator[] = [
  { name: "malloc", parameters: ["size"], size: 0, freedBy: ["free"] },
  { name: "calloc", parameters: ["count", "size"], size: 1, isZero: true, freedBy: ["free"] },
  { name: "aligned_alloc", parameters: ["alignment", "size"], size: 1, freedBy: ["free"] },
  // operator new and operator new[]
  { name: "_Znwm", parameters: ["size"], size: 0, freedBy: ["_ZdlPv", "_ZdlPvm"] },
  { name: "_Znam", parameters: ["size"], size: 0, freedBy: ["_ZdaPv"] },
];

interface Deallocator {
  readonly name: string;
  readonly parameters: readonly string[];
}

const deallocators: readonly Deallocator[] = [
  { name: "free", parameters: ["pointer"] },
  // operator delete and operator delete[]
  { name: "_ZdlPv", parameters: ["pointer"] },
  { name: "_ZdlPvm", parameters: ["pointer", "size"] },
  { name: "_ZdaPv", parameters: ["pointer"] },
];

const allocationOperation = (allocator: Allocator): OpDefinition => {
  const op = functionOperation(CallOp, allocator, false);
  op.implement(MemoryEffectOpInterface, { effects: ({ op }) => [{ kind: "allocate", value: op.result(0) }] });
  return op;
};

const deallocationOperation = (deallocator: Deallocator): OpDefinition => {
  const op = functionOperation(CallOp, deallocator, false);
  op.implement(MemoryEffectOpInterface, { effects: ({ op }) => [{ kind: "free", value: op.operand(0) }] });
  return op;
};

/** Others hand the memory over to a function that frees it. */
const isDeallocation = (op: Operation): boolean => memoryEffects(op)?.some(({ kind }) => kind === "free") === true;

function allocationRule(op: OpDefinition, allocator: Allocator, heap: Heap): DerivativeRule {
  const { size, isZero, freedBy } = allocator;
  const allocateShadow = (call: Operation, b: AdjointBuilder | TangentBuilder): void => {
    const builder = new OpBuilder(call.loc).setInsertionPointAfter(call);
    const copy = call.clone();
    if (heap.isResizing(call)) {
      copy.setOperand(size, heap.sizeOf(builder, call.result(0)));
      if (isZero === true) copy.setOperand(0, createConstant(builder, call.operand(0).type, 1));
    }
    const shadow = builder.insert(copy).result(0);
    if (isZero !== true) fillWithZeros(builder, shadow, copy.operand(size));
    b.setShadow(call.result(0), shadow);
  };
  return {
    op,
    inactive: allocator.parameters,
    jvp: allocateShadow,
    prepare(call, b) {
      allocateShadow(call, b);
      const pointer = call.result(0);
      const frees = b.takeOverFrees(pointer);
      const free =
        frees.length > 0 && !frees.some(isDeallocation)
          ? heap.deallocation(call, freedBy[0]!)
          : frees.find(({ def }) => freedBy.some((name) => def.name.endsWith(` @${name}`)));
      if (free === undefined) return;
      const sizes = free.numOperands > 1 ? [call.operand(size)] : [];
      for (const freed of [pointer, b.shadowValue(pointer)]) {
        b.freeBehind(call, freed, withOperands(free, [freed, ...sizes]));
      }
    },
    vjp: () => {},
  };
}

function deallocationRule(op: OpDefinition, deallocator: Deallocator): DerivativeRule {
  return {
    op,
    inactive: deallocator.parameters.slice(1),
    jvp(call, b) {
      const shadow = b.shadow(call.operand(0));
      if (shadow !== undefined) b.builder.insert(withOperands(call, [shadow]));
    },
    vjp(call, b) {
      const pointer = call.operand(0);
      if (b.isTakenOver(call)) {
        call.erase();
        return;
      }
      if (b.shadow(pointer) === undefined) return;
      const allocation = pointer.definingOp;
      if (allocation === undefined || memoryEffects(allocation)?.[0]?.kind !== "allocate") {
        throw opError(
          call,
          "cannot be differentiated in reverse mode: it frees memory that it did not see allocated",
        ).attachNote(call.loc, "free in the caller what comes from there, or what others may know of");
      }
      for (const freed of [pointer, b.shadowValue(pointer)]) b.freeBehind(allocation, freed, call.clone());
      call.erase();
    },
  };
}

export function allocationDerivatives(): readonly DerivativeRule[] {
  const [allocations, deallocations] = [allocators.map(allocationOperation), deallocators.map(deallocationOperation)];
  const heap = new Heap([...allocations, ...deallocations]);
  return [
    ...allocators.map((allocator, i) => allocationRule(allocations[i]!, allocator, heap)),
    ...deallocators.map((deallocator, i) => deallocationRule(deallocations[i]!, deallocator)),
    reallocationRule(heap),
    ...nonDifferentiable(heap.sizeOp),
  ];
}
