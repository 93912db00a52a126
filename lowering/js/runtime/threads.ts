/**
 * The threads of a launch that wait for each other: each is a generator that yields the site where it waits. A site of a
 * block is passed when all threads of the block are there. A site of a subgroup is passed by those threads of the subgroup
 * that are there, as soon as no other one is at an earlier site; so threads that took another way join again behind it.
 */
import { allocate, type HostValue, type MemRef, maxDimension } from "../../host/memref.ts";
import type { ElementStorage } from "../../host/storage.ts";

/** The number of threads in a subgroup, but for the last one of a block. */
export const subgroupSize = 32;

type Triple = readonly [x: number, y: number, z: number];

/** @throws {RangeError} if there are so many threads in a dimension that their indices are not small numbers */
export function checkLaunch(grid: Triple, block: Triple): void {
  grid.forEach((size, d) => {
    if (Math.max(size, 1) * Math.max(block[d]!, 1) <= maxDimension) return;
    throw new RangeError(`a launch of ${size} blocks of ${block[d]} threads in one dimension is too large`);
  });
}

export class ThreadBlock {
  readonly id: Triple;
  readonly size: Triple;
  readonly grid: Triple;
  readonly #sharedBytes: number;
  #shared: MemRef | undefined;

  constructor(id: Triple, size: Triple, grid: Triple, sharedBytes: number) {
    this.id = id;
    this.size = size;
    this.grid = grid;
    this.#sharedBytes = sharedBytes;
    this.#shared = undefined;
  }

  /** The memory that the launch asked for. */
  get shared(): MemRef {
    this.#shared ??= allocate(bytes, [this.#sharedBytes]);
    return this.#shared;
  }
}

const bytes: ElementStorage = { array: "Int8Array", access: { kind: "plain" }, isShared: true };

export const makeBlock = (id: Triple, size: Triple, grid: Triple, sharedBytes: number): ThreadBlock =>
  new ThreadBlock(id, size, grid, sharedBytes);

/** A place where threads wait. */
export interface Site {
  /** Its position in the text of its function. */
  readonly order: number;
  /** What stands there, for messages. */
  readonly place: string;
  readonly scope: "block" | "subgroup";
  /** Gives each thread its result, in exchange for what it brought. */
  readonly pass: (threads: readonly Thread[]) => void;
}

type Body = (thread: Thread) => Generator<Site, void, HostValue>;

export class Thread {
  readonly block: ThreadBlock;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  /** The index in the block. */
  readonly index: number;
  /** What the thread brings to a site and gets from it. */
  value: HostValue;
  /** Where it is in the functions that it calls: the positions of the calls. */
  readonly calls: number[];
  site: Site | undefined;
  #run: Generator<Site, void, HostValue> | undefined;

  constructor(block: ThreadBlock, x: number, y: number, z: number) {
    const [sizeX, sizeY] = block.size;
    this.block = block;
    this.x = x;
    this.y = y;
    this.z = z;
    this.index = x + sizeX * (y + sizeY * z);
    this.value = 0;
    this.calls = [];
    this.site = undefined;
    this.#run = undefined;
  }

  /** The index in the subgroup. */
  get lane(): number {
    return this.index % subgroupSize;
  }

  start(body: Body): void {
    this.#run = body(this);
    this.step();
  }

  /** Goes on to the next site. */
  step(): void {
    const { done, value } = this.#run!.next(this.value);
    this.site = done === true ? undefined : value;
  }

  isWith(other: Thread): boolean {
    return this.site === other.site && comparePaths(this.calls, other.calls) === 0;
  }
}

export const makeThread = (block: ThreadBlock, x: number, y: number, z: number): Thread => new Thread(block, x, y, z);

function comparePaths(a: readonly number[], b: readonly number[]): number {
  const common = Math.min(a.length, b.length);
  for (let i = 0; i < common; i++) if (a[i] !== b[i]) return a[i]! - b[i]!;
  return a.length - b.length;
}

const position = ({ calls, site }: Thread): number[] => [...calls, site!.order];

/** Runs all threads of a block. @throws {Error} if some get to a site of the block that others do not get to */
export function runThreads(block: ThreadBlock, body: Body): void {
  const threads: Thread[] = [];
  const [sizeX, sizeY, sizeZ] = block.size;
  for (let z = 0; z < sizeZ; z++) {
    for (let y = 0; y < sizeY; y++) for (let x = 0; x < sizeX; x++) threads.push(new Thread(block, x, y, z));
  }
  const subgroups: Thread[][] = [];
  for (let i = 0; i < threads.length; i += subgroupSize) subgroups.push(threads.slice(i, i + subgroupSize));
  for (const thread of threads) thread.start(body);
  for (;;) {
    for (const subgroup of subgroups) passSubgroupSites(subgroup);
    const first = threads.find(({ site }) => site !== undefined);
    if (first === undefined) return;
    if (!threads.every((thread) => thread.isWith(first))) {
      throw new Error(`${first.site!.place} is not executed by all threads of a block`);
    }
    passTogether(threads);
  }
}

/** Until no thread waits at a site of the subgroup. */
function passSubgroupSites(subgroup: readonly Thread[]): void {
  for (;;) {
    const waiting = subgroup.filter(({ site }) => site?.scope === "subgroup");
    if (waiting.length === 0) return;
    let first = waiting[0]!;
    for (const thread of waiting) if (comparePaths(position(thread), position(first)) < 0) first = thread;
    passTogether(waiting.filter((thread) => thread.isWith(first)));
  }
}

function passTogether(threads: readonly Thread[]): void {
  threads[0]!.site!.pass(threads);
  for (const thread of threads) thread.step();
}
