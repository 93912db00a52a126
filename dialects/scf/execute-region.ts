/** `scf.execute_region`: a region of several blocks where the surroundings allow only one. */

import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { anyRegion, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { HasRecursiveMemoryEffects } from "../../ir/traits.ts";

const writtenAttributes: ReadonlySet<string> = new Set(["no_inline"]);

export const ExecuteRegionOp = defineOp(
  "scf.execute_region",
  {
    summary: "Executes its region once",
    attributes: { no_inline: optional(UnitAttribute) },
    results: { results: variadic(AnyType) },
    regions: { region: anyRegion },
    traits: [HasRecursiveMemoryEffects],
  },
  {
    parse(parser, state) {
      state.resultTypes = parser.parseOptionalArrowTypes();
      if (parser.parseOptionalKeyword("no_inline")) state.addAttribute("no_inline", UnitAttr.get());
      state.regions.push(parser.parseRegion(state));
      parser.parseOptionalAttrDict(state);
    },
    print({ op, region, no_inline }, printer: AsmPrinter) {
      printer.optionalArrowTypes(op.resultTypes).write(no_inline === undefined ? " " : " no_inline ");
      printer.region(region, { entryBlockArgs: false }).optionalAttrDict(op, writtenAttributes);
    },
    verify({ op, region }) {
      if (region.isEmpty) throw opError(op, "region needs to have at least one block");
      if (region.front.args.length > 0) throw opError(op, "region cannot have any arguments");
    },
  },
);
export type ExecuteRegionOp = Op<typeof ExecuteRegionOp>;

ExecuteRegionOp.implement(RegionBranchOpInterface, {
  successors: ({ region, results }, from) =>
    from === undefined ? [{ region, inputs: [] }] : [{ region: undefined, inputs: results }],
  entryRange: () => emptyRange,
});
