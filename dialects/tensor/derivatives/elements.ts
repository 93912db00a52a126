/** Derivatives of operations on single elements. Adjoints are changed at one place, not as a whole. */

import type { OpBuilder } from "../../../ir/builder.ts";
import { derivative } from "../../../ir/interfaces/differentiable.ts";
import type { Value } from "../../../ir/value.ts";
import { createIndexConstant } from "../../arith/index.ts";
import { overIndices } from "../../scf/index.ts";
import { ExtractOp, FromElementsOp, InsertOp, SplatOp } from "../ops.ts";
import { extract, insert, primalSizes } from "./build.ts";

const extractRule = derivative(ExtractOp, {
  linear: ["tensor"],
  /** tensorBar[i] += resultBar */
  vjp({ tensor, indices, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined || !b.isActive(tensor)) return;
    const { builder } = b;
    const places = indices.map((index) => b.primal(index));
    const before = b.gradient(tensor);
    const sum = before === undefined ? gradient : b.add(extract(builder, before, places), gradient);
    b.setGradient(tensor, insert(builder, sum, before ?? b.zero(tensor), places));
  },
});

const insertRule = derivative(InsertOp, {
  linear: ["scalar", "dest"],
  /** scalarBar += resultBar[i]; destBar += resultBar with 0 at i */
  vjp({ scalar, dest, indices, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    const { builder } = b;
    const places = indices.map((index) => b.primal(index));
    if (b.isActive(scalar)) b.accumulate(scalar, extract(builder, gradient, places));
    if (b.isActive(dest)) b.accumulate(dest, insert(builder, b.zero(scalar), gradient, places));
  },
});

const fromElementsRule = derivative(FromElementsOp, {
  linear: ["elements"],
  vjp({ elements, result }, b) {
    const gradient = b.gradient(result);
    if (gradient === undefined) return;
    elements.forEach((element, i) => {
      if (!b.isActive(element)) return;
      b.accumulate(element, extract(b.builder, gradient, placeOf(b.builder, i, result.type.shape)));
    });
  },
});

/** The indices of an element by its position in row-major order. */
function placeOf(builder: OpBuilder, position: number, shape: readonly number[]): Value[] {
  const indices: number[] = [];
  let rest = position;
  for (const size of shape.toReversed()) {
    indices.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return indices.map((index) => createIndexConstant(builder, index));
}

const splatRule = derivative(SplatOp, {
  linear: ["input"],
  /** inputBar += the sum of resultBar */
  vjp({ input, aggregate }, b) {
    const gradient = b.gradient(aggregate);
    if (gradient === undefined || !b.isActive(input)) return;
    const { builder } = b;
    const [sum] = overIndices(builder, primalSizes(b, aggregate), [b.zero(input)], (indices, [partial]) => [
      b.add(partial!, extract(builder, gradient, indices)),
    ]);
    b.accumulate(input, sum!);
  },
});

export const elementDerivatives = [extractRule, insertRule, fromElementsRule, splatRule];
