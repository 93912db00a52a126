/**
 * Reverse mode in loops, for structured operations whose iterations depend on one another: products, choices, the last of
 * several writes, elements that the body takes from arrays itself. The iterations are reversed one by one, the last first.
 * What they have read of outputs that were coming about is computed again before, and kept for all iterations.
 */
import { AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import { Block } from "../../../ir/block.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { isDynamic, MemRefType, RankedTensorType } from "../../../ir/builtin/types.ts";
import { hasPureBufferSemantics } from "../../../ir/interfaces/destination-style.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import {
  elementOrSelf,
  indexingMaps,
  linalgBody,
  loopBounds,
  numLoops,
  operandShape,
  staticLoopRanges,
} from "../../../ir/interfaces/linalg.ts";
import { indexFromType, isValue, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { createComposedApply } from "../../affine/index.ts";
import { createIndex, createIndexConstant, SubIOp } from "../../arith/index.ts";
import { allocateCopy, DeallocOp, LoadOp, StoreOp, sizeOf } from "../../memref/index.ts";
import { overIndices } from "../../scf/index.ts";
import { ExtractOp, InsertOp } from "../../tensor/index.ts";
import { IndexOp } from "../body-ops.ts";
import {
  allocate,
  contentsOf,
  emptyLike,
  emptyTensor,
  fillWithZeros,
  gradientOrZeros,
  isArray,
  isBuffer,
} from "./arrays.ts";
import { isInjective, type Output, outputsBehind, outputsOf } from "./body.ts";
import { createNest, type NestOutput } from "./nest.ts";
import { primalInputs, repeatBody, type Seed } from "./reverse-nest.ts";

export function reverseInLoops(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): void {
  new LoopReverse(op, seeds, b).emit();
}

/** A value that stands for another one until it is known whether that is needed. */
const placeholderFor = ({ type, loc }: Value): Value => new Block().addArgument(type, loc);

class LoopReverse {
  readonly #op: Operation;
  readonly #b: AdjointBuilder;
  readonly #builder: OpBuilder;
  readonly #seeds: readonly Seed[];
  /** The numbers of iterations, where the reverse sweep is. */
  readonly #sizes: readonly MixedIndex[];
  /** What stands for the values of outputs in all iterations, by the body's argument. */
  readonly #histories: ReadonlyMap<Value, Value>;

  constructor(op: Operation, seeds: readonly Seed[], b: AdjointBuilder) {
    this.#op = op;
    this.#b = b;
    this.#builder = b.builder;
    this.#seeds = [...seeds, ...seedsOfZeros(op, seeds, b)];
    this.#sizes = loopSizes(op, b);
    const changing = outputsOf(op).filter(({ map }) => !isInjective(map));
    this.#histories = new Map(changing.map(({ argument }) => [argument, this.#historyPlaceholder(argument)]));
  }

  #historyPlaceholder({ type, loc }: Value): Value {
    const shape = staticLoopRanges(this.#op);
    const get = hasPureBufferSemantics(this.#op) ? MemRefType.get : RankedTensorType.get;
    return new Block().addArgument(get(shape, type), loc);
  }

  emit(): void {
    const [op, b, builder] = [this.#op, this.#b, this.#builder];
    const isTensors = !hasPureBufferSemantics(op);
    const behindSizes = markPlace(builder);
    // What the iterations add to, one behind the other: adjoints of outputs, inputs and captures.
    const carriedSeeds = isTensors ? this.#seeds : [];
    const values = [...new Set([...this.#activeInputs().map(({ value }) => value), ...b.activeCaptures(op)])];
    const carried = values.filter((value) => !isBuffer(value));
    const inits = [
      ...carriedSeeds.map(({ gradient }) => gradient),
      ...carried.map((value) => (isArray(value) ? gradientOrZeros(b, value) : b.gradientOrZero(value))),
    ];
    const results = overIndices(builder, this.#sizes, inits, (indices, state) => {
      const arrays = new Map<Seed | Value, Value>([...carriedSeeds, ...carried].map((key, i) => [key, state[i]!]));
      for (const seed of this.#seeds) if (!arrays.has(seed)) arrays.set(seed, seed.gradient);
      this.#reverseIteration(this.#reversed(indices), arrays);
      return [...carriedSeeds, ...carried].map((key) => arrays.get(key)!);
    });
    carriedSeeds.forEach(({ init }, i) => {
      b.accumulate(init, results[i]!);
    });
    carried.forEach((value, i) => {
      b.setGradient(value, results[carriedSeeds.length + i]!);
    });
    this.#replaceHistories(behindSizes);
  }

  /** The inputs with adjoints. */
  #activeInputs() {
    const [op, b] = [this.#op, this.#b];
    const { args } = linalgBody(op);
    const maps = indexingMaps(op);
    return op.operands.slice(0, op.numOperands - outputsOf(op).length).flatMap((value, i) => {
      const argument = args[i]!;
      const isNeeded = argument.hasUses && b.isActive(argument) && b.isActive(value);
      return isNeeded ? [{ value, argument, map: maps[i]! }] : [];
    });
  }

  /** The iteration that comes last is reversed first. */
  #reversed(indices: readonly Value[]): Value[] {
    const builder = this.#builder;
    const one = createIndexConstant(builder, 1);
    return indices.map((rhs, i) => {
      const lhs = builder.create(SubIOp, { lhs: createIndex(builder, this.#sizes[i]!), rhs: one }).result;
      return builder.create(SubIOp, { lhs, rhs }).result;
    });
  }

  /** Reverses the iteration `at` these indices. `arrays` holds what adjoints are carried, and takes the new ones. */
  #reverseIteration(at: readonly Value[], arrays: Map<Seed | Value, Value>): void {
    const [op, b, builder] = [this.#op, this.#b, this.#builder];
    const seeds = this.#seeds.map((seed) => {
      const indices = indicesAt(builder, seed.map, at);
      return { seed, indices, element: read(builder, arrays.get(seed)!, indices) };
    });
    const start = markPlace(builder);
    const known = new Map<Value, Value>(linalgBody(op).args.map((argument) => [argument, placeholderFor(argument)]));
    for (const inner of linalgBody(op).ops()) {
      const index = IndexOp.match(inner);
      if (index !== undefined) known.set(index.result, at[index.dim.number]!);
    }
    const inputs = this.#activeInputs();
    const captures = b.activeCaptures(op);
    const wrt = [...seeds.map(({ seed }) => seed.argument), ...inputs.map(({ argument }) => argument), ...captures];
    const adjoints = b.reverseRegion(op.regions[0]!, {
      seeds: new Map(seeds.map(({ seed, element }) => [seed.position, element])),
      wrt,
      adjoints: new Map(captures.map((value) => [value, arrays.get(value)!])),
      known,
      storage: b.noStorage(op),
    });
    const elements = this.#readElements(start, at, known, adjoints);
    const adjointOf = (value: Value): Value => {
      const adjoint = adjoints[wrt.indexOf(value)]!;
      return elements.get(adjoint) ?? adjoint;
    };
    for (const value of captures) arrays.set(value, adjointOf(value));
    for (const { seed, indices, element } of seeds) {
      const before = adjointOf(seed.argument);
      if (before !== element) arrays.set(seed, write(builder, before, arrays.get(seed)!, indices));
    }
    for (const { value, argument, map } of inputs) {
      const indices = indicesAt(builder, map, at);
      if (isBuffer(value)) b.accumulateElement(b.shadow(value)!, indices, adjointOf(argument));
      else arrays.set(value, addTo(b, arrays.get(value)!, indices, adjointOf(argument)));
    }
  }

  /** Puts elements in the place of what stands for them in an iteration, if anything does. Returns the elements. */
  #readElements(
    start: Place,
    at: readonly Value[],
    known: ReadonlyMap<Value, Value>,
    held: readonly (Value | undefined)[],
  ): Map<Value, Value> {
    const [op, builder] = [this.#op, this.#builder];
    const elements = new Map<Value, Value>();
    const replace = (argument: Value, element: () => Value): void => {
      const placeholder = known.get(argument)!;
      if (!placeholder.hasUses && !held.includes(placeholder)) return;
      const value = element();
      placeholder.replaceAllUsesWith(value);
      elements.set(placeholder, value);
    };
    builder.guarded(() => {
      goTo(builder, start);
      for (const { argument, map, operand } of primalInputs(op, this.#b)) {
        replace(argument, () => read(builder, operand(), indicesAt(builder, map, at)));
      }
      for (const [argument, history] of this.#histories) replace(argument, () => read(builder, history, at));
    });
    return elements;
  }

  /** Computes the histories that were asked for, in front of the loops; buffers are freed behind them. */
  #replaceHistories(place: Place): void {
    const wanted = outputsOf(this.#op).filter(({ argument }) => this.#histories.get(argument)?.hasUses === true);
    if (wanted.length === 0) return;
    const builder = this.#builder;
    const arrays = builder.guarded(() => {
      goTo(builder, place);
      return this.#createHistories(wanted);
    });
    wanted.forEach(({ argument }, i) => {
      this.#histories.get(argument)!.replaceAllUsesWith(arrays[i]!);
      if (isBuffer(arrays[i]!)) builder.create(DeallocOp, { memref: arrays[i]! });
    });
  }

  /** Executes the operation again; for each output returns an array with its element at the beginning of each iteration. */
  #createHistories(wanted: readonly Output[]): Value[] {
    const [op, b, builder] = [this.#op, this.#b, this.#builder];
    const running = outputsBehind(
      op,
      wanted.map(({ argument }) => argument),
    );
    const primals = primalInputs(op, b);
    const scratch: Value[] = [];
    const results = createNest(builder, {
      numLoops: numLoops(op),
      inputs: primals,
      outputs: [
        ...running.map(({ init, map }): NestOutput => {
          const operand = (): Value => {
            const contents = contentsOf(op, init, b);
            if (!isBuffer(init)) return contents;
            scratch.push(allocateCopy(builder, contents));
            return scratch.at(-1)!;
          };
          return { type: init.type, map, operand };
        }),
        ...wanted.map(({ argument }): NestOutput => {
          const { type } = this.#histories.get(argument)!;
          const sizes = this.#sizes.filter(isValue);
          return {
            type,
            map: AffineMap.getMultiDimIdentityMap(numLoops(op)),
            operand: () =>
              type instanceof MemRefType
                ? allocate(builder, type, sizes)
                : emptyTensor(builder, type as RankedTensorType, sizes),
          };
        }),
      ],
      body(inputs, outputs) {
        const known = new Map(primals.map(({ argument }, i) => [argument, inputs[i]!]));
        running.forEach(({ argument }, i) => {
          known.set(argument, outputs[i]!);
        });
        const repeated = repeatBody(op, b, known);
        return [
          ...running.map(({ yielded }) => repeated(yielded)),
          ...wanted.map((output) => outputs[running.findIndex(({ argument }) => argument === output.argument)]!),
        ];
      },
    });
    for (const memref of scratch) builder.create(DeallocOp, { memref });
    return results.slice(running.length) as Value[];
  }
}

/** Outputs without an adjoint that collect one, since they are read while they come about. */
function seedsOfZeros(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): Seed[] {
  return outputsOf(op).flatMap((output) => {
    if (isBuffer(output.init) || seeds.some(({ position }) => position === output.position)) return [];
    if (!output.argument.hasUses || !b.isActive(output.argument)) return [];
    return [{ ...output, gradient: fillWithZeros(b, emptyLike(b, output.init)) }];
  });
}

/** The numbers of iterations, where the reverse sweep is. */
function loopSizes(op: Operation, b: AdjointBuilder): MixedIndex[] {
  return loopBounds(op).map(({ operand, dimension }) => {
    const array = op.operand(operand);
    const shape = operandShape(array);
    return indexFromType(shape[dimension]!, () => {
      if (isBuffer(array)) return sizeOf(b.builder, b.primal(array), dimension);
      return b.sizes(array)[shape.slice(0, dimension).filter(isDynamic).length]!;
    });
  });
}

// Elements of tensors and buffers.

const indicesAt = (builder: OpBuilder, map: AffineMap, at: readonly Value[]): Value[] =>
  map.results.map((expr) =>
    createIndex(builder, createComposedApply(builder, AffineMap.get(map.numDims, 0, [expr]), at)),
  );

/** An element of an array; a scalar itself. */
function read(builder: OpBuilder, array: Value, indices: readonly Value[]): Value {
  const resultTypes: [Type] = [elementOrSelf(array.type)];
  if (isBuffer(array)) return builder.create(LoadOp, { memref: array, indices, resultTypes }).result;
  return isArray(array) ? builder.create(ExtractOp, { tensor: array, indices, resultTypes }).result : array;
}

/** Writes an element; returns what the array becomes. */
function write(builder: OpBuilder, value: Value, array: Value, indices: readonly Value[]): Value {
  if (!isBuffer(array)) {
    return builder.create(InsertOp, { scalar: value, dest: array, indices, resultTypes: [array.type] }).result;
  }
  builder.create(StoreOp, { value, memref: array, indices });
  return array;
}

/** Adds to an element of a tensor, or to a scalar; returns what it becomes. */
function addTo(b: AdjointBuilder, before: Value, indices: readonly Value[], contribution: Value): Value {
  const sum = b.add(read(b.builder, before, indices), contribution);
  return isArray(before) ? write(b.builder, sum, before, indices) : sum;
}

// Places to which a builder can come back after it has gone on.

interface Place {
  readonly block: Block;
  /** What stands just before. */
  readonly behind: Operation | null;
}

function markPlace(builder: OpBuilder): Place {
  const { block, before } = builder.insertionPoint;
  return { block, behind: before === null ? block.last : before.prev };
}

function goTo(builder: OpBuilder, { block, behind }: Place): void {
  if (behind === null) builder.setInsertionPointToStart(block);
  else builder.setInsertionPointAfter(behind);
}
