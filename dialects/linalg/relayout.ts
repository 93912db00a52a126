/** `linalg.transpose` and `linalg.broadcast`: elements in other places, or in many. */

import { AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type DenseArrayAttr, denseI64Array } from "../../ir/builtin/attributes.ts";
import { AnyTensor, DenseI64Array } from "../../ir/builtin/constraints.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { operandShape } from "../../ir/interfaces/linalg.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import { identityBody } from "./named/bodies.ts";
import { hasBodyOf, makeBody } from "./named/body-region.ts";
import { foldCasts, structured, structuredTraits, TensorOrMemref } from "./structured.ts";
import {
  dimensionText,
  parseBody,
  parseNumbers,
  parseOperands,
  printNumbers,
  printOperands,
  tensorTypes,
} from "./syntax.ts";

export const TransposeOp = defineOp(
  "linalg.transpose",
  {
    summary: "Permutes the dimensions: dimension i of the result is dimension permutation[i] of the input",
    operands: { input: TensorOrMemref, init: TensorOrMemref },
    attributes: { permutation: DenseI64Array },
    results: { result: variadic(AnyTensor) },
    regions: { region: singleBlockRegion },
    traits: structuredTraits,
  },
  {
    parse: (parser, state) => parseRelayout(parser, state, "permutation"),
    print({ op, permutation }, printer): void {
      printRelayout(op, printer, "permutation", permutation);
    },
    hasCustomForm: ({ op }) => hasBodyOf(op, identityBody),
    verify({ op, input, init, permutation }) {
      const order = permutation.numbers;
      const [from, to] = [operandShape(input), operandShape(init)];
      if ([...order].sort((a, b) => a - b).some((dimension, i) => dimension !== i)) {
        throw opError(op, "permutation is not valid");
      }
      if (from.length !== to.length) {
        throw opError(op, `input rank ${from.length} does not match init rank ${to.length}`);
      }
      if (order.length !== from.length) {
        throw opError(op, `size of permutation ${order.length} does not match the argument rank ${from.length}`);
      }
      order.forEach((dimension, i) => {
        if (to[i] === from[dimension]) return;
        const expected = `dim(input, permutation[${i}]) = ${dimensionText(from[dimension]!)}`;
        throw opError(op, `dim(result, ${i}) = ${dimensionText(to[i]!)} doesn't match ${expected}`);
      });
    },
    fold({ op, input, result, permutation }): FoldResult {
      const isIdentity = permutation.numbers.every((dimension, i) => dimension === i);
      if (isIdentity && result.length > 0 && input.type === result[0]!.type) return input;
      return foldCasts({ op });
    },
    resultNames: () => ["transposed"],
  },
);
export type TransposeOp = Op<typeof TransposeOp>;

structured(TransposeOp, {
  initRange: () => ({ start: 1, count: 1 }),
  indexingMaps({ permutation }) {
    // Element (d0, d1, ...) of the result comes from where dimension permutation[i] is di.
    const order = permutation.numbers;
    const places = order.map((_, dimension) => order.indexOf(dimension));
    return [AffineMap.getPermutationMap(places), AffineMap.getMultiDimIdentityMap(order.length)];
  },
  iteratorTypes: ({ permutation }) => permutation.numbers.map(() => "parallel"),
});

export const BroadcastOp = defineOp(
  "linalg.broadcast",
  {
    summary: "Repeats the input along dimensions that it does not have",
    operands: { input: TensorOrMemref, init: TensorOrMemref },
    attributes: { dimensions: DenseI64Array },
    results: { result: variadic(AnyTensor) },
    regions: { region: singleBlockRegion },
    traits: structuredTraits,
  },
  {
    parse: (parser, state) => parseRelayout(parser, state, "dimensions"),
    print({ op, dimensions }, printer): void {
      printRelayout(op, printer, "dimensions", dimensions);
    },
    hasCustomForm: ({ op }) => hasBodyOf(op, identityBody),
    verify(view): void {
      const { op, input, init, dimensions } = view;
      const [from, to] = [operandShape(input), operandShape(init)];
      const added = dimensions.numbers;
      if (from.length + added.length !== to.length) {
        const ranks = `input rank: ${from.length}, dimensions size: ${added.length}, init rank: ${to.length}`;
        throw opError(op, `input rank plus added dimensions does not match init rank. ${ranks}`);
      }
      added.forEach((dimension, i) => {
        if (dimension >= 0 && dimension < to.length) return;
        const range = `expected range: [0, ${to.length - 1}], got: ${dimension}`;
        throw opError(op, `dimension ${i} is out of range. ${range}`);
      });
      keptDimensions(view).forEach((dimension, i) => {
        if (from[i] === to[dimension]) return;
        const sizes = `input: ${dimensionText(from[i] ?? 0)}, init: ${dimensionText(to[dimension]!)}`;
        throw opError(op, `input dim ${i} should match init dim ${dimension}. ${sizes}`);
      });
    },
    fold: foldCasts,
    resultNames: () => ["broadcasted"],
  },
);
export type BroadcastOp = Op<typeof BroadcastOp>;

/** The dimensions of the result that the input has. */
export const keptDimensions = ({ init, dimensions }: BroadcastOp): number[] =>
  operandShape(init).flatMap((_, i) => (dimensions.numbers.includes(i) ? [] : [i]));

structured(BroadcastOp, {
  initRange: () => ({ start: 1, count: 1 }),
  indexingMaps(view) {
    const { length } = operandShape(view.init);
    const input = AffineMap.getMultiDimMapWithTargets(length, keptDimensions(view));
    return [input, AffineMap.getMultiDimIdentityMap(length)];
  },
  iteratorTypes: ({ init }) => operandShape(init).map(() => "parallel"),
});

// Making them.

/** Transposes `input` into `init`. */
export const createTranspose = (
  builder: OpBuilder,
  input: Value,
  init: Value,
  permutation: readonly number[],
): TransposeOp =>
  builder.create(TransposeOp, {
    input,
    init,
    permutation: denseI64Array(permutation),
    region: moveBody(builder, input, init),
    resultTypes: tensorTypes([init]),
  });

/** Repeats `input` in `init` along the dimensions that are given. */
export const createBroadcast = (
  builder: OpBuilder,
  input: Value,
  init: Value,
  dimensions: readonly number[],
): BroadcastOp =>
  builder.create(BroadcastOp, {
    input,
    init,
    dimensions: denseI64Array(dimensions),
    region: moveBody(builder, input, init),
    resultTypes: tensorTypes([init]),
  });

const moveBody = ({ loc }: OpBuilder, input: Value, init: Value): Region =>
  makeBody([input, init], identityBody, (message) => errorAt(loc, message));

// Syntax: `ins(...) outs(...) name = [0, 1] {attributes}`.

function parseRelayout(parser: AsmParser, state: ParsedOperation, name: "permutation" | "dimensions"): void {
  const at = parser.start;
  parseOperands(parser, state);
  state.resultTypes = tensorTypes(state.operands.slice(-1));
  state.addAttribute(name, parseNumbers(parser, name));
  parser.parseOptionalAttrDict(state);
  // Too many operands are for the verifier to report.
  parseBody(parser, state, Math.max(2, state.operands.length), identityBody, at);
}

function printRelayout(op: Operation, printer: AsmPrinter, name: string, numbers: DenseArrayAttr): void {
  printOperands(op, printer);
  printNumbers(printer, name, numbers);
  printer.optionalAttrDict(op, new Set([name]));
}
