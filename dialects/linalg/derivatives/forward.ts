/**
 * Forward mode. The tangent of a structured operation is one over the same loops: its body has been differentiated, and is
 * given the elements of the tangents besides those of the inputs. Where an output is read while it comes about, such as
 * by a maximum, it comes about a second time beside its tangent; on buffers both come about in one operation.
 */
import type { RankedTensorType } from "../../../ir/builtin/types.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { hasPureBufferSemantics, isDpsInit } from "../../../ir/interfaces/destination-style.ts";
import { isDifferentiableType, type TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import { indexingMaps, linalgBody, numLoops, usesOperand } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { AddFOp, ExtFOp, NegFOp, SelectOp, SubFOp, TruncFOp } from "../../arith/index.ts";
import * as complex from "../../complex/index.ts";
import { sizesOf } from "../../tensor/index.ts";
import { cloneWithOperands } from "../structured.ts";
import { emptyTensor, fillWithZeros, isBuffer } from "./arrays.ts";
import { isCovering, isInjective, type Output, onlyReads, outputsBehind, outputsOf } from "./body.ts";
import { isContraction } from "./contraction.ts";
import { createNest, type NestInput, type NestOutput } from "./nest.ts";

export function forward(op: Operation, b: TangentBuilder): void {
  if (!onlyReads(linalgBody(op))) {
    throw opError(op, "cannot be differentiated in forward mode: its body may write to memory");
  }
  const outputs = activeOutputs(op, b);
  if (outputs.length === 0) return;
  // The shadows of buffers change before the buffers do, whose contents may matter.
  if (hasPureBufferSemantics(op)) b.builder.setInsertionPoint(op);
  if (isContraction(op)) forwardProduct(op, b);
  else if (isLinear(op, outputs, b)) applyToTangents(op, outputs, b);
  else forwardBody(op, outputs, b);
}

const arrayOf = (op: Operation, { init, position }: Output): Value => (isBuffer(init) ? init : op.result(position));

/** The outputs whose tangents matter: those that are active, and tensors that these read while they come about. */
function activeOutputs(op: Operation, b: TangentBuilder): Output[] {
  const active = outputsOf(op).filter((output) => b.isActive(arrayOf(op, output)));
  const read = outputsBehind(
    op,
    active.map(({ yielded }) => yielded),
  );
  const positions = new Set([
    ...active.map(({ position }) => position),
    ...read.filter(({ init }) => isDifferentiableType(init.type)).map(({ position }) => position),
  ]);
  return outputsOf(op).filter(({ position }) => positions.has(position));
}

const tangentOf = (b: TangentBuilder, value: Value): Value | undefined =>
  isBuffer(value) ? b.shadow(value) : b.tangent(value);

/** The tangent of a tensor, or a new tensor of zeros; the shadow of a buffer. */
function tangentOrZeros(b: TangentBuilder, init: Value): Value {
  const tangent = tangentOf(b, init);
  if (tangent !== undefined) return tangent;
  return fillWithZeros(b, emptyTensor(b.builder, init.type as RankedTensorType, sizesOf(b.builder, init)));
}

/** Declares the tangents of tensors; buffers need not be. */
function setTangents(
  op: Operation,
  outputs: readonly Output[],
  tangents: readonly (Value | undefined)[],
  b: TangentBuilder,
) {
  outputs.forEach(({ init, position }, i) => {
    if (!isBuffer(init) && tangents[i] !== undefined) b.setTangent(op.result(position), tangents[i]);
  });
}

// Operations that are linear are applied to the tangents under their own name.

/** out += lhs * rhs: the same operation for each input that has a tangent, one behind the other. */
function forwardProduct(op: Operation, b: TangentBuilder): void {
  const [output] = outputsOf(op);
  const inputs = op.operands.slice(0, -1);
  const varied = inputs.flatMap((input, i) => (tangentOf(b, input) === undefined ? [] : [i]));
  let sum = varied.length === 0 ? tangentOf(b, output!.init) : tangentOrZeros(b, output!.init);
  for (const i of varied) {
    const operands = [...inputs.map((input, k) => (k === i ? tangentOf(b, input)! : input)), sum!];
    sum = cloneWithOperands(b.builder, op, operands).results[0] ?? sum;
  }
  setTangents(op, [output!], [sum], b);
}

const linearOps = [
  ...[AddFOp, SubFOp, NegFOp, ExtFOp, TruncFOp, SelectOp],
  ...[complex.AddOp, complex.SubOp, complex.NegOp, complex.ConjOp],
];

/** Whether the tangents are what the operation makes of the tangents of its inputs. */
function isLinear(op: Operation, outputs: readonly Output[], b: TangentBuilder): boolean {
  const body = linalgBody(op);
  const isTangent = (value: Value): boolean => !isDifferentiableType(value.type) || value.parentBlock === body;
  return (
    outputs.length === outputsOf(op).length &&
    outputs.every(({ map, argument }) => isCovering(map) || argument.hasUses) &&
    [...body.ops()].every((inner) => isTerminatorOr(inner, linearOps) && inner.operands.every(isTangent)) &&
    op.operands.every(
      (operand, i) =>
        isDpsInit(op, i) ||
        !usesOperand(op, i) ||
        !isDifferentiableType(body.args[i]!.type) ||
        tangentOf(b, operand) !== undefined,
    )
  );
}

const isTerminatorOr = (op: Operation, defs: readonly { is(op: Operation): boolean }[]): boolean =>
  op.def.isTerminator || defs.some((def) => def.is(op));

function applyToTangents(op: Operation, outputs: readonly Output[], b: TangentBuilder): void {
  const operands = op.operands.map((operand, i) => {
    const isRead = usesOperand(op, i);
    if (isDpsInit(op, i)) return isRead || isBuffer(operand) ? tangentOrZeros(b, operand) : operand;
    return isRead ? (tangentOf(b, operand) ?? operand) : operand;
  });
  setTangents(op, outputs, cloneWithOperands(b.builder, op, operands).results, b);
}

// Others: the body is differentiated.

function forwardBody(op: Operation, outputs: readonly Output[], b: TangentBuilder): void {
  const region = op.regions[0]!;
  const body = region.front;
  const original = op.clone();
  const tangentArguments = addTangentArguments(op, outputs, b);
  const all = b.forwardRegion(region);
  const isLeft = ({ map, init }: Output): boolean => !isCovering(map) && tangentOf(b, init) !== undefined;
  const isRead = ({ argument }: Output): boolean => isNeeded(tangentArguments.get(argument), all);
  const changed = outputs.filter(
    (output) => all[output.position] !== undefined || isBuffer(output.init) || isLeft(output) || isRead(output),
  );
  const tangents = changed.map(({ position }) => all[position]);
  if (changed.every((output, i) => tangents[i] === undefined && isCovering(output.map))) {
    for (const { init } of changed) if (isBuffer(init)) fillWithZeros(b, b.shadow(init)!);
  } else {
    const nest = new TangentNest(op, changed, tangents, tangentArguments, b);
    setTangents(op, changed, nest.create(), b);
    if (nest.replacesOp) {
      original.erase();
      op.erase();
      return;
    }
  }
  // The body is what it was, without the tangents.
  region.remove(body);
  region.takeBlocksOf(original.regions[0]!);
  original.erase();
}

/** Whether a tangent argument of the body is used in it, or yielded as one of the tangents. */
const isNeeded = (argument: Value | undefined, tangents: readonly (Value | undefined)[]): argument is Value =>
  argument !== undefined && (argument.hasUses || tangents.includes(argument));

/** Gives the body arguments for tangents of elements; returns them by the arguments for the elements. */
function addTangentArguments(op: Operation, active: readonly Output[], b: TangentBuilder): Map<Value, Value> {
  const body = linalgBody(op);
  const added = new Map<Value, Value>();
  const add = (argument: Value): void => {
    if (!argument.hasUses || !isDifferentiableType(argument.type)) return;
    const tangent = body.addArgument(argument.type, argument.loc);
    added.set(argument, tangent);
    b.setTangent(argument, tangent);
  };
  const outputs = outputsOf(op);
  const inputs = body.args.slice(0, -outputs.length);
  inputs.forEach((argument, i) => {
    if (tangentOf(b, op.operand(i)) !== undefined) add(argument);
  });
  for (const output of outputs) {
    // Where each element has one iteration, nothing else than the output's own tangent comes back.
    const isActive = active.some(({ position }) => position === output.position);
    const comesBack = !isInjective(output.map) && isActive;
    if (comesBack || tangentOf(b, output.init) !== undefined) add(output.argument);
  }
  return added;
}

class TangentNest {
  readonly #op: Operation;
  readonly #outputs: readonly Output[];
  readonly #tangents: readonly (Value | undefined)[];
  readonly #tangentArguments: ReadonlyMap<Value, Value>;
  readonly #b: TangentBuilder;
  /** The outputs that come about beside the tangents. */
  readonly #alongside: readonly Output[];
  /** Whether the operation that is made does what the operation itself does, too. */
  readonly replacesOp: boolean;

  constructor(
    op: Operation,
    outputs: readonly Output[],
    tangents: readonly (Value | undefined)[],
    tangentArguments: ReadonlyMap<Value, Value>,
    b: TangentBuilder,
  ) {
    this.#op = op;
    this.#outputs = outputs;
    this.#tangents = tangents;
    this.#tangentArguments = tangentArguments;
    this.#b = b;
    const needed = outputsBehind(
      op,
      tangents.filter((tangent) => tangent !== undefined),
    );
    this.replacesOp = needed.length > 0 && hasPureBufferSemantics(op);
    this.#alongside = this.replacesOp ? outputsOf(op) : needed;
  }

  /** The tangents of the outputs. */
  create(): (Value | undefined)[] {
    const body = linalgBody(this.#op);
    const { inputs, outputs } = this.#operands();
    const results = createNest(this.#b.builder, {
      numLoops: numLoops(this.#op),
      inputs: inputs.map(({ input }) => input),
      outputs: outputs.map(({ output }) => output),
      body: (ins, outs) => {
        const yielded = outputs.map(({ yielded }) => yielded);
        body.terminator!.erase();
        const { builder } = this.#b;
        builder.insertionBlock.takeOpsOf(body);
        const elements = [...ins, ...outs];
        const replacements = new Map([...inputs, ...outputs].map(({ argument }, i) => [argument, elements[i]!]));
        for (const [argument, element] of replacements) argument?.replaceAllUsesWith(element);
        builder.setInsertionPointToEnd(builder.insertionBlock);
        return yielded.map((value, i) => {
          if (value === undefined) return this.#b.zeroOf(outs[i]!.type, builder);
          return replacements.get(value) ?? value;
        });
      },
    });
    return results.slice(this.#alongside.length);
  }

  #operands() {
    const [op, b] = [this.#op, this.#b];
    const maps = indexingMaps(op);
    const body = linalgBody(op);
    const all = outputsOf(op);
    const alongside = new Set(this.#alongside.map(({ position }) => position));
    const comesAbout = new Set(this.#outputs.map(({ position }) => position));
    const input = (argument: Value, operand: Value, i: number): { argument: Value; input: NestInput } => ({
      argument,
      input: { type: operand.type, map: maps[i]!, operand: () => operand },
    });
    const numInputs = op.numOperands - all.length;
    const inputs = [
      ...op.operands.flatMap((operand, i) => (alongside.has(i - numInputs) ? [] : [input(body.args[i]!, operand, i)])),
      // Of an output without a tangent of its own, each iteration reads what was there before.
      ...op.operands.flatMap((operand, i) => {
        const argument = comesAbout.has(i - numInputs) ? undefined : this.#tangentArguments.get(body.args[i]!);
        return isNeeded(argument, this.#tangents) ? [input(argument, tangentOf(b, operand)!, i)] : [];
      }),
    ];
    const output = (argument: Value | undefined, yielded: Value | undefined, rest: NestOutput) => ({
      argument,
      yielded,
      output: rest,
    });
    const outputs = [
      ...this.#alongside.map(({ argument, yielded, init, map }) =>
        output(argument, yielded, { type: init.type, map, operand: () => init }),
      ),
      ...this.#outputs.map(({ argument, init, map }, i) =>
        output(this.#tangentArguments.get(argument), this.#tangents[i], {
          type: init.type,
          map,
          operand: (isRead) => {
            const isInit = !isRead && isCovering(map) && !isBuffer(init);
            return isInit ? init : tangentOrZeros(b, init);
          },
        }),
      ),
    ];
    return { inputs, outputs };
  }
}
