/** `scf.forall` and `scf.forall.in_parallel`: a region for many threads, which join their results at its end. */

import type { AsmParser, ParsedArgument } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { Attribute } from "../../ir/attribute.ts";
import { Block } from "../../ir/block.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { type ArrayAttr, denseI64Array, OpaqueAttr } from "../../ir/builtin/attributes.ts";
import { AnyRankedTensor, AnyType, arrayAttrOf, DenseI64Array, Index } from "../../ir/builtin/constraints.ts";
import { IndexType, indexType } from "../../ir/builtin/types.ts";
import { optional, singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { ConcurrentOpInterface } from "../../ir/interfaces/concurrent.ts";
import { LoopLikeOpInterface, RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { DeviceMappingAttrInterface, DeviceMaskingAttrInterface } from "../../ir/interfaces/device-mapping.ts";
import { InParallelOpInterface, ParallelCombiningOpInterface } from "../../ir/interfaces/parallel-combining.ts";
import { type IndexList, mixedIndices } from "../../ir/mixed-index.ts";
import type { Operation } from "../../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import {
  AutomaticAllocationScope,
  canElideTerminator,
  GraphRegion,
  HasRecursiveMemoryEffects,
  hasParent,
  NoTerminator,
  Pure,
  SingleBlock,
  singleBlockImplicitTerminator,
  Terminator,
} from "../../ir/traits.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import {
  type DynamicIndexList,
  parseDynamicIndexList,
  printDynamicIndexList,
  verifyDynamicIndexList,
} from "../dynamic-index-list.ts";
import type { NestBounds } from "./loop-nest.ts";
import { initializedArguments, parseArgumentNames, printInitializers } from "./syntax.ts";

export const InParallelOp = defineOp(
  "scf.forall.in_parallel",
  {
    summary: "Ends the region of a thread and says what it contributes to the results",
    regions: { region: singleBlockRegion },
    traits: [Pure, Terminator, hasParent("scf.forall"), NoTerminator, SingleBlock, GraphRegion],
  },
  {
    parse(parser, state) {
      const region = parser.parseRegion(state);
      if (region.isEmpty) region.append(new Block());
      state.regions.push(region);
      parser.parseOptionalAttrDict(state);
    },
    print({ op, region }, printer) {
      printer.write(" ").region(region, { entryBlockArgs: false }).optionalAttrDict(op);
    },
    verify({ op, region }): void {
      const outputs = regionOutArgs(ForallOp.view(op.parentOp!));
      for (const combining of region.front.ops()) {
        const destinations = ParallelCombiningOpInterface.of(combining)?.updatedDestinations(combining);
        if (destinations === undefined) throw opError(op, "expected only ParallelCombiningOpInterface ops");
        if (!destinations.every((value) => (outputs as readonly Value[]).includes(value))) {
          throw opError(combining, "may only insert into an output block argument");
        }
      }
    },
  },
);
InParallelOp.implement(InParallelOpInterface, {});
export type InParallelOp = Op<typeof InParallelOp>;

/** Attributes of dialects that are not registered may be anything. */
const isDeviceAttr = (attr: Attribute): boolean =>
  DeviceMappingAttrInterface.of(attr) !== undefined || isMask(attr) || attr instanceof OpaqueAttr;
const isMask = (attr: Attribute): boolean => DeviceMaskingAttrInterface.of(attr) !== undefined;

const DeviceMappingArray = arrayAttrOf("Device Mapping array attribute", isDeviceAttr);

const writtenAttributes: ReadonlySet<string> = new Set([
  operandSegmentSizes,
  "staticLowerBound",
  "staticUpperBound",
  "staticStep",
]);

export const ForallOp = defineOp(
  "scf.forall",
  {
    summary: "Executes a region for each thread of a grid, in parallel",
    operands: {
      dynamicLowerBound: variadic(Index),
      dynamicUpperBound: variadic(Index),
      dynamicStep: variadic(Index),
      outputs: variadic(AnyRankedTensor),
    },
    attributes: {
      staticLowerBound: DenseI64Array,
      staticUpperBound: DenseI64Array,
      staticStep: DenseI64Array,
      mapping: optional(DeviceMappingArray),
    },
    results: { results: variadic(AnyType) },
    regions: { region: singleBlockRegion },
    traits: [
      AutomaticAllocationScope,
      HasRecursiveMemoryEffects,
      singleBlockImplicitTerminator("scf.forall.in_parallel"),
    ],
  },
  {
    parse: parseForall,
    print(view, printer): void {
      const { op, outputs, results, region } = view;
      printer
        .write(" (")
        .operands(inductionVars(view))
        .write(isNormalized(view) ? ") in " : ") = ");
      if (!isNormalized(view)) {
        printDynamicIndexList(printer, lowerBounds(view), "paren");
        printer.write(" to ");
      }
      printDynamicIndexList(printer, upperBounds(view), "paren");
      if (!isNormalized(view)) {
        printer.write(" step ");
        printDynamicIndexList(printer, steps(view), "paren");
      }
      printInitializers(printer, "shared_outs", regionOutArgs(view), outputs);
      if (outputs.length > 0) printer.write(" -> (").types(op.resultTypes).write(")");
      const terminators = results.length > 0 || !canElideTerminator(region);
      printer.write(" ").region(region, { entryBlockArgs: false, terminators });
      printer.optionalAttrDict(op, writtenAttributes);
    },
    verify(view): void {
      verifyForall(view);
    },
  },
);
export type ForallOp = Op<typeof ForallOp>;

export const lowerBounds = ({ dynamicLowerBound, staticLowerBound }: ForallOp): IndexList => ({
  operands: dynamicLowerBound,
  constants: staticLowerBound,
});
export const upperBounds = ({ dynamicUpperBound, staticUpperBound }: ForallOp): IndexList => ({
  operands: dynamicUpperBound,
  constants: staticUpperBound,
});
export const steps = ({ dynamicStep, staticStep }: ForallOp): IndexList => ({
  operands: dynamicStep,
  constants: staticStep,
});

/** The bounds as values. */
export function createBounds(builder: OpBuilder, view: ForallOp): NestBounds {
  const values = (list: IndexList): Value[] => mixedIndices(list).map((index) => createIndex(builder, index));
  return { lowerBound: values(lowerBounds(view)), upperBound: values(upperBounds(view)), step: values(steps(view)) };
}

/** The number of loops. */
const rank = ({ staticLowerBound }: ForallOp): number => staticLowerBound.values.length;
export const inductionVars = (view: ForallOp): readonly BlockArgument[] => view.region.front.args.slice(0, rank(view));
/** The arguments through which the region sees the outputs. */
export const regionOutArgs = (view: ForallOp): readonly BlockArgument[] => view.region.front.args.slice(rank(view));
/** Whether all lower bounds are 0 and all steps 1. */
const isNormalized = ({ staticLowerBound, staticStep }: ForallOp): boolean =>
  staticLowerBound.values.every((value) => value === 0n) && staticStep.values.every((value) => value === 1n);

/** The operations that write what a thread contributes to the output `arg`. */
export const combiningOps = ({ region }: ForallOp, arg: BlockArgument): Operation[] =>
  [...InParallelOp.view(region.front.last!).region.front.ops()].filter((op) =>
    ParallelCombiningOpInterface.of(op)!.updatedDestinations(op).includes(arg),
  );

function verifyForall(view: ForallOp): void {
  const { op, outputs, results, region, mapping } = view;
  const loops = rank(view);
  if (results.length !== outputs.length) {
    throw opError(op, `produces ${results.length} results, but has only ${outputs.length} outputs`);
  }
  outputs.forEach(({ type }, i) => {
    const expected = results[i]!.type;
    if (type === expected) return;
    const operand = `operand #${op.numOperands - outputs.length + i} ('${type}')`;
    throw opError(op, `expected type of ${operand} to match type of corresponding result ('${expected}')`);
  });
  const { args } = region.front;
  if (args.length !== loops + outputs.length) throw opError(op, `region expects ${loops} arguments`);
  args.forEach(({ type }, i) => {
    if (i < loops && !(type instanceof IndexType)) throw opError(op, `expects ${i}-th block argument to be an index`);
    if (i >= loops && type !== outputs[i - loops]!.type) {
      throw opError(op, `type mismatch between ${i - loops}-th output and corresponding block argument`);
    }
  });
  if (mapping !== undefined && mapping.values.length > 0) verifyMapping(op, mapping, loops);
  verifyDynamicIndexList(op, "lower bound", loops, lowerBounds(view));
  verifyDynamicIndexList(op, "upper bound", loops, upperBounds(view));
  verifyDynamicIndexList(op, "step", loops, steps(view));
}

function verifyMapping(op: Operation, { values }: ArrayAttr, loops: number): void {
  const masks = values.filter(isMask).length;
  if (values.length - masks !== loops) throw opError(op, "mapping attribute size must match op rank");
  if (masks > 1) throw opError(op, "mapping supports at most one device masking attribute");
}

ForallOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ region }) => [region],
  inductionVars,
  inits: ({ outputs }) => outputs,
  regionIterArgs: regionOutArgs,
});

ForallOp.implement(ConcurrentOpInterface, { executionIds: inductionVars });

ForallOp.implement(RegionBranchOpInterface, {
  // The results come from what the threads contribute, so no edge names them.
  successors: (view, from) =>
    from === undefined
      ? [
          { region: view.region, inputs: regionOutArgs(view) },
          { region: undefined, inputs: [] },
        ]
      : [{ region: undefined, inputs: [] }],
  entryRange: ({ op }, to) => (to === undefined ? emptyRange : ForallOp.operandRange(op, 3)),
});

// Syntax: `(%i, %j) = (0, %a) to (%b, 8) step (1, 2) shared_outs(%o = %t) -> (T) { ... } {attributes}`; `(%i) in (%n)`
// stands for bounds from 0 in steps of 1.

function parseForall(parser: AsmParser, state: ParsedOperation): void {
  const ivs = parseArgumentNames(parser, indexType());
  const [lowerBound, upperBound, step] = parseBounds(parser, ivs.length);
  const outputsAt = parser.start;
  const assignments = parser.parseOptionalKeyword("shared_outs") ? parser.parseAssignmentList() : [];
  if (parser.start !== outputsAt) state.resultTypes = parser.parseOptionalArrowTypes();
  const types = state.resultTypes;
  const uses = assignments.map(({ value }) => value);
  const outputs = parser.resolveOperands(uses, types, outputsAt);
  const args: ParsedArgument[] = [...ivs, ...initializedArguments(parser, assignments, types)];
  state.regions.push(parser.parseRegion(state, { args }));
  parser.parseOptionalAttrDict(state);
  const lists = [lowerBound, upperBound, step];
  const indices = lists.flatMap(({ operands }) => operands.map((use) => parser.resolveOperand(use, indexType())));
  state.operands = [...indices, ...outputs];
  state.addAttribute(operandSegmentSizes, sizesAttr([...lists.map((list) => list.operands.length), outputs.length]));
  state.addAttribute("staticLowerBound", lowerBound.constants);
  state.addAttribute("staticUpperBound", upperBound.constants);
  state.addAttribute("staticStep", step.constants);
}

function parseBounds(parser: AsmParser, count: number): [DynamicIndexList, DynamicIndexList, DynamicIndexList] {
  const all = (value: bigint): DynamicIndexList => ({
    operands: [],
    constants: denseI64Array(new Array(count).fill(value)),
  });
  if (parser.parseOptionalKeyword("in")) return [all(0n), parseDynamicIndexList(parser, "paren"), all(1n)];
  parser.parseEqual();
  const lowerBound = parseDynamicIndexList(parser, "paren");
  parser.parseKeyword("to");
  const upperBound = parseDynamicIndexList(parser, "paren");
  parser.parseKeyword("step");
  return [lowerBound, upperBound, parseDynamicIndexList(parser, "paren")];
}
