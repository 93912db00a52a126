/** Makes definitions of operations from the lines of the table. */

import { AffineMap } from "../../../ir/affine.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import type { ArrayAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { denseElementsOf } from "../../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import { i64, ShapedType } from "../../../ir/builtin/types.ts";
import { type AttrSpec, optional } from "../../../ir/constraint.ts";
import { defineOp, type OpDefinition } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { dpsInits } from "../../../ir/interfaces/destination-style.ts";
import { type IteratorType, operandShape } from "../../../ir/interfaces/linalg.ts";
import { getOrMake } from "../../../ir/maps.ts";
import type { Operation } from "../../../ir/operation.ts";
import { operandSegmentSizes } from "../../../ir/segments.ts";
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
import type { Body } from "./bodies.ts";
import { hasBodyOf } from "./body-region.ts";
import { mapRules } from "./map-rules.ts";
import type { NamedOp } from "./table.ts";

const spec = structuredSpec("", {});
/** The definition of a named operation. Attributes that only some have are reached by name. */
export type NamedOpDefinition = OpDefinition<typeof spec>;

/** The maps of an operation that may be given other ones. */
const mapsAttr = (op: Operation): ArrayAttr => op.attr("indexing_maps") as ArrayAttr;

const isWindowed = ({ access }: NamedOp): boolean => access?.includes("~") === true;

/** Numbers for each dimension of a window. */
const windowAttr = (rank: number) =>
  optional(
    denseElementsOf(
      `64-bit signless int elements attribute of shape [${rank}]`,
      ({ elementType, type }) => elementType === i64() && type.shape!.length === 1 && type.shape![0] === rank,
    ),
  );

function attributesOf(op: NamedOp): Record<string, AttrSpec> {
  const attributes: Record<string, AttrSpec> = {};
  if (isWindowed(op)) {
    const window = windowAttr(op.access!.split("~").length - 1);
    attributes.strides = window;
    attributes.dilations = window;
  }
  if (op.maps !== undefined) attributes.indexing_maps = AffineMapArray;
  if (op.cast !== undefined) attributes.cast = optional(TypeFn);
  return attributes;
}

/** What follows from the notation of a line; read when it is first needed. */
class Notation {
  readonly #op: NamedOp;
  #access: Access | undefined;
  #maps: readonly AffineMap[] | undefined;

  constructor(op: NamedOp) {
    this.#op = op;
  }

  get access(): Access | undefined {
    if (this.#op.access !== undefined) this.#access ??= new Access(this.#op.loops!, this.#op.access);
    return this.#access;
  }
  /** The maps that need not be written where other ones may be. */
  get defaultMaps(): readonly AffineMap[] {
    this.#maps ??= this.access?.indexingMaps() ?? [];
    return this.#maps;
  }
  get summary(): string {
    const { title, operands, body } = this.#op;
    const names = operands.map((operand, i) => operand + (this.access?.describe(i) ?? ""));
    return `${title}: \`${body.formula(names.at(-1)!, names.slice(0, -1))}\``;
  }
  indexingMaps(op: Operation): readonly AffineMap[] {
    if (this.#op.maps !== undefined) return mapsOf(mapsAttr(op));
    return this.access === undefined ? elementwiseMaps(op) : this.access.indexingMaps(windowOf(op));
  }
  iteratorTypes(op: Operation): readonly IteratorType[] {
    if (this.#op.maps === "contract") return iteratorsFrom(this.indexingMaps(op).at(-1)!);
    return this.access?.iteratorTypes ?? new Array(outputRank(op)).fill("parallel");
  }
}

/** The definition of what a line of the table describes. */
export function defineNamedOp(op: NamedOp): NamedOpDefinition {
  const { name, operands, maps: rule } = op;
  const notation = new Notation(op);
  const definition: NamedOpDefinition = defineOp(
    `linalg.${name}`,
    {
      ...structuredSpec("", attributesOf(op)),
      get summary() {
        return notation.summary;
      },
    },
    {
      parse(parser, state) {
        if (rule !== undefined) {
          const given = parseOptionalMaps(parser);
          if (given === undefined && rule === "contract") throw parser.error("expected 'indexing_maps' attribute");
          state.addAttribute("indexing_maps", given ?? mapArray(notation.defaultMaps));
        }
        const at = parser.start;
        parseAttributes(parser, state);
        parseOperands(parser, state);
        state.resultTypes = parser.parseOptionalArrowTypes();
        parseBody(parser, state, operands.length, bodyFor(op, state.attribute("cast")), at);
      },
      print(view, printer): void {
        if (rule !== undefined) printMaps(printer, mapsAttr(view.op), mapArray(notation.defaultMaps));
        printer.optionalAttrDict(view.op, writtenAttributes);
        printOperands(view.op, printer);
        printer.optionalArrowTypes(view.op.resultTypes);
      },
      attributesWithoutAliases(view) {
        const isDefault = rule !== undefined && mapsAttr(view.op) === mapArray(notation.defaultMaps);
        return isDefault ? [memoizedIndexingMaps, "indexing_maps"] : [memoizedIndexingMaps];
      },
      // The custom form does not show the body.
      hasCustomForm: (view) => hasBodyOf(view.op, bodyFor(op, view.op.attr("cast"))),
      verify(view): void {
        if (view.op.numOperands !== operands.length) throw wrongOperandCount(view.op, operands.length - 1);
        if (rule !== undefined) mapRules[rule](view.op, notation.indexingMaps(view.op), notation.defaultMaps);
        if (isWindowed(op)) verifyWindow(view.op);
        if (name === "fill") verifyFill(view.op);
      },
      fold: foldCasts,
    },
  );
  structured(definition, {
    initRange: (view) => definition.operandRange(view.op, 1),
    indexingMaps: (view) => notation.indexingMaps(view.op),
    iteratorTypes: (view) => notation.iteratorTypes(view.op),
  });
  return definition;
}

/** The body of an operation with this attribute `cast`. */
export const bodyFor = ({ body, cast }: NamedOp, attr: Attribute | undefined): Body =>
  cast === "used" && attr === TypeFn.of("cast_unsigned") ? unsigned(body) : body;

const unsignedBodies = new WeakMap<Body, Body>();

const unsigned = (body: Body): Body => getOrMake(unsignedBodies, body, () => ({ ...body, isUnsigned: true }));

const writtenAttributes: ReadonlySet<string> = new Set([operandSegmentSizes, memoizedIndexingMaps, "indexing_maps"]);

const wrongOperandCount = (op: Operation, inputs: number): Error =>
  errorAt(op.loc, `expected op with ${inputs} input${inputs === 1 ? "" : "s"} and 1 output`);

function verifyWindow(op: Operation): void {
  const { strides, dilations } = windowOf(op);
  if ([...strides, ...dilations].includes(0n)) {
    throw errorAt(op.loc, "unexpected loop dimension for convolution op");
  }
}

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

const outputRank = (op: Operation): number => operandShape(dpsInits(op)[0]!.value).length;

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
