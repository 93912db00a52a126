/**
 * Buffers: every memref of a kernel becomes a flat array of words with computed positions. Those that the launch passes
 * become arguments for the array and for what the type does not tell of its shape; those that the kernel has for itself
 * become arrays of their size.
 */
import { createIndexConstant } from "../../../dialects/arith/index.ts";
import { mixedSizes } from "../../../dialects/dynamic-sizes.ts";
import { AddressSpace, addressSpaceOf, funcAttributions, type GPUFuncOp } from "../../../dialects/gpu/index.ts";
import {
  AllocaOp,
  AllocOp,
  AtomicRMWOp,
  DimOp,
  ExtractStridedMetadataOp,
  GenericAtomicRMWOp,
  GetGlobalOp,
  LoadOp,
  PrefetchOp,
  RankOp,
  StoreOp,
} from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { UnitAttr } from "../../../ir/builtin/attributes.ts";
import { rowMajorStrides } from "../../../ir/builtin/strided-layout.ts";
import { BaseMemRefType, Dynamic, type FunctionType, f32, i32, MemRefType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import { isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { BufferPlaces, KernelArguments } from "../arguments.ts";
import { uniformLoadName } from "./all-reduce.ts";
import { atomicUpdate, updateOf } from "./atomics.ts";
import { arithmeticBefore, type BufferView, lazyView, viewOfType, viewOps } from "./buffer-views.ts";
import { bitsAccess, type ElementAccess, elementAccess } from "./element-storage.ts";
import { IndexArithmetic } from "./index-arithmetic.ts";

/** @throws {DiagnosticError} at what WGSL cannot do with memory */
export function flattenBuffers(kernel: GPUFuncOp, args: KernelArguments, places: BufferPlaces): void {
  const { op, body, function_type } = kernel;
  const attributions = funcAttributions(kernel);
  const allocations: AllocaOp[] = [];
  op.walk((inner) => {
    const allocation = AllocaOp.match(inner);
    if (allocation !== undefined) allocations.push(allocation);
  });
  const flattening = new Flattening(op, args);
  const operands = body.front.args.slice(0, (function_type.value as FunctionType).inputs.length);
  flattening.flattenOperands(operands, places);
  for (const arg of attributions.workgroup) flattening.flattenLocal(arg, [], true);
  for (const arg of attributions.private) flattening.flattenLocal(arg, [], false);
  for (const { memref, dynamicSizes } of allocations) {
    flattening.flattenLocal(memref, dynamicSizes, addressSpaceOf(memref.type) === "workgroup");
  }
  flattening.finish();
}

const isAtomic = (op: Operation): boolean => AtomicRMWOp.is(op) || GenericAtomicRMWOp.is(op);

class Flattening {
  readonly #kernel: Operation;
  readonly #args: KernelArguments;
  /** Where what belongs to the whole kernel is computed. */
  readonly #start: OpBuilder;
  /** Operations that were replaced or are not needed any more, users first. */
  readonly #replaced: Operation[];

  constructor(kernel: Operation, args: KernelArguments) {
    this.#kernel = kernel;
    this.#args = args;
    this.#start = OpBuilder.before(kernel.regions[0]!.front.first!);
    this.#replaced = [];
  }

  /** Those that lie in the same memory share an argument. */
  flattenOperands(operands: readonly Value[], places: BufferPlaces): void {
    const groups = new Map<number, number[]>();
    for (const [i, { type, hasUses }] of operands.entries()) {
      if (!(type instanceof MemRefType && hasUses)) continue;
      const first = places.representative(i);
      const group = groups.get(first);
      if (group === undefined) groups.set(first, [i]);
      else group.push(i);
    }
    for (const [first, group] of groups) {
      const memrefs = group.map((i) => operands[i]!);
      const types = memrefs.map(({ type }) => type as MemRefType);
      const [{ elementType }] = types as [MemRefType];
      const other = types.find((type) => type.elementType !== elementType);
      if (other !== undefined) {
        const both = `'${elementType}' and '${other.elementType}'`;
        throw opError(this.#kernel, `has buffers of ${both} in the same memory, which is not possible in WGSL`);
      }
      const access = this.#accessFor(memrefs, elementType, true);
      const buffer = this.#args.get({ part: "buffer", operand: first }, MemRefType.get([Dynamic], access.word));
      for (const [k, operand] of group.entries()) {
        this.#flattenOperand(memrefs[k]!, operand, buffer, access, places.hasOwnOffset(operand));
      }
    }
  }

  #flattenOperand(arg: Value, operand: number, buffer: Value, access: ElementAccess, hasOwnOffset: boolean): void {
    const type = arg.type as MemRefType;
    const offset = (): MixedIndex => this.#args.get({ part: "offset", operand });
    const view = viewOfType(type, buffer, access, new IndexArithmetic(this.#start), {
      offset,
      size: (dimension) => this.#args.get({ part: "size", operand, dimension }),
      stride: (dimension) => this.#args.get({ part: "stride", operand, dimension }),
    });
    if (view === undefined)
      throw opError(this.#kernel, `has an argument of type '${type}', whose layout has no strides`);
    this.#replaceUses(arg, hasOwnOffset ? { ...view, offset } : view, "storage");
  }

  flattenLocal(memref: Value, dynamicSizes: readonly Value[], isWorkgroup: boolean): void {
    const type = memref.type as MemRefType;
    const owner = memref.definingOp ?? this.#kernel;
    if (type.layout !== undefined)
      throw opError(owner, `has a buffer of type '${type}', whose layout WGSL does not have`);
    const access = this.#accessFor([memref], type.elementType, false);
    const builder = memref.definingOp === undefined ? this.#start : OpBuilder.before(memref.definingOp);
    const arithmetic = new IndexArithmetic(builder);
    const sizes = mixedSizes(type, dynamicSizes);
    const count = sizes.reduce<MixedIndex>((product, size) => arithmetic.mul(product, size), 1n);
    const buffer = this.#allocate(count, access.word, isWorkgroup, builder, owner);
    const strides = type.hasStaticShape ? rowMajorStrides(type.shape) : undefined;
    const view: BufferView = lazyView(buffer, access, {
      offset: () => 0n,
      size: (d) => sizes[d]!,
      stride: (d) =>
        strides !== undefined
          ? BigInt(strides[d]!)
          : d + 1 === sizes.length
            ? 1n
            : arithmetic.mul(view.size(d + 1), view.stride(d + 1)),
    });
    this.#replaceUses(memref, view, isWorkgroup ? "workgroup" : "private");
    if (memref.definingOp !== undefined) this.#replaced.push(memref.definingOp);
  }

  #allocate(count: MixedIndex, word: Type, isWorkgroup: boolean, builder: OpBuilder, owner: Operation): Value {
    const dynamicSizes = isValue(count) ? [count] : [];
    if (dynamicSizes.length > 0 && !isWorkgroup) {
      throw opError(owner, "has a size that is not known when the kernel is compiled");
    }
    const space = isWorkgroup ? AddressSpace.of("workgroup") : undefined;
    const type = MemRefType.get([isValue(count) ? Dynamic : Number(count)], word, undefined, space);
    return builder.create(AllocaOp, { dynamicSizes, symbolOperands: [], resultTypes: [type] }).memref;
  }

  /** How the elements are kept: floats as bits if there are atomic operations on them. */
  #accessFor(memrefs: readonly Value[], element: Type, ofHost: boolean): ElementAccess {
    const access = elementAccess(element, ofHost);
    if (access === undefined) {
      const owner = memrefs[0]!.definingOp ?? this.#kernel;
      throw opError(owner, `has a buffer of '${element}', which WGSL does not have: compute with f32 and i32`);
    }
    return element === f32() && memrefs.some((memref) => this.#hasAtomicUses(memref)) ? bitsAccess() : access;
  }

  #hasAtomicUses(memref: Value): boolean {
    return memref.users.some(
      (user) => isAtomic(user) || (viewOps.has(user.def) && this.#hasAtomicUses(user.result(0))),
    );
  }

  #replaceUses(memref: Value, view: BufferView, space: "storage" | "workgroup" | "private"): void {
    for (const user of memref.users) {
      const derive = viewOps.get(user.def);
      if (derive !== undefined) {
        if (ExtractStridedMetadataOp.is(user)) replaceMetadata(ExtractStridedMetadataOp.view(user), view);
        this.#replaceUses(user.result(0), derive(user, view, arithmeticBefore(user)), space);
      } else if (!this.#replaceAccess(user, memref, view, space)) {
        throw opError(
          user,
          `cannot be applied to the memref of type '${memref.type}' in WGSL, where buffers are only read, written and viewed`,
        );
      }
      this.#replaced.push(user);
    }
  }

  #replaceAccess(op: Operation, memref: Value, view: BufferView, space: "storage" | "workgroup" | "private"): boolean {
    const builder = OpBuilder.before(op);
    const { access, buffer } = view;
    const load = LoadOp.match(op);
    const store = StoreOp.match(op);
    if (load !== undefined) {
      const value = access.load(buffer, positionOf(view, load.indices, builder), builder);
      if (op.attr(uniformLoadName) !== undefined) loadBehind(value).setAttr(uniformLoadName, UnitAttr.get());
      op.result().replaceAllUsesWith(value);
    } else if (store !== undefined && store.value !== memref) {
      access.store(buffer, positionOf(view, store.indices, builder), store.value, builder);
    } else if (isAtomic(op)) this.#replaceUpdate(op, view, space, builder);
    else if (DimOp.is(op)) {
      const dimension = constantInteger(op.operand(1))?.number;
      if (dimension === undefined) throw opError(op, "of a dimension that is not constant is not possible in WGSL");
      op.result().replaceAllUsesWith(new IndexArithmetic(builder).value(view.size(dimension)));
    } else if (RankOp.is(op)) {
      op.result().replaceAllUsesWith(createIndexConstant(builder, (memref.type as MemRefType).rank));
    } else return PrefetchOp.is(op);
    return true;
  }

  #replaceUpdate(
    op: Operation,
    view: BufferView,
    space: "storage" | "workgroup" | "private",
    builder: OpBuilder,
  ): void {
    const { type } = op.result();
    if (type !== i32() && type !== f32()) {
      throw opError(op, `on elements of type '${type}' is not possible in WGSL, which has i32 and f32 for it`);
    }
    const { indices } = (AtomicRMWOp.match(op) ?? GenericAtomicRMWOp.match(op))!;
    const position = positionOf(view, indices, builder);
    let old: Value;
    if (space !== "private") old = atomicUpdate(op, view, position, builder);
    else {
      old = view.access.load(view.buffer, position, builder);
      view.access.store(view.buffer, position, updateOf(op)(old, builder), builder);
    }
    op.result().replaceAllUsesWith(old);
  }

  /** @throws {DiagnosticError} if there is a memref that stands for no buffer of its own */
  finish(): void {
    for (const op of this.#replaced) op.erase();
    this.#kernel.walk((op) => {
      if (!op.resultTypes.some((type) => type instanceof BaseMemRefType) || AllocaOp.is(op)) return;
      if (AllocOp.is(op)) throw opError(op, "is not possible in a kernel for WGSL: use a private attribution");
      if (GetGlobalOp.is(op)) throw opError(op, "is not possible in a kernel for WGSL: pass the buffer to the launch");
      throw opError(op, "gives a memref that is chosen at run time, which is not possible in WGSL");
    });
  }
}

/** The load of the word that a value is made of. */
function loadBehind(value: Value): Operation {
  let op = value.definingOp!;
  while (!LoadOp.is(op)) op = op.operand(0).definingOp!;
  return op;
}

function positionOf(view: BufferView, indices: readonly Value[], builder: OpBuilder): MixedIndex {
  const arithmetic = new IndexArithmetic(builder);
  return indices.reduce<MixedIndex>(
    (sum, index, d) => arithmetic.add(sum, arithmetic.mul(index, view.stride(d))),
    view.offset(),
  );
}

function replaceMetadata({ op, offset, sizes, strides }: ExtractStridedMetadataOp, view: BufferView): void {
  const arithmetic = arithmeticBefore(op);
  offset.replaceAllUsesWith(arithmetic.value(view.offset()));
  for (const [d, size] of sizes.entries()) size.replaceAllUsesWith(arithmetic.value(view.size(d)));
  for (const [d, stride] of strides.entries()) stride.replaceAllUsesWith(arithmetic.value(view.stride(d)));
}
