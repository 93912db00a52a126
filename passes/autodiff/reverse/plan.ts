/**
 * Which values of a region the primal sweep must keep, so that the reverse sweep can have all that it needs.
 *
 * A value can be recomputed if its operation can be repeated and its operands are there. Of all sets of values from which
 * the needed ones follow, the cheapest is kept, where keeping costs bytes and a costly operation that is repeated counts
 * as much as some bytes: a minimum cut (after Moses et al., "Reverse-Mode Automatic Differentiation and Optimization of
 * GPU Kernels via Enzyme", SC'21) between what cannot be recomputed and what is needed. A vertex is cut where its value
 * is kept, and its connection with the source where its operation is repeated. Of several such cuts the one closest to
 * the needed values is taken, as it recomputes least.
 */
import type { Type } from "../../../ir/attribute.ts";
import { ComplexType, ShapedType, scalarWidth } from "../../../ir/builtin/types.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { Costly } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { usedValues } from "../analysis/flow.ts";
import { VertexCut } from "./max-flow.ts";

/** What a value costs on the tape, in bytes; what has no fixed size costs as much as a large array. */
export function byteSize(type: Type): number {
  const unknown = 1 << 20;
  if (type instanceof ComplexType) return 2 * byteSize(type.elementType);
  const width = scalarWidth(type);
  if (width !== undefined) return Math.max(1, Math.ceil(width / 8));
  if (type instanceof ShapedType && type.hasStaticShape) return type.numElements * byteSize(type.elementType);
  return unknown;
}

/** What it costs to compute a value of a costly operation again, as a multiple of the bytes that keep it. */
const costOfRepetition = 2;

export interface PlanQuestion {
  readonly region: Region;
  readonly needed: Iterable<Value>;
  /** Values of the region that need not be kept. */
  isKnown(value: Value): boolean;
  isRepeatable(op: Operation): boolean;
  /** How many regions keep a value, one inside the other, each of which costs its bytes. */
  readonly keepers: number;
}

/** The values of the region to keep. */
export function planStorage({ region, needed, isKnown, isRepeatable, keepers }: PlanQuestion): Value[] {
  const vertices: Value[] = [];
  const numbers = new Map<Value, number>();
  const isInside = (value: Value): boolean => value.parentBlock?.region === region && !isKnown(value);
  const numberOf = (value: Value): number => {
    let number = numbers.get(value);
    if (number === undefined) {
      number = vertices.length;
      numbers.set(value, number);
      vertices.push(value);
    }
    return number;
  };
  const sinks: number[] = [];
  for (const value of needed) if (isInside(value)) sinks.push(numberOf(value));
  const sources: [vertex: number, cost: number][] = [];
  const edges: [number, number][] = [];
  // The list grows while it is walked: operands are looked at after what is computed from them.
  for (let vertex = 0; vertex < vertices.length; vertex++) {
    const op = vertices[vertex]!.definingOp;
    if (op === undefined || !isRepeatable(op)) {
      sources.push([vertex, Number.POSITIVE_INFINITY]);
      continue;
    }
    if (op.def.hasTrait(Costly)) sources.push([vertex, costOfRepetition * byteSize(vertices[vertex]!.type)]);
    for (const value of usedValues(op)) if (isInside(value)) edges.push([numberOf(value), vertex]);
  }
  if (sources.length === 0) return [];
  const network = new VertexCut(vertices.map((value) => keepers * byteSize(value.type)));
  for (const [from, to] of edges) network.connect(from, to);
  for (const [vertex, cost] of sources) network.connectSource(vertex, cost);
  for (const vertex of sinks) network.connectSink(vertex);
  return network.minimumCut().map((vertex) => vertices[vertex]!);
}
