/** The places where threads wait for each other, and what they exchange there. */

import type { HostValue } from "../../host/memref.ts";
import type { Site, Thread } from "./threads.ts";

export const barrierSite = (order: number, place: string): Site => ({ order, place, scope: "block", pass: () => {} });

/** Where the threads of a subgroup that go on in a loop wait for those that still are in the same iteration. */
export const iterationSite = (order: number): Site => ({
  order,
  place: "the end of an iteration",
  scope: "subgroup",
  pass: () => {},
});

type Combine = (a: HostValue, b: HostValue) => HostValue;

export const allReduceSite = (order: number, place: string, combine: Combine): Site => ({
  order,
  place,
  scope: "block",
  pass(threads) {
    reduce(threads, combine);
  },
});

function reduce(threads: readonly Thread[], combine: Combine): void {
  let result = threads[0]!.value;
  for (let i = 1; i < threads.length; i++) result = combine(result, threads[i]!.value);
  for (const thread of threads) thread.value = result;
}

/** Reduces clusters of `size` lanes that are `stride` apart. */
export const subgroupReduceSite = (
  order: number,
  place: string,
  combine: Combine,
  size: number,
  stride: number,
): Site => ({
  order,
  place,
  scope: "subgroup",
  pass(threads) {
    const clusters = new Map<number, Thread[]>();
    for (const thread of threads) {
      const { lane } = thread;
      const cluster = Math.floor(lane / (size * stride)) * stride + (lane % stride);
      const members = clusters.get(cluster);
      if (members === undefined) clusters.set(cluster, [thread]);
      else members.push(thread);
    }
    for (const members of clusters.values()) reduce(members, combine);
  },
});

/** A thread brings its value, an offset and a width; it gets the value of another lane, and whether that is one. */
export const shuffleSite = (order: number, place: string, mode: "xor" | "up" | "down" | "idx"): Site => ({
  order,
  place,
  scope: "subgroup",
  pass(threads) {
    exchange(threads, (lane, [, offset, width]) => {
      const source = { xor: lane ^ offset, up: lane - offset, down: lane + offset, idx: offset }[mode];
      return { source, isValid: source >= 0 && source < width };
    });
  },
});

export const rotateSite = (order: number, place: string, offset: number, width: number): Site => ({
  order,
  place,
  scope: "subgroup",
  pass(threads) {
    exchange(threads, (lane) => ({
      source: ((lane + offset) & (width - 1)) + (lane & ~(width - 1)),
      isValid: lane < width,
    }));
  },
});

type Brought = readonly [value: HostValue, ...numbers: number[]];

/** Gives each thread the value of the lane that `choose` says; its own one where that lane is not there. */
function exchange(
  threads: readonly Thread[],
  choose: (lane: number, brought: readonly [HostValue, number, number]) => { source: number; isValid: boolean },
): void {
  const brought = new Map(threads.map(({ lane, value }) => [lane, value as unknown as Brought]));
  for (const thread of threads) {
    const own = brought.get(thread.lane)!;
    const { source, isValid } = choose(thread.lane, own as unknown as readonly [HostValue, number, number]);
    thread.value = [(brought.get(source) ?? own)[0], isValid];
  }
}

/** A thread brings its value and a lane; a negative one stands for the first lane that is there. */
export const broadcastSite = (order: number, place: string): Site => ({
  order,
  place,
  scope: "subgroup",
  pass(threads) {
    const brought = new Map(threads.map(({ lane, value }) => [lane, value as unknown as Brought]));
    for (const thread of threads) {
      const lane = brought.get(thread.lane)![1]!;
      const source = lane < 0 ? threads[0]!.lane : lane;
      thread.value = (brought.get(source) ?? brought.get(thread.lane)!)[0];
    }
  },
});
