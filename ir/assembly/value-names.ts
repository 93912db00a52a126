/**
 * Names for printing: `%0`, `%arg0`, `%c1`, `^bb0`. Numbers go on from a region to the regions inside it, so that no name
 * hides another one; functions side by side have the same numbers, as in MLIR.
 */
import type { Block } from "../block.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import { IsolatedFromAbove } from "../traits.ts";
import type { Value } from "../value.ts";

interface Counters {
  value: number;
  argument: number;
  conflict: number;
  /** Whether a value has a name that is no number. */
  hasWords: boolean;
}

/** Names in use, in a chain of scopes. */
class UsedNames {
  /** Null as long as there are none. */
  #names: Set<string> | null;
  readonly #outer: UsedNames | undefined;
  constructor(outer: UsedNames | undefined) {
    this.#names = null;
    this.#outer = outer;
  }
  has(name: string): boolean {
    let scope: UsedNames | undefined = this;
    while (scope !== undefined) {
      if (scope.#names?.has(name)) return true;
      scope = scope.#outer;
    }
    return false;
  }
  add(name: string): void {
    this.#names ??= new Set();
    this.#names.add(name);
  }
}

/** Where the names inside an operation begin. */
interface Start {
  readonly counters: Counters;
  readonly used: UsedNames;
}

const newCounters = (): Counters => ({ value: 0, argument: 0, conflict: 0, hasWords: false });

/**
 * The names inside one operation that is isolated from above, or inside the whole that is printed; isolated operations
 * further inside have names of their own. So the tables stay small, and live as long as the operation is being printed.
 */
export class ValueNames {
  /** Numbers of the blocks in regions of several blocks. */
  readonly #blockNumbers: Map<Block, number>;
  readonly #useSuggested: boolean;
  /** The names around the operation. */
  readonly #outer: ValueNames | undefined;
  /** The isolated operations inside that have named values around them. */
  readonly #starts: Map<Operation, Start>;

  /** The generic form has numbers only, so there the names that operations suggest are not used. */
  constructor(root: Operation, useSuggested: boolean, outer?: ValueNames) {
    this.#useSuggested = useSuggested;
    this.#blockNumbers = new Map();
    this.#outer = outer;
    this.#starts = new Map();
    const start = outer === undefined ? undefined : outer.#starts.get(root);
    const { counters, used } = start ?? { counters: newCounters(), used: new UsedNames(undefined) };
    if (outer === undefined) this.#nameResults(root, counters, used);
    for (const region of root.regions) this.#nameRegion(region, { ...counters }, new UsedNames(used));
  }

  ofValue(value: Value): string {
    if (value.nameTable === this) return value.name;
    return this.#outer?.ofValue(value) ?? "<<UNKNOWN SSA VALUE>>";
  }

  /** Names stand with their values, where finding them is no search. */
  #set(value: Value, name: string): void {
    value.name = name;
    value.nameTable = this;
  }
  ofBlock(block: Block): string {
    const number = this.numberOfBlock(block);
    return number < 0 ? "^INVALIDBLOCK" : `^bb${number}`;
  }
  /** Blocks are numbered in their order within the region; -1 for a block outside of what is printed. */
  numberOfBlock(block: Block): number {
    return this.#blockNumbers.get(block) ?? (block.region?.hasOneBlock ? 0 : -1);
  }

  /** What stands before the `=`: `%0`, `%0:2`, or several groups. */
  resultList(op: Operation): string {
    if (op.numResults === 1) return this.ofValue(op.result());
    const groups: { name: string; count: number }[] = [];
    for (const result of op.results) {
      const [name, number] = this.ofValue(result).split("#") as [string, string | undefined];
      if (number === undefined || number === "0") groups.push({ name, count: 1 });
      else groups[groups.length - 1]!.count++;
    }
    return groups.map(({ name, count }) => (count > 1 ? `${name}:${count}` : name)).join(", ");
  }

  #nameRegion(region: Region, counters: Counters, used: UsedNames): void {
    this.#nameEntryArguments(region, counters, used);
    if (region.first !== region.last) this.#numberBlocks(region);
    let hasInner = false;
    for (let block = region.first; block !== null; block = block.next) {
      if (block !== region.first) {
        for (const argument of block.args) this.#set(argument, numberName(counters.value++));
      }
      for (let op = block.first; op !== null; op = op.next) {
        if (op.numResults > 0) this.#nameResults(op, counters, used);
        if (op.regions.length > 0) hasInner = true;
      }
    }
    if (!hasInner) return;
    const hasNames = counters.value > 0 || counters.hasWords;
    for (let block = region.first; block !== null; block = block.next) {
      for (let op = block.first; op !== null; op = op.next) {
        if (op.regions.length === 0) continue;
        if (isIsolatedFromAbove(op)) {
          if (hasNames) this.#starts.set(op, { counters: { ...counters }, used });
          continue;
        }
        if (this.#useSuggested && !showsRegions(op)) continue;
        for (const inner of op.regions) this.#nameRegion(inner, { ...counters }, new UsedNames(used));
      }
    }
  }

  #numberBlocks(region: Region): void {
    let number = 0;
    for (let block = region.first; block !== null; block = block.next) this.#blockNumbers.set(block, number++);
  }

  #nameEntryArguments(region: Region, counters: Counters, used: UsedNames): void {
    const args = region.first?.args ?? [];
    if (args.length === 0) return;
    const parent = region.parentOp;
    const suggested =
      parent === null || !this.#useSuggested
        ? undefined
        : parent.def.hooks.blockArgumentNames?.(parent.def.view(parent), region);
    for (const argument of args) {
      const name = suggested?.[argument.index] ?? `arg${counters.argument++}`;
      this.#set(argument, `%${uniqueName(name, counters, used)}`);
    }
  }

  #nameResults(op: Operation, counters: Counters, used: UsedNames): void {
    const { numResults, def } = op;
    if (numResults === 0) return;
    const suggested = this.#useSuggested ? (def.hooks.resultNames?.(def.view(op)) ?? groupNames(op)) : undefined;
    if (suggested === undefined) {
      this.#nameGroup(op, 0, numResults, numberName(counters.value++));
      return;
    }
    let start = 0;
    while (start < numResults) {
      let end = start + 1;
      while (end < numResults && suggested[end] === undefined) end++;
      const name = suggested[start];
      const base = name === undefined ? numberName(counters.value++) : `%${uniqueName(name, counters, used)}`;
      this.#nameGroup(op, start, end, base);
      start = end;
    }
  }

  #nameGroup(op: Operation, start: number, end: number, base: string): void {
    if (end - start === 1) this.#set(op.result(start), base);
    else for (let i = start; i < end; i++) this.#set(op.result(i), `${base}#${i - start}`);
  }
}

/** An operation with several groups of results suggests the names that its definition gives them. */
function groupNames(op: Operation): (string | undefined)[] | undefined {
  const { def } = op;
  if (def.resultSegments.length < 2) return undefined;
  const names: (string | undefined)[] = op.results.map(() => undefined);
  def.resultSegments.forEach(({ name }, i) => {
    const { start, count } = def.resultRange(op, i);
    if (count > 0) names[start] = name;
  });
  return names;
}

export const isIsolatedFromAbove = (op: Operation): boolean =>
  op.def.isRegistered && op.def.hasTrait(IsolatedFromAbove);

/** A custom form says nothing of a region that follows from the operation; asking for its blocks would make them. */
const showsRegions = (op: Operation): boolean =>
  !op.regions.some(({ isUntouched }) => isUntouched) || op.def.hooks.hasCustomForm?.(op.def.view(op)) === false;

const numberNames: string[] = [];

/** `%0`, `%1`, ...: each text is made once. */
function numberName(number: number): string {
  while (numberNames.length <= number) numberNames.push(`%${numberNames.length}`);
  return numberNames[number]!;
}

/** `name`, or `name_0`, `name_1`, ... if it is taken. */
function uniqueName(name: string, counters: Counters, used: UsedNames): string {
  const legal = /^[\w$.-]*$/.test(name) ? name : name.replace(/[^\w$.-]/g, "_");
  let unique = legal;
  while (used.has(unique)) unique = `${legal}_${counters.conflict++}`;
  used.add(unique);
  counters.hasWords = true;
  return unique;
}
