/** Derivatives of operations that compute each element in a region. */

import { OpBuilder } from "../../../ir/builder.ts";
import { i1 } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { LoopLikeOpInterface, RegionBranchOpInterface } from "../../../ir/interfaces/control-flow.ts";
import {
  type AdjointBuilder,
  derivative,
  type RegionStorage,
  type TangentBuilder,
} from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree, isOpTriviallyDead, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import type { Slice } from "../../../ir/interfaces/offset-size-stride.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import {
  AddIOp,
  CmpIOp,
  CmpIPredicate,
  createConstant,
  createIndex,
  createIndexProduct,
  createIndexSum,
  MulIOp,
  OrIOp,
} from "../../arith/index.ts";
import { mixedSizes } from "../../dynamic-sizes.ts";
import { createIf, overIndices } from "../../scf/index.ts";
import { GenerateOp, PadOp, paddingOf } from "../ops.ts";
import { extract, extractSlice, insertSlice, primalIndices, primalSizes, sliceAt } from "./build.ts";

// Forward mode: a second operation like the first, whose region gives the tangent of each element.

/** A copy of `op` whose region gives the tangent of what that of `op` gives; undefined if that has none. */
function tangentCopy(op: Operation, region: Region, b: TangentBuilder): Operation | undefined {
  if (memoryEffects(op)?.every(({ kind }) => kind === "read") !== true) {
    throw opError(op, "cannot be differentiated in forward mode: its region may write to memory");
  }
  const primal = new Set(region.front.ops());
  const [tangent] = b.forwardRegion(region);
  if (tangent === undefined) return undefined;
  const mapping = new IRMapping();
  const copy = op.clone(mapping);
  copy.regions[0]!.front.last!.setOperand(0, mapping.lookupOrSelf(tangent));
  for (const inner of region.front.opsReversed()) {
    if (!primal.has(inner) && isOpTriviallyDead(inner)) inner.erase();
  }
  return copy;
}

/** A copy of the operation that puts zeros around. */
function zeroPadding({ op, result }: PadOp, b: TangentBuilder): Operation {
  const copy = op.clone();
  const terminator = copy.regions[0]!.front.last!;
  terminator.setOperand(0, b.zeroOf(result.type.elementType, OpBuilder.before(terminator)));
  return copy;
}

// Reverse mode: a loop over the elements, in each step of which the region is reversed.

/** Which elements the region gives, and where their adjoints are. */
interface Elements {
  readonly op: Operation;
  readonly region: Region;
  /** The sizes of the result, where the reverse sweep is. */
  readonly sizes: readonly MixedIndex[];
  readonly adjoints: Value;
  /** Where the region keeps values for the reverse of the element at these indices. */
  storage(indices: readonly Value[]): RegionStorage;
  /** Whether the region gives the element at these indices; by default it gives all. */
  isGiven?(indices: readonly Value[]): Value;
}

/** Adds what the elements contribute to the adjoints of values that the region captures. */
function reverseElements(b: AdjointBuilder, { op, region, sizes, adjoints, storage, isGiven }: Elements): void {
  const captures = b.activeCaptures(op);
  if (captures.length === 0) return;
  const inits = captures.map((value) => b.gradientOrZero(value));
  const sums = overIndices(b.builder, sizes, inits, (indices, state) => {
    const step = (): readonly Value[] =>
      b
        .reverseRegion(region, {
          seeds: new Map([[0, extract(b.builder, adjoints, indices)]]),
          wrt: captures,
          adjoints: new Map(captures.map((value, i) => [value, state[i]!])),
          known: new Map(region.front.args.map((arg, i) => [arg, indices[i]!])),
          storage: storage(indices),
        })
        .map((gradient) => gradient!);
    return isGiven === undefined ? step() : createIf(b.builder, isGiven(indices), step, () => state).results;
  });
  captures.forEach((value, i) => {
    b.setGradient(value, sums[i]!);
  });
}

/** Whether each element takes a few operations, which are done again rather than kept: then what is kept needs no memory. */
const isFormula = (op: Operation): boolean =>
  isMemoryEffectFree(op) &&
  op.walk((inner) => {
    const isRepeated = LoopLikeOpInterface.implementedBy(inner) || !RegionBranchOpInterface.implementedBy(inner);
    return inner !== op && inner.regions.length > 0 && isRepeated ? "interrupt" : undefined;
  }) !== "interrupt";

/** A slot for each element, by its position in row-major order. `sizes` are those in front of the operation. */
function elementStorage(b: AdjointBuilder, { op, body }: GenerateOp, sizes: readonly MixedIndex[]) {
  const before = b.primalBuilder(op);
  const tripCount = createIndex(before, createIndexProduct(before, sizes));
  let primalIndex: Value | undefined;
  return (indices: readonly Value[]): RegionStorage =>
    b.countedStorage({
      op,
      tripCounts: [tripCount],
      primalIndices() {
        primalIndex ??= positionOf(new OpBuilder(op.loc).setInsertionPointToStart(body.front), sizes, body.front.args);
        return [primalIndex];
      },
      reverseIndices: [positionOf(b.builder, primalIndices(b, sizes), indices)],
    });
}

function positionOf(builder: OpBuilder, sizes: readonly MixedIndex[], indices: readonly Value[]): Value {
  const add = (lhs: Value, rhs: Value): Value => builder.create(AddIOp, { lhs, rhs }).result;
  const position = indices.reduce<Value | undefined>((before, index, i) => {
    if (before === undefined) return index;
    return add(builder.create(MulIOp, { lhs: before, rhs: createIndex(builder, sizes[i]!) }).result, index);
  }, undefined);
  return position ?? createIndex(builder, 0n);
}

const generateRule = derivative(GenerateOp, {
  jvp({ op, body, result }, b) {
    const copy = tangentCopy(op, body, b);
    if (copy !== undefined) b.setTangent(result, b.builder.insert(copy).result());
  },
  vjp(view, b) {
    const { op, body, dynamicExtents, result } = view;
    const adjoints = b.gradient(result);
    if (adjoints === undefined) return;
    const sizes = mixedSizes(result.type, dynamicExtents);
    const storage = isFormula(op) ? () => b.noStorage(op) : elementStorage(b, view, sizes);
    reverseElements(b, { op, region: body, sizes: primalIndices(b, sizes), adjoints, storage });
  },
});

const padRule = derivative(PadOp, {
  jvp(view, b) {
    const { op, source, region, result } = view;
    const isPadded = b.tangent(source) !== undefined;
    const copy = tangentCopy(op, region, b) ?? (isPadded ? zeroPadding(view, b) : undefined);
    if (copy === undefined) return;
    copy.setOperand(0, b.tangentOrZero(source));
    b.setTangent(result, b.builder.insert(copy).result());
  },
  /** The source gets its part of the adjoint, what the region computes gets the rest. */
  vjp(view, b) {
    const { op, source, region, result } = view;
    const adjoints = b.gradient(result);
    if (adjoints === undefined) return;
    const { low, high } = paddingOf(view);
    if ([...low, ...high].some((index) => typeof index === "bigint" && index < 0n)) {
      throw opError(op, "cannot be differentiated in reverse mode: it cuts elements off");
    }
    const { builder } = b;
    const inside = sliceAt(primalIndices(b, low), primalSizes(b, source));
    const part = extractSlice(builder, adjoints, inside, source.type);
    b.accumulate(source, part);
    if (b.activeCaptures(op).length === 0) return;
    const sizes = primalSizes(b, result);
    const value = region.front.last!.operand(0);
    if (value.parentBlock === region.front) {
      const isGiven = (indices: readonly Value[]) => isOutside(builder, inside, indices);
      reverseElements(b, { op, region, sizes, adjoints, storage: () => b.noStorage(op), isGiven });
      return;
    }
    const rest = insertSlice(builder, b.constant(0, part), adjoints, inside);
    const [sum] = overIndices(builder, sizes, [b.zero(value)], (indices, [partial]) => [
      b.add(partial!, extract(builder, rest, indices)),
    ]);
    b.accumulate(value, sum!);
  },
});

/** Whether the indices are those of no element in the slice. */
function isOutside(builder: OpBuilder, { offsets, sizes }: Slice, indices: readonly Value[]): Value {
  const compare = (name: "ult" | "uge", lhs: Value, rhs: MixedIndex): Value =>
    builder.create(CmpIOp, { predicate: CmpIPredicate.of(name), lhs, rhs: createIndex(builder, rhs) }).result;
  return indices
    .flatMap((index, i) => [
      compare("ult", index, offsets[i]!),
      compare("uge", index, createIndexSum(builder, [offsets[i]!, sizes[i]!])),
    ])
    .reduce((lhs, rhs) => builder.create(OrIOp, { lhs, rhs }).result, createConstant(builder, i1(), 0));
}

export const regionDerivatives = [generateRule, padRule];
