/** Makes definitions of operations from the lines of the table. */

import { AffineMap } from "../../../ir/affine.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { ArrayAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { i64, ShapedType } from "../../../ir/builtin/types.ts";
import { type AttrSpec, attrConstraint, optional } from "../../../ir/constraint.ts";
import { defineOp, type OpDefinition, operandSegmentSizes } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { dpsInits } from "../../../ir/interfaces/destination-style.ts";
import { type IteratorType, operandShape } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import { AffineMapArray, mapArray, mapsOf, TypeFn } from "../attributes.ts";
import { foldCasts, structured, structuredSpec } from "../structured.ts";
import {
  memoizedIndexingMaps,
  parseAttributes,
  parseBody,
  parseOperands,
  parseOptionalMaps,
  printMaps,
  printOperands,
} from "../syntax.ts";
import { Access, type Window } from "./access.ts";
import { hasBodyOf } from "./body-region.ts";
import { mapRules } from "./map-rules.ts";
import type { NamedOp } from "./table.ts";

const spec = structuredSpec("", {});
/** The definition of a named operation. Attributes that only some have are reached by name. */
export type NamedOpDefinition = OpDefinition<typeof spec>;

/** The maps of an operation that may be given other ones. */
const mapsAttr = (op: Operation): ArrayAttr => op.attr("indexing_maps") as ArrayAttr;

const windowAttr = (rank: number) =>
  attrConstraint(
    `64-bit signless int elements attribute of shape [${rank}]`,
    (attr): attr is DenseElementsAttr =>
      attr instanceof DenseElementsAttr &&
      attr.elementType === i64() &&
      attr.type.shape!.length === 1 &&
      attr.type.shape![0] === rank,
  );

function attributesOf({ takesCast, maps }: NamedOp, windowRank: number): Record<string, AttrSpec> {
  return {
    ...(windowRank > 0
      ? { strides: optional(windowAttr(windowRank)), dilations: optional(windowAttr(windowRank)) }
      : {}),
    ...(maps === undefined ? {} : { indexing_maps: AffineMapArray }),
    ...(takesCast === true ? { cast: optional(TypeFn) } : {}),
  };
}

/** The definition of what a line of the table describes. */
export function defineNamedOp(op: NamedOp): NamedOpDefinition {
  const { name, operands, body, maps: rule } = op;
  const access = op.access === undefined ? undefined : new Access(op.loops!, op.access);
  const names = operands.map((operand, i) => operand + (access?.describe(i) ?? ""));
  const summary = `${op.title}: \`${body.formula(names.at(-1)!, names.slice(0, -1))}\``;
  const defaultMaps = access?.indexingMaps() ?? [];

  const maps = (operation: Operation): readonly AffineMap[] => {
    if (rule !== undefined) return mapsOf(mapsAttr(operation));
    return access === undefined ? elementwiseMaps(operation) : access.indexingMaps(windowOf(operation));
  };
  const iterators = (operation: Operation): IteratorType[] => {
    if (rule === "contract") return iteratorsFrom(maps(operation).at(-1)!);
    return access?.iteratorTypes ?? new Array(outputRank(operation)).fill("parallel");
  };

  const definition: NamedOpDefinition = defineOp(
    `linalg.${name}`,
    structuredSpec(summary, attributesOf(op, access?.windowRank ?? 0)),
    {
      parse(parser, state) {
        if (rule !== undefined) {
          const given = parseOptionalMaps(parser);
          if (given === undefined && access === undefined) throw parser.error("expected 'indexing_maps' attribute");
          state.addAttribute("indexing_maps", given ?? mapArray(defaultMaps));
        }
        const at = parser.start;
        parseAttributes(parser, state);
        parseOperands(parser, state);
        state.resultTypes = parser.parseOptionalArrowTypes();
        parseBody(parser, state, operands.length, body, at);
      },
      print({ op: operation }, printer): void {
        if (rule !== undefined) printMaps(printer, mapsAttr(operation), mapArray(defaultMaps));
        printer.optionalAttrDict(operation, writtenAttributes);
        printOperands(operation, printer);
        printer.optionalArrowTypes(operation.resultTypes);
      },
      impliedAttributes({ op: operation }) {
        const isDefault = rule !== undefined && mapsAttr(operation) === mapArray(defaultMaps);
        return isDefault ? [memoizedIndexingMaps, "indexing_maps"] : [memoizedIndexingMaps];
      },
      // The custom form does not show the body.
      hasCustomForm: ({ op: operation }) => hasBodyOf(operation, body),
      verify({ op: operation }) {
        if (operation.numOperands !== operands.length) throw wrongOperandCount(operation, operands.length - 1);
        if (rule !== undefined) mapRules[rule](operation, maps(operation), defaultMaps);
        const { strides, dilations } = windowOf(operation);
        if ([...strides, ...dilations].includes(0n)) {
          throw errorAt(operation.loc, "unexpected loop dimension for convolution op");
        }
        if (name === "fill") verifyFill(operation);
      },
      fold: foldCasts,
    },
  );
  structured(definition, {
    initRange: ({ op: operation }) => definition.operandRange(operation, 1),
    indexingMaps: ({ op: operation }) => maps(operation),
    iteratorTypes: ({ op: operation }) => iterators(operation),
  });
  return definition;
}

const writtenAttributes: ReadonlySet<string> = new Set([operandSegmentSizes, memoizedIndexingMaps, "indexing_maps"]);

const wrongOperandCount = (op: Operation, inputs: number): Error =>
  errorAt(op.loc, `expected op with ${inputs} input${inputs === 1 ? "" : "s"} and 1 output`);

function verifyFill(op: Operation): void {
  const [value, output] = op.operandTypes as [Type, ShapedType];
  if (value instanceof ShapedType) throw errorAt(op.loc, "expected op with scalar input");
  if (value === output.elementType) return;
  const expected = `to match output element type ('${output.elementType}')`;
  throw opError(op, `expected fill value type ('${value}') ${expected}`);
}

// Maps and loops.

/** Strides and dilations; none where they are 1. */
function windowOf(op: Operation): Window {
  const list = (name: string): bigint[] => {
    const attr = op.attr(name);
    if (!(attr instanceof DenseElementsAttr)) return [];
    return Array.from({ length: attr.numElements }, (_, i) => (attr.elementAttr(i) as IntegerAttr).value);
  };
  return { strides: list("strides"), dilations: list("dilations") };
}

const outputRank = (op: Operation): number => operandShape(dpsInits(op)[0]!).length;

/** All operands have the output's indices, but for scalars. */
function elementwiseMaps(op: Operation): AffineMap[] {
  const rank = outputRank(op);
  const identity = AffineMap.getMultiDimIdentityMap(rank);
  const scalar = AffineMap.get(rank, 0);
  return op.operands.map((operand) => (operandShape(operand).length === 0 ? scalar : identity));
}

/** Loops whose indices the output does not have are reductions. */
const iteratorsFrom = (output: AffineMap): IteratorType[] =>
  Array.from({ length: output.numDims }, (_, loop) => (output.isFunctionOfDim(loop) ? "parallel" : "reduction"));
