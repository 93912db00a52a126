/**
 * Reverse mode, structured: the adjoint of an input is a structured operation over the same loops that writes it through the
 * input's map; loops that the map lacks become reductions. This is possible where no iteration depends on another one:
 * where each element of an output has one iteration, or the output is a sum.
 */
import { AffineMap } from "../../../ir/affine.ts";
import { ComplexType, RankedTensorType, ShapedType } from "../../../ir/builtin/types.ts";
import { hasPureBufferSemantics } from "../../../ir/interfaces/destination-style.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import { indexingMaps, linalgBody, numLoops } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { CreateOp, ImOp, ReOp } from "../../complex/index.ts";
import { CopySignOp } from "../../math/index.ts";
import { allocateCopy, DeallocOp } from "../../memref/index.ts";
import { emptyLike, fillWithZeros, gradientOrZeros, isArray, isBuffer, Sum } from "./arrays.ts";
import { argumentsBehind, isCovering, isInjective, isSum, outputsOf } from "./body.ts";
import { createNest, type NestOutput } from "./nest.ts";
import { createReverseNest, type Seed, type Start } from "./reverse-nest.ts";

/** Whether the contribution of each iteration to the adjoints follows from the inputs alone. */
export function isStructured(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): boolean {
  const body = linalgBody(op);
  const needed = argumentsBehind(
    body,
    seeds.map(({ yielded }) => yielded),
  );
  const isIndependent = outputsOf(op).every((output) => {
    if (isInjective(output.map)) return true;
    const isSeed = seeds.some(({ position }) => position === output.position);
    return isSeed ? isSum(body, output) : !needed.has(output.argument);
  });
  return isIndependent && capturesOnlyScalars(op, b);
}

/** Whether no derivative flows to the elements of an array that the body captures. */
export function capturesOnlyScalars(op: Operation, b: AdjointBuilder): boolean {
  if (b.activeCaptures(op).some(({ type }) => type instanceof ShapedType)) return false;
  return [...linalgBody(op).ops()].every(
    (inner) => !inner.operands.some((value) => isBuffer(value) && b.isActive(value)),
  );
}

/** What collects adjoints: an array or a scalar, and the values of the body that are its element at the indices of a map. */
export interface Target {
  readonly value: Value;
  readonly map: AffineMap;
  readonly inner: readonly Value[];
}

/** The inputs and captures with adjoints, and tensors that outputs begin with, where the body looks at them. */
export function targetsOf(op: Operation, b: AdjointBuilder): Target[] {
  const maps = indexingMaps(op);
  const outputs = outputsOf(op);
  const { args } = linalgBody(op);
  const found = new Map<Value, Map<AffineMap, Value[]>>();
  const add = (value: Value, map: AffineMap, inner: Value): void => {
    const byMap = found.get(value) ?? new Map<AffineMap, Value[]>();
    found.set(value, byMap);
    byMap.set(map, [...(byMap.get(map) ?? []), inner]);
  };
  op.operands.forEach((operand, i) => {
    const [argument, map] = [args[i]!, maps[i]!];
    if (!argument.hasUses || !b.isActive(argument) || !b.isActive(operand)) return;
    const isOutput = outputs.some((output) => output.argument === argument);
    if (!isOutput || (isInjective(map) && !isBuffer(operand))) add(operand, map, argument);
  });
  const everywhere = AffineMap.get(numLoops(op), 0);
  for (const value of b.activeCaptures(op)) add(value, everywhere, value);
  return [...found].flatMap(([value, byMap]) => [...byMap].map(([map, inner]): Target => ({ value, map, inner })));
}

/** Groups of targets that are indexed alike and have no memory in common. */
export function groupsOf(targets: readonly Target[], b: AdjointBuilder): Target[][] {
  const groups: Target[][] = [];
  const mayJoin = (target: Target, group: readonly Target[]): boolean =>
    group[0]!.map === target.map &&
    !group.some(({ value }) => isBuffer(value) && isBuffer(target.value) && b.mayOverlap(value, target.value));
  for (const target of targets) {
    const group = groups.find((each) => mayJoin(target, each));
    if (group === undefined) groups.push([target]);
    else group.push(target);
  }
  return groups;
}

export function reverseStructured(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): void {
  if (hasPureBufferSemantics(op)) new BufferAdjoints(op, seeds, b).emit();
  else reverseTensors(op, seeds, b);
}

// Tensors.

function reverseTensors(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): void {
  for (const seed of seeds) passToInit(op, seed, b);
  for (const targets of groupsOf(targetsOf(op, b), b)) addContributions(op, seeds, targets, b);
}

/** What flows to a tensor otherwise than through the body: to a sum everything, else to elements that are not written. */
function passToInit(op: Operation, { init, map, gradient }: Seed, b: AdjointBuilder): void {
  if (!b.isActive(init)) return;
  if (!isInjective(map)) b.accumulate(init, gradient);
  else if (!isCovering(map)) {
    const [rest] = createNest(b.builder, {
      numLoops: numLoops(op),
      inputs: [],
      outputs: [{ type: init.type, map, operand: () => gradient }],
      body: (_, [element]) => [zeroLike(b, element!)],
    });
    b.accumulate(init, rest!);
  }
}

/** A zero that depends on the element, or bufferization would think that the array need not be kept. */
function zeroLike(b: AdjointBuilder, element: Value): Value {
  const { builder } = b;
  const signed = (rhs: Value): Value => builder.create(CopySignOp, { lhs: b.zeroOf(rhs.type, builder), rhs }).result;
  const { type } = element;
  if (!(type instanceof ComplexType)) return signed(element);
  const [real, imaginary] = [ReOp, ImOp].map((part) =>
    signed(builder.createOperation(part, [element], [type.elementType]).result()),
  );
  return builder.create(CreateOp, { real: real!, imaginary: imaginary!, resultTypes: [type] }).complex;
}

/** Adds what the iterations contribute to the adjoints of targets that are indexed alike. */
export function addContributions(
  op: Operation,
  seeds: readonly Seed[],
  targets: readonly Target[],
  b: AdjointBuilder,
  start?: Start,
): void {
  const sums = targets.map(({ value }) => (isArray(value) ? undefined : new Sum(op, value.type, b)));
  const passed = new Map<Target, Seed>();
  const outputs = targets.map(({ value, map }, i): NestOutput => {
    if (sums[i] !== undefined) return sums[i].output(map);
    const operand = (isRead: boolean): Value => (isRead ? gradientOrZeros(b, value) : emptyLike(b, value));
    return { type: value.type, map, operand };
  });
  const results = createReverseNest(op, b, {
    seeds,
    outputs,
    ...(start === undefined ? {} : { start }),
    wrt: targets.flatMap(({ inner }) => inner),
    elements: (adjoint, elements, seedElement) =>
      targets.map((target, i) => {
        const sum = sumOf(target, adjoint, b);
        if (sum === undefined || !isWrittenOnce(target)) return added(b, elements[i]!, sum);
        const seed = seeds.find((each) => each.map === target.map && seedElement(each) === sum);
        if (seed !== undefined) passed.set(target, seed);
        if (seed !== undefined) return undefined;
        return b.gradient(target.value) === undefined ? sum : added(b, elements[i]!, sum);
      }),
  });
  targets.forEach((target, i) => {
    const { value } = target;
    const seed = passed.get(target);
    if (seed !== undefined) b.accumulate(value, seed.gradient);
    else if (sums[i] !== undefined) b.accumulate(value, sums[i].read(results[i]));
    else if (!isBuffer(value) && results[i] !== undefined) b.setGradient(value, results[i]);
  });
}

/** Whether the contributions are all there is, one for each element of a tensor. */
const isWrittenOnce = ({ value, map }: Target): boolean => value.type instanceof RankedTensorType && map.isPermutation;

const added = (b: AdjointBuilder, before: Value, contribution: Value | undefined): Value | undefined =>
  contribution === undefined ? undefined : b.add(before, contribution);

function sumOf({ inner }: Target, adjoint: (value: Value) => Value | undefined, b: AdjointBuilder): Value | undefined {
  const adjoints = inner.map(adjoint).filter((value) => value !== undefined);
  return adjoints.length === 0 ? undefined : adjoints.reduce((sum, each) => b.add(sum, each));
}

// Buffers.

/** An output whose elements are written once each; their adjoints become those of what the elements were before. */
interface Overwritten {
  readonly seed: Seed;
  /** The same buffer as an input, where it is indexed alike. */
  readonly itself: Target | undefined;
  /** Whether its adjoint lies apart while contributions are added, some of which might go to the same memory. */
  readonly isApart: boolean;
}

class BufferAdjoints {
  readonly #op: Operation;
  readonly #b: AdjointBuilder;
  readonly #targets: readonly Target[];
  readonly #overwritten: readonly Overwritten[];
  readonly #sums: readonly Seed[];

  constructor(op: Operation, seeds: readonly Seed[], b: AdjointBuilder) {
    this.#op = op;
    this.#b = b;
    const targets = targetsOf(op, b);
    const isItself = (target: Target, { init, map }: Seed): boolean => target.value === init && target.map === map;
    this.#overwritten = seeds
      .filter(({ map }) => isInjective(map))
      .map((seed): Overwritten => {
        const itself = targets.find((target) => isItself(target, seed));
        const isApart = targets.some(
          (target) => target !== itself && isBuffer(target.value) && b.mayOverlap(target.value, seed.init),
        );
        return { seed, itself, isApart };
      });
    this.#targets = targets.filter((target) => !this.#overwritten.some(({ itself }) => itself === target));
    this.#sums = seeds.filter(({ map }) => !isInjective(map));
  }

  emit(): void {
    const b = this.#b;
    const [apart, inPlace] = [true, false].map((isApart) =>
      this.#overwritten.filter((each) => each.isApart === isApart),
    );
    const copies = apart!.map(({ seed }) => allocateCopy(b.builder, seed.gradient));
    const apartSeeds = apart!.map(({ seed }, i): Seed => ({ ...seed, gradient: copies[i]! }));
    const seeds = [...this.#sums, ...apartSeeds, ...inPlace!.map(({ seed }) => seed)];
    this.#overwrite(apart!, seeds);
    for (const group of groupsOf(this.#targets, b)) addContributions(this.#op, seeds, group, b);
    this.#overwrite(inPlace!, seeds);
    for (const copy of copies) b.builder.create(DeallocOp, { memref: copy });
  }

  /** The adjoints of overwritten elements become those of the elements that were there before. */
  #overwrite(overwritten: readonly Overwritten[], seeds: readonly Seed[]): void {
    const b = this.#b;
    const isForgotten = ({ seed, itself }: Overwritten): boolean =>
      itself === undefined && !seed.argument.hasUses && isCovering(seed.map);
    this.#updateHeld(
      overwritten.filter((each) => !isForgotten(each)),
      seeds,
    );
    for (const { seed } of overwritten.filter(isForgotten)) fillWithZeros(b, b.shadow(seed.init)!);
  }

  #updateHeld(rest: readonly Overwritten[], seeds: readonly Seed[]): void {
    const b = this.#b;
    const before = rest.map(
      ({ seed, itself }): Target => ({
        value: seed.init,
        map: seed.map,
        inner: [...(itself?.inner ?? []), ...(seed.argument.hasUses ? [seed.argument] : [])],
      }),
    );
    createReverseNest(this.#op, b, {
      seeds,
      outputs: rest.map(({ seed: { init, map } }) => ({ type: init.type, map, operand: () => b.shadow(init)! })),
      held: rest.map(({ seed, isApart }) => (isApart ? undefined : seed)),
      wrt: before.flatMap(({ inner }) => inner),
      elements: (adjoint, elements, seedElement) =>
        before.map((target, i) => {
          const sum = sumOf(target, adjoint, b) ?? b.zeroOf(elements[i]!.type, b.builder);
          const seed = seeds.find(({ position }) => position === rest[i]!.seed.position)!;
          return sum === seedElement(seed) ? undefined : sum;
        }),
    });
  }
}
