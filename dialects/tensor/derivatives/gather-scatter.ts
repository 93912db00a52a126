/** Derivatives of `tensor.gather` and `tensor.scatter`. */

import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { type AdjointBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { overIndices } from "../../scf/index.ts";
import { offsetsAt, partOf } from "../index-tuples.ts";
import { GatherOp, ScatterOp } from "../ops.ts";
import { extractSlice, insertSlice, primalSizes, sliceAt } from "./build.ts";

const gatherRule = derivative(GatherOp, {
  linear: ["source"],
  /** sourceBar at the places += the slices of resultBar; a place may be taken several times. */
  vjp({ source, indices, gather_dims, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined || !b.isActive(source)) return;
    const { builder } = b;
    const dims = gather_dims.numbers;
    const places = b.primal(indices);
    const counts = primalSizes(b, indices).slice(0, -1);
    const sizes = primalSizes(b, source).map((size, i): MixedIndex => (dims.includes(i) ? 1n : size));
    const partType = partOf(result.type as RankedTensorType, counts.length);
    const [adjoint] = overIndices(builder, counts, [b.gradientOrZero(source)], (at, [before]) => {
      const slice = sliceAt(offsetsAt(builder, places, at, dims, sizes.length), sizes);
      const contribution = extractSlice(builder, gradient, partAt(b, at, result, partType), partType);
      const part = extractSlice(builder, before!, slice, partType);
      return [insertSlice(builder, b.add(part, contribution), before!, slice)];
    });
    b.setGradient(source, adjoint!);
  },
});

/** The slice of `whole`, like which a gradient is, for the index tuple at `at`. */
function partAt(b: AdjointBuilder, at: readonly Value[], whole: Value, part: RankedTensorType) {
  const sizes = primalSizes(b, whole).slice(at.length);
  return sliceAt([...at, ...part.shape.map(() => 0n)], [...at.map(() => 1n), ...sizes]);
}

const scatterRule = derivative(ScatterOp, {
  linear: ["source", "dest"],
  /** sourceBar += the slices of resultBar; destBar += resultBar with 0 in their place */
  vjp({ source, dest, indices, scatter_dims, unique, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    const places = b.primal(indices);
    const slices = builder.create(GatherOp, {
      source: gradient,
      indices: places,
      gather_dims: scatter_dims,
      unique,
      resultTypes: [source.type],
    }).result;
    b.accumulate(source, slices);
    if (!b.isActive(dest)) return;
    const rest = builder.create(ScatterOp, {
      source: b.constant(0, slices),
      dest: gradient,
      indices: places,
      scatter_dims,
      unique,
      resultTypes: [gradient.type],
    });
    b.accumulate(dest, rest.result);
  },
});

export const gatherScatterDerivatives = [gatherRule, scatterRule];
