/** `affine.linearize_index`: the linear position of the element with given indices. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import { BoolAttr, IntegerAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { attrConstraint, defaulted, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import { inferTypes, Pure } from "../../ir/traits.ts";
import { parseDynamicIndexList, printDynamicIndexList } from "../dynamic-index-list.ts";
import { basisOf, foldBasis, verifyBasis } from "./basis.ts";
import { IndexTransform } from "./scope.ts";

/** Written as `disjoint`, or as `disjoint = false`. */
const UnitProperty = attrConstraint(
  "unit property",
  (attr): attr is UnitAttr | IntegerAttr => attr instanceof UnitAttr || (attr instanceof IntegerAttr && attr.isBool),
);

const writtenAttributes: ReadonlySet<string> = new Set(["disjoint", "static_basis", operandSegmentSizes]);

export const LinearizeIndexOp = defineOp(
  "affine.linearize_index",
  {
    summary: "Joins the indices of several dimensions to a linear one",
    operands: { multi_index: variadic(Index), dynamic_basis: variadic(Index) },
    attributes: { static_basis: DenseI64Array, disjoint: defaulted(UnitProperty, () => BoolAttr.get(false)) },
    results: { linear_index: Index },
    traits: [Pure, IndexTransform, inferTypes(() => [indexType()])],
  },
  {
    parse(parser, state) {
      if (parser.parseOptionalKeyword("disjoint")) state.addAttribute("disjoint", UnitAttr.get());
      const indices = parser.parseDelimitedOperands("square");
      parser.parseKeyword("by");
      const { operands, constants } = parseDynamicIndexList(parser, "paren");
      state.addAttribute("static_basis", constants);
      parser.parseOptionalAttrDict(state);
      parseColonIndexType(parser);
      for (const operand of [...indices, ...operands]) state.operands.push(parser.resolveOperand(operand, indexType()));
      state.addAttribute(operandSegmentSizes, sizesAttr([indices.length, operands.length]));
    },
    print(view, printer) {
      printer
        .write(isDisjoint(view) ? " disjoint [" : " [")
        .operands(view.multi_index)
        .write("] by ");
      printDynamicIndexList(printer, basisOf(view), "paren");
      printer.optionalAttrDict(view.op, writtenAttributes).write(" : ").type(view.linear_index.type);
    },
    verify(view) {
      const { op, multi_index, static_basis } = view;
      const { length } = static_basis.values;
      if (multi_index.length !== length && multi_index.length !== length + 1) {
        throw opError(op, "should be passed a basis element for each index except possibly the first");
      }
      verifyBasis(op, basisOf(view));
    },
    fold(view, constants): FoldResult {
      if (foldBasis(view.op, basisOf(view))) return foldedInPlace;
      const { multi_index, dynamic_basis, static_basis } = view;
      if (multi_index.length === 1) return multi_index[0];
      const indices = constants.multi_index.map((index) => (index instanceof IntegerAttr ? index.value : undefined));
      if (dynamic_basis.length > 0 || !indices.every((index) => index !== undefined)) return undefined;
      return IntegerAttr.get(indexType(), BigInt.asIntN(64, join(indices, static_basis.values)));
    },
  },
);
export type LinearizeIndexOp = Op<typeof LinearizeIndexOp>;

/** Whether each index is known to be at least 0 and less than its basis element. */
export const isDisjoint = ({ disjoint }: LinearizeIndexOp): boolean =>
  disjoint instanceof UnitAttr || disjoint.boolValue;

/** The position of the element; there is no size for the outermost index, or one that does not matter. */
function join(indices: readonly bigint[], sizes: readonly bigint[]): bigint {
  let position = 0n;
  let stride = 1n;
  for (let i = 1; i <= indices.length; i++) {
    position += indices.at(-i)! * stride;
    stride *= sizes.at(-i) ?? 1n;
  }
  return position;
}

function parseColonIndexType(parser: AsmParser): void {
  parser.parseColon();
  const at = parser.start;
  const type = parser.parseType();
  if (type === indexType()) return;
  throw parser.error(`invalid kind of type specified: expected builtin.index, but found '${type}'`, at);
}
