/**
 * Derivatives of functions of the C library that allocate and free memory, and of the operators of C++. In reverse mode
 * memory and its shadow are in use until the reverse of the allocation.
 */

import { OpBuilder } from "../../../ir/builder.ts";
import { functionOperation } from "../../../ir/derivatives/function-operation.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { AdjointBuilder, DerivativeRule, TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import { MemoryEffectOpInterface, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { CallOp } from "../call-op.ts";
import { fillWithZeros } from "../memory-fill.ts";
import { withOperands } from "./memory.ts";

interface Allocator {
  readonly name: string;
  readonly parameters: readonly string[];
  /** The parameter that says how many bytes there are, unless they are zero anyway. */
  readonly size?: number;
}

const allocators: readonly Allocator[] = [
  { name: "malloc", parameters: ["size"], size: 0 },
  { name: "calloc", parameters: ["count", "size"] },
  { name: "aligned_alloc", parameters: ["alignment", "size"], size: 1 },
  // operator new and operator new[]
  { name: "_Znwm", parameters: ["size"], size: 0 },
  { name: "_Znam", parameters: ["size"], size: 0 },
];

const deallocators: readonly { readonly name: string; readonly parameters: readonly string[] }[] = [
  { name: "free", parameters: ["pointer"] },
  // operator delete and operator delete[]
  { name: "_ZdlPv", parameters: ["pointer"] },
  { name: "_ZdlPvm", parameters: ["pointer", "size"] },
  { name: "_ZdaPv", parameters: ["pointer"] },
];

function allocationRule(allocator: Allocator): DerivativeRule {
  const { size } = allocator;
  const op = functionOperation(CallOp, allocator, false);
  op.implement(MemoryEffectOpInterface, { effects: ({ op }) => [{ kind: "allocate", value: op.result(0) }] });
  const allocateShadow = (call: Operation, b: AdjointBuilder | TangentBuilder): void => {
    const builder = new OpBuilder(call.loc).setInsertionPointAfter(call);
    const shadow = builder.insert(call.clone()).result(0);
    if (size !== undefined) fillWithZeros(builder, shadow, call.operand(size));
    b.setShadow(call.result(0), shadow);
  };
  return { op, inactive: allocator.parameters, jvp: allocateShadow, prepare: allocateShadow, vjp: () => {} };
}

function deallocationRule(deallocator: (typeof deallocators)[number]): DerivativeRule {
  const op = functionOperation(CallOp, deallocator, false);
  op.implement(MemoryEffectOpInterface, { effects: ({ op }) => [{ kind: "free", value: op.operand(0) }] });
  return {
    op,
    inactive: deallocator.parameters.slice(1),
    jvp(call, b) {
      const shadow = b.shadow(call.operand(0));
      if (shadow !== undefined) b.builder.insert(withOperands(call, [shadow]));
    },
    vjp(call, b) {
      const pointer = call.operand(0);
      if (b.shadow(pointer) === undefined) return;
      const allocation = pointer.definingOp;
      if (allocation === undefined || memoryEffects(allocation)?.[0]?.kind !== "allocate") {
        throw opError(
          call,
          "cannot be differentiated in reverse mode: it frees memory that it did not see allocated",
        ).attachNote(call.loc, "where the pointer is in a local variable, 'mem2reg' makes a value of it");
      }
      for (const freed of [pointer, b.shadowValue(pointer)]) b.freeBehind(allocation, freed, call.clone());
      call.erase();
    },
  };
}

export const allocationDerivatives = (): readonly DerivativeRule[] => [
  ...allocators.map(allocationRule),
  ...deallocators.map(deallocationRule),
];
