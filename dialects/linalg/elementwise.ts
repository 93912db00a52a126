/** `linalg.elementwise`: one scalar function of any kind on every element, with indexing maps. */

import { AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { InstanceOf } from "../../ir/define-attribute.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { operandShape } from "../../ir/interfaces/linalg.ts";
import { operandSegmentSizes } from "../../ir/segments.ts";
import type { Value } from "../../ir/value.ts";
import {
  AffineMapArray,
  arityOfKind,
  type BinaryFunction,
  ElementwiseKind,
  type ElementwiseKindName,
  mapArray,
  mapsOf,
  type UnaryFunction,
} from "./attributes.ts";
import { type Body, binaryBody, selectBody, unaryBody } from "./named/bodies.ts";
import { hasBodyOf } from "./named/body-region.ts";
import { foldCasts, structured, structuredSpec } from "./structured.ts";
import { parseAttributes, parseBody, parseOperands, parseOptionalMaps, printMaps, printOperands } from "./syntax.ts";

/** What the function does with elements. */
function bodyOf(kind: ElementwiseKindName): Body {
  if (kind === "select") return selectBody;
  return arityOfKind(kind) === 1 ? unaryBody(kind as UnaryFunction) : binaryBody(kind as BinaryFunction);
}

const kindOf = (attr: InstanceOf<typeof ElementwiseKind>): ElementwiseKindName => attr.value;

/** The maps that need not be written: all operands have the output's indices. */
function defaultMaps(operands: readonly Value[]) {
  const output = operands.at(-1);
  const identity = AffineMap.getMultiDimIdentityMap(output === undefined ? 0 : operandShape(output).length);
  return mapArray(operands.map(() => identity));
}

const writtenAttributes: ReadonlySet<string> = new Set([operandSegmentSizes, "kind", "indexing_maps"]);

export const ElementwiseOp = defineOp(
  "linalg.elementwise",
  structuredSpec("Applies a scalar function to every element", {
    kind: ElementwiseKind,
    indexing_maps: AffineMapArray,
  }),
  {
    parse: parseElementwise,
    print({ op, kind, indexing_maps }, printer) {
      printer.write(" kind=").attribute(kind);
      printMaps(printer, indexing_maps, defaultMaps(op.operands));
      printer.optionalAttrDict(op, writtenAttributes);
      printOperands(op, printer);
      printer.optionalArrowTypes(op.resultTypes);
    },
    attributesWithoutAliases: ({ op, indexing_maps }) =>
      indexing_maps === defaultMaps(op.operands) ? ["indexing_maps"] : [],
    hasCustomForm: ({ op, kind }) => hasBodyOf(op, bodyOf(kindOf(kind))),
    fold: foldCasts,
  },
);
export type ElementwiseOp = Op<typeof ElementwiseOp>;

structured(ElementwiseOp, {
  initRange: ({ op }) => op.def.operandRange(op, 1),
  indexingMaps: ({ indexing_maps }) => mapsOf(indexing_maps),
  iteratorTypes: ({ outputs }) => new Array(operandShape(outputs[0]!).length).fill("parallel"),
});

function parseElementwise(parser: AsmParser, state: ParsedOperation): void {
  if (!parser.parseOptionalKeyword("kind")) throw parser.error("expected 'kind'");
  parser.parseEqual();
  const kind = parser.parseAttribute();
  if (!ElementwiseKind.is(kind)) throw parser.error("expected ElementwiseKind attribute");
  state.addAttribute("kind", kind);
  const maps = parseOptionalMaps(parser);
  const at = parser.start;
  parseAttributes(parser, state);
  parseOperands(parser, state);
  state.addAttribute("indexing_maps", maps ?? defaultMaps(state.operands));
  state.resultTypes = parser.parseOptionalArrowTypes();
  const name = kindOf(kind);
  parseBody(parser, state, arityOfKind(name) + 1, bodyOf(name), at);
}
