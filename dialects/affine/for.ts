/** `affine.for`: a counted loop whose bounds are affine maps and whose step is constant. */

import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import { AffineMapAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AffineMapAttribute, AnyType, Index, IndexAttr } from "../../ir/builtin/constraints.ts";
import { IndexType, indexType } from "../../ir/builtin/types.ts";
import { singleBlockRegion, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import {
  LoopLikeOpInterface,
  RegionBranchOpInterface,
  type RegionSuccessor,
} from "../../ir/interfaces/control-flow.ts";
import { CountedLoopOpInterface } from "../../ir/interfaces/counted-loop.ts";
import { ElementAccessScopeOpInterface } from "../../ir/interfaces/element-access.ts";
import { ConditionallySpeculatable, isBodySpeculatable } from "../../ir/interfaces/memory-effects.ts";
import { SplittableLoopOpInterface } from "../../ir/interfaces/splittable-loop.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import { AutomaticAllocationScope, HasRecursiveMemoryEffects, singleBlockImplicitTerminator } from "../../ir/traits.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { createIndex } from "../arith/index.ts";
import { createApplied } from "./composed-apply.ts";
import { affineAccessTo } from "./element-access.ts";
import { Iterations } from "./iterations.ts";
import type { Applied, LoopBounds } from "./map-operands.ts";
import { createPartIndex, haveOneResult, partOf } from "./parts.ts";
import { AffineLoop, verifyDimsAndSymbols } from "./scope.ts";
import { parseDimAndSymbolList, printDimAndSymbolList } from "./syntax.ts";
import { YieldOp } from "./yield.ts";

export const ForOp = defineOp(
  "affine.for",
  {
    summary: "A counted loop with bounds that are affine expressions",
    operands: {
      lowerBoundOperands: variadic(Index),
      upperBoundOperands: variadic(Index),
      inits: variadic(AnyType),
    },
    attributes: { lowerBoundMap: AffineMapAttribute, upperBoundMap: AffineMapAttribute, step: IndexAttr },
    results: { results: variadic(AnyType) },
    regions: { region: singleBlockRegion },
    traits: [
      AffineLoop,
      AutomaticAllocationScope,
      singleBlockImplicitTerminator("affine.yield"),
      HasRecursiveMemoryEffects,
    ],
  },
  {
    parse: parseFor,
    attributesWithoutAliases: (view): readonly string[] => [
      ...(isShort(lowerBound(view)) ? ["lowerBoundMap"] : []),
      ...(isShort(upperBound(view)) ? ["upperBoundMap"] : []),
    ],
    print(view, printer): void {
      const { op, inits, step, region } = view;
      printer.write(" ").operand(inductionVar(view)).write(" = ");
      printBound(printer, lowerBound(view), "max");
      printer.write(" to ");
      printBound(printer, upperBound(view), "min");
      if (step.value !== 1n) printer.write(` step ${step.value}`);
      if (inits.length > 0) {
        const args = iterArgs(view);
        printer.write(" iter_args(").list(args.keys(), (i) => {
          printer.operand(args[i]!).write(" = ").operand(inits[i]!);
        });
        printer.write(") -> (").types(op.resultTypes).write(")");
      }
      printer.write(" ").region(region, { entryBlockArgs: false, terminators: inits.length > 0 });
      printer.optionalAttrDict(op, writtenAttributes);
    },
    verifyRegions(view): void {
      verifyFor(view);
    },
  },
);
export type ForOp = Op<typeof ForOp>;

const writtenAttributes: ReadonlySet<string> = new Set(["lowerBoundMap", "upperBoundMap", "step", operandSegmentSizes]);

export const inductionVar = ({ region }: ForOp): BlockArgument => region.front.args[0]!;
/** The arguments that hold what the loop carries. */
export const iterArgs = ({ region }: ForOp): readonly BlockArgument[] => region.front.args.slice(1);
/** What the loop carries into its next iteration. */
export const yieldedValues = ({ region }: ForOp): readonly Value[] => region.front.last!.operands;

/** The induction variable starts at the greatest of the results. */
export const lowerBound = ({ lowerBoundMap, lowerBoundOperands }: ForOp): Applied => ({
  map: lowerBoundMap.affineMap,
  operands: lowerBoundOperands,
});
/** The induction variable stays below the least of the results. */
export const upperBound = ({ upperBoundMap, upperBoundOperands }: ForOp): Applied => ({
  map: upperBoundMap.affineMap,
  operands: upperBoundOperands,
});

const boundsOf = (loop: ForOp): LoopBounds => ({ lower: lowerBound(loop), upper: upperBound(loop) });

export const iterationsOf = (loop: ForOp): Iterations =>
  new Iterations(lowerBound(loop), upperBound(loop), loop.step.value);

/** Makes a loop that carries values; `body` gives the next ones. */
export function createFor(
  builder: OpBuilder,
  { lower, upper }: LoopBounds,
  step: bigint,
  inits: readonly Value[],
  body: (iv: Value, state: readonly Value[]) => readonly Value[],
): ForOp {
  const resultTypes = inits.map(({ type }) => type);
  const region = builder.createRegion([indexType(), ...resultTypes], ([iv, ...state]) => {
    builder.create(YieldOp, { operands: body(iv!, state) });
  });
  return builder.create(ForOp, {
    lowerBoundMap: AffineMapAttr.get(lower.map),
    lowerBoundOperands: lower.operands,
    upperBoundMap: AffineMapAttr.get(upper.map),
    upperBoundOperands: upper.operands,
    step: IntegerAttr.get(indexType(), step),
    inits,
    region,
    resultTypes,
  });
}

/** The value of a bound that is constant. */
export const constantBound = ({ map }: Applied): bigint | undefined =>
  map.isSingleConstant ? map.singleConstantResult : undefined;

/** The number of iterations of a loop with constant bounds. */
export function constantTripCount(loop: ForOp): bigint | undefined {
  const [lower, upper] = [constantBound(lowerBound(loop)), constantBound(upperBound(loop))];
  const step = loop.step.value;
  if (lower === undefined || upper === undefined || step <= 0n) return undefined;
  return upper <= lower ? 0n : (upper - lower + step - 1n) / step;
}

// The loop's messages come before those of the edges between regions.
ForOp.implement(LoopLikeOpInterface, {
  loopRegions: ({ region }) => [region],
  inductionVars: (view) => [inductionVar(view)],
  inits: ({ inits }) => inits,
  regionIterArgs: iterArgs,
  yieldedValues,
  loopResults: ({ results }) => results,
});

/** A value that stays the same. */
const symbolBound = (value: Value): Applied => ({
  map: AffineMap.get(0, 1, [AffineExpr.symbol(0)]),
  operands: [value],
});

ForOp.implement(CountedLoopOpInterface, {
  numbering(view, builder) {
    const iterations = iterationsOf(view);
    return { count: iterations.count(builder), bases: [iterations.first(builder)] };
  },
  inductionValue({ step }, builder, number, [first]) {
    const map = AffineMap.get(1, 1, [AffineExpr.dim(0).mul(step.value).add(AffineExpr.symbol(0))]);
    return createIndex(builder, createApplied(builder, { map, operands: [number, first!] }));
  },
  createOver: (_, builder, { from, to }, inits, body) =>
    createFor(builder, { lower: symbolBound(from), upper: symbolBound(to) }, 1n, inits, body).op,
});

ForOp.implement(SplittableLoopOpInterface, {
  isSplittable: (view) => view.step.value === 1n && haveOneResult(boundsOf(view)),
  createPart(view, builder, from, to, body) {
    createFor(builder, partOf(boundsOf(view), from, to), 1n, [], (iv) => {
      body(iv);
      return [];
    });
  },
  createIndex: (_, builder, iv, factor, constant) => createPartIndex(builder, iv, factor, constant),
});

ForOp.implement(ElementAccessScopeOpInterface, {
  accessTo: ({ op }, buffer, indices) => affineAccessTo(op, buffer, indices),
});

ForOp.implement(RegionBranchOpInterface, {
  successors(view, from) {
    const again: RegionSuccessor = { region: view.region, inputs: iterArgs(view) };
    const behind: RegionSuccessor = { region: undefined, inputs: view.results };
    const count = constantTripCount(view);
    if (from === undefined && count !== undefined) return [count > 0n ? again : behind];
    return from !== undefined && count === 1n ? [behind] : [again, behind];
  },
  entryRange: ({ op }) => ForOp.operandRange(op, 2),
});

ForOp.implement(ConditionallySpeculatable, {
  // With another step the induction variable may wrap around and never reach the bound.
  isSpeculatable: ({ op, step }) => step.value === 1n && isBodySpeculatable(op),
});

function verifyFor(view: ForOp): void {
  const { op, inits, results, region } = view;
  const { args } = region.front;
  if (!(args[0]?.type instanceof IndexType)) {
    throw opError(op, "expected body to have a single index argument for the induction variable");
  }
  const bounds = [
    { name: "lower", ...lowerBound(view) },
    { name: "upper", ...upperBound(view) },
  ];
  for (const { name, map, operands } of bounds) {
    if (operands.length !== map.numInputs) {
      throw opError(op, `expected as many ${name} bound operands as the ${name} bound map has inputs`);
    }
    verifyDimsAndSymbols(op, operands, map.numDims);
  }
  for (const { name, map } of bounds) {
    if (map.numResults === 0) throw opError(op, `expected ${name} bound map to have at least one result`);
  }
  if (results.length === 0) return;
  if (inits.length !== results.length) {
    throw opError(op, "mismatch between the number of loop-carried values and results");
  }
  if (args.length - 1 !== results.length) {
    throw opError(op, "mismatch between the number of basic block args and results");
  }
}

// Syntax: `%i = bound to bound step 2 iter_args(%a = %init, ...) -> (T, ...) { ... } {attributes}`, where a bound is a
// number, a value, or a map and its operands.

function parseFor(parser: AsmParser, state: ParsedOperation): void {
  const iv = parser.parseArgument({}, indexType());
  parser.parseEqual();
  parseBound(parser, state, "lower");
  const numLower = state.operands.length;
  if (!parser.parseOptionalKeyword("to")) throw parser.error("expected 'to' between bounds");
  parseBound(parser, state, "upper");
  const numUpper = state.operands.length - numLower;
  state.addAttribute("step", parseStep(parser));
  const hasIterArgs = parser.parseOptionalKeyword("iter_args");
  const assignments = hasIterArgs ? parser.parseAssignmentList() : [];
  state.resultTypes = hasIterArgs ? parser.parseArrowTypes() : [];
  if (assignments.length !== state.resultTypes.length) {
    throw parser.error("mismatch between the number of loop-carried values and results", state.loc);
  }
  const args = assignments.map(({ arg, value }, i) => {
    const type = state.resultTypes[i]!;
    state.operands.push(parser.resolveOperand(value, type));
    return parser.argument(arg, type);
  });
  state.addAttribute(operandSegmentSizes, sizesAttr([numLower, numUpper, assignments.length]));
  state.regions.push(parser.parseRegion(state, { args: [iv, ...args] }));
  parser.parseOptionalAttrDict(state);
}

function parseStep(parser: AsmParser): IntegerAttr {
  if (!parser.parseOptionalKeyword("step")) return IntegerAttr.get(indexType(), 1);
  const at = parser.start;
  const step = parser.parseAttribute(indexType());
  if (!(step instanceof IntegerAttr)) throw parser.error("invalid kind of attribute specified", at);
  if (step.value < 0n) throw parser.error("expected step to be representable as a positive signed integer", at);
  return step;
}

/** Adds the map of a bound to the attributes, and its inputs to the operands. */
function parseBound(parser: AsmParser, state: ParsedOperation, which: "lower" | "upper"): void {
  const prefix = which === "lower" ? "max" : "min";
  const hasPrefix = parser.parseOptionalKeyword(prefix);
  const setMap = (map: AffineMap): void => state.addAttribute(`${which}BoundMap`, AffineMapAttr.get(map));
  const values = parser.parseOperandList();
  if (values.length > 1) throw parser.error("expected only one loop bound operand", state.loc);
  if (values.length === 1) {
    state.operands.push(parser.resolveOperand(values[0]!, indexType()));
    setMap(AffineMap.get(0, 1, [AffineExpr.symbol(0)]));
    return;
  }
  const at = parser.start;
  const attr = parser.parseAttribute(indexType());
  if (attr instanceof IntegerAttr) {
    setMap(AffineMap.getConstantMap(attr.value));
    return;
  }
  if (!(attr instanceof AffineMapAttr)) {
    throw parser.error("expected valid affine map representation for loop bounds", state.loc);
  }
  const map = attr.affineMap;
  const [numDims, numSymbols] = parseDimAndSymbolList(parser, state);
  if (map.numDims !== numDims) throw parser.error("dim operand count and affine map dim count must match", state.loc);
  if (map.numSymbols !== numSymbols) {
    throw parser.error("symbol operand count and affine map symbol count must match", state.loc);
  }
  if (map.numResults > 1 && !hasPrefix) {
    throw parser.error(`${which} loop bound affine map with multiple results requires '${prefix}' prefix`, at);
  }
  setMap(map);
}

/** A constant, or a value that is the only symbol: it is written without a map. */
function isShort({ map: { numDims, numSymbols, numResults, results } }: Applied): boolean {
  if (numResults !== 1 || numDims > 0 || numSymbols > 1) return false;
  return results[0]!.kind === (numSymbols === 0 ? "constant" : "symbol");
}

function printBound(printer: AsmPrinter, bound: Applied, prefix: string): void {
  const { map, operands } = bound;
  const [only] = map.results;
  if (isShort(bound)) {
    if (only!.kind === "constant") printer.write(String(only!.value));
    else printer.operand(operands[0]!);
    return;
  }
  if (map.numResults > 1) printer.write(`${prefix} `);
  printer.attribute(AffineMapAttr.get(map));
  printDimAndSymbolList(printer, operands, map.numDims);
}
