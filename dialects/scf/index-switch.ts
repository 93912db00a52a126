/** `scf.index_switch`: one of many regions, by the value of an index. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import { type DenseArrayAttr, denseI64Array, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic, variadicSingleBlockRegions } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { canElideTerminator, HasRecursiveMemoryEffects, singleBlockImplicitTerminator } from "../../ir/traits.ts";
import { YieldOp } from "./yield.ts";

const writtenAttributes: ReadonlySet<string> = new Set(["cases"]);

export const IndexSwitchOp = defineOp(
  "scf.index_switch",
  {
    summary: "Executes one of many regions by the value of an index",
    operands: { arg: Index },
    attributes: { cases: DenseI64Array },
    results: { results: variadic(AnyType) },
    regions: { defaultRegion: singleBlockRegion, caseRegions: variadicSingleBlockRegions },
    traits: [HasRecursiveMemoryEffects, singleBlockImplicitTerminator("scf.yield")],
  },
  {
    // `%arg {attributes} -> T, U case 1 { ... } default { ... }`
    parse(parser, state) {
      const arg = parser.parseOperand();
      parser.parseOptionalAttrDict(state);
      if (parser.parseOptionalArrow()) state.resultTypes = parser.parseTypeList();
      const cases: bigint[] = [];
      const caseRegions: Region[] = [];
      while (parser.parseOptionalKeyword("case")) {
        cases.push(parseCase(parser));
        caseRegions.push(parser.parseRegion(state));
      }
      parser.parseKeyword("default");
      state.regions.push(parser.parseRegion(state), ...caseRegions);
      state.addAttribute("cases", denseI64Array(cases));
      state.operands = [parser.resolveOperand(arg, indexType())];
    },
    print({ op, arg, cases, results, defaultRegion, caseRegions }, printer) {
      printer.write(" ").operand(arg).optionalAttrDict(op, writtenAttributes);
      if (results.length > 0) printer.write(" -> ").types(op.resultTypes);
      // Upstream's printer leaves a space at the end of this line.
      printer.write(" ");
      caseRegions.forEach((region, i) => {
        printer.newline().write(`case ${cases.values[i]} `).region(region);
      });
      printer
        .newline()
        .write("default ")
        .region(defaultRegion, { terminators: !canElideTerminator(defaultRegion) });
    },
    verify({ op, cases, defaultRegion, caseRegions }): void {
      const values = cases.values;
      if (values.length !== caseRegions.length) {
        throw opError(op, `has ${caseRegions.length} case regions but ${values.length} case values`);
      }
      const seen = new Set<bigint>();
      for (const value of values) {
        if (seen.has(value)) throw opError(op, `has duplicate case value: ${value}`);
        seen.add(value);
      }
      verifyYield(op, defaultRegion, "default region");
      caseRegions.forEach((region, i) => {
        verifyYield(op, region, `case region #${i}`);
      });
    },
  },
);
export type IndexSwitchOp = Op<typeof IndexSwitchOp>;

function parseCase(parser: AsmParser): bigint {
  const at = parser.start;
  const value = parser.parseInteger();
  if (BigInt.asIntN(64, value) !== value) throw parser.error("integer value too large", at);
  return value;
}

function verifyYield(op: Operation, region: Region, what: string): void {
  const last = region.front.last!;
  if (!YieldOp.is(last)) throw opError(op, `expected region to end with scf.yield, but got ${last.name}`);
  if (last.numOperands !== op.numResults) {
    const counts = `expected each region to return ${op.numResults} values, but ${what} returns ${last.numOperands}`;
    throw opError(op, counts).attachNote(last.loc, "see yield operation here");
  }
  op.results.forEach(({ type }, i) => {
    const yielded = last.operand(i).type;
    if (type === yielded) return;
    throw opError(op, `expected result #${i} of each region to be '${type}'`).attachNote(
      last.loc,
      `${what} returns '${yielded}' here`,
    );
  });
}

IndexSwitchOp.implement(RegionBranchOpInterface, {
  successors: ({ op, results }, from) =>
    from === undefined
      ? op.regions.map((region) => ({ region, inputs: [] }))
      : [{ region: undefined, inputs: results }],
  entryRange: () => emptyRange,
  entrySuccessors: ({ op, cases }, [arg]) =>
    arg instanceof IntegerAttr
      ? [{ region: chosenRegion(op, cases, arg.value), inputs: [] }]
      : op.regions.map((region) => ({ region, inputs: [] })),
});

/** The region for this value of the argument. */
export const chosenRegion = (op: Operation, cases: DenseArrayAttr, value: bigint): Region =>
  op.regions[cases.values.indexOf(value) + 1]!;
