/**
 * Bufferization of `scf.for`, `scf.while` and `scf.condition`. What a loop carries is a buffer that it is given, that its
 * iterations write to, and that it returns: the operand counts as written, and the arguments of the body as buffers of
 * their own. For that each iteration must pass on the buffer that it was given, or one that nobody else has.
 */
import { BaseMemRefType, TensorType } from "../../../ir/builtin/types.ts";
import { errorAt } from "../../../ir/diagnostic.ts";
import {
  type AliasingValue,
  type AnalysisState,
  BufferizableOpInterface,
  type BufferRelation,
  type TensorCopies,
} from "../../../ir/interfaces/bufferizable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type OpOperand, type OpResult, type Value } from "../../../ir/value.ts";
import { ForOp, iterArgs, yieldedValues } from "../for.ts";
import { tripCount } from "../trip-count.ts";
import { ConditionOp, conditionOf, WhileOp, yieldOf } from "../while.ts";

const isTensor = ({ type }: Value): boolean => type instanceof TensorType;

const aliasWith = (value: Value, isEquivalent: boolean): AliasingValue[] => {
  const relation: BufferRelation = isEquivalent ? "equivalent" : "unknown";
  return [{ value, relation, isDefinite: isEquivalent }];
};

/** Throws unless each tensor that a terminator passes on is the argument of its place, or loops may allocate. */
function verifyPassedOn(
  terminator: Operation,
  what: string,
  passed: readonly Value[],
  args: readonly Value[],
  state: AnalysisState,
): void {
  if (state.options.allowReturnAllocsFromLoops) return;
  passed.forEach((value, i) => {
    if (!isTensor(value) || (args[i] !== undefined && state.areEquivalent(value, args[i]))) return;
    throw errorAt(terminator.loc, `${what} #${i} is not equivalent to the corresponding iter bbArg`);
  });
}

/** The types of buffers, where values are tensors or were. */
const bufferTypes = (values: readonly Value[]): (BaseMemRefType | undefined)[] =>
  values.map(({ type }) => (type instanceof BaseMemRefType ? type : undefined));

// scf.for

/** The first operand that is carried. */
const firstInit = 3;

const mayNotExecute = ({ lowerBound, upperBound, step, unsignedCmp }: ForOp): boolean => {
  const count = tripCount({ lowerBound, upperBound, step, unsigned: unsignedCmp !== undefined });
  return count === undefined || count === 0n;
};

const isPassedOn = (view: ForOp, index: number, state: AnalysisState): boolean =>
  state.areEquivalent(iterArgs(view)[index]!, yieldedValues(view)[index]!);

ForOp.implement(BufferizableOpInterface, {
  // Without an iteration the results are the operands.
  bufferizesToMemoryRead: (view, { index }, state) =>
    mayNotExecute(view) || state.isValueRead(iterArgs(view)[index - firstInit]!),
  bufferizesToMemoryWrite: () => true,
  aliasingValues: (view, { index }, state) =>
    aliasWith(view.op.result(index - firstInit), isPassedOn(view, index - firstInit, state)),
  aliasingOperands(view, value, state) {
    if (value instanceof BlockArgument) return [];
    const operand = view.op.opOperand(firstInit + value.index);
    return aliasWith(value, isPassedOn(view, value.index, state)).map((alias) => ({ ...alias, operand }));
  },
  isWritable: () => true,
  verifyAnalysis(view, state) {
    verifyPassedOn(view.region.front.last!, "Yield operand", yieldedValues(view), iterArgs(view), state);
  },
  resolveConflicts(view, copies) {
    copies.resolve(view.op);
    if (copies.state.options.copyBeforeWrite) return;
    const terminator = view.region.front.last!;
    iterArgs(view).forEach((argument, i) => {
      const value = terminator.operand(i);
      if (!isTensor(value) || !copies.mayAliasExternal(value, view.region, argument)) return;
      terminator.setOperand(i, copies.copyBefore(value, terminator));
    });
  },
  bufferType(view, value, types) {
    const index = value instanceof BlockArgument ? value.index - 1 : value.index;
    const argument = iterArgs(view)[index]!;
    return value === argument
      ? types.ofJoin(view.op, argument, [view.initArgs[index]!, yieldedValues(view)[index]!])
      : types.of(argument);
  },
  bufferize(view, bufferizer) {
    bufferizer.becomeBuffers([...iterArgs(view), ...view.results]);
    bufferizer.bufferizeOperands(view.op, [...new Array(firstInit), ...bufferTypes(iterArgs(view))]);
  },
});

// scf.while

/** Whether both regions pass on what they are given at this place, which is also a result. */
function isCarried(view: WhileOp, index: number, state: AnalysisState): boolean {
  const [before, after] = [view.before.front.args[index], view.after.front.args[index]];
  const [condition, yielded] = [conditionOf(view).args[index], yieldOf(view).results[index]];
  if (before === undefined || after === undefined || condition === undefined || yielded === undefined) return false;
  return state.areEquivalent(before, condition) && state.areEquivalent(after, yielded);
}

/** The result at the same place as an operand, if it is of the same type. */
function tiedResult({ op }: WhileOp, { index, value }: OpOperand): OpResult | undefined {
  const result = op.results[index];
  return result?.type === value.type ? result : undefined;
}

WhileOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => true,
  aliasingValues(view, operand, state) {
    const result = tiedResult(view, operand);
    return result === undefined ? [] : aliasWith(result, isCarried(view, operand.index, state));
  },
  aliasingOperands(view, value, state) {
    const operand = value instanceof BlockArgument ? undefined : view.op.opOperands[value.index];
    if (operand === undefined || tiedResult(view, operand) === undefined) return [];
    return aliasWith(value, isCarried(view, value.index, state)).map((alias) => ({ ...alias, operand }));
  },
  isWritable: () => true,
  verifyAnalysis(view, state) {
    const { before, after } = view;
    verifyPassedOn(conditionOf(view).op, "Condition arg", conditionOf(view).args, before.front.args, state);
    verifyPassedOn(yieldOf(view).op, "Yield operand", yieldOf(view).results, after.front.args, state);
  },
  resolveConflicts(view, copies) {
    copies.resolve(view.op);
    if (!copies.state.options.copyBeforeWrite) copyWhatIsNotCarried(view, copies);
  },
  bufferType(view, value, types) {
    if (value instanceof BlockArgument && value.owner === view.before.front) {
      const { index } = value;
      return types.ofJoin(view.op, value, [view.inits[index]!, yieldOf(view).results[index]!]);
    }
    return types.of(conditionOf(view).args[value.index]!);
  },
  bufferize(view, bufferizer) {
    const [before, after] = [view.before.front.args, view.after.front.args];
    bufferizer.becomeBuffers([...before, ...after, ...view.results]);
    bufferizer.bufferizeOperands(view.op, bufferTypes(before));
  },
});

/** What leaves the first region is the buffer that came into it, or one of its own. */
function copyWhatIsNotCarried(view: WhileOp, copies: TensorCopies): void {
  const condition = conditionOf(view);
  condition.args.forEach((value, i) => {
    if (!isTensor(value) || isCarried(view, i, copies.state)) return;
    condition.op.setOperand(i + 1, copies.copyBefore(value, condition.op));
  });
}

ConditionOp.implement(BufferizableOpInterface, {
  bufferizesToMemoryRead: () => true,
  bufferizesToMemoryWrite: () => false,
  mustBufferizeInPlace: () => true,
  aliasingValues: () => [],
  bufferize({ op }, bufferizer) {
    const { after } = WhileOp.view(op.parentOp!);
    bufferizer.bufferizeOperands(op, [undefined, ...bufferTypes(after.front.args)]);
  },
});
