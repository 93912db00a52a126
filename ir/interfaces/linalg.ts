/**
 * Structured operations: a perfect loop nest over the elements of tensors or buffers. For each point of the iteration space
 * the body is given one element of each operand, found through the operand's indexing map, and yields the new elements of
 * the outputs. A driver needs nothing else to lower, fuse or differentiate an operation, whatever its name is.
 */
import { type AffineMap, concatAffineMaps, inversePermutation } from "../affine.ts";
import { intern, type Type } from "../attribute.ts";
import type { Block } from "../block.ts";
import { isDynamic, MemRefType, RankedTensorType } from "../builtin/types.ts";
import { opError } from "../diagnostic.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { hasPureBufferSemantics, hasPureTensorSemantics } from "./destination-style.ts";
import { OpInterface } from "./interface.ts";

/** How the iterations of a loop relate: in any order, or adding up in the outputs. */
export type IteratorType = "parallel" | "reduction";

export interface LinalgOp {
  /** One map for each operand: from the indices of the loops to those of the element. */
  indexingMaps(op: Operation): readonly AffineMap[];
  /** One for each loop, the outermost first. */
  iteratorTypes(op: Operation): readonly IteratorType[];
  /** Throws `opError` if an attribute from which the maps follow is wrong. */
  verifyMapAttributes?(op: Operation): void;
}
export const LinalgOpInterface = new OpInterface<LinalgOp>("LinalgOp", { verifyRegions: verifyStructure });

/** For each operand, which element an iteration reads or writes. */
export const indexingMaps = (op: Operation): readonly AffineMap[] => LinalgOpInterface.of(op)!.indexingMaps(op);
/** Which loops an operation stands for, the outermost first. */
export const iteratorTypes = (op: Operation): readonly IteratorType[] => LinalgOpInterface.of(op)!.iteratorTypes(op);
/** How many loops an operation stands for. */
export const numLoops = (op: Operation): number => iteratorTypes(op).length;

/** The block that computes the elements; it has one argument for each operand. */
export const linalgBody = (op: Operation): Block => op.regions[0]!.front;

/** The argument of the body that holds elements of operand `index`. */
export const bodyArgument = (op: Operation, index: number): Value => linalgBody(op).args[index]!;

/** Whether the body looks at the elements of operand `index`. */
export const usesOperand = (op: Operation, index: number): boolean => bodyArgument(op, index).hasUses;

/** Whether no loop is a reduction. */
export const isAllParallel = (op: Operation): boolean => iteratorTypes(op).every((type) => type === "parallel");

/** The sizes of an operand's dimensions; none for a scalar. */
export const operandShape = ({ type }: Value): readonly number[] => (isArray(type) ? type.shape : []);

const isArray = (type: Type): type is RankedTensorType | MemRefType =>
  type instanceof RankedTensorType || type instanceof MemRefType;

/** What the body sees of a value: its element, or a scalar itself. */
export const elementOrSelf = (type: Type): Type => (isArray(type) ? type.elementType : type);

/** Whether maps tell the number of iterations of `loops` loops. */
export const areBoundsKnown = (maps: readonly AffineMap[], loops: number): boolean =>
  maps.length === 0 ? loops === 0 : boundsOf(maps) !== undefined;

/** The number of iterations of each loop, dynamic where the types do not tell. */
export function staticLoopRanges(op: Operation): number[] {
  return loopBounds(op).map(({ operand, dimension }) => operandShape(op.operand(operand))[dimension]!);
}

/** An operand and its dimension whose size is the number of iterations of a loop. */
export interface LoopBound {
  readonly operand: number;
  readonly dimension: number;
}

/** For each loop the first dimension of an operand that it runs over. */
export const loopBounds = (op: Operation): readonly LoopBound[] => boundsOf(indexingMaps(op))!;

/** What `loopBounds` gives for operations with these maps; undefined if a loop's bound cannot be told from them. */
function boundsOf(maps: readonly AffineMap[]): readonly LoopBound[] | undefined {
  // The same few lists of maps are met again and again.
  return intern(boundsOf, maps, () => {
    const map = inversePermutation(concatAffineMaps(maps));
    const dimensions = maps.flatMap(({ results }, operand) => results.map((_, dimension) => ({ operand, dimension })));
    return map?.results.map((_, loop) => dimensions[map.getDimPosition(loop)]!);
  });
}

// Verification, in upstream's order.

function verifyStructure(op: Operation): void {
  if (op.numOperands > 0 && !hasPureTensorSemantics(op) && !hasPureBufferSemantics(op)) {
    throw opError(op, "expected to have pure tensor or buffer semantics");
  }
  LinalgOpInterface.of(op)!.verifyMapAttributes?.(op);
  verifyIndexingMaps(op, indexingMaps(op));
  verifyBody(op);
}

function verifyIndexingMaps(op: Operation, maps: readonly AffineMap[]): void {
  if (maps.length !== op.numOperands) {
    const expected = `to be equal to the number of input/output operands (${op.numOperands})`;
    throw opError(op, `expected the number of indexing_map (${maps.length}) ${expected}`);
  }
  maps.forEach((map, i) => {
    if (map.numSymbols > 0) throw opError(op, `unexpected symbols in indexing_map #${i}`);
    const rank = operandShape(op.operand(i)).length;
    if (map.numResults === rank) return;
    const expected = `to match the result rank of indexing_map (${map.numResults})`;
    throw opError(op, `expected operand #${i} rank (${rank}) ${expected}`);
  });
  if (boundsOf(maps) === undefined) {
    throw opError(op, `invalid indexing maps are non-invertible: (${concatAffineMaps(maps)})`);
  }
  const loops = numLoops(op);
  verifyShapes(op, maps);
  maps.forEach(({ numDims }, i) => {
    if (numDims === loops) return;
    throw opError(op, `expected indexing_map #${i} to have ${loops} dim(s) to match the number of loops`);
  });
}

/** Where the number of iterations is known, the first and the last element of each operand must exist. */
function verifyShapes(op: Operation, maps: readonly AffineMap[]): void {
  const ranges = staticLoopRanges(op);
  if (ranges.some(isDynamic)) return;
  const first = ranges.map(() => 0);
  const last = ranges.map((range) => range - 1);
  maps.forEach((map, i) => {
    const starts = map.evaluateNumbers(first);
    const ends = map.evaluateNumbers(last);
    if (starts === undefined || ends === undefined) return;
    operandShape(op.operand(i)).forEach((size, dimension) => {
      if (isDynamic(size) || size === 0) return;
      const [start, end] = [starts[dimension]!, ends[dimension]!];
      if (Math.min(start, end) < 0) {
        throw opError(op, `unexpected result less than 0 at expression #${dimension} in ${map}`);
      }
      const inferred = Math.max(start, end) + 1;
      const isExact = map.results[dimension]!.kind === "dim";
      if (isExact ? inferred === size : inferred <= size) return;
      const expected = isExact ? `to be ${inferred}` : `to be greater than or equal to ${inferred}`;
      const where = `inferred input/output operand #${i} has shape's dimension #${dimension}`;
      throw opError(op, `${where} ${expected}, but found ${size}`);
    });
  });
}

function verifyBody(op: Operation): void {
  const region = op.regions[0]?.shown;
  if (op.regions.length !== 1 || region?.hasOneBlock !== true) {
    throw opError(op, "expects to have 1 region with 1 block");
  }
  const { args } = region.front;
  if (args.length !== op.numOperands) {
    const expected = "as the number of input/output operands";
    throw opError(op, `expected as many non-induction variable region arguments ${expected}`);
  }
  args.forEach(({ type }, i) => {
    const element = elementOrSelf(op.operand(i).type);
    if (type === element) return;
    const expected = `to match element or self type of the corresponding operand ('${element}')`;
    throw opError(op, `expected type of bb argument #${i} ('${type}') ${expected}`);
  });
}
