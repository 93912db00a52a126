/**
 * Derivatives of loads, stores and local variables. A pointer to active memory has a shadow, a pointer to memory of the
 * same layout: where the memory has a number, there is its tangent or adjoint; where it has a pointer, the shadow of that
 * pointer. Integers have no derivatives, and what stands in their places means nothing.
 */
import { OpBuilder } from "../../../ir/builder.ts";
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
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { ICmpOp } from "../arithmetic-ops.ts";
import { AtomicRMWOp } from "../atomic-ops.ts";
import { AtomicBinOp, AtomicOrdering } from "../attributes.ts";
import { PtrToIntOp } from "../cast-ops.ts";
import { ZeroOp } from "../constant-ops.ts";
import { AnyFloat } from "../constraints.ts";
import { bytesOf, fillWithZeros } from "../memory-fill.ts";
import { AllocaOp, LoadOp, StoreOp } from "../memory-ops.ts";
import { withoutPromises } from "./memory-promises.ts";

/** Throws where others may see or change what an access finds there. */
function refuseObservable({ op, volatile_, ordering }: LoadOp | StoreOp): void {
  if (volatile_ !== undefined) throw opError(op, "cannot be differentiated: it is volatile");
  if (AtomicOrdering.nameOf(ordering) !== "not_atomic") throw opError(op, "cannot be differentiated: it is atomic");
}

/** The same access to the shadow. */
function accessShadow(builder: OpBuilder, op: Operation, operands: readonly Value[]): Operation {
  const copy = op.clone();
  operands.forEach((value, i) => {
    copy.setOperand(i, value);
  });
  return builder.insert(copy);
}

/** The value that is read in the shadow memory of a pointer. */
const loadShadow = (builder: OpBuilder, load: LoadOp, shadow: Value): Value =>
  accessShadow(builder, load.op, [shadow]).result(0);

const loadRule = derivative(LoadOp, {
  expand: withoutPromises,
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
    if (gradient !== undefined && shadow !== undefined) addToShadow(b, load, shadow, gradient);
  },
});

/** Adds to what a load reads in the shadow memory. */
function addToShadow(b: AdjointBuilder, load: LoadOp, shadow: Value, gradient: Value): void {
  const { builder } = b;
  if (!b.isShared(load.op, load.addr)) {
    const before = loadShadow(builder, load, shadow);
    builder.create(StoreOp, { value: b.add(before, gradient), addr: shadow, alignment: load.alignment });
    return;
  }
  if (!AnyFloat.is(gradient.type)) {
    throw opError(
      load.op,
      `several iterations of a parallel loop add to one place, but not '${gradient.type}' at once`,
    );
  }
  builder.create(AtomicRMWOp, {
    bin_op: AtomicBinOp.of("fadd"),
    ptr: shadow,
    val: gradient,
    ordering: AtomicOrdering.of("monotonic"),
  });
}

/** What stands in the shadow memory for a value: zero for an integer, which has no derivative. */
function tangentOf(b: TangentBuilder, value: Value): Value {
  if (isPointerType(value.type)) return b.shadow(value)!;
  return isDifferentiableType(value.type) ? b.tangentOrZero(value) : zeroBits(b.builder, value);
}

const zeroBits = (builder: OpBuilder, { type }: Value): Value => builder.create(ZeroOp, { resultTypes: [type] }).res;

const storeRule = derivative(StoreOp, {
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

const allocaRule = derivative(AllocaOp, {
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
