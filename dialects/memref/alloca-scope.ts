/** `memref.alloca_scope`: what is allocated on the stack inside it is freed at its end. */

import { AnyType } from "../../ir/builtin/constraints.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import {
  AutomaticAllocationScope,
  HasRecursiveMemoryEffects,
  hasParent,
  NoRegionArguments,
  Pure,
  ReturnLike,
  singleBlockImplicitTerminator,
  Terminator,
} from "../../ir/traits.ts";

export const AllocaScopeReturnOp = defineOp("memref.alloca_scope.return", {
  summary: "Ends an allocation scope and gives its results",
  operands: { results: variadic(AnyType) },
  traits: [hasParent("memref.alloca_scope"), Pure, ReturnLike, Terminator],
  assemblyFormat: "attr-dict ($results^ `:` type($results))?",
});
export type AllocaScopeReturnOp = Op<typeof AllocaScopeReturnOp>;

export const AllocaScopeOp = defineOp(
  "memref.alloca_scope",
  {
    summary: "Delimits the lifetime of what is allocated on the stack",
    results: { results: variadic(AnyType) },
    regions: { bodyRegion: singleBlockRegion },
    traits: [
      AutomaticAllocationScope,
      singleBlockImplicitTerminator("memref.alloca_scope.return"),
      HasRecursiveMemoryEffects,
      NoRegionArguments,
    ],
  },
  {
    parse(parser, state) {
      state.resultTypes = parser.parseOptionalArrowTypes();
      state.regions.push(parser.parseRegion(state));
      parser.parseOptionalAttrDict(state);
    },
    print({ op, results, bodyRegion }, printer) {
      printer.write(" ");
      if (results.length > 0) printer.write(" -> (").types(op.resultTypes).write(")");
      printer
        .write(" ")
        .region(bodyRegion, { entryBlockArgs: false, terminators: results.length > 0 })
        .optionalAttrDict(op);
    },
  },
).implement(RegionBranchOpInterface, {
  successors: ({ bodyRegion, results }, from) => [
    from === undefined ? { region: bodyRegion, inputs: [] } : { region: undefined, inputs: results },
  ],
  entryRange: () => emptyRange,
});
export type AllocaScopeOp = Op<typeof AllocaScopeOp>;
