/** The minimum cut by which reverse mode chooses the values that it keeps. */

import { expect, test } from "vitest";
import { VertexCut } from "../../../../passes/autodiff/reverse/max-flow.ts";

interface Network {
  readonly capacities: readonly number[];
  readonly edges: readonly (readonly [number, number])[];
  readonly sources: readonly number[];
  readonly sinks: readonly number[];
}

function cutOf({ capacities, edges, sources, sinks }: Network): number[] {
  const cut = new VertexCut(capacities);
  for (const [from, to] of edges) cut.connect(from, to);
  for (const vertex of sources) cut.connectSource(vertex);
  for (const vertex of sinks) cut.connectSink(vertex);
  return cut.minimumCut();
}

/** Whether a sink can be reached from a source without passing `removed`. */
function isConnected({ edges, sources, sinks }: Network, removed: ReadonlySet<number>): boolean {
  const stack = sources.filter((vertex) => !removed.has(vertex));
  const seen = new Set(stack);
  while (stack.length > 0) {
    const vertex = stack.pop()!;
    if (sinks.includes(vertex)) return true;
    for (const [from, to] of edges) {
      if (from !== vertex || removed.has(to) || seen.has(to)) continue;
      seen.add(to);
      stack.push(to);
    }
  }
  return false;
}

const costOf = ({ capacities }: Network, vertices: readonly number[]): number =>
  vertices.reduce((sum, vertex) => sum + capacities[vertex]!, 0);

/** The cheapest cut by trying all sets of vertices. */
function cheapestCost(network: Network): number {
  const count = network.capacities.length;
  let best = Number.POSITIVE_INFINITY;
  for (let bits = 0; bits < 1 << count; bits++) {
    const chosen = network.capacities.flatMap((_, vertex) => ((bits >> vertex) & 1 ? [vertex] : []));
    const cost = costOf(network, chosen);
    if (cost < best && !isConnected(network, new Set(chosen))) best = cost;
  }
  return best;
}

test("a chain is cut at its cheapest vertex", () => {
  const edges = [
    [0, 1],
    [1, 2],
  ] as const;
  expect(cutOf({ capacities: [8, 4, 8], edges, sources: [0], sinks: [2] })).toEqual([1]);
});

test("of equal cuts the one closest to the sink is taken", () => {
  const edges = [
    [0, 1],
    [1, 2],
  ] as const;
  expect(cutOf({ capacities: [8, 8, 8], edges, sources: [0], sinks: [2] })).toEqual([2]);
});

test("one value from which two follow is kept instead of both", () => {
  const edges = [
    [0, 1],
    [0, 2],
  ] as const;
  expect(cutOf({ capacities: [8, 8, 8], edges, sources: [0], sinks: [1, 2] })).toEqual([0]);
});

test("nothing is cut where no source reaches a sink", () => {
  expect(cutOf({ capacities: [8, 8], edges: [], sources: [0], sinks: [1] })).toEqual([]);
});

test("the cut separates and is the cheapest, on random networks", () => {
  let state = 12345;
  const random = (below: number): number => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
  for (let round = 0; round < 300; round++) {
    const count = 2 + random(7);
    const network: Network = {
      capacities: Array.from({ length: count }, () => 1 + random(9)),
      edges: Array.from({ length: random(2 * count) }, () => [random(count), random(count)] as const),
      sources: Array.from({ length: 1 + random(2) }, () => random(count)),
      sinks: Array.from({ length: 1 + random(2) }, () => random(count)),
    };
    const cut = cutOf(network);
    expect(isConnected(network, new Set(cut))).toBe(false);
    expect(costOf(network, cut)).toBe(cheapestCost(network));
  }
});

test("a chain of 100,000 vertices is no problem", () => {
  const count = 100_000;
  const edges = Array.from({ length: count - 1 }, (_, i) => [i, i + 1] as const);
  const capacities = new Array<number>(count).fill(8);
  capacities[500] = 1;
  expect(cutOf({ capacities, edges, sources: [0], sinks: [count - 1] })).toEqual([500]);
});
