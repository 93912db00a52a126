/** `gpu.launch`: a kernel at the place where it is launched; `gpu.terminator` ends it. */

import type { AsmParser, ParsedArgument, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { IntegerAttr, SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { FlatSymbolRef, I32, Index } from "../../ir/builtin/constraints.ts";
import { i32, indexType } from "../../ir/builtin/types.ts";
import { anyRegion, optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { emptyRange } from "../../ir/index-range.ts";
import { ConcurrentOpInterface } from "../../ir/interfaces/concurrent.ts";
import { RegionBranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { constantValue } from "../../ir/matchers.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import {
  AffineScope,
  AutomaticAllocationScope,
  HasRecursiveMemoryEffects,
  hasParent,
  Pure,
  Terminator,
} from "../../ir/traits.ts";
import type { BlockArgument, Value } from "../../ir/value.ts";
import { asyncOperands, asyncResults, parseAsync, printAsync, runsOnDevice } from "./async.ts";
import {
  type Attributions,
  attributionsOf,
  parseAttributions,
  printAttributions,
  verifyAttributions,
  workgroupAttributionsName,
  workgroupCount,
  workgroupCountAttr,
} from "./attributions.ts";
import { asyncTokenType } from "./types.ts";

export const TerminatorOp = defineOp("gpu.terminator", {
  summary: "Ends the body of a launch",
  traits: [hasParent("gpu.launch"), Pure, Terminator],
  assemblyFormat: "attr-dict",
});
export type TerminatorOp = Op<typeof TerminatorOp>;

/** The sizes that a launch is given. */
const launchSizes = {
  gridSizeX: Index,
  gridSizeY: Index,
  gridSizeZ: Index,
  blockSizeX: Index,
  blockSizeY: Index,
  blockSizeZ: Index,
} as const;

export const LaunchOp = runsOnDevice(
  defineOp(
    "gpu.launch",
    {
      summary: "Runs its body once for each thread of a grid of blocks",
      operands: {
        ...asyncOperands,
        ...launchSizes,
        clusterSizeX: optional(Index),
        clusterSizeY: optional(Index),
        clusterSizeZ: optional(Index),
        dynamicSharedMemorySize: optional(I32),
      },
      attributes: { module: optional(FlatSymbolRef), function: optional(FlatSymbolRef) },
      results: asyncResults,
      regions: { body: anyRegion },
      traits: [AffineScope, AutomaticAllocationScope, HasRecursiveMemoryEffects],
    },
    {
      parse: parseLaunch,
      print(view, printer): void {
        printLaunch(view, printer);
      },
      verify(view): void {
        verifyLaunch(view);
      },
      verifyRegions(view): void {
        verifyLaunchRegions(view);
      },
    },
  ),
);
export type LaunchOp = Op<typeof LaunchOp>;

LaunchOp.implement(RegionBranchOpInterface, {
  successors: ({ body }, from) => [{ region: from === undefined ? body : undefined, inputs: [] }],
  entryRange: () => emptyRange,
});

LaunchOp.implement(ConcurrentOpInterface, {
  executionIds: (launch) => {
    const sizes = [...gridSize(launch), ...blockSize(launch)];
    return [...blockIds(launch), ...threadIds(launch)].filter((_, i) => !isOne(sizes[i]!));
  },
  regionMemory(launch) {
    const { workgroup, private: own } = launchAttributions(launch);
    return [
      ...workgroup.map((buffer) => ({ buffer, isShared: true })),
      ...own.map((buffer) => ({ buffer, isShared: false })),
    ];
  },
});

function isOne(size: Value): boolean {
  const constant = constantValue(size);
  return constant instanceof IntegerAttr && constant.value === 1n;
}

type Triple<T> = readonly [T, T, T];
const triple = <T>(list: readonly T[], start: number): Triple<T> => [list[start]!, list[start + 1]!, list[start + 2]!];

export const hasClusterSize = ({ clusterSizeX, clusterSizeY, clusterSizeZ }: LaunchOp): boolean =>
  clusterSizeX !== undefined && clusterSizeY !== undefined && clusterSizeZ !== undefined;

// The arguments of the body: ids and sizes, each in x, y and z, then the attributions.

const argumentsOf = ({ body }: LaunchOp): readonly BlockArgument[] => body.front.args;
export const blockIds = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 0);
export const threadIds = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 3);
export const gridSizeArgs = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 6);
export const blockSizeArgs = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 9);
/** Those of the clusters, if there are any. */
const clusterIds = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 12);
const clusterSizeArgs = (launch: LaunchOp): Triple<BlockArgument> => triple(argumentsOf(launch), 15);

/** The number of arguments of the body in front of the attributions. */
export const configArgumentCount = (launch: LaunchOp): number => (hasClusterSize(launch) ? 18 : 12);
export const launchAttributions = (launch: LaunchOp): Attributions =>
  attributionsOf(launch.op, configArgumentCount(launch));

export const gridSize = ({ gridSizeX, gridSizeY, gridSizeZ }: LaunchOp): Triple<Value> => [
  gridSizeX,
  gridSizeY,
  gridSizeZ,
];
export const blockSize = ({ blockSizeX, blockSizeY, blockSizeZ }: LaunchOp): Triple<Value> => [
  blockSizeX,
  blockSizeY,
  blockSizeZ,
];
/** The sizes of the clusters, if they are given. */
export const clusterSize = (launch: LaunchOp): Triple<Value> | undefined =>
  hasClusterSize(launch) ? [launch.clusterSizeX!, launch.clusterSizeY!, launch.clusterSizeZ!] : undefined;

function verifyLaunch(launch: LaunchOp): void {
  const given = [launch.clusterSizeX, launch.clusterSizeY, launch.clusterSizeZ];
  if (!hasClusterSize(launch) && given.some((size) => size !== undefined)) {
    throw opError(launch.op, "cluster size must be all present");
  }
}

function verifyLaunchRegions(launch: LaunchOp): void {
  const { op, body } = launch;
  if (!body.isEmpty && body.front.args.length < configArgumentCount(launch) + workgroupCount(op)) {
    throw opError(op, "unexpected number of region arguments");
  }
  verifyAttributions(op, launchAttributions(launch));
  for (const { last } of body.blocks()) {
    if (last === null || last.successors.length > 0 || TerminatorOp.is(last)) continue;
    throw errorAt(last.loc, "expected 'gpu.terminator' or a terminator with successors").attachNote(
      op.loc,
      "in 'gpu.launch' body region",
    );
  }
}

// Syntax: `async [%t] clusters(%i, %j, %k) in (%a = %x, ...) blocks(...) in (...) threads(...) in (...)
// dynamic_shared_memory_size %s module(@m) function(@f) workgroup(%w : T) private(%p : U) { ... } {attributes}`.

/** `(%id, ...) in (%argument = %size, ...)` */
interface SizeAssignment {
  readonly ids: readonly UnresolvedOperand[];
  readonly args: readonly UnresolvedOperand[];
  readonly sizes: readonly UnresolvedOperand[];
}

function parseSizeAssignment(parser: AsmParser): SizeAssignment {
  const at = parser.start;
  const ids = parser.parseDelimitedOperands("paren");
  if (ids.length !== 3) throw parser.error("expected three ids", at);
  parser.parseKeyword("in");
  const sizesAt = parser.start;
  const assignments = parser.parseAssignmentList();
  if (assignments.length !== 3) throw parser.error("expected three sizes", sizesAt);
  return { ids, args: assignments.map(({ arg }) => arg), sizes: assignments.map(({ value }) => value) };
}

function parseLaunch(parser: AsmParser, state: ParsedOperation): void {
  const { isAsync, tokens } = parseAsync(parser);
  if (isAsync) state.resultTypes = [asyncTokenType()];
  const clusters = parser.parseOptionalKeyword("clusters") ? parseSizeAssignment(parser) : undefined;
  parser.parseKeyword("blocks");
  const blocks = parseSizeAssignment(parser);
  parser.parseKeyword("threads");
  const threads = parseSizeAssignment(parser);
  const sizes = [...blocks.sizes, ...threads.sizes, ...(clusters?.sizes ?? [])];
  state.operands = [
    ...tokens.map((token) => parser.resolveOperand(token, asyncTokenType())),
    ...sizes.map((size) => parser.resolveOperand(size, indexType())),
  ];
  const hasSharedMemory = parser.parseOptionalKeyword("dynamic_shared_memory_size");
  if (hasSharedMemory) state.operands.push(parser.resolveOperand(parser.parseOperand(), i32()));
  for (const name of ["module", "function"]) {
    if (!parser.parseOptionalKeyword(name)) continue;
    parser.parseLParen();
    state.addAttribute(name, SymbolRefAttr.get(parser.parseSymbolName()));
    parser.parseRParen();
  }
  const names = [blocks.ids, threads.ids, blocks.args, threads.args, clusters?.ids ?? [], clusters?.args ?? []].flat();
  const args: ParsedArgument[] = names.map((name) => parser.argument(name, indexType()));
  const workgroup = parseAttributions(parser, "workgroup");
  state.addAttribute(workgroupAttributionsName, workgroupCountAttr(workgroup.length));
  args.push(...workgroup, ...parseAttributions(parser, "private"));
  state.regions.push(parser.parseRegion(state, { args }));
  parser.parseOptionalAttrDict(state);
  const cluster = clusters === undefined ? 0 : 1;
  const segments = [tokens.length, 1, 1, 1, 1, 1, 1, cluster, cluster, cluster, hasSharedMemory ? 1 : 0];
  state.addAttribute(operandSegmentSizes, sizesAttr(segments));
}

const written: ReadonlySet<string> = new Set([operandSegmentSizes, workgroupAttributionsName, "module", "function"]);

function printLaunch(launch: LaunchOp, printer: AsmPrinter): void {
  const { op, asyncToken, asyncDependencies, dynamicSharedMemorySize, body } = launch;
  if (asyncToken !== undefined || asyncDependencies.length > 0) {
    printer.write(" ");
    printAsync(printer, asyncToken, asyncDependencies);
  }
  const clusters = clusterSize(launch);
  if (clusters !== undefined) {
    printSizeAssignment(printer, "clusters", clusterIds(launch), clusterSizeArgs(launch), clusters);
  }
  printSizeAssignment(printer, "blocks", blockIds(launch), gridSizeArgs(launch), gridSize(launch));
  printSizeAssignment(printer, "threads", threadIds(launch), blockSizeArgs(launch), blockSize(launch));
  if (dynamicSharedMemorySize !== undefined) {
    printer.write(" dynamic_shared_memory_size ").operand(dynamicSharedMemorySize);
  }
  if (launch.module !== undefined) printer.write(" module(").symbolName(launch.module.root).write(")");
  if (launch.function !== undefined) printer.write(" function(").symbolName(launch.function.root).write(")");
  const attributions = launchAttributions(launch);
  printAttributions(printer, "workgroup", attributions.workgroup);
  printAttributions(printer, "private", attributions.private);
  printer.write(" ").region(body, { entryBlockArgs: false }).optionalAttrDict(op, written);
}

function printSizeAssignment(
  printer: AsmPrinter,
  keyword: string,
  ids: Triple<Value>,
  args: Triple<Value>,
  sizes: Triple<Value>,
): void {
  printer.write(` ${keyword}(`).operands(ids).write(") in (");
  printer.list(args.keys(), (i) => printer.operand(args[i]!).write(" = ").operand(sizes[i]!));
  printer.write(")");
}
