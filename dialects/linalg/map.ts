/** `linalg.map`: a body on the elements of tensors or buffers of one shape. */

import { AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { AnyTensor } from "../../ir/builtin/constraints.ts";
import type { ShapedType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { operandShape } from "../../ir/interfaces/linalg.ts";
import type { Value } from "../../ir/value.ts";
import { parseOptionalPayload, payloadRegion, printLongBody, printOptionalPayload } from "./short-form.ts";
import { foldCasts, structured, structuredTraits, TensorOrMemref } from "./structured.ts";
import {
  bodyArgumentNames,
  dimensionText,
  parseBodyArguments,
  parseOperands,
  printOperands,
  tensorTypes,
} from "./syntax.ts";

export const MapOp = defineOp(
  "linalg.map",
  {
    summary: "Applies a body to the elements of tensors or buffers of one shape",
    operands: { inputs: variadic(TensorOrMemref), init: TensorOrMemref },
    results: { result: variadic(AnyTensor) },
    regions: { mapper: singleBlockRegion },
    traits: structuredTraits,
  },
  {
    parse: parseMap,
    print({ op, mapper }, printer): void {
      const isShort = printOptionalPayload(printer, mapper.front, "inputs");
      printOperands(op, printer);
      printer.optionalAttrDict(op);
      if (!isShort) printLongBody(printer, mapper);
    },
    verify: ({ op, inputs, init, mapper }) => {
      const { args } = mapper.front;
      if (args.length !== op.numOperands) {
        const counts = `${op.numOperands} and ${args.length}`;
        throw opError(op, `expects number of operands to match the arity of mapper, but got: ${counts}`);
      }
      inputs.forEach(({ type }, i) => {
        const { elementType } = type as ShapedType;
        if (elementType === args[i]!.type) return;
        throw opError(op, `expected element type of input '${elementType}' to match bbArg type '${args[i]!.type}'`);
      });
      for (const input of inputs) {
        if (shapeText(input) === shapeText(init)) continue;
        throw opError(op, `expected shape of input ${shapeText(input)} to match shape of output ${shapeText(init)}`);
      }
    },
    fold: foldCasts,
    resultNames: () => ["mapped"],
    blockArgumentNames: ({ op }) => bodyArgumentNames(op, "init"),
  },
);
export type MapOp = Op<typeof MapOp>;

const shapeText = (value: Value): string => `(${operandShape(value).map(dimensionText).join(", ")})`;

structured(MapOp, {
  initRange: ({ op }) => ({ start: op.numOperands - 1, count: 1 }),
  indexingMaps: ({ op, init }) =>
    new Array(op.numOperands).fill(AffineMap.getMultiDimIdentityMap(operandShape(init).length)),
  iteratorTypes: ({ init }) => new Array(operandShape(init).length).fill("parallel"),
});

function parseMap(parser: AsmParser, state: ParsedOperation): void {
  const payload = parseOptionalPayload(parser);
  if (payload !== undefined) parser.parseOptionalAttrDict(state);
  parseOperands(parser, state);
  state.resultTypes = tensorTypes(state.operands.slice(-1));
  parser.parseOptionalAttrDict(state);
  if (payload !== undefined) state.regions.push(payloadRegion(payload, state.operands, "inputs", state.location));
  else state.regions.push(parser.parseExplicitRegion(state.def, parseBodyArguments(parser)));
}
