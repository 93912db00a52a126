/** `scf.parallel`, `scf.reduce`, `scf.reduce.return`: counted loops whose iterations may run in any order. */

import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, Index } from "../../ir/builtin/constraints.ts";
import { IndexType, indexType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic, variadicSingleBlockRegions } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { ConcurrentOpInterface } from "../../ir/interfaces/concurrent.ts";
import {
  type LoopBounds,
  LoopLikeOpInterface,
  RegionBranchOpInterface,
  RegionBranchTerminatorOpInterface,
} from "../../ir/interfaces/control-flow.ts";
import { SplittableLoopOpInterface } from "../../ir/interfaces/splittable-loop.ts";
import { constantValue } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import {
  AutomaticAllocationScope,
  HasRecursiveMemoryEffects,
  hasParent,
  Pure,
  singleBlockImplicitTerminator,
  Terminator,
} from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { createPartIndex, hasUnitStep, partOf } from "./parts.ts";
import { parseArgumentNames } from "./syntax.ts";
import { requireTerminator } from "./while.ts";

export const ReduceReturnOp = defineOp(
  "scf.reduce.return",
  {
    summary: "Ends a reduction with the value that two others were joined to",
    operands: { result: AnyType },
    traits: [hasParent("scf.reduce"), Pure, Terminator],
    assemblyFormat: "$result attr-dict `:` type($result)",
  },
  {
    verify({ op, result }) {
      const expected = op.block!.args[0]?.type;
      if (expected === undefined || result.type === expected) return;
      throw opError(op, `must have type '${expected}' (the type of the reduction inputs)`);
    },
  },
);
export type ReduceReturnOp = Op<typeof ReduceReturnOp>;

export const ReduceOp = defineOp(
  "scf.reduce",
  {
    summary: "Ends an iteration of a parallel loop and says how values of iterations are joined",
    operands: { operands: variadic(AnyType) },
    regions: { reductions: variadicSingleBlockRegions },
    traits: [Terminator, hasParent("scf.parallel"), HasRecursiveMemoryEffects],
    assemblyFormat: "(`(` $operands^ `:` type($operands) `)`)? $reductions attr-dict",
  },
  {
    verifyRegions({ op, operands, reductions }) {
      if (reductions.length !== operands.length) {
        const counts = `${reductions.length} to be the same as number of reduction operands: ${operands.length}`;
        throw opError(op, `expects number of reduction regions: ${counts}`);
      }
      operands.forEach(({ type }, i) => {
        const block = reductions[i]!.front;
        if (block.isEmpty) throw opError(op, `${i}-th reduction has an empty body`);
        if (block.args.length !== 2 || block.args.some((arg) => arg.type !== type)) {
          throw opError(op, `expected two block arguments with type '${type}' in the ${i}-th reduction region`);
        }
        if (!ReduceReturnOp.is(block.last)) {
          throw opError(op, "reduction bodies must be terminated with an 'scf.reduce.return' op");
        }
      });
    },
  },
);
export type ReduceOp = Op<typeof ReduceOp>;

ReduceOp.implement(RegionBranchTerminatorOpInterface, {
  // Nothing goes straight to the next iteration or to the results.
  forwardedRange: () => emptyRange,
});

const writtenAttributes: ReadonlySet<string> = new Set([operandSegmentSizes]);

export const ParallelOp = defineOp(
  "scf.parallel",
  {
    summary: "A nest of counted loops whose iterations may run in any order",
    operands: {
      lowerBound: variadic(Index),
      upperBound: variadic(Index),
      step: variadic(Index),
      initVals: variadic(AnyType),
    },
    results: { results: variadic(AnyType) },
    regions: { region: singleBlockRegion },
    traits: [AutomaticAllocationScope, HasRecursiveMemoryEffects, singleBlockImplicitTerminator("scf.reduce")],
  },
  {
    parse: parseParallel,
    print({ op, lowerBound, upperBound, step, initVals, region }, printer): void {
      printer.write(" (").operands(region.front.args).write(") = (").operands(lowerBound).write(") to (");
      printer.operands(upperBound).write(") step (").operands(step).write(")");
      if (initVals.length > 0) printer.write(" init (").operands(initVals).write(")");
      printer.optionalArrowTypes(op.resultTypes).write(" ").region(region, { entryBlockArgs: false });
      printer.optionalAttrDict(op, writtenAttributes);
    },
    verify({ op, lowerBound, upperBound, step, initVals, results, region }): void {
      if (step.length === 0) {
        throw opError(op, "needs at least one tuple element for lowerBound, upperBound and step");
      }
      if (lowerBound.length !== step.length || upperBound.length !== step.length) {
        throw opError(op, "expects the same number of lower bounds, upper bounds and steps");
      }
      for (const value of step) {
        const constant = constantValue(value);
        if (constant instanceof IntegerAttr && constant.value <= 0n) {
          throw opError(op, "constant step operand must be positive");
        }
      }
      const { args } = region.front;
      if (args.length !== step.length) {
        const counts = `${args.length} as bound and step values: ${step.length}`;
        throw opError(op, `expects the same number of induction variables: ${counts}`);
      }
      if (!args.every(({ type }) => type instanceof IndexType)) {
        throw opError(op, "expects arguments for the induction variable to be of index type");
      }
      requireTerminator(op, region, ReduceOp, "expects body to terminate with 'scf.reduce'");
      const reduce = region.front.last!;
      const counts = `expects number of results: ${results.length} to be the same as number of`;
      if (results.length !== reduce.regions.length) throw opError(op, `${counts} reductions: ${reduce.regions.length}`);
      if (results.length !== initVals.length) throw opError(op, `${counts} initial values: ${initVals.length}`);
      // A wrong number of operands is the reduce operation's matter.
      if (reduce.numOperands !== results.length) return;
      results.forEach(({ type }, i) => {
        const actual = reduce.operand(i).type;
        if (type === actual) return;
        const what = `expects type of ${i}-th reduction operand: '${actual}'`;
        throw opError(reduce, `${what} to be the same as the ${i}-th result type: '${type}'`);
      });
    },
  },
);
export type ParallelOp = Op<typeof ParallelOp>;

ParallelOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ region }) => [region],
  inductionVars: ({ region }) => region.front.args,
  bounds: onlyBounds,
  reductions: ({ initVals, region, results }) =>
    results.map((result, i) => ({ init: initVals[i]!, operand: region.front.last!.operand(i), result })),
});

/** The bounds of a loop with one dimension. */
function onlyBounds({ lowerBound, upperBound, step }: ParallelOp): LoopBounds | undefined {
  return step.length === 1 ? { lowerBound: lowerBound[0]!, upperBound: upperBound[0]!, step: step[0]! } : undefined;
}

ParallelOp.implement(SplittableLoopOpInterface, {
  isSplittable(view) {
    const bounds = onlyBounds(view);
    return bounds !== undefined && hasUnitStep(bounds);
  },
  createPart(view, builder, from, to, body) {
    const { lowerBound, upperBound, step } = partOf(builder, onlyBounds(view)!, from, to);
    createParallel(builder, { lowerBound: [lowerBound], upperBound: [upperBound], step: [step] }, ([iv]) => body(iv!));
  },
  createIndex: (_, builder, iv, factor, constant) => createPartIndex(builder, iv, factor, constant),
});

ParallelOp.implement(ConcurrentOpInterface, { executionIds: ({ region }) => region.front.args });

/** A parallel loop that joins nothing; `body` emits its body, given the induction variables. */
export function createParallel(
  builder: OpBuilder,
  bounds: Pick<ParallelOp, "lowerBound" | "upperBound" | "step">,
  body: (ivs: readonly Value[]) => void,
): Operation {
  const region = builder.createRegion(bounds.step.map(indexType), (ivs) => {
    body(ivs);
    builder.create(ReduceOp, { operands: [], reductions: [] });
  });
  return builder.create(ParallelOp, { ...bounds, initVals: [], region, resultTypes: [] }).op;
}

ParallelOp.implement(RegionBranchOpInterface, {
  // The results come from joining what the iterations gave, so no edge names them.
  successors: ({ region }) => [
    { region, inputs: [] },
    { region: undefined, inputs: [] },
  ],
  entryRange: () => emptyRange,
});

// Syntax: `(%i, %j) = (%a, %b) to (%c, %d) step (%e, %f) init (%x) -> T { ... } {attributes}`.

function parseParallel(parser: AsmParser, state: ParsedOperation): void {
  const ivs = parseArgumentNames(parser, indexType());
  parser.parseEqual();
  const lowerBound = parseBounds(parser, ivs.length);
  parser.parseKeyword("to");
  const upperBound = parseBounds(parser, ivs.length);
  parser.parseKeyword("step");
  const step = parseBounds(parser, ivs.length);
  const initVals = parser.parseOptionalKeyword("init") ? parser.parseDelimitedOperands("paren") : [];
  state.resultTypes = parser.parseOptionalArrowTypes();
  state.regions.push(parser.parseRegion(state, { args: ivs }));
  parser.parseOptionalAttrDict(state);
  if (initVals.length !== state.resultTypes.length) {
    const counts = `got ${initVals.length} operands and ${state.resultTypes.length} types`;
    throw parser.error(`number of operands and types do not match: ${counts}`, state.loc);
  }
  state.operands = [
    ...[...lowerBound, ...upperBound, ...step].map((operand) => parser.resolveOperand(operand, indexType())),
    ...initVals.map((operand, i) => parser.resolveOperand(operand, state.resultTypes[i]!)),
  ];
  state.addAttribute(operandSegmentSizes, sizesAttr([ivs.length, ivs.length, ivs.length, initVals.length]));
}

function parseBounds(parser: AsmParser, count: number): UnresolvedOperand[] {
  const at = parser.start;
  const bounds = parser.parseDelimitedOperands("paren");
  if (bounds.length !== count) throw parser.error(`expected ${count} operands`, at);
  return bounds;
}
