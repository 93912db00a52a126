/** `linalg.reduce`: joins the elements along some dimensions. */

import { AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { DenseArrayAttr } from "../../ir/builtin/attributes.ts";
import { AnyTensor, DenseI64Array } from "../../ir/builtin/constraints.ts";
import { attrConstraint, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { elementOrSelf, type IteratorType, operandShape } from "../../ir/interfaces/linalg.ts";
import { SameVariadicOperandSize } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { parseOptionalPayload, payloadRegion, printLongBody, printOptionalPayload } from "./short-form.ts";
import { foldCasts, structured, structuredTraits, TensorOrMemref } from "./structured.ts";
import {
  bodyArgumentNames,
  dimensionText,
  parseBodyArguments,
  parseNumbers,
  parseOperands,
  printNumbers,
  printOperands,
  tensorTypes,
} from "./syntax.ts";

const SortedDimensions = attrConstraint(
  "i64 dense array attribute should be in increasing order",
  (attr): attr is DenseArrayAttr =>
    attr instanceof DenseArrayAttr &&
    DenseI64Array.is(attr) &&
    attr.numbers.every((value, i) => i === 0 || attr.numbers[i - 1]! < value),
);

const writtenAttributes: ReadonlySet<string> = new Set(["dimensions"]);

export const ReduceOp = defineOp(
  "linalg.reduce",
  {
    summary: "Joins the elements along some dimensions with a body",
    operands: { inputs: variadic(TensorOrMemref), inits: variadic(TensorOrMemref) },
    attributes: { dimensions: SortedDimensions },
    results: { results: variadic(AnyTensor) },
    regions: { combiner: singleBlockRegion },
    traits: [SameVariadicOperandSize, ...structuredTraits],
  },
  {
    parse: parseReduce,
    print({ op, combiner, dimensions }, printer): void {
      const isShort = printOptionalPayload(printer, combiner.front, "output first");
      printOperands(op, printer);
      printNumbers(printer, "dimensions", dimensions);
      printer.optionalAttrDict(op, writtenAttributes);
      if (!isShort) printLongBody(printer, combiner);
    },
    verify(view): void {
      verifyReduce(view);
    },
    fold: foldCasts,
    resultNames: () => ["reduced"],
    blockArgumentNames: ({ op }) => bodyArgumentNames(op, "init"),
  },
);
export type ReduceOp = Op<typeof ReduceOp>;

const keptDimensions = ({ inputs, dimensions }: ReduceOp): number[] =>
  operandShape(inputs[0]!).flatMap((_, i) => (dimensions.numbers.includes(i) ? [] : [i]));

structured(ReduceOp, {
  initRange: ({ op }) => op.def.operandRange(op, 1),
  indexingMaps(view) {
    const { inputs, inits } = view;
    const rank = operandShape(inputs[0]!).length;
    const output = AffineMap.getMultiDimMapWithTargets(rank, keptDimensions(view));
    return [...inputs.map(() => AffineMap.getMultiDimIdentityMap(rank)), ...inits.map(() => output)];
  },
  iteratorTypes: ({ inputs, dimensions }) =>
    operandShape(inputs[0]!).map((_, i): IteratorType => (dimensions.numbers.includes(i) ? "reduction" : "parallel")),
});

const sameShape = (a: Value, b: Value): boolean => {
  const [x, y] = [operandShape(a), operandShape(b)];
  return x.length === y.length && x.every((size, i) => size === y[i]);
};

function verifyReduce(view: ReduceOp): void {
  const { op, inputs, inits, dimensions, combiner } = view;
  if (inputs.length === 0) throw opError(op, "expected at least one input and one output");
  requireSameShapes(view, "input", inputs);
  requireSameShapes(view, "output", inits);
  const shape = operandShape(inputs[0]!);
  for (const dimension of dimensions.numbers) {
    if (dimension >= 0 && dimension < shape.length) continue;
    throw opError(op, `dimensions for reduction should be in the range [0, ${shape.length - 1}].`);
  }
  const expected = keptDimensions(view).map((dimension) => shape[dimension]!);
  const actual = operandShape(inits[0]!);
  if (expected.length !== actual.length) {
    const counts = `${expected.length} doesn't match the init rank ${actual.length}`;
    throw opError(op, `number of dimensions after reduction ${counts}`);
  }
  if (expected.some((size, i) => size !== actual[i])) {
    const list = (sizes: readonly number[]): string => `[${sizes.map(dimensionText).join(", ")}]`;
    throw opError(
      op,
      `init dimensions ${list(actual)} doesn't match input dimensions after reduction ${list(expected)}`,
    );
  }
  const { args } = combiner.front;
  if (args.length !== op.numOperands) throw opError(op, "mismatching number of operands and block arguments");
  args.forEach(({ type }, i) => {
    const element = elementOrSelf(op.operand(i).type);
    if (element === type) return;
    const what = i < inputs.length ? "input" : "output";
    throw opError(op, `${what} element type '${element}' does not match corresponding block argument type '${type}'`);
  });
}

function requireSameShapes({ op }: ReduceOp, what: "input" | "output", values: readonly Value[]): void {
  values.forEach((value, i) => {
    if (sameShape(value, values[0]!)) return;
    const where = `Shape at ${what}-index ${i} is not equal to the shape at ${what}-index 0.`;
    throw opError(op, `expects all ${what}s to have the same shapes. ${where}`);
  });
}

function parseReduce(parser: AsmParser, state: ParsedOperation): void {
  const payload = parseOptionalPayload(parser);
  if (payload !== undefined) parser.parseOptionalAttrDict(state);
  const { numOutputs } = parseOperands(parser, state);
  state.resultTypes = tensorTypes(state.operands.slice(state.operands.length - numOutputs));
  state.addAttribute("dimensions", parseNumbers(parser, "dimensions"));
  parser.parseOptionalAttrDict(state);
  if (payload !== undefined) state.regions.push(payloadRegion(payload, state.operands, "output first", state.location));
  else state.regions.push(parser.parseExplicitRegion(state.def, parseBodyArguments(parser)));
}
