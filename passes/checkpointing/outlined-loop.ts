/** A loop whose iterations become functions, so that they can be executed again. */

import { AddIOp, createIndexConstant, IndexCastOp, MulIOp } from "../../dialects/arith/index.ts";
import { ForOp, inductionVar, iterArgs, iterationCount, YieldOp, yieldedValues } from "../../dialects/scf/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { isDefinedOutsideOf, Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { IndexType, indexType } from "../../ir/builtin/types.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { type SymbolTable, symbolName } from "../../ir/symbol-table.ts";
import { ConstantLike } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";

/** Arguments in front of the state and the captured values of a function that executes iterations. */
export interface IterationRange {
  /** Iterations are numbered from 0. */
  readonly from: Value;
  readonly to: Value;
}

export class OutlinedLoop {
  readonly loop: ForOp;
  /** How many iterations there are: a value in front of the loop. */
  readonly count: Value;
  /** Values from outside that the body uses, but for constants, which it makes itself. */
  readonly captures: readonly Value[];
  readonly #constants: readonly Operation[];
  readonly #fn: Operation;
  readonly #symbols: SymbolTable;

  constructor(loop: ForOp, fn: Operation, symbols: SymbolTable) {
    this.loop = loop;
    this.#fn = fn;
    this.#symbols = symbols;
    this.count = iterationCount(OpBuilder.before(loop.op), loop, loop.unsignedCmp !== undefined);
    const outside = new Set<Value>([loop.lowerBound, loop.step]);
    for (const inner of loop.region.front.ops()) {
      inner.walk((op) => {
        for (const value of op.operands) if (isDefinedOutsideOf(value, loop.op)) outside.add(value);
        return undefined;
      });
    }
    const isConstant = ({ definingOp }: Value): boolean => definingOp?.def.hasTrait(ConstantLike) === true;
    this.captures = [...outside].filter((value) => !isConstant(value));
    this.#constants = [...new Set([...outside].filter(isConstant).map((value) => value.definingOp!))];
  }

  get stateTypes(): readonly Type[] {
    return this.loop.results.map(({ type }) => type);
  }

  /** A private function of the range, the state and the captured values that returns the state behind the range. */
  declare(suffix: string): Operation {
    const name = this.#symbols.uniqueName(`${symbolName(this.#fn)}_${suffix}`);
    const types = [indexType(), indexType(), ...this.stateTypes, ...this.captures.map(({ type }) => type)];
    const made = FunctionOpInterface.of(this.#fn)!.createLike(this.#fn, name, types, this.stateTypes);
    this.#symbols.insert(made, this.#fn.next);
    return made;
  }

  /** The function that executes all iterations of its range. */
  defineRange(suffix: string): Operation {
    const made = this.declare(suffix);
    this.#defineBody(made, ({ from, to }, state, builder, mapping) =>
      this.#loopOver(from, to, state, builder, mapping),
    );
    return made;
  }

  /** The function that executes the first iteration of its range. */
  defineIteration(suffix: string): Operation {
    const made = this.declare(suffix);
    this.#defineBody(made, ({ from }, state, builder, mapping) => this.#iteration(from, state, builder, mapping));
    return made;
  }

  /** Calls a function that was declared here. */
  call(callee: Operation, builder: OpBuilder, { from, to }: IterationRange, state: readonly Value[]): readonly Value[] {
    return FunctionOpInterface.of(callee)!.createCall(callee, builder, [from, to, ...state, ...this.captures]).results;
  }

  /** Puts values in the place of the loop's results. */
  replaceBy(values: readonly Value[]): void {
    this.loop.op.replaceAllUsesWith(values);
    this.loop.op.erase();
  }

  #defineBody(
    fn: Operation,
    emit: (range: IterationRange, state: readonly Value[], builder: OpBuilder, mapping: IRMapping) => readonly Value[],
  ): void {
    const implementation = FunctionOpInterface.of(fn)!;
    const builder = new OpBuilder(this.loop.op.loc);
    const { args } = builder.createBlock(implementation.body(fn), implementation.argumentTypes(fn));
    const [from, to, ...others] = args;
    const count = this.stateTypes.length;
    const mapping = new IRMapping();
    for (const constant of this.#constants) builder.clone(constant, mapping);
    mapping.mapAll(this.captures, others.slice(count));
    const results = emit({ from: from!, to: to! }, others.slice(0, count), builder, mapping);
    implementation.createReturn(fn, builder, results);
  }

  #loopOver(from: Value, to: Value, state: readonly Value[], builder: OpBuilder, mapping: IRMapping): readonly Value[] {
    const region = new Region();
    builder.guarded(() => {
      const [number, ...carried] = builder.createBlock(region, [indexType(), ...this.stateTypes]).args;
      builder.create(YieldOp, { results: this.#iteration(number!, carried, builder, mapping) });
    });
    const step = createIndexConstant(builder, 1);
    return builder.create(ForOp, {
      lowerBound: from,
      upperBound: to,
      step,
      initArgs: state,
      region,
      resultTypes: this.stateTypes,
    }).results;
  }

  /** The body of iteration `number`; returns what it yields. */
  #iteration(number: Value, state: readonly Value[], builder: OpBuilder, mapping: IRMapping): readonly Value[] {
    const { loop } = this;
    const type = loop.lowerBound.type;
    const counter =
      type instanceof IndexType ? number : builder.create(IndexCastOp, { in: number, resultTypes: [type] }).out;
    const distance = builder.create(MulIOp, { lhs: counter, rhs: mapping.lookupOrSelf(loop.step) }).result;
    const iv = builder.create(AddIOp, { lhs: mapping.lookupOrSelf(loop.lowerBound), rhs: distance }).result;
    mapping.map(inductionVar(loop), iv);
    mapping.mapAll(iterArgs(loop), state);
    const body = loop.region.front;
    for (const op of body.ops()) if (op !== body.terminator) builder.clone(op, mapping);
    return yieldedValues(loop).map((value) => mapping.lookupOrSelf(value));
  }
}
