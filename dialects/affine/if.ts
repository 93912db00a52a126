/** `affine.if`: one of two regions, by whether values lie in an integer set. */

import type { IntegerSet } from "../../ir/affine.ts";
import { IntegerSetAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, Index, IntegerSetAttribute } from "../../ir/builtin/constraints.ts";
import { optionalBlockRegion, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { RegionBranchOpInterface, type RegionSuccessor } from "../../ir/interfaces/control-flow.ts";
import { Region } from "../../ir/region.ts";
import {
  HasRecursiveMemoryEffects,
  NoRegionArguments,
  RecursivelySpeculatable,
  singleBlockImplicitTerminator,
} from "../../ir/traits.ts";
import type { Applied } from "./map-operands.ts";
import { verifyDimsAndSymbols } from "./scope.ts";
import { parseDimAndSymbolList, printDimAndSymbolList } from "./syntax.ts";

const writtenAttributes: ReadonlySet<string> = new Set(["condition"]);

export const IfOp = defineOp(
  "affine.if",
  {
    summary: "Executes one of two regions by an integer set",
    operands: { operands: variadic(Index) },
    attributes: { condition: IntegerSetAttribute },
    results: { results: variadic(AnyType) },
    regions: { thenRegion: singleBlockRegion, elseRegion: optionalBlockRegion },
    traits: [
      singleBlockImplicitTerminator("affine.yield"),
      HasRecursiveMemoryEffects,
      RecursivelySpeculatable,
      NoRegionArguments,
    ],
  },
  {
    parse(parser, state) {
      const at = parser.start;
      const attr = parser.parseAttribute();
      if (!(attr instanceof IntegerSetAttr)) throw parser.error("invalid kind of attribute specified", at);
      state.addAttribute("condition", attr);
      const [numDims, numSymbols] = parseDimAndSymbolList(parser, state);
      if (attr.value.numDims !== numDims) {
        throw parser.error("dim operand count and integer set dim count must match", state.loc);
      }
      if (attr.value.numSymbols !== numSymbols) {
        throw parser.error("symbol operand count and integer set symbol count must match", state.loc);
      }
      state.resultTypes = parser.parseOptionalArrowTypes();
      state.regions.push(parser.parseRegion(state));
      state.regions.push(parser.parseOptionalKeyword("else") ? parser.parseRegion(state) : new Region());
      parser.parseOptionalAttrDict(state);
    },
    print({ op, operands, condition, results, thenRegion, elseRegion }, printer) {
      printer.write(" ").attribute(condition);
      printDimAndSymbolList(printer, operands, condition.value.numDims);
      const terminators = results.length > 0;
      printer.optionalArrowTypes(op.resultTypes).write(" ").region(thenRegion, { terminators });
      if (!elseRegion.isEmpty) printer.write(" else ").region(elseRegion, { terminators });
      printer.optionalAttrDict(op, writtenAttributes);
    },
    verify({ op, operands, condition: { value: set } }) {
      if (operands.length !== set.numInputs) {
        throw opError(op, "operand count and condition integer set dimension and symbol count must match");
      }
      verifyDimsAndSymbols(op, operands, set.numDims);
    },
  },
);
export type IfOp = Op<typeof IfOp>;

/** The condition: the first region is executed if the values lie in the set. */
export const conditionOf = ({ condition, operands }: IfOp): Applied<IntegerSet> => ({ map: condition.value, operands });

/** Where control goes for a condition that is true or false. */
const branch = ({ thenRegion, elseRegion, results }: IfOp, condition: boolean): RegionSuccessor => {
  const region = condition ? thenRegion : elseRegion;
  return region.isEmpty ? { region: undefined, inputs: results } : { region, inputs: [] };
};

IfOp.implement(RegionBranchOpInterface, {
  successors: (view, from) =>
    from === undefined ? [branch(view, true), branch(view, false)] : [{ region: undefined, inputs: view.results }],
  entryRange: () => emptyRange,
});
