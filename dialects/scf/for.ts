/** `scf.for`: a counted loop that carries values from one iteration to the next. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { IntegerAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { AnySignlessIntegerOrIndex, AnyType, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { IndexType, indexType } from "../../ir/builtin/types.ts";
import { optional, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  LoopLikeOpInterface,
  RegionBranchOpInterface,
  type RegionSuccessor,
} from "../../ir/interfaces/control-flow.ts";
import { CountedLoopOpInterface } from "../../ir/interfaces/counted-loop.ts";
import { ConditionallySpeculatable, isBodySpeculatable } from "../../ir/interfaces/memory-effects.ts";
import { SplittableLoopOpInterface } from "../../ir/interfaces/splittable-loop.ts";
import { constantValue } from "../../ir/matchers.ts";
import {
  AutomaticAllocationScope,
  allTypesMatch,
  canElideTerminator,
  HasRecursiveMemoryEffects,
  singleBlockImplicitTerminator,
} from "../../ir/traits.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { createIndexConstant } from "../arith/index.ts";
import { inductionValue, iterationCount } from "./iterations.ts";
import { createPartIndex, hasUnitStep, partOf } from "./parts.ts";
import { initializedArguments, printInitializers } from "./syntax.ts";
import { YieldOp } from "./yield.ts";

const writtenAttributes: ReadonlySet<string> = new Set(["unsignedCmp"]);

export const ForOp = defineOp(
  "scf.for",
  {
    summary: "A counted loop",
    operands: {
      lowerBound: AnySignlessIntegerOrIndex,
      upperBound: AnySignlessIntegerOrIndex,
      step: AnySignlessIntegerOrIndex,
      initArgs: variadic(AnyType),
    },
    attributes: { unsignedCmp: optional(UnitAttribute) },
    results: { results: variadic(AnyType) },
    regions: { region: singleBlockRegion },
    traits: [
      AutomaticAllocationScope,
      allTypesMatch("lowerBound", "upperBound", "step"),
      singleBlockImplicitTerminator("scf.yield"),
      HasRecursiveMemoryEffects,
    ],
  },
  {
    parse: parseFor,
    print(view, printer): void {
      const { op, lowerBound, upperBound, step, initArgs, unsignedCmp, region } = view;
      const iv = inductionVar(view);
      printer.write(unsignedCmp === undefined ? " " : " unsigned ").operand(iv);
      printer.write(" = ").operand(lowerBound).write(" to ").operand(upperBound).write(" step ").operand(step);
      printInitializers(printer, "iter_args", iterArgs(view), initArgs);
      if (initArgs.length > 0) printer.write(" -> (").types(op.resultTypes).write(")");
      printer.write(" ");
      if (!(iv.type instanceof IndexType)) printer.write(" : ").type(iv.type).write(" ");
      printer.region(region, { entryBlockArgs: false, terminators: !canElideTerminator(region) });
      printer.optionalAttrDict(op, writtenAttributes);
    },
    verify({ op, initArgs, results }) {
      if (initArgs.length !== results.length) {
        throw opError(op, "mismatch in number of loop-carried values and defined values");
      }
    },
    verifyRegions(view): void {
      const { op, lowerBound, initArgs, region } = view;
      const { args } = region.front;
      if (args.length === 0) {
        throw opError(op, "expected body to have at least 1 argument(s) for the induction variable, but got 0");
      }
      if (inductionVar(view).type !== lowerBound.type) {
        throw opError(op, "expected induction variable to be same type as bounds and step");
      }
      if (args.length - 1 !== initArgs.length) {
        throw opError(op, "mismatch in number of basic block args and defined values");
      }
    },
  },
);
export type ForOp = Op<typeof ForOp>;

export const inductionVar = ({ region }: ForOp): BlockArgument => region.front.args[0]!;
/** The arguments that hold what the loop carries. */
export const iterArgs = ({ region }: ForOp): readonly BlockArgument[] => region.front.args.slice(1);
/** What the loop carries into its next iteration. */
export const yieldedValues = ({ region }: ForOp): readonly Value[] => region.front.last!.operands;

/** A loop that carries values from `inits` on; `body` emits an iteration and returns the next values. */
export function createFor(
  builder: OpBuilder,
  { lowerBound, upperBound, step }: Pick<ForOp, "lowerBound" | "upperBound" | "step">,
  inits: readonly Value[],
  body: (iv: Value, state: readonly Value[]) => readonly Value[],
): ForOp {
  const resultTypes = inits.map(({ type }) => type);
  const region = builder.createRegion([lowerBound.type, ...resultTypes], ([iv, ...state]) => {
    builder.create(YieldOp, { results: body(iv!, state) });
  });
  return builder.create(ForOp, { lowerBound, upperBound, step, initArgs: inits, region, resultTypes });
}

// The loop's messages come before those of the edges between regions.
ForOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ region }) => [region],
  inductionVars: (view) => [inductionVar(view)],
  inits: ({ initArgs }) => initArgs,
  regionIterArgs: iterArgs,
  yieldedValues,
  loopResults: ({ results }) => results,
  bounds: ({ lowerBound, upperBound, step }) => ({ lowerBound, upperBound, step }),
});

ForOp.implement(CountedLoopOpInterface, {
  numbering: (view, builder) => ({
    count: iterationCount(builder, view, view.unsignedCmp !== undefined),
    bases: [view.lowerBound, view.step],
  }),
  inductionValue: (_, builder, number, [lowerBound, step]) => inductionValue(builder, number, lowerBound!, step!),
  createOver: (_, builder, { from, to }, inits, body) =>
    createFor(builder, { lowerBound: from, upperBound: to, step: createIndexConstant(builder, 1) }, inits, body).op,
});

ForOp.implement(SplittableLoopOpInterface, {
  isSplittable: (view) => inductionVar(view).type instanceof IndexType && hasUnitStep(view),
  createPart(view, builder, from, to, body) {
    createFor(builder, partOf(builder, view, from, to), [], (iv) => {
      body(iv);
      return [];
    });
  },
  createIndex: (_, builder, iv, factor, constant) => createPartIndex(builder, iv, factor, constant),
});

ForOp.implement(RegionBranchOpInterface, {
  successors: (view): readonly RegionSuccessor[] => [
    { region: view.region, inputs: iterArgs(view) },
    { region: undefined, inputs: view.results },
  ],
  entryRange: ({ op }) => ForOp.operandRange(op, 3),
});

ForOp.implement(ConditionallySpeculatable, {
  // With another step the induction variable may wrap around and never reach the bound.
  isSpeculatable({ op, step }) {
    const constant = constantValue(step);
    return constant instanceof IntegerAttr && constant.unsignedValue === 1n && isBodySpeculatable(op);
  },
});

// Syntax: `unsigned %i = %lb to %ub step %s iter_args(%a = %init, ...) -> (T, ...) : U { ... } {attributes}`.

function parseFor(parser: AsmParser, state: ParsedOperation): void {
  if (parser.parseOptionalKeyword("unsigned")) state.addAttribute("unsignedCmp", UnitAttr.get());
  const iv = parser.parseOperand();
  parser.parseEqual();
  const lowerBound = parser.parseOperand();
  parser.parseKeyword("to");
  const upperBound = parser.parseOperand();
  parser.parseKeyword("step");
  const step = parser.parseOperand();
  const hasIterArgs = parser.parseOptionalKeyword("iter_args");
  const assignments = hasIterArgs ? parser.parseAssignmentList() : [];
  state.resultTypes = hasIterArgs ? parser.parseArrowTypes() : [];
  if (assignments.length !== state.resultTypes.length) {
    throw parser.error("mismatch in number of loop-carried values and defined values", state.loc);
  }
  const type = parser.parseOptionalColon() ? parser.parseType() : indexType();
  const args = [parser.argument(iv, type), ...initializedArguments(parser, assignments, state.resultTypes)];
  state.regions.push(parser.parseRegion(state, { args }));
  // Only now, so that nothing defined in the body is taken for an operand.
  state.operands = [lowerBound, upperBound, step].map((operand) => parser.resolveOperand(operand, type));
  assignments.forEach(({ value }, i) => {
    state.operands.push(parser.resolveOperand(value, state.resultTypes[i]!));
  });
  parser.parseOptionalAttrDict(state);
}
