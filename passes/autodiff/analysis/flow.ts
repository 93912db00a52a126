/**
 * How values move in a function: between the regions of structured operations, whose interface tells it, and through all
 * other operations, each taken as a whole.
 */

import { regionMemoryOf } from "../../../ir/interfaces/concurrent.ts";
import {
  CallOpInterface,
  LoopLikeOpInterface,
  type RegionEdge,
  regionEdges,
} from "../../../ir/interfaces/control-flow.ts";
import { isBufferType, isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { memoryEffects } from "../../../ir/interfaces/memory-effects.ts";
import { type Dependence, RegionFlowOpInterface } from "../../../ir/interfaces/region-flow.ts";
import type { Operation } from "../../../ir/operation.ts";
import { isDefinedOutsideOf, type Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";

export const isBuffer = (value: Value): boolean => isBufferType(value.type);

/** Whether a value is a number that can have a derivative, or a buffer of such. */
export const carriesDerivative = (value: Value): boolean =>
  isDifferentiableType(value.type) || isShadowedType(value.type);

export class Flow {
  readonly body: Region;
  /** How numbers come into regions and out of them elsewhere than along edges. */
  readonly dependences: readonly Dependence[];
  /**
   * The operations that are taken as a whole: those without regions, and those whose regions get and give values in
   * another way than along edges; what is inside these is taken as well, if it is known how. In the order of the program.
   */
  readonly units: readonly Operation[];
  readonly #edges: Map<Operation, readonly RegionEdge[]>;

  constructor(body: Region) {
    this.body = body;
    this.#edges = new Map();
    const units: Operation[] = [];
    const dependences: Dependence[] = [];
    this.#walk(body, units, dependences);
    this.units = units;
    this.dependences = dependences;
  }

  /** The edges between the regions of an operation; none for one that is taken as a whole. */
  edges(op: Operation): readonly RegionEdge[] {
    return this.#edges.get(op) ?? [];
  }
  /** The operations whose regions are looked into, the outer ones before those inside. */
  get structured(): readonly Operation[] {
    return [...this.#edges.keys()];
  }
  *allEdges(): Generator<RegionEdge> {
    for (const edges of this.#edges.values()) yield* edges;
  }

  #walk(region: Region, units: Operation[], dependences: Dependence[]): void {
    for (const block of region.blocks()) {
      for (const op of block.ops()) {
        const edges = op.regions.length > 0 ? [...regionEdges(op), ...reductionEdges(op)] : [];
        if (edges.length > 0 && tellEverything(op, edges)) {
          this.#edges.set(op, edges);
          for (const inner of op.regions) this.#walk(inner, units, dependences);
        } else {
          units.push(op);
          const inside = RegionFlowOpInterface.of(op)?.dependences(op);
          if (inside === undefined) continue;
          dependences.push(...inside);
          this.#edges.set(op, []);
          for (const inner of op.regions) this.#walk(inner, units, dependences);
        }
      }
    }
  }
}

/**
 * The ways of values that iterations join: into the results, from what they begin with and from each iteration. None for
 * an operation that is no such loop.
 */
function reductionEdges(op: Operation): RegionEdge[] {
  const reductions = LoopLikeOpInterface.of(op)?.reductions?.(op);
  if (reductions === undefined) return [];
  const from = op.regions[0]!;
  const begun = reductions.flatMap(({ init, result }) => (init === undefined ? [] : [{ init, result }]));
  const edge = { to: undefined, start: 0 };
  return [
    {
      ...edge,
      from: undefined,
      source: op,
      forwarded: begun.map(({ init }) => init),
      inputs: begun.map(({ result }) => result),
    },
    {
      ...edge,
      from,
      source: from.front.terminator!,
      forwarded: reductions.map(({ operand }) => operand),
      inputs: reductions.map(({ result }) => result),
    },
  ];
}

/** Whether all numbers that come into regions or out of the operation come along edges. */
function tellEverything(op: Operation, edges: readonly RegionEdge[]): boolean {
  const inputs = new Set(edges.flatMap((edge) => edge.inputs));
  for (const { buffer } of regionMemoryOf(op)) inputs.add(buffer);
  const isTold = (value: Value): boolean => !carriesDerivative(value) || inputs.has(value);
  return op.results.every(isTold) && op.regions.every((region) => region.first?.args.every(isTold) ?? true);
}

/** What an operation that is taken as a whole uses: its operands, and what its regions capture. */
export function usedValues(op: Operation): readonly Value[] {
  if (op.regions.length === 0) return op.operands;
  const used = new Set<Value>(op.operands);
  op.walk((inner) => {
    for (const value of inner.operands) if (isDefinedOutsideOf(value, op)) used.add(value);
    return undefined;
  });
  return [...used];
}

/** Which arguments a call may write to or free: their positions among its operands. */
export type CallEffects = (call: Operation) => ReadonlySet<number>;

export interface BufferEffects {
  readonly written: readonly Value[];
  readonly freed: readonly Value[];
}

const none: BufferEffects = { written: [], freed: [] };

/** What an operation that is taken as a whole may do to buffers. One whose effects are not known may write all it uses. */
export function bufferEffects(op: Operation, callEffects: CallEffects): BufferEffects {
  if (op.def.isTerminator) return none;
  if (CallOpInterface.implementedBy(op)) {
    return { written: [...callEffects(op)].map((position) => op.operand(position)), freed: [] };
  }
  const effects = memoryEffects(op);
  const isUnknown = effects?.some(({ kind, value }) => (kind === "write" || kind === "free") && value === undefined);
  if (effects === undefined || isUnknown === true) return { written: usedValues(op).filter(isBuffer), freed: [] };
  const ofKind = (wanted: "write" | "free"): Value[] =>
    effects.flatMap(({ kind, value }) => (kind === wanted && value !== undefined && isBuffer(value) ? [value] : []));
  return { written: ofKind("write"), freed: ofKind("free") };
}
