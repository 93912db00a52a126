/**
 * `buffer-deallocation-simplification`: divides each `bufferization.dealloc` into ones for buffers that may lie in the same
 * memory, and leaves out of it what is certainly retained.
 */
import { arithDialect, createConstant, OrIOp } from "../../../dialects/arith/index.ts";
import { bufferizationDialect, DeallocOp, deallocCanonicalizations } from "../../../dialects/bufferization/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { definePass } from "../../../ir/pass.ts";
import type { Value } from "../../../ir/value.ts";
import { applyPatternsGreedily } from "../../../passes/greedy-driver.ts";
import { UnionFind } from "../analysis/union-find.ts";
import { BufferOrigins, type Origin, wholeBuffer } from "./buffer-origins.ts";
import { isAllocated } from "./buffers.ts";

export const bufferDeallocationSimplification = definePass(
  "buffer-deallocation-simplification",
  {
    summary: "Optimizes `bufferization.dealloc` operation for more efficient codegen",
    dependentDialects: [arithDialect, bufferizationDialect],
  },
  (root, { context }) => {
    root.walk((op) => {
      const func = FunctionOpInterface.of(op);
      if (func !== undefined && !func.body(op).isEmpty) simplifyIn(op, new BufferOrigins(func.body(op)));
      return undefined;
    }, "pre");
    applyPatternsGreedily(root, deallocCanonicalizations, context);
  },
);

/** Functions inside the function are left out. */
function simplifyIn(func: Operation, origins: BufferOrigins): void {
  const deallocs: DeallocOp[] = [];
  func.walk((op) => {
    if (op !== func && FunctionOpInterface.implementedBy(op)) return "skip";
    if (DeallocOp.is(op)) deallocs.push(DeallocOp.view(op));
    return "advance";
  }, "pre");
  for (const dealloc of deallocs) simplify(dealloc, origins);
}

function simplify({ op, memrefs, conditions, retained }: DeallocOp, origins: BufferOrigins): void {
  const builder = OpBuilder.before(op);
  const freed = new Map<Value, { readonly memref: Value; readonly condition: Value }>();
  memrefs.forEach((memref, i) => {
    const whole = wholeBuffer(memref);
    const known = freed.get(whole);
    freed.set(whole, { memref: known?.memref ?? memref, condition: or(builder, known?.condition, conditions[i]!) });
  });
  const needed = new Map(retained.map((buffer) => [wholeBuffer(buffer), buffer]));
  /** By retained memory, whether it was to be freed. */
  const updates = new Map<Value, Value>();
  const groups = aliasGroups(new Set([...freed.keys(), ...needed.keys()]), origins);
  const isSingle = (group: readonly Value[]): boolean => group.filter((whole) => freed.has(whole)).length === 1;
  // First what is compared with no other, as upstream does.
  for (const group of [...groups.filter(isSingle), ...groups.filter((other) => !isSingle(other))]) {
    const neededHere = group.filter((whole) => needed.has(whole));
    const [only] = neededHere;
    // Its memory is retained, and which retained buffer it is handed over to is known if there is no other.
    const isHandedOver = neededHere.length === 1 && freed.has(only!);
    const freedHere = group.filter((whole) => freed.has(whole) && !(isHandedOver && whole === only));
    if (freedHere.length > 0) {
      const created = builder.create(DeallocOp, {
        memrefs: freedHere.map((whole) => freed.get(whole)!.memref),
        conditions: freedHere.map((whole) => freed.get(whole)!.condition),
        retained: neededHere.map((whole) => needed.get(whole)!),
      });
      neededHere.forEach((whole, i) => {
        updates.set(whole, created.updatedConditions[i]!);
      });
    }
    if (isHandedOver) updates.set(only!, or(builder, updates.get(only!), freed.get(only!)!.condition));
  }
  op.replaceAllUsesWith(retained.map((buffer) => updates.get(wholeBuffer(buffer)) ?? createConstant(builder, i1(), 0)));
  op.erase();
}

const or = (builder: OpBuilder, lhs: Value | undefined, rhs: Value): Value =>
  lhs === undefined || lhs === rhs ? rhs : builder.create(OrIOp, { lhs, rhs }).result;

/** Groups of buffers; those of different groups do not lie in the same memory. None is a view of another value. */
function aliasGroups(buffers: ReadonlySet<Value>, origins: BufferOrigins): Value[][] {
  const memories = new UnionFind<Value | Origin>();
  const unite = (a: Value | Origin, b: Value | Origin): unknown => memories.unite(memories.find(a), memories.find(b));
  const allocated = new Map([...buffers].filter(isAllocated).map((buffer) => [buffer.owner, buffer]));
  for (const buffer of buffers) {
    if (isAllocated(buffer)) continue;
    const all = origins.of(buffer);
    if (all === undefined) return [[...buffers]];
    for (const origin of all) {
      unite(buffer, origin);
      // What was there before is an allocation of an earlier iteration at most.
      const latest = origin === "elsewhere" ? undefined : allocated.get(origin);
      if (latest !== undefined && !origins.isBefore(buffer, latest)) unite(buffer, latest);
    }
  }
  const groups = new Map<number, Value[]>();
  for (const buffer of buffers) {
    const group = groups.get(memories.find(buffer));
    if (group === undefined) groups.set(memories.find(buffer), [buffer]);
    else group.push(buffer);
  }
  return [...groups.values()];
}
