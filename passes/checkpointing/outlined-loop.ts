/** A loop whose iterations become functions, so that they can be executed again. */

import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { indexType } from "../../ir/builtin/types.ts";
import { LoopLikeOpInterface } from "../../ir/interfaces/control-flow.ts";
import { CountedLoopOpInterface, type Numbering } from "../../ir/interfaces/counted-loop.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { isDefinedOutsideOf } from "../../ir/region.ts";
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
  readonly op: Operation;
  readonly #numbering: Numbering;
  /** Values from outside that the body uses, but for constants, which it makes itself. */
  readonly captures: readonly Value[];
  readonly #constants: readonly Operation[];
  readonly #fn: Operation;
  readonly #symbols: SymbolTable;

  constructor(op: Operation, fn: Operation, symbols: SymbolTable) {
    this.op = op;
    this.#fn = fn;
    this.#symbols = symbols;
    this.#numbering = CountedLoopOpInterface.of(op)!.numbering(op, OpBuilder.before(op));
    const outside = new Set<Value>(this.#numbering.bases);
    for (const inner of op.regions[0]!.front.ops()) {
      inner.walk((user) => {
        for (const value of user.operands) if (isDefinedOutsideOf(value, op)) outside.add(value);
        return undefined;
      });
    }
    const isConstant = ({ definingOp }: Value): boolean => definingOp?.def.hasTrait(ConstantLike) === true;
    this.captures = [...outside].filter((value) => !isConstant(value));
    this.#constants = [...new Set([...outside].filter(isConstant).map((value) => value.definingOp!))];
  }

  /** How many iterations there are: a value in front of the loop. */
  get count(): Value {
    return this.#numbering.count;
  }
  /** What the loop carries. */
  get inits(): readonly Value[] {
    return LoopLikeOpInterface.of(this.op)!.inits!(this.op);
  }
  get stateTypes(): readonly Type[] {
    return this.op.resultTypes;
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
    this.#defineBody(made, (range, state, builder, mapping) => this.#loopOver(range, state, builder, mapping));
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
    this.op.replaceAllUsesWith(values);
    this.op.erase();
  }

  #defineBody(
    fn: Operation,
    emit: (range: IterationRange, state: readonly Value[], builder: OpBuilder, mapping: IRMapping) => readonly Value[],
  ): void {
    const implementation = FunctionOpInterface.of(fn)!;
    const builder = new OpBuilder(this.op.loc);
    const { args } = builder.createBlock(implementation.body(fn), implementation.argumentTypes(fn));
    const [from, to, ...others] = args;
    const count = this.stateTypes.length;
    const mapping = new IRMapping();
    for (const constant of this.#constants) builder.clone(constant, mapping);
    mapping.mapAll(this.captures, others.slice(count));
    const results = emit({ from: from!, to: to! }, others.slice(0, count), builder, mapping);
    implementation.createReturn(fn, builder, results);
  }

  #loopOver(range: IterationRange, state: readonly Value[], builder: OpBuilder, mapping: IRMapping): readonly Value[] {
    return CountedLoopOpInterface.of(this.op)!.createOver(this.op, builder, range, state, (number, carried) =>
      this.#iteration(number, carried, builder, mapping),
    ).results;
  }

  /** The body of iteration `number`; returns what it yields. */
  #iteration(number: Value, state: readonly Value[], builder: OpBuilder, mapping: IRMapping): readonly Value[] {
    const { op } = this;
    const loop = LoopLikeOpInterface.of(op)!;
    const bases = this.#numbering.bases.map((value) => mapping.lookupOrSelf(value));
    const iv = CountedLoopOpInterface.of(op)!.inductionValue(op, builder, number, bases);
    mapping.mapAll(loop.inductionVars!(op), [iv]);
    mapping.mapAll(loop.regionIterArgs!(op), state);
    const body = op.regions[0]!.front;
    for (const inner of body.ops()) if (inner !== body.terminator) builder.clone(inner, mapping);
    return loop.yieldedValues!(op).map((value) => mapping.lookupOrSelf(value));
  }
}
