/**
 * Reverse mode of maxima and minima, structured: the adjoint of an element of the output goes to the iteration that gave
 * it. Which one that is, if any, is found first: the operation is executed again, and notes down for each element the
 * indices of the iteration that won. Between equal candidates the scalar operation's own rule decides, as in forward mode.
 */
import { AffineMap } from "../../../ir/affine.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { indexType } from "../../../ir/builtin/types.ts";
import type { AdjointBuilder } from "../../../ir/interfaces/differentiable.ts";
import { linalgBody, numLoops, operandShape } from "../../../ir/interfaces/linalg.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import {
  AndIOp,
  CmpFOp,
  CmpFPredicate,
  CmpIOp,
  CmpIPredicate,
  createIndexConstant,
  MaximumFOp,
  MaxNumFOp,
  MinimumFOp,
  MinNumFOp,
  SelectOp,
} from "../../arith/index.ts";
import { allocateCopy, DeallocOp } from "../../memref/index.ts";
import { createLoopIndex } from "../body-ops.ts";
import { createFill } from "../named-ops.ts";
import { arrayLike, contentsOf, emptyLike, isBuffer } from "./arrays.ts";
import { argumentsBehind, isInjective, outputsOf } from "./body.ts";
import { createNest, type NestInput, type NestOutput } from "./nest.ts";
import { primalInputs, repeatBody, type Seed } from "./reverse-nest.ts";
import { addContributions, capturesOnlyScalars, groupsOf, targetsOf } from "./structured.ts";

/** What the body chooses from, if it chooses between the output's element and a value that does not depend on it. */
export interface Choice {
  readonly seed: Seed;
  readonly candidate: Value;
}

/** Whether the only adjoint is that of an output whose elements are chosen. */
export function choiceOf(op: Operation, seeds: readonly Seed[], b: AdjointBuilder): Choice | undefined {
  const [seed, ...others] = seeds;
  if (others.length > 0 || isInjective(seed!.map) || !capturesOnlyScalars(op, b)) return undefined;
  const body = linalgBody(op);
  const { argument, yielded } = seed!;
  if (yielded.definingOp?.block !== body) return undefined;
  const alternatives = alternativesOf(yielded.definingOp);
  if (alternatives?.includes(argument) !== true) return undefined;
  const candidate = alternatives.find((value) => value !== argument);
  if (candidate === undefined) return undefined;
  const changing = outputsOf(op).filter(({ map }) => !isInjective(map));
  const reaches = (values: readonly Value[]) => argumentsBehind(body, values);
  const [ofCandidate, ofChoice] = [reaches([candidate]), reaches([yielded])];
  const isIndependent = changing.every(
    (output) => !ofCandidate.has(output.argument) && (output.argument === argument || !ofChoice.has(output.argument)),
  );
  return isIndependent ? { seed: seed!, candidate } : undefined;
}

/** The two values between which an operation chooses. */
function alternativesOf(op: Operation): Value[] | undefined {
  if ([MaximumFOp, MaxNumFOp, MinimumFOp, MinNumFOp].some((def) => def.is(op))) return op.operands;
  const select = SelectOp.match(op);
  return select === undefined ? undefined : [select.true_value, select.false_value];
}

export function reverseChoice(op: Operation, choice: Choice, b: AdjointBuilder): void {
  new ChoiceReverse(op, choice, b).emit();
}

class ChoiceReverse {
  readonly #op: Operation;
  readonly #b: AdjointBuilder;
  readonly #builder: OpBuilder;
  readonly #seed: Seed;
  readonly #candidate: Value;
  /** The loops whose indices tell the iterations that have the same element apart. */
  readonly #loops: readonly number[];

  constructor(op: Operation, { seed, candidate }: Choice, b: AdjointBuilder) {
    this.#op = op;
    this.#b = b;
    this.#builder = b.builder;
    this.#seed = seed;
    this.#candidate = candidate;
    const own = new Set(seed.map.results.flatMap((expr) => (expr.kind === "dim" ? [expr.position] : [])));
    this.#loops = Array.from({ length: numLoops(op) }, (_, loop) => loop).filter((loop) => !own.has(loop));
  }

  emit(): void {
    const [op, b, builder] = [this.#op, this.#b, this.#builder];
    const winners = this.#winners();
    const start = {
      inputs: winners.map((array): NestInput => ({ type: array.type, map: this.#seed.map, operand: () => array })),
      adjoints: (indices: readonly Value[], element: (seed: Seed) => Value) => {
        const adjoint = this.#ifAll(
          indices.map((index, i) => isEqual(builder, index, createLoopIndex(builder, this.#loops[i]!))),
          element(this.#seed),
        );
        return new Map([[this.#candidate, adjoint]]);
      },
    };
    for (const group of groupsOf(targetsOf(op, b), b)) addContributions(op, [this.#seed], group, b, start);
    this.#passToInit(winners[0]!);
    for (const memref of winners) if (isBuffer(memref)) builder.create(DeallocOp, { memref });
  }

  /** The adjoint where all conditions hold, else 0. */
  #ifAll(conditions: readonly Value[], adjoint: Value): Value {
    const builder = this.#builder;
    const condition = conditions.reduce((lhs, rhs) => builder.create(AndIOp, { lhs, rhs }).result);
    const false_value = this.#b.zeroOf(adjoint.type, builder);
    return builder.create(SelectOp, { condition, true_value: adjoint, false_value }).result;
  }

  /** For each of the loops an array with the index of the iteration that won, or -1 if it was what was there before. */
  #winners(): Value[] {
    const [op, b, builder, seed] = [this.#op, this.#b, this.#builder, this.#seed];
    const primals = primalInputs(op, b);
    let scratch: Value | undefined;
    const nobody = createIndexConstant(builder, -1);
    const results = createNest(builder, {
      numLoops: numLoops(op),
      inputs: primals,
      outputs: [
        {
          type: seed.init.type,
          map: seed.map,
          operand: () => {
            const contents = contentsOf(op, seed.init, b);
            if (isBuffer(contents)) scratch = allocateCopy(builder, contents);
            return scratch ?? contents;
          },
        },
        ...this.#loops.map((): NestOutput => {
          const array = arrayLike(b, seed.init, indexType());
          return { type: array.type, map: seed.map, operand: () => createFill(builder, nobody, array) };
        }),
      ],
      body: (inputs, [current, ...indices]) => {
        const known = new Map(primals.map(({ argument }, i) => [argument, inputs[i]!]));
        known.set(seed.argument, current!);
        const hasWon = this.#hasWon(known);
        const choose = (true_value: Value, false_value: Value): Value =>
          builder.create(SelectOp, { condition: hasWon, true_value, false_value }).result;
        const repeated = repeatBody(op, b, known);
        return [
          repeated(seed.yielded),
          ...indices.map((index, i) => choose(createLoopIndex(builder, this.#loops[i]!), index)),
        ];
      },
    });
    if (scratch !== undefined) builder.create(DeallocOp, { memref: scratch });
    return results.slice(1) as Value[];
  }

  /** Whether the candidate is chosen: nothing of the result's adjoint goes to what was there before. */
  #hasWon(known: ReadonlyMap<Value, Value>): Value {
    const [op, b, builder] = [this.#op, this.#b, this.#builder];
    const { position, argument } = this.#seed;
    const [kept] = b.reverseRegion(op.regions[0]!, {
      seeds: new Map([[position, b.constant(1, known.get(argument)!)]]),
      wrt: [argument],
      known,
      storage: b.noStorage(op),
    });
    const rhs = b.zeroOf(argument.type, builder);
    return builder.create(CmpFOp, { predicate: CmpFPredicate.of("oeq"), lhs: kept!, rhs }).result;
  }

  /** What was there before gets the adjoint where nobody has won. */
  #passToInit(winner: Value): void {
    const [b, builder] = [this.#b, this.#builder];
    const { init, gradient } = this.#seed;
    if (!isBuffer(init) && !b.isActive(init)) return;
    const { length: rank } = operandShape(init);
    const map = AffineMap.getMultiDimIdentityMap(rank);
    const input = (array: Value): NestInput => ({ type: array.type, map, operand: () => array });
    const [rest] = createNest(builder, {
      numLoops: rank,
      inputs: [input(winner), ...(isBuffer(init) ? [] : [input(gradient)])],
      outputs: [{ type: init.type, map, operand: () => (isBuffer(init) ? gradient : emptyLike(b, init)) }],
      body: ([index, adjoint], [before]) => [
        this.#ifAll([isEqual(builder, index!, createIndexConstant(builder, -1))], adjoint ?? before!),
      ],
    });
    if (!isBuffer(init)) b.accumulate(init, rest!);
  }
}

const isEqual = (builder: OpBuilder, lhs: Value, rhs: Value): Value =>
  builder.create(CmpIOp, { predicate: CmpIPredicate.of("eq"), lhs, rhs }).result;
