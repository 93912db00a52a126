/**
 * Derivatives of loads and stores of the elements that a mask selects. Gathers and scatters may meet one element several
 * times: their adjoints are added lane by lane.
 */
import { OpBuilder } from "../../../ir/builder.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { i1, VectorType } from "../../../ir/builtin/types.ts";
import type { Op, OpDefinition, OpSpec, OpView } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import {
  type AdjointBuilder,
  type DerivativeRule,
  derivative,
  isPointerType,
  type TangentBuilder,
} from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AndOp, SelectOp } from "../arithmetic-ops.ts";
import { ConstantOp } from "../constant-ops.ts";
import {
  MaskedCompressStoreOp,
  MaskedExpandLoadOp,
  MaskedGatherOp,
  MaskedLoadOp,
  MaskedScatterOp,
  MaskedStoreOp,
} from "../intrinsics/masked.ts";
import { withOperands } from "./memory.ts";

/** How the elements of one kind of access are read and written in the shadow. */
interface Access {
  readonly op: Operation;
  readonly pointers: Value;
  readonly mask: Value;
  load(builder: OpBuilder, shadow: Value, mask: Value, passThrough: Value): Value;
  store(builder: OpBuilder, value: Value, shadow: Value, mask: Value): void;
  /** Whether two elements may be one place in memory. */
  readonly mayRepeat: boolean;
}

const vectorAccess = (view: Op<typeof MaskedLoadOp> | Op<typeof MaskedStoreOp>): Access => ({
  op: view.op,
  pointers: view.data,
  mask: view.mask,
  load: (builder, data, mask, pass_thru) =>
    builder.create(MaskedLoadOp, {
      data,
      mask,
      pass_thru,
      alignment: view.alignment,
      resultTypes: [pass_thru.type],
    }).res,
  store: (builder, value, data, mask) =>
    void builder.create(MaskedStoreOp, { value, data, mask, alignment: view.alignment }),
  mayRepeat: false,
});

const laneAccess = (view: Op<typeof MaskedGatherOp> | Op<typeof MaskedScatterOp>): Access => ({
  op: view.op,
  pointers: view.ptrs,
  mask: view.mask,
  load: (builder, ptrs, mask, passThrough) =>
    builder.create(MaskedGatherOp, {
      ptrs,
      mask,
      pass_thru: [passThrough],
      alignment: view.alignment,
      resultTypes: [passThrough.type],
    }).res,
  store: (builder, value, ptrs, mask) =>
    void builder.create(MaskedScatterOp, { value, ptrs, mask, alignment: view.alignment }),
  mayRepeat: true,
});

/** The masks by which the elements are accessed one after another; all of them at once where none is met twice. */
function masksOf(builder: OpBuilder, { op, mask, mayRepeat }: Access, at: (value: Value) => Value): Value[] {
  const whole = at(mask);
  if (!mayRepeat) return [whole];
  const { shape, isScalable } = mask.type as VectorType;
  if (isScalable) throw opError(op, "cannot be differentiated with vectors of unknown length");
  return Array.from({ length: shape[0]! }, (_, lane) => {
    const bits = Array.from({ length: shape[0]! }, (_, i) => (i === lane ? 1 : 0));
    const type = VectorType.get(shape, i1());
    const value = DenseElementsAttr.fromNumbers(type, bits);
    const rhs = builder.create(ConstantOp, { value, resultTypes: [type] }).res;
    return builder.create(AndOp, { lhs: whole, rhs }).res;
  });
}

function loadTangent(access: Access, passThrough: Value | undefined, result: Value, b: TangentBuilder): void {
  const shadow = b.shadow(access.pointers);
  if (shadow === undefined && passThrough === undefined) return;
  const others = passThrough === undefined ? b.zero(result) : b.tangentOrZero(passThrough);
  const { builder, arithmetic } = b;
  if (shadow !== undefined) b.setTangent(result, access.load(builder, shadow, access.mask, others));
  else b.setTangent(result, arithmetic.select(builder, access.mask, b.zero(result), others));
}

/** shadow += resBar where the mask is set; passThroughBar += resBar elsewhere */
function reverseLoad(access: Access, passThrough: Value | undefined, result: Value, b: AdjointBuilder): void {
  const gradient = b.gradient(result);
  if (gradient === undefined) return;
  const { builder } = b;
  const zero = b.zero(result);
  if (passThrough !== undefined && b.isActive(passThrough)) {
    const where = { condition: b.primal(access.mask), trueValue: zero, falseValue: gradient };
    b.accumulate(passThrough, builder.create(SelectOp, where).res);
  }
  const shadow = b.shadow(access.pointers);
  if (shadow === undefined) return;
  if (b.isShared(access.op, access.pointers)) {
    throw opError(access.op, "cannot be differentiated where several threads add to what it reads");
  }
  for (const mask of masksOf(builder, access, (value) => b.primal(value))) {
    const before = access.load(builder, shadow, mask, zero);
    access.store(builder, b.add(before, gradient), shadow, mask);
  }
}

function storeTangent(access: Access, value: Value, b: TangentBuilder): void {
  const shadow = b.shadow(access.pointers);
  if (shadow === undefined) return;
  access.store(b.builder, b.tangentOrZero(value), shadow, access.mask);
}

/** valueBar += shadow; shadow = 0. Of elements that are one place the last one was stored. */
function reverseStore(access: Access, value: Value, b: AdjointBuilder): void {
  const shadow = b.shadow(access.pointers);
  if (shadow === undefined) return;
  const { builder } = b;
  const zero = b.zero(value);
  for (const mask of masksOf(builder, access, (inner) => b.primal(inner)).reverse()) {
    b.accumulate(value, access.load(builder, shadow, mask, zero));
    access.store(builder, zero, shadow, mask);
  }
}

/**
 * The rule for accesses: to numbers by what it says, to vectors of pointers by the same access to the shadow memory, where
 * the shadows of the pointers are. That happens in the primal sweep.
 */
function accessRule<S extends OpSpec>(
  def: OpDefinition<S>,
  numbers: {
    /** The vector that is loaded or stored. */
    readonly vector: (op: OpView<S>) => Value;
    readonly jvp: (op: OpView<S>, b: TangentBuilder) => void;
    readonly vjp: (op: OpView<S>, b: AdjointBuilder) => void;
  },
): DerivativeRule {
  const { vector, jvp, vjp } = numbers;
  return derivative(def, {
    inactive: ["mask"] as unknown as (keyof S["operands"] & string)[],
    jvp(view, b) {
      if (!isPointerType(vector(view).type)) jvp(view, b);
      else if (b.isActive(vector(view))) accessShadows(view.op, b, b.builder, (buffer) => b.shadowValue(buffer));
    },
    prepare(view, b) {
      const { op } = view;
      if (!isPointerType(vector(view).type)) return;
      // What is stored is there before it may be read.
      const builder = op.numResults > 0 ? new OpBuilder(op.loc).setInsertionPointAfter(op) : OpBuilder.before(op);
      accessShadows(op, b, builder, (buffer) => b.shadowValue(buffer));
    },
    vjp(view, b) {
      if (!isPointerType(vector(view).type)) vjp(view, b);
    },
  });
}

/** The same access with shadows in the place of pointers. */
function accessShadows(
  op: Operation,
  b: TangentBuilder | AdjointBuilder,
  builder: OpBuilder,
  shadowOf: (buffer: Value) => Value,
): void {
  const copy = builder.insert(
    withOperands(
      op,
      op.operands.map((value) => (isPointerType(value.type) ? shadowOf(value) : value)),
    ),
  );
  if (op.numResults > 0) b.setShadow(op.result(0), copy.result(0));
}

const loadRule = accessRule(MaskedLoadOp, {
  vector: ({ res }) => res,
  jvp: (load, b) => loadTangent(vectorAccess(load), load.pass_thru, load.res, b),
  vjp: (load, b) => reverseLoad(vectorAccess(load), load.pass_thru, load.res, b),
});

const storeRule = accessRule(MaskedStoreOp, {
  vector: ({ value }) => value,
  jvp: (store, b) => storeTangent(vectorAccess(store), store.value, b),
  vjp: (store, b) => reverseStore(vectorAccess(store), store.value, b),
});

const gatherRule = accessRule(MaskedGatherOp, {
  vector: ({ res }) => res,
  jvp: (gather, b) => loadTangent(laneAccess(gather), gather.pass_thru[0], gather.res, b),
  vjp: (gather, b) => reverseLoad(laneAccess(gather), gather.pass_thru[0], gather.res, b),
});

const scatterRule = accessRule(MaskedScatterOp, {
  vector: ({ value }) => value,
  jvp: (scatter, b) => storeTangent(laneAccess(scatter), scatter.value, b),
  vjp: (scatter, b) => reverseStore(laneAccess(scatter), scatter.value, b),
});

/** What is packed in memory is the same in the shadow. */
const expandLoadRule = accessRule(MaskedExpandLoadOp, {
  vector: ({ res }) => res,
  jvp({ op, ptr, mask, passthru, res }, b) {
    const shadow = b.shadow(ptr);
    if (shadow === undefined)
      b.setTangent(res, b.arithmetic.select(b.builder, mask, b.zero(res), b.tangentOrZero(passthru)));
    else b.setTangent(res, b.builder.insert(withOperands(op, [shadow, mask, b.tangentOrZero(passthru)])).result(0));
  },
  vjp({ op, ptr, mask, passthru, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const { builder, arithmetic } = b;
    const [zero, condition, shadow] = [b.zero(res), b.primal(mask), b.shadow(ptr)];
    b.accumulate(passthru, arithmetic.select(builder, condition, zero, gradient));
    if (shadow === undefined) return;
    const before = builder.insert(withOperands(op, [shadow, condition, zero])).result(0);
    builder.create(MaskedCompressStoreOp, { value: b.add(before, gradient), ptr: shadow, mask: condition });
  },
});

const compressStoreRule = accessRule(MaskedCompressStoreOp, {
  vector: ({ value }) => value,
  jvp({ op, value, ptr, mask }, b) {
    const shadow = b.shadow(ptr);
    if (shadow !== undefined) b.builder.insert(withOperands(op, [b.tangentOrZero(value), shadow, mask]));
  },
  vjp({ op, value, ptr, mask }, b) {
    const shadow = b.shadow(ptr);
    if (shadow === undefined) return;
    const { builder } = b;
    const [passthru, condition] = [b.zero(value), b.primal(mask)];
    const load = { ptr: shadow, mask: condition, passthru, resultTypes: [value.type] };
    b.accumulate(value, builder.create(MaskedExpandLoadOp, load).res);
    builder.insert(withOperands(op, [passthru, shadow, condition]));
  },
});

export const maskedDerivatives: readonly DerivativeRule[] = [
  loadRule,
  storeRule,
  gatherRule,
  scatterRule,
  expandLoadRule,
  compressStoreRule,
];
