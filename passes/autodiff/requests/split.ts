/**
 * The two halves of reverse mode where a program asks for them by themselves. What lies between them, on several stacks, goes
 * as one address: that of a stack of the addresses of the others.
 */
import {
  AugmentOp,
  PullbackOp,
  StackAddressOp,
  StackAtOp,
  StackCreateOp,
  StackFreeOp,
  StackPopOp,
  StackPushOp,
  StackType,
  wrtIndices,
} from "../../../dialects/ad/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import type { DerivativeFunctions } from "../functions/derivative-functions.ts";
import { type ReverseRequest, reverseArguments } from "./reverse-arguments.ts";

const recordType = (): Type => StackType.get({ elementType: indexType() });

const addressOf = (builder: OpBuilder, stack: Value): Value =>
  builder.create(StackAddressOp, { stack, resultTypes: [indexType()] }).address;

const call = (fn: Operation, builder: OpBuilder, operands: readonly Value[]): readonly Value[] =>
  FunctionOpInterface.of(fn)!.createCall(fn, builder, operands).results;

/**
 * Throws where others may add to the shadows at the same time: the two halves, of which one may stand elsewhere, would not be
 * those of one function.
 */
function argumentsOfHalf(request: ReverseRequest, functions: DerivativeFunctions, isConcurrent: boolean) {
  const found = reverseArguments(request, functions, isConcurrent);
  const { signature } = found;
  if (signature.shared.length === 0) return { ...found, signature: { ...signature, constant: [] } };
  const { op } = request;
  throw opError(op, "asks for a half of reverse mode where others may add to the shadows at the same time").attachNote(
    op.loc,
    "ask for both halves at once with 'ad.vjp', or let each iteration of a parallel loop have shadows of its own",
  );
}

/** Makes the stacks, and calls the function that puts on them what its pullback takes. */
export function expandAugment(request: AugmentOp, functions: DerivativeFunctions, isConcurrent: boolean): void {
  const { op } = request;
  const { fn, signature, passed } = argumentsOfHalf(request, functions, isConcurrent);
  const { augmented, stackTypes } = functions.split(fn, signature, op);
  const builder = OpBuilder.before(op);
  const create = (type: Type): Value => builder.create(StackCreateOp, { resultTypes: [type] }).stack;
  const stacks = stackTypes(augmented).map((elementType) => create(StackType.get({ elementType })));
  const results = call(augmented, builder, [...passed, ...stacks]);
  const record = create(recordType());
  for (const stack of stacks) builder.create(StackPushOp, { value: addressOf(builder, stack), stack: record });
  op.replaceAllUsesWith([...results, addressOf(builder, record)]);
  op.erase();
}

/** Finds the stacks again, calls the pullback, and frees them. */
export function expandPullback(request: PullbackOp, functions: DerivativeFunctions, isConcurrent: boolean): void {
  const { op, cotangents, tape } = request;
  const { fn, signature, passed, adjoints } = argumentsOfHalf(request, functions, isConcurrent);
  const { augmented, pullback, stackTypes } = functions.split(fn, signature, op);
  const builder = OpBuilder.before(op);
  const at = (address: Value, type: Type): Value => builder.create(StackAtOp, { address, resultTypes: [type] }).stack;
  const record = at(tape, recordType());
  const stacks = new Map<Type, Value>();
  for (const elementType of [...stackTypes(augmented)].reverse()) {
    const address = builder.create(StackPopOp, { stack: record, resultTypes: [indexType()] }).value;
    stacks.set(elementType, at(address, StackType.get({ elementType })));
  }
  const seen = stackTypes(pullback).map((elementType) => stacks.get(elementType)!);
  const returned = call(pullback, builder, [...passed, ...cotangents, ...seen]);
  for (const stack of [...stacks.values(), record]) builder.create(StackFreeOp, { stack });
  op.replaceAllUsesWith([...adjoints(returned)]);
  op.erase();
}

/**
 * Throws at a request for a second half if the program asks for first halves of the function, but not by the same arguments:
 * what they keep is not what it takes.
 */
export function requirePairs(requests: readonly Operation[]): void {
  const keyOf = (request: ReverseRequest): string => `${request.callee.root} ${[...wrtIndices(request)].sort()}`;
  const augments = requests.flatMap((op) => AugmentOp.match(op) ?? []);
  const [functions, kept] = [new Set(augments.map(({ callee }) => callee.root)), new Set(augments.map(keyOf))];
  for (const pullback of requests.flatMap((op) => PullbackOp.match(op) ?? [])) {
    const { op, callee } = pullback;
    if (!functions.has(callee.root) || kept.has(keyOf(pullback))) continue;
    throw opError(
      op,
      `takes a tape, but none is kept for the derivative of '${callee.root}' by these arguments`,
    ).attachNote(op.loc, "ask for both halves with the same activities");
  }
}
