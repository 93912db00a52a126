/** `linalg.generic`: a structured operation that says everything itself. */

import type { AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import { TokenKind } from "../../ir/assembly/lexer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { Attribute } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { ArrayAttr, DictionaryAttr, type NamedAttribute, StringAttr } from "../../ir/builtin/attributes.ts";
import { StrAttr } from "../../ir/builtin/constraints.ts";
import { optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { elementOrSelf, type IteratorType } from "../../ir/interfaces/linalg.ts";
import { operandSegmentSizes } from "../../ir/segments.ts";
import type { Value } from "../../ir/value.ts";
import { AffineMapArray, IteratorTypeArray, iteratorNames, iteratorTypeArray, mapArray, mapsOf } from "./attributes.ts";
import { YieldOp } from "./body-ops.ts";
import { foldCasts, structured, structuredSpec } from "./structured.ts";
import { bodyArgumentNames, parseAttributes, parseOperands, printOperands, tensorTypes } from "./syntax.ts";

/** The attributes that say what is computed; the text has them in front of the operands. */
const traitAttributes = ["doc", "indexing_maps", "iterator_types", "library_call"] as const;

export const GenericOp = defineOp(
  "linalg.generic",
  structuredSpec("A loop nest over tensors or buffers, given by indexing maps, kinds of loops and a body", {
    indexing_maps: AffineMapArray,
    iterator_types: IteratorTypeArray,
    doc: optional(StrAttr),
    library_call: optional(StrAttr),
  }),
  {
    parse: parseGeneric,
    print(view, printer): void {
      printGeneric(view, printer);
    },
    fold: foldCasts,
    blockArgumentNames: ({ op }) => bodyArgumentNames(op, "out"),
  },
);
export type GenericOp = Op<typeof GenericOp>;

structured(GenericOp, {
  initRange: ({ op }) => GenericOp.operandRange(op, 1),
  indexingMaps: ({ indexing_maps }) => mapsOf(indexing_maps),
  iteratorTypes: ({ iterator_types }) => iteratorNames(iterator_types),
});

/** What `createGeneric` needs besides the inputs and outputs. */
export interface GenericParts {
  /** One map for each input and then for each output. */
  readonly maps: readonly AffineMap[];
  readonly iteratorTypes: readonly IteratorType[];
}

/**
 * Makes a `linalg.generic` whose body `body` makes: it is given the elements of the inputs and outputs, and returns the new
 * elements of the outputs.
 */
export function createGeneric(
  builder: OpBuilder,
  inputs: readonly Value[],
  outputs: readonly Value[],
  { maps, iteratorTypes }: GenericParts,
  body: (builder: OpBuilder, elements: readonly Value[]) => readonly Value[],
): GenericOp {
  const types = [...inputs, ...outputs].map(({ type }) => elementOrSelf(type));
  const region = builder.createRegion(types, (elements) => {
    builder.create(YieldOp, { values: body(builder, elements) });
  });
  return builder.create(GenericOp, {
    inputs,
    outputs,
    indexing_maps: mapArray(maps),
    iterator_types: iteratorTypeArray(iteratorTypes),
    region,
    resultTypes: tensorTypes(outputs),
  });
}

// Syntax: `{trait} ins(...) outs(...) attrs = {...} { body } -> results`. The kinds of loops are words in quotes there.

/** A dictionary, or an alias of one. Each operation has another: nobody would find a written one again. */
function parseTrait(parser: AsmParser): readonly NamedAttribute[] {
  if (parser.kind === TokenKind.LBRACE) {
    const entries: NamedAttribute[] = [];
    parser.parseNamedAttributes((name, value) => entries.push([name, value]));
    return entries;
  }
  const at = parser.start;
  const trait = parser.parseAttribute();
  if (!(trait instanceof DictionaryAttr)) throw parser.error("invalid kind of attribute specified", at);
  return trait.entries;
}

function parseGeneric(parser: AsmParser, state: ParsedOperation): void {
  const at = parser.start;
  const trait = parseTrait(parser);
  const types = trait.find(([name]) => name === "iterator_types")?.[1];
  if (!(types instanceof ArrayAttr)) throw parser.error('expected "iterator_types" array attribute', at);
  for (const [name, value] of trait) {
    state.addAttribute(name, value === types ? iteratorTypesFrom(parser, types) : value);
  }
  parseAttributes(parser, state);
  parseOperands(parser, state);
  if (parser.parseOptionalKeyword("attrs")) {
    parser.parseEqual();
    parser.parseOptionalAttrDict(state);
  }
  state.regions.push(parser.parseExplicitRegion(state.def));
  state.resultTypes = parser.parseOptionalArrowTypes();
}

function iteratorTypesFrom(parser: AsmParser, { values }: ArrayAttr): ArrayAttr {
  return iteratorTypeArray(
    values.map((value) => {
      if (isIteratorName(value)) return value.value as IteratorType;
      throw parser.error(`unexpected iterator_type (${value instanceof StringAttr ? value.value : value})`);
    }),
  );
}

const isIteratorName = (attr: Attribute): attr is StringAttr =>
  attr instanceof StringAttr && (attr.value === "parallel" || attr.value === "reduction");

const writtenAttributes: ReadonlySet<string> = new Set([operandSegmentSizes, ...traitAttributes]);

function printGeneric({ op, iterator_types, region }: GenericOp, printer: AsmPrinter): void {
  printer.write(" {").namedAttributes(
    traitAttributes.flatMap((name) => {
      const value = op.attr(name);
      if (value === undefined) return [];
      const names = iteratorNames(iterator_types).map((type) => StringAttr.get(type));
      return [[name, name === "iterator_types" ? ArrayAttr.get(names) : value] as const];
    }),
  );
  printer.write("}");
  printOperands(op, printer);
  const rest = printer.captured(() => printer.optionalAttrDict(op, writtenAttributes));
  if (rest !== "") printer.write(` attrs = ${rest}`);
  printer.write(" ").region(region).optionalArrowTypes(op.resultTypes);
}
