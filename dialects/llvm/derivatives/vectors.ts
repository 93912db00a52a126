/** Derivatives of what puts the elements of vectors elsewhere. */

import { denseI32Array } from "../../../ir/builtin/attributes.ts";
import type { VectorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { type AdjointBuilder, derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { ExtractElementOp, InsertElementOp, ShuffleVectorOp } from "../aggregate-ops.ts";
import { unpackValues } from "../aggregate-values.ts";
import { VectorDeinterleave2Op, VectorExtractOp, VectorInsertOp, VectorInterleave2Op } from "../intrinsics/vector.ts";
import { literalStruct } from "../types.ts";

const lanesOf = ({ type }: Value): number => (type as VectorType).shape[0]!;

const extractElement = derivative(ExtractElementOp, {
  inactive: ["position"],
  linear: ["vector"],
  vjp({ vector, position, res }, b) {
    const value = b.gradient(res);
    if (value === undefined) return;
    const at = { vector: b.zero(vector), value, position: b.primal(position) };
    b.accumulate(vector, b.builder.create(InsertElementOp, at).res);
  },
});

const insertElement = derivative(InsertElementOp, {
  inactive: ["position"],
  linear: ["vector", "value"],
  vjp({ vector, value, position, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const at = { vector: gradient, position: b.primal(position) };
    b.accumulate(vector, b.builder.create(InsertElementOp, { ...at, value: b.zero(value) }).res);
    b.accumulate(value, b.builder.create(ExtractElementOp, at).res);
  },
});

const shuffleVector = derivative(ShuffleVectorOp, {
  linear: ["v1", "v2"],
  vjp({ op, v1, v2, mask, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    if ((v1.type as VectorType).isScalable)
      throw opError(op, "cannot be differentiated with vectors of unknown length");
    const count = lanesOf(v1);
    [v1, v2].forEach((source, i) => {
      if (b.isActive(source))
        gather(
          b,
          gradient,
          source,
          mask.numbers.map((lane) => lane - i * count),
        );
    });
  },
});

/** sourceBar[lanes[i]] += gradient[i] for all lanes that `source` has. */
function gather(b: AdjointBuilder, gradient: Value, source: Value, lanes: readonly number[]): void {
  const count = lanesOf(source);
  // A lane that was taken several times gets its contributions one after another.
  const rounds: number[][] = [];
  lanes.forEach((lane, i) => {
    if (lane < 0 || lane >= count) return;
    let round = rounds.find((taken) => taken[lane] === undefined);
    if (round === undefined) {
      round = [];
      rounds.push(round);
    }
    round[lane] = i;
  });
  for (const round of rounds) {
    // Where nothing contributes there is a zero: the first lane of the second vector.
    const mask = denseI32Array(Array.from({ length: count }, (_, lane) => round[lane] ?? lanes.length));
    const operands = { v1: gradient, v2: b.zero(gradient), mask, resultTypes: [source.type] };
    b.accumulate(source, b.builder.create(ShuffleVectorOp, operands).res);
  }
}

const vectorInsert = derivative(VectorInsertOp, {
  linear: ["dstvec", "srcvec"],
  vjp({ dstvec, srcvec, pos, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const rest = b.builder.create(VectorInsertOp, { dstvec: gradient, srcvec: b.zero(srcvec), pos });
    b.accumulate(dstvec, rest.res);
    const part = b.builder.create(VectorExtractOp, { srcvec: gradient, pos, resultTypes: [srcvec.type] });
    b.accumulate(srcvec, part.res);
  },
});

const vectorExtract = derivative(VectorExtractOp, {
  linear: ["srcvec"],
  vjp({ srcvec, pos, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    b.accumulate(srcvec, b.builder.create(VectorInsertOp, { dstvec: b.zero(srcvec), srcvec: gradient, pos }).res);
  },
});

const interleave = derivative(VectorInterleave2Op, {
  linear: ["vec1", "vec2"],
  vjp({ vec1, vec2, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const resultTypes = [literalStruct([vec1.type, vec2.type])];
    const both = b.builder.create(VectorDeinterleave2Op, { vec: gradient, resultTypes }).res;
    const [first, second] = unpackValues(b.builder, both, 2);
    b.accumulate(vec1, first!);
    b.accumulate(vec2, second!);
  },
});

const deinterleave = derivative(VectorDeinterleave2Op, {
  linear: ["vec"],
  vjp({ vec, res }, b) {
    const gradient = b.gradient(res);
    if (gradient === undefined) return;
    const [vec1, vec2] = unpackValues(b.builder, gradient, 2);
    b.accumulate(vec, b.builder.create(VectorInterleave2Op, { vec1: vec1!, vec2: vec2!, resultTypes: [vec.type] }).res);
  },
});

export const vectorDerivatives = [
  extractElement,
  insertElement,
  shuffleVector,
  vectorInsert,
  vectorExtract,
  interleave,
  deinterleave,
];
