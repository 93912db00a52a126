/**
 * Derivative rules: what an operation's author says so that programs with it can be differentiated. The engine in
 * passes/autodiff/ knows operations only through these rules and the control-flow interfaces.
 *
 * `xDot` is the tangent of x (forward mode), `xBar` its adjoint (reverse mode). Both have the type of x. The shadow of a
 * buffer is a buffer of the same type that holds the tangents or adjoints of its elements.
 */
import type { Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import { BaseMemRefType, ComplexType, elementTypeOrSelf, FloatType, TensorType, VectorType } from "../builtin/types.ts";
import type { Context } from "../context.ts";
import { definitionOf } from "../define-attribute.ts";
import type { OpDefinition, OpSpec, OpView } from "../define-op.ts";
import { applyToTangents } from "../derivatives/apply-to-tangents.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import type { Value } from "../value.ts";
import type { Arithmetic } from "./arithmetic.ts";

const isReal = (type: Type): boolean =>
  type instanceof FloatType || (type instanceof ComplexType && type.elementType instanceof FloatType);

const partsOf = (type: Type): readonly Type[] => definitionOf(type)?.spec.parts?.(type) ?? [];

/** Numbers that have derivatives: floats, complex numbers, vectors and tensors of them, and what has such parts. */
export const isDifferentiableType = (type: Type): boolean =>
  !(type instanceof BaseMemRefType) && (isReal(elementTypeOrSelf(type)) || partsOf(type).some(isDifferentiableType));

/** Pointers, and vectors of them: what they point to may be anything. */
export const isPointerType = (type: Type): boolean =>
  definitionOf(type instanceof VectorType ? type.elementType : type)?.spec.isPointer === true;

/** The type of what is in a buffer; undefined for pointers and all that is no memory. */
export const elementsOf = (type: Type): Type | undefined =>
  type instanceof BaseMemRefType ? type.elementType : definitionOf(type)?.spec.elements?.(type);

/** Types of values that stand for memory. */
export const isBufferType = (type: Type): boolean => elementsOf(type) !== undefined || isPointerType(type);

/** Pointers, and buffers whose elements have derivatives or are such buffers. */
export const isShadowedType = (type: Type): boolean => {
  const elements = elementsOf(type);
  return elements === undefined ? isPointerType(type) : isDifferentiableType(elements) || isShadowedType(elements);
};

/**
 * Whether contributions to adjoints of the type may be those to a few elements, made in place. Such an adjoint is handed
 * through regions, which add to it; others are summed up outside.
 */
export const isAggregateType = (type: Type): boolean => type instanceof TensorType;

/**
 * An attribute of operations that a rule emits and that must not be executed several times at once, such as a store of
 * what was loaded and added to before: loops around become sequential.
 */
export const inOrderAttr = "ad.in_order";

/** What both modes offer to rules. */
export interface DerivativeBuilder {
  /** Creates operations where the derivative is computed. */
  readonly builder: OpBuilder;
  /** The arithmetic of the operation's level. */
  readonly arithmetic: Arithmetic;
  /** Whether a derivative can flow through the value: it depends on the inputs and the outputs depend on it. */
  isActive(value: Value): boolean;
  /** A zero of the type and the shape of a value of the primal. */
  zero(like: Value): Value;
  /** A zero of a type with a static shape, at the insertion point of any builder. */
  zeroOf(type: Type, builder: OpBuilder): Value;
  /** The number as a value of the type and the shape of `like`, which is known where the derivative is computed. */
  constant(value: number, like: Value): Value;
  /** A value of the type and the shape of `like`, whose shape is not static, with this element everywhere. */
  fill(element: Value, like: Value): Value;
  /** The sum of two derivatives of one type. */
  add(a: Value, b: Value): Value;
}

/** What a forward-mode rule works with; the insertion point is behind the operation. */
export interface TangentBuilder extends DerivativeBuilder {
  /** The tangent of a value; undefined stands for zero. */
  tangent(value: Value): Value | undefined;
  tangentOrZero(value: Value): Value;
  setTangent(value: Value, tangent: Value): void;
  /** The buffer of tangents that belongs to a buffer; undefined if its elements have none. */
  shadow(buffer: Value): Value | undefined;
  /** The same for a buffer that is passed on or stored, which may also be a constant. */
  shadowValue(buffer: Value): Value;
  setShadow(buffer: Value, shadow: Value): void;
  /** Emits tangents inside a region with one block; returns those of the terminator's operands. */
  forwardRegion(region: Region): readonly (Value | undefined)[];
  /** Keeps a value of the body of a counted loop, one for each iteration, to be read behind the loop. */
  keep(iterations: Iterations, value: Value): KeptValues;
}

/** The iterations of a counted loop. */
export interface Iterations {
  readonly op: Operation;
  /** The numbers of iterations, the outermost first, defined in front of the loop. */
  readonly tripCounts: readonly Value[];
  /** The numbers of the current iteration in the body, counted from 0. */
  readonly indices: readonly Value[];
}

/** What iterations have kept; read and freed at the insertion point. */
export interface KeptValues {
  readonly read: (indices: readonly Value[]) => Value;
  readonly free: () => void;
}

/** Where a region keeps the values that its reverse sweep needs. */
export interface RegionStorage {
  /** Is told where the reverse of the region begins, before anything is restored there. There may be several such places. */
  begin?(builder: OpBuilder): void;
  /** Keeps a value of the region; returns a value outside the region from which it is restored. */
  save(value: Value): Value;
  /** Reads a value back; `saved` is what `save` returned, as the reverse sweep sees it. */
  restore(value: Value, saved: Value, builder: OpBuilder): Value;
  /** Whether nothing can be kept: all that the reverse sweep needs must be computed again. */
  readonly keepsNothing?: boolean;
  /** What is kept becomes a value of the region around, which may have to keep it in turn. */
  readonly isPassedOn?: boolean;
  /** Storage of a counted loop, so that loops inside can share one tape with it. */
  readonly counted?: CountedRegion;
}

/** A region that is executed a known number of times: once for each combination of indices below the trip counts. */
export interface CountedRegion {
  readonly op: Operation;
  /** The numbers of iterations, the outermost first: values of the primal sweep, defined in front of the loop. */
  readonly tripCounts: readonly Value[];
  /** The numbers of the current iteration, counted from 0, in the primal sweep's body. */
  readonly primalIndices: () => readonly Value[];
  /** The same in the reverse sweep's body. */
  readonly reverseIndices: readonly Value[];
}

export interface ReverseRegionOptions {
  /**
   * The adjoints of the terminator's operands, by index; those that are left out are zero. A function emits the adjoint
   * inside the region's reverse, where values of the region are known.
   */
  readonly seeds: ReadonlyMap<number, Value | (() => Value)>;
  /** Values whose adjoints are wanted: arguments of the block, and values from outside the region. */
  readonly wrt: readonly Value[];
  /** Adjoints that have come together before for values from outside: what the region contributes is added to them. */
  readonly adjoints?: ReadonlyMap<Value, Value>;
  /** Values of the region that the reverse sweep knows anyway, such as the induction variable. */
  readonly known?: ReadonlyMap<Value, Value>;
  readonly storage: RegionStorage;
}

/** A value among bytes that are copied; its size and its distance from the beginning are in bytes. */
export interface CopiedPart {
  readonly type: Type;
  readonly offset: number;
  readonly size: number;
}

/** The values among bytes that are copied; they are there again every `period` bytes, as long as there are bytes. */
export interface CopiedParts {
  readonly parts: readonly CopiedPart[];
  readonly period: number;
}

/** What a reverse-mode rule works with; the insertion point is in the reverse sweep. */
export interface AdjointBuilder extends DerivativeBuilder {
  /** The value as the primal computed it: still in scope, recomputed, or read from the tape. */
  primal(value: Value): Value;
  /** The adjoint that has come together for a value; undefined stands for zero. */
  gradient(value: Value): Value | undefined;
  gradientOrZero(value: Value): Value;
  /** Replaces the adjoint of a value. */
  setGradient(value: Value, gradient: Value): void;
  /** xBar += contribution. Does nothing for an inactive value. */
  accumulate(value: Value, contribution: Value): void;
  /** The buffer of adjoints that belongs to a buffer, usable here; undefined if its elements have none. */
  shadow(buffer: Value): Value | undefined;
  /** shadow[indices] += contribution; other such additions may come before or after it. */
  accumulateElement(shadow: Value, indices: readonly Value[], contribution: Value): void;
  /**
   * A buffer that holds what `buffer` held in front of `op`, which reads it: the buffer itself, or a copy if it may be
   * written from there on.
   */
  contents(op: Operation, buffer: Value): Value;
  /**
   * What `op` copies, `length` bytes from one of the pointers to another; the length is undefined if it is not constant.
   * Throws if it is not known what the bytes are.
   */
  copiedParts(op: Operation, pointers: readonly Value[], length: number | undefined): CopiedParts;
  /** Whether two buffers may have elements in common. */
  mayOverlap(a: Value, b: Value): boolean;
  /** Whether several executions of `op` at the same time may use the buffer: `accumulateElement` adds to its shadow. */
  isShared(op: Operation, buffer: Value): boolean;
  /** Whether the buffer is a view that may show one element at several places. Arguments are taken for such that do not. */
  mayRepeatElements(buffer: Value): boolean;
  /** The shadow as a value of the primal sweep. */
  shadowValue(buffer: Value): Value;
  /**
   * Frees a buffer of the primal sweep behind the reverse of `op`, by an operation like `by` whose first operand the buffer
   * is; by 'memref.dealloc' if that is left out.
   */
  freeBehind(op: Operation, buffer: Value, by?: Operation): void;
  /**
   * What frees memory that `buffer` may be, where the function has allocated all of it. These operations are left out of
   * the primal sweep: the reverse of each allocation can free what it made, as nobody outside knows of it.
   */
  takeOverFrees(buffer: Value): readonly Operation[];
  /** Whether an operation was taken over in this way. */
  isTakenOver(free: Operation): boolean;
  /** Declares the shadow of a buffer that the operation makes: a value of the primal sweep. */
  setShadow(buffer: Value, shadow: Value): void;

  /** A builder in the primal sweep, just before `op`. */
  primalBuilder(op: Operation): OpBuilder;
  /** The active values from outside `op` that are used inside it. */
  activeCaptures(op: Operation): readonly Value[];
  /** The sizes of a value of the primal that its type does not tell, known where the derivative is computed. */
  sizes(value: Value): readonly Value[];
  /**
   * Emits the reverse sweep of a region with one block at the insertion point; returns the adjoints of `wrt`. For values
   * from outside undefined stands for zero.
   */
  reverseRegion(region: Region, options: ReverseRegionOptions): readonly (Value | undefined)[];
  /** A value of a region as the primal computed it, at the insertion point: nothing of the region is reversed. */
  regionValue(region: Region, value: Value, options: Pick<ReverseRegionOptions, "known" | "storage">): Value;
  /** Keeps values in a tape with one slot for each iteration. */
  countedStorage(region: CountedRegion): RegionStorage;
  /** Keeps values as further results of an operation that executes each of its regions at most once. */
  resultStorage(op: Operation, region: Region): RegionStorage;
  /** Keeps nothing, for a region of an operation that must not have effects. */
  noStorage(op: Operation): RegionStorage;
  /** Keeps values in a tape that grows, for an operation whose regions pass a carried tape on through `carry`. */
  growingStorage(region: GrowingRegion): RegionStorage;
}

/** A region of a loop whose number of iterations is not known beforehand. */
export interface GrowingRegion {
  readonly op: Operation;
  readonly region: Region;
  /** The number of the current iteration in the primal sweep's body. */
  readonly primalIndex: Value;
  readonly reverseIndex: Value;
  /** How often the region has been executed: a value behind the loop. */
  executions(): Value;
  /** How many slots a tape has at first: a value in front of the loop. */
  readonly initialSize: Value;
  /**
   * Makes the loop carry one more value: `init` enters it, `update` is called with the value at the start of the region
   * and gives the value that goes on. Returns the value behind the loop.
   */
  carry(init: Value, update: (current: Value) => Value): Value;
}

export interface DerivativeRule {
  readonly op: OpDefinition;
  /**
   * Rewrites the operation, or replaces it by others, which have rules, in front of everything else. `isConcurrent`: the
   * function around it may be executed several times at once.
   */
  readonly expand?: (op: Operation, isConcurrent: boolean) => void;
  /**
   * Takes away from an access what it says of other threads, where `isOwn` says that these do not know of the memory behind
   * a pointer. Comes in front of everything else.
   */
  readonly alone?: (op: Operation, isOwn: (pointer: Value) => boolean) => void;
  /**
   * Puts memory that stays until it is freed, at the end of the block, in the place of memory that is gone when the function
   * returns: the reverse of the function comes later then.
   */
  readonly toHeap?: (op: Operation, context: Context) => void;
  /** Operands, by name, through which no derivative flows; "all" for an operation that has none. */
  readonly inactive: "all" | readonly string[];
  /** The rule refuses: even a result that is no number must not hide that the operand mattered. */
  readonly escapes?: boolean;
  /** The reverse has a place for the operation although nothing flows through it: it keeps an order among threads. */
  readonly synchronizes?: boolean;
  /** Whether the operation is linear in its other operands, all of them together. */
  readonly linear?: boolean;
  readonly jvp?: (op: Operation, b: TangentBuilder) => void;
  readonly vjp?: (op: Operation, b: AdjointBuilder) => void;
  /** Runs for each active operation before the reverse sweep; declares the shadows of buffers that it makes. */
  readonly prepare?: (op: Operation, b: AdjointBuilder) => void;
}

/** A rule in TypeScript; its functions are given typed views. */
export function derivative<S extends OpSpec>(
  op: OpDefinition<S>,
  rule: {
    readonly inactive?: readonly (keyof S["operands"] & string)[];
    /** Operands in which the operation is linear, all together: forward mode applies it to their tangents. */
    readonly linear?: readonly (keyof S["operands"] & string)[];
    readonly synchronizes?: boolean;
    readonly expand?: (op: OpView<S>, isConcurrent: boolean) => void;
    readonly alone?: (op: OpView<S>, isOwn: (pointer: Value) => boolean) => void;
    readonly toHeap?: (op: OpView<S>, context: Context) => void;
    readonly jvp?: (op: OpView<S>, b: TangentBuilder) => void;
    readonly vjp?: (op: OpView<S>, b: AdjointBuilder) => void;
    readonly prepare?: (op: OpView<S>, b: AdjointBuilder) => void;
  },
): DerivativeRule {
  const onView = <Rest extends readonly unknown[]>(hook: ((op: OpView<S>, ...rest: Rest) => void) | undefined) =>
    hook && ((operation: Operation, ...rest: Rest) => hook(op.view(operation), ...rest));
  const linear: readonly string[] | undefined = rule.linear;
  const jvpOfLinear =
    linear &&
    ((operation: Operation, b: TangentBuilder) => applyToTangents(operation, b, (name) => linear.includes(name)));
  return {
    op,
    inactive: rule.inactive ?? [],
    synchronizes: rule.synchronizes ?? false,
    linear: linear !== undefined,
    expand: onView(rule.expand),
    alone: onView(rule.alone),
    toHeap: onView(rule.toHeap),
    jvp: onView(rule.jvp) ?? jvpOfLinear,
    vjp: onView(rule.vjp),
    prepare: onView(rule.prepare),
  };
}

/** Says that an operation is differentiated as what `expand` replaces it by. */
export const differentiatedAs = <S extends OpSpec>(
  op: OpDefinition<S>,
  expand: (op: OpView<S>) => void,
): DerivativeRule => ({
  op,
  inactive: [],
  expand: (operation) => expand(op.view(operation)),
});

/** Says that no derivative flows through these operations: their results are piecewise constant or not numbers. */
export const nonDifferentiable = (...ops: readonly OpDefinition[]): DerivativeRule[] =>
  ops.map((op) => ({ op, inactive: "all" }));
