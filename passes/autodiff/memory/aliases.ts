/**
 * Which buffers of a function may be the same memory: values that are passed on, cast or chosen among one another, and
 * pointers that are put into memory and taken out of it again. For each set of memory, and each field in it, there is one
 * of all that the pointers there may point to (Steensgaard, "Points-to Analysis in Almost Linear Time", POPL 1996, and
 * "Points-to Analysis by Type Inference of Programs with Structures and Unions", CC 1996).
 */
import type { Type } from "../../../ir/attribute.ts";
import { definitionOf } from "../../../ir/define-attribute.ts";
import { isFunctionOperation } from "../../../ir/derivatives/function-operation.ts";
import { regionMemoryOf } from "../../../ir/interfaces/concurrent.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { elementsOf, isBufferType, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { isMemoryEffectFree, memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { MemoryLayoutOpInterface } from "../../../ir/interfaces/memory-layout.ts";
import { PointerMemoryOpInterface } from "../../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../../ir/operation.ts";
import { Assumption } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { type Flow, isBuffer, usedValues } from "../analysis/flow.ts";
import { ValueSets } from "../analysis/value-sets.ts";
import { addressLeak } from "./address-leaks.ts";
import { allocates } from "./allocations.ts";
import { ConstantMemory, type GivesConstant, sourceOf } from "./constant-memory.ts";
import { pointsNowhere, variableOf } from "./nowhere.ts";
import { anywhere, join, type Place, placeOf } from "./place.ts";
import type { Places } from "./places.ts";
import { type Pair, PointerFields } from "./pointer-fields.ts";

const holdsBuffers = ({ type }: Value): boolean => {
  const elements = elementsOf(type);
  return elements !== undefined && isBufferType(elements);
};

/** Whether two types are of buffers of the same. */
const areAlike = (a: Type, b: Type): boolean => a === b || (isBufferType(a) && elementsOf(a) === elementsOf(b));

/** What must be known of the module to tell what a function does to pointers. */
export interface Surroundings {
  /** Whether a call may put the pointers that it is given into memory behind one another. */
  readonly linksPointers: (call: Operation) => boolean;
  readonly givesConstant: GivesConstant;
}

/** Whether an operation may put pointers into memory or take them out of it, and it is not known which. */
function mayLink(op: Operation, pointers: readonly Value[], { linksPointers }: Surroundings): boolean {
  if (pointers.length === 0 || op.def.isTerminator || isFunctionOperation(op.def)) return false;
  if (CallOpInterface.implementedBy(op)) return linksPointers(op);
  const effects = memoryEffects(op);
  if (effects === undefined) return pointers.length > 1;
  if (effects.length === 0) return false;
  const told = new Set(effects.map(({ value }) => value));
  for (const { pointer } of PointerMemoryOpInterface.of(op)?.held?.(op) ?? []) told.add(pointer);
  return pointers.some((pointer) => !told.has(pointer));
}

/** Whether values of the type are made of parts of which some are pointers. */
const hasPointersInside = (type: Type): boolean =>
  definitionOf(type)
    ?.spec.parts?.(type)
    .some((part) => isPointerType(part) || hasPointersInside(part)) === true;

/**
 * Where the pointer may come out of something that is no pointer later on: out of a number, or also out of memory as a
 * pointer that nobody is seen to put there.
 */
function astray(op: Operation, pointer: Value): "number" | "memory" | undefined {
  if (!isMemoryEffectFree(op)) {
    return [...op.operandTypes, ...op.resultTypes].some(hasPointersInside) ? "memory" : undefined;
  }
  const leak = addressLeak(op, pointer);
  return leak && (leak.makesPointer ? "number" : "memory");
}

/** Where the pointers lie that an operation reads or writes behind `memory`; undefined if that is not known. */
function placesOfHeld(op: Operation, memory: Value, places: Places): readonly Place[] | undefined {
  const known =
    MemoryLayoutOpInterface.of(op)
      ?.known?.(op)
      .filter(({ pointer }) => pointer === memory) ?? [];
  const parts = known.flatMap((each) => each.parts.filter(({ type }) => type !== undefined && isPointerType(type)));
  const found = parts.flatMap(({ offset, size }) =>
    places.of(memory).map((place) => {
      const isAligned = (place.offset + offset) % size === 0 && place.period % size === 0;
      return isAligned ? placeOf(place.offset + offset, place.period) : anywhere;
    }),
  );
  return found.length > 0 ? found : undefined;
}

export class Aliases {
  readonly #sets: ValueSets;
  readonly #constants: ConstantMemory;
  /** What pointers in memory point to, by the root of the memory. */
  readonly #contents: Map<Value, PointerFields>;
  /** Where pointers point, by which fields are told apart. */
  readonly #places: Places | undefined;
  /** Sets of memory that are joined with what the pointers in them point to. */
  readonly #families: ValueSets;
  /** What an operation of the function has allocated. */
  readonly #allocations: Set<Value>;
  /** Roots of sets in which all memory was allocated by the function. */
  readonly #own: Set<Value>;
  /** Pointers that come from nobody knows where, or have gone there. */
  readonly #unknown: Set<Value>;
  /** Whether one of them may have gone into memory. */
  #isUnknownHeld: boolean;
  /** An address of each variable. */
  readonly #variables: Map<string, Value>;
  /** Roots of sets in which some memory was allocated inside of an operation. */
  readonly #inner: Set<Value>;

  /** Without `places`, which need not know better than such an analysis, all pointers in memory are taken for one. */
  constructor(flow: Flow, surroundings: Surroundings, places?: Places) {
    this.#places = places;
    this.#constants = new ConstantMemory(surroundings.givesConstant);
    this.#sets = new ValueSets();
    this.#contents = new Map();
    this.#families = new ValueSets();
    this.#allocations = new Set();
    this.#unknown = new Set();
    this.#isUnknownHeld = false;
    this.#variables = new Map();
    const derived = new Set<Value>();
    for (const { forwarded, inputs } of flow.allEdges()) {
      inputs.forEach((input, i) => {
        const value = forwarded[i];
        if (value === undefined || !isBuffer(input)) return;
        derived.add(input);
        if (!this.isApart(value)) this.#unite(input, value);
      });
    }
    for (const op of flow.structured) {
      for (const { buffer } of regionMemoryOf(op)) {
        this.#allocations.add(buffer);
        derived.add(buffer);
      }
    }
    const buffers = flow.units.flatMap((op) => this.#addUnit(op, derived, surroundings));
    this.#uniteUnknown();
    this.#own = this.#findOwn(buffers.filter((value) => !derived.has(value)));
    for (const [memory, fields] of this.#contents) {
      for (const pointer of fields.pointers) this.#families.unite(this.root(memory), this.root(pointer));
    }
    const inner = [...this.#allocations].filter((value) => value.parentBlock?.region !== flow.body);
    this.#inner = new Set(inner.map((value) => this.root(value)));
  }

  /** The buffer that stands for all that may be the same memory. */
  root(value: Value): Value {
    return this.#sets.root(value);
  }

  /** The same for all memory that can be reached from `value` or from which it can be reached. */
  family(value: Value): Value {
    return this.#families.root(this.root(value));
  }

  /** Whether any pointers are in memory. */
  get holdsPointers(): boolean {
    return [...this.#contents.values()].some(({ pointers }) => pointers.length > 0);
  }

  /** What the pointers in the memory behind `value` point to, and the pointers in that memory, by one of each set. */
  reachable(value: Value): readonly Value[] {
    const reached = new Set(this.#pointedToFrom(this.root(value)));
    // The set grows while it is walked.
    for (const root of reached) for (const next of this.#pointedToFrom(root)) reached.add(next);
    return [...reached];
  }

  #pointedToFrom(root: Value): readonly Value[] {
    return (this.#contents.get(root)?.pointers ?? []).map((pointer) => this.root(pointer));
  }

  /** Whether the function has allocated all memory that `value` may be. It is distinct from what arguments refer to. */
  isOwn(value: Value): boolean {
    return this.#own.has(this.root(value));
  }

  /** Whether `value` is memory that holds the same numbers for ever. */
  isConstant(value: Value): boolean {
    return this.#constants.has(value);
  }

  /** Whether memory has nothing in common with any that the function may change, also where one pointer may be both. */
  isApart(value: Value): boolean {
    return pointsNowhere(value) || this.isConstant(value);
  }

  /** Whether all memory that `value` may be is there from the beginning of the function, or was allocated in its own region. */
  isOfFunction(value: Value): boolean {
    return !this.#inner.has(this.root(value));
  }

  /** Whether `value` is the very result of an allocation in the function. */
  isAllocation(value: Value): boolean {
    return this.#allocations.has(value);
  }

  #unite(a: Value, b: Value): void {
    this.#uniteAll([[a, b]]);
  }

  /** Makes one set of each pair, and of what the pointers in their memory point to. Returns the roots of what was united. */
  #uniteAll(pairs: Pair[]): readonly Value[] {
    const united: Value[] = [];
    for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
      const [first, second] = [this.root(pair[0]), this.root(pair[1])];
      if (first === second) continue;
      const [ofFirst, ofSecond] = [this.#contents.get(first), this.#contents.get(second)];
      this.#sets.unite(first, second);
      this.#contents.delete(first);
      united.push(first, second);
      if (ofFirst === undefined) continue;
      if (ofSecond === undefined) this.#contents.set(second, ofFirst);
      else pairs.push(...ofSecond.join(ofFirst));
    }
    return united;
  }

  /** The fields of the memory behind a pointer. */
  #fieldsOf(memory: Value): PointerFields {
    const root = this.root(memory);
    const known = this.#contents.get(root);
    if (known !== undefined) return known;
    const fields = new PointerFields(this.#places === undefined ? 1 : 0);
    this.#contents.set(root, fields);
    return fields;
  }

  /** Says that `pointer`, which `op` reads or writes, is in `memory`. */
  #hold(op: Operation, pointer: Value, memory: Value): void {
    if (this.isApart(pointer)) return;
    const places = this.#places === undefined ? undefined : placesOfHeld(op, memory, this.#places);
    for (const place of places ?? [anywhere]) this.#uniteAll(this.#fieldsOf(memory).put(pointer, place));
  }

  /** Makes one set of the buffers and of all that can be reached from them. */
  #collapse(buffers: readonly Value[]): void {
    const [first, ...others] = buffers.filter((value) => !this.isApart(value));
    if (first === undefined) return;
    for (const other of others) this.#unite(first, other);
    this.#uniteAll(this.#fieldsOf(first).put(first, anywhere));
  }

  /** Relates what a unit takes and gives; returns all these buffers, and adds those that come from others to `derived`. */
  #addUnit(op: Operation, derived: Set<Value>, surroundings: Surroundings): Value[] {
    const used = usedValues(op).filter(isBuffer);
    const given = op.results.filter(isBuffer);
    if (used.length + given.length === 0) return [];
    if (op.def.hasTrait(Assumption)) {
      for (const result of given) {
        this.#unite(result, op.operand(result.index));
        derived.add(result);
      }
      return [...used, ...given];
    }
    const memory = PointerMemoryOpInterface.of(op);
    const held = memory?.held?.(op) ?? [];
    const [copied, ...others] = memory?.copied?.(op).filter((pointer) => !this.isConstant(pointer)) ?? [];
    for (const { pointer, memory: around } of held) this.#hold(op, pointer, around);
    for (const other of others) this.#shareContents(copied!, other);
    for (const result of given) {
      if (allocates(op, result)) this.#allocations.add(result);
      else if (!held.some(({ pointer }) => pointer === result) && !this.#addSources(op, result, used)) continue;
      derived.add(result);
    }
    const all = [...used, ...given];
    // A terminator only passes on what it uses.
    if (memory === undefined && !op.def.isTerminator) this.#mayPut(op, all);
    const pointers = all.filter(({ type }) => isPointerType(type));
    if (mayLink(op, pointers, surroundings)) this.#collapse(pointers);
    for (const pointer of pointers) {
      const where = astray(op, pointer);
      if (where !== undefined) this.#unknown.add(pointer);
      if (where === "memory") this.#isUnknownHeld = true;
    }
    return all;
  }

  /** Relates buffers of buffers with what an operation may put into them, or into one from another. */
  #mayPut(op: Operation, buffers: readonly Value[]): void {
    for (const container of buffers.filter(holdsBuffers)) {
      for (const value of buffers) {
        if (areAlike(value.type, elementsOf(container.type)!)) this.#hold(op, value, container);
        else if (value !== container && areAlike(value.type, container.type)) this.#shareContents(container, value);
      }
    }
  }

  /** Says where a result may come from that is no new memory. Returns whether it comes from other buffers of the function. */
  #addSources(op: Operation, result: Value, used: readonly Value[]): boolean {
    if (!result.hasUses) return true;
    const variable = variableOf(op);
    const known = variable === undefined ? undefined : this.#variables.get(variable);
    if (variable !== undefined && known === undefined) this.#variables.set(variable, result);
    else if (known !== undefined) this.#unite(result, known);
    else if (used.length === 0 && isPointerType(result.type) && !pointsNowhere(result)) this.#unknown.add(result);
    const isLeftOut = sourceOf(result) === undefined ? (source: Value) => this.isApart(source) : pointsNowhere;
    for (const source of used) if (!isLeftOut(source)) this.#unite(result, source);
    return used.length > 0 || pointsNowhere(result);
  }

  /** Says that pointers may come from one memory into the other; it need not be known yet that there are any. */
  #shareContents(a: Value, b: Value): void {
    const places = [a, b].map((pointer) => join(this.#places?.of(pointer) ?? [anywhere]));
    const pairs = this.#fieldsOf(a).widen(join(places).period);
    pairs.push(...this.#fieldsOf(b).join(this.#fieldsOf(a)));
    this.#uniteAll(pairs);
  }

  /** A pointer from nowhere may be any that has gone there, or the address of a variable. */
  #uniteUnknown(): void {
    if (this.#unknown.size === 0) return;
    const held = this.#isUnknownHeld ? [...this.#contents.values()].flatMap(({ pointers }) => pointers) : [];
    this.#collapse([...this.#unknown, ...this.#variables.values(), ...held]);
  }

  /**
   * Memory is the function's own unless it is known from outside, or a pointer to it comes from memory that is. Pointers
   * that were there before may be the same in all fields.
   */
  #findOwn(outside: readonly Value[]): Set<Value> {
    const foreign = new Set<Value>();
    const open = [...outside, ...this.#unknown];
    for (let value = open.pop(); value !== undefined; value = open.pop()) {
      const root = this.root(value);
      if (foreign.has(root)) continue;
      foreign.add(root);
      const fields = this.#fieldsOf(root);
      for (const united of this.#uniteAll(fields.widen(1))) if (foreign.delete(united)) open.push(united);
      open.push(...fields.pointers);
    }
    return new Set([...this.#allocations].map((value) => this.root(value)).filter((root) => !foreign.has(root)));
  }
}
