/**
 * Derivatives of loads, stores and local variables. A pointer to active memory has a shadow, a pointer to memory of the
 * same layout: where the memory has a number, there is its tangent or adjoint; where it has a pointer, the shadow of that
 * pointer. Integers have no derivatives, and what stands in their places means nothing.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import type { IntegerAttr } from "../../../ir/builtin/attributes.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type DerivativeRule,
  derivative,
  isDifferentiableType,
  isPointerType,
  nonDifferentiable,
  type TangentBuilder,
} from "../../../ir/interfaces/differentiable.ts";
import { entryBlockAround, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { ICmpOp } from "../arithmetic-ops.ts";
import { AtomicOrdering } from "../attributes.ts";
import { PtrToIntOp } from "../cast-ops.ts";
import { ZeroOp } from "../constant-ops.ts";
import { bytesOf, fillWithZeros } from "../memory-fill.ts";
import { AllocaOp, LoadOp, StoreOp } from "../memory-ops.ts";
import { loadNumbers } from "./bits.ts";
import { callLibrary } from "./library-calls.ts";
import { withoutPromises } from "./memory-promises.ts";
import { addAtomically } from "./shared-memory.ts";

/** Throws where others may see or change what an access finds there. */
function refuseObservable({ op, volatile_, ordering }: LoadOp | StoreOp): void {
  if (volatile_ !== undefined) throw opError(op, "cannot be differentiated: it is volatile");
  if (AtomicOrdering.nameOf(ordering) !== "not_atomic") throw opError(op, "cannot be differentiated: it is atomic");
}

/** No other thread sees whether an access to such memory is atomic. */
function withoutOrder({ op, addr, ordering }: LoadOp | StoreOp, isOwn: (pointer: Value) => boolean): void {
  if (AtomicOrdering.nameOf(ordering) === "not_atomic" || !isOwn(addr)) return;
  op.setAttr("ordering", AtomicOrdering.of("not_atomic"));
  op.removeAttr("syncscope");
}

/** The same operation with other operands. */
export function withOperands(op: Operation, operands: readonly Value[]): Operation {
  const copy = op.clone();
  operands.forEach((value, i) => {
    copy.setOperand(i, value);
  });
  return copy;
}

/** The same access to the shadow. */
const accessShadow = (builder: OpBuilder, op: Operation, operands: readonly Value[]): Operation =>
  builder.insert(withOperands(op, operands));

/** The value that is read in the shadow memory of a pointer. */
const loadShadow = (builder: OpBuilder, load: LoadOp, shadow: Value): Value =>
  accessShadow(builder, load.op, [shadow]).result(0);

const loadRule = derivative(LoadOp, {
  alone: withoutOrder,
  expand(load) {
    withoutPromises(load);
    loadNumbers(load);
  },
  jvp(load, b) {
    const shadow = b.shadow(load.addr);
    if (shadow === undefined) return;
    refuseObservable(load);
    const { res } = load;
    if (isPointerType(res.type)) b.setShadow(res, loadShadow(b.builder, load, shadow));
    else if (isDifferentiableType(res.type)) b.setTangent(res, loadShadow(b.builder, load, shadow));
  },
  /** The shadow of a pointer is in the shadow memory, too. */
  prepare(load, b) {
    refuseObservable(load);
    const { op, addr, res } = load;
    if (!isPointerType(res.type)) return;
    b.setShadow(res, loadShadow(new OpBuilder(op.loc).setInsertionPointAfter(op), load, b.shadowValue(addr)));
  },
  /** shadow += resBar */
  vjp(load, b) {
    const gradient = b.gradient(load.res);
    const shadow = b.shadow(load.addr);
    if (gradient === undefined || shadow === undefined) return;
    addToMemory(b, load.op, load.addr, shadow, gradient, load.alignment);
  },
});

/** *shadow += gradient, for the shadow of the memory behind `pointer`, which `op` reads. */
export function addToMemory(
  b: AdjointBuilder,
  op: Operation,
  pointer: Value,
  shadow: Value,
  gradient: Value,
  alignment?: IntegerAttr,
): void {
  const { builder } = b;
  if (!b.isShared(op, pointer)) {
    const before = builder.create(LoadOp, { addr: shadow, alignment, resultTypes: [gradient.type] }).res;
    builder.create(StoreOp, { value: b.add(before, gradient), addr: shadow, alignment });
    return;
  }
  addAtomically(builder, op, shadow, gradient);
}

/** What stands in the shadow memory for a value: zero for an integer, which has no derivative. */
function tangentOf(b: TangentBuilder, value: Value): Value {
  if (isPointerType(value.type)) return b.shadowValue(value);
  return isDifferentiableType(value.type) ? b.tangentOrZero(value) : zeroBits(b.builder, value);
}

const zeroBits = (builder: OpBuilder, { type }: Value): Value => builder.create(ZeroOp, { resultTypes: [type] }).res;

const storeRule = derivative(StoreOp, {
  alone: withoutOrder,
  expand: withoutPromises,
  jvp(store, b) {
    const shadow = b.shadow(store.addr);
    if (shadow === undefined) return;
    refuseObservable(store);
    accessShadow(b.builder, store.op, [tangentOf(b, store.value), shadow]);
  },
  prepare(store, b) {
    refuseObservable(store);
    const { op, value, addr } = store;
    if (isPointerType(value.type)) accessShadow(OpBuilder.before(op), op, [b.shadowValue(value), b.shadowValue(addr)]);
  },
  /** valueBar += shadow; shadow = 0 */
  vjp({ op, value, addr }, b) {
    const shadow = b.shadow(addr);
    if (shadow === undefined || isPointerType(value.type)) return;
    const { builder } = b;
    if (isDifferentiableType(value.type)) {
      const gradient = builder.create(LoadOp, {
        addr: shadow,
        alignment: StoreOp.view(op).alignment,
        resultTypes: [value.type],
      }).res;
      accessShadow(builder, op, [b.zero(value), shadow]);
      b.accumulate(value, gradient);
    } else accessShadow(builder, op, [zeroBits(builder, value), shadow]);
  },
});

/** Memory like that which `op` makes, filled with zeros, just behind it. */
function allocateShadow(b: AdjointBuilder | TangentBuilder, { op, arraySize, elem_type, res }: AllocaOp): void {
  const builder = new OpBuilder(op.loc).setInsertionPointAfter(op);
  const shadow = builder.insert(op.clone()).result(0);
  fillWithZeros(builder, shadow, bytesOf(builder, elem_type.value, arraySize));
  b.setShadow(res, shadow);
}

/** A variable of known size stands at the beginning of the function: iterations of a loop would add to the stack each time. */
function moveToEntry({ op, arraySize }: AllocaOp): void {
  const size = arraySize.definingOp;
  const entry = entryBlockAround(op.block!);
  if (size === undefined || constantInteger(arraySize) === undefined || entry.region === op.parentRegion) return;
  const builder = new OpBuilder(op.loc).setInsertionPointToStart(entry);
  op.setOperand(0, builder.insert(size.clone()).result(0));
  op.moveAfter(op.operand(0).definingOp!);
}

/** Memory of the C library's in the place of a variable. */
function allocateOnHeap({ op, arraySize, elem_type, res }: AllocaOp, context: Context): void {
  const end = op.block!.terminator!;
  if (end.operands.some(({ type }) => isPointerType(type)) && !FunctionOpInterface.implementedBy(op.parentOp!)) {
    throw opError(
      op,
      "cannot be differentiated in reverse mode in a function whose reverse cannot execute it again: the pointer may be handed on",
    ).attachNote(end.loc, "to here; allocate the memory with 'malloc'");
  }
  const builder = OpBuilder.before(op);
  const size = bytesOf(builder, elem_type.value, arraySize);
  const [pointer] = callLibrary(builder, context, "malloc", [size], [res.type]);
  callLibrary(OpBuilder.before(end), context, "free", [pointer!]);
  op.replaceAllUsesWith([pointer!]);
  op.erase();
}

const allocaRule = derivative(AllocaOp, {
  expand: moveToEntry,
  toHeap: allocateOnHeap,
  inactive: ["arraySize"],
  jvp: (alloca, b) => allocateShadow(b, alloca),
  prepare: (alloca, b) => allocateShadow(b, alloca),
  vjp() {},
});

export const memoryDerivatives: readonly DerivativeRule[] = [
  loadRule,
  storeRule,
  allocaRule,
  ...nonDifferentiable(ICmpOp, PtrToIntOp),
];
