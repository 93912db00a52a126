/**
 * Gives copies the type of what they copy. An optimiser copies two floats, or a pointer, as one integer: derivatives are
 * followed where such a value is read and written as what it is.
 */
import type { Type } from "../../../ir/attribute.ts";
import { IntegerType, VectorType } from "../../../ir/builtin/types.ts";
import { isDifferentiableType, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { type KnownMemory, MemoryLayoutOpInterface } from "../../../ir/interfaces/memory-layout.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Flow } from "../analysis/flow.ts";
import type { Layouts } from "./layouts.ts";

/** Changes the types of integers that are only read and written, where something else lies. Returns whether there are any. */
export function retypeCopies(flow: Flow, layouts: Layouts): boolean {
  let changed = false;
  for (const op of flow.units) {
    const type = copiedType(op, layouts);
    if (type === undefined) continue;
    op.result(0).type = type;
    changed = true;
  }
  return changed;
}

/** The memory that an operation reads or writes, and nothing else. */
function accessed(op: Operation, kind: "read" | "write"): KnownMemory | undefined {
  const [memory, ...others] = MemoryLayoutOpInterface.of(op)?.known?.(op) ?? [];
  const [effect, ...further] = memory === undefined ? [] : (memoryEffects(op) ?? []);
  return others.length === 0 && further.length === 0 && effect?.kind === kind ? memory : undefined;
}

/** The type of what an operation reads as an integer only to store it again. */
function copiedType(op: Operation, layouts: Layouts): Type | undefined {
  const read = accessed(op, "read");
  const [part, ...others] = read?.parts ?? [];
  if (read === undefined || part === undefined || others.length > 0 || !(part.type instanceof IntegerType))
    return undefined;
  const isOnlyStored = [...op.result(0).uses()].every(
    ({ owner, value }) => accessed(owner, "write") !== undefined && accessed(owner, "write")!.pointer !== value,
  );
  if (!isOnlyStored) return undefined;
  const [cell, ...different] = layouts.cellsAt(read.pointer, part).filter(({ type }) => type !== part.type);
  if (cell === undefined || different.some(({ type }) => type !== cell.type)) return undefined;
  if (!isDifferentiableType(cell.type) && !isPointerType(cell.type)) return undefined;
  const count = part.size / cell.size;
  if (count === 1) return cell.type;
  return Number.isInteger(count) && !isPointerType(cell.type) ? VectorType.get([count], cell.type) : undefined;
}
