/**
 * The analysis of `one-shot-bufferize`: decides for each operand that is a tensor whether its buffer is used in place.
 * Operations are looked at one after the other. An operand is in place if its buffer, together with those of the values
 * that it then aliases, may be written, and if no read finds what a write has changed that the program puts elsewhere.
 * The decisions are those of upstream's One-Shot Analysis; accesses.ts says how conflicts are found without comparing
 * each read with each write.
 */
import { opError } from "../../../ir/diagnostic.ts";
import type { FunctionSummary } from "../../../ir/interfaces/bufferizable.ts";
import type { Operation } from "../../../ir/operation.ts";
import { BlockArgument, type OpOperand, type OpResult, type Value } from "../../../ir/value.ts";
import type { OneShotOptions } from "../options.ts";
import { Accesses } from "./accesses.ts";
import { AliasSets, type Obstacle } from "./alias-sets.ts";
import { annotateConflict } from "./annotations.ts";
import { Conflicts } from "./conflicts.ts";
import { decisionOrder } from "./decision-order.ts";
import { DefinitionMap } from "./definitions.ts";
import { ProgramOrder } from "./program-order.ts";
import { ReadValues, tensorsIn } from "./reads.ts";
import { isTensor, ownerOf, UnanalysedState } from "./state.ts";
import { UnionFind } from "./union-find.ts";

/** What is known of the functions that calls name. */
export type Callees = Pick<UnanalysedState, "callee" | "isReadOnlyResult">;

export class OneShotAnalysis extends UnanalysedState {
  readonly root: Operation;
  readonly #callees: Callees;
  readonly #inPlace: Set<OpOperand>;
  readonly #equivalences: UnionFind;
  readonly #order: ProgramOrder;
  readonly #reads: ReadValues;
  readonly #definitions: DefinitionMap;
  readonly #conflicts: Conflicts;
  readonly #sets: AliasSets;
  #conflictCount: number;

  /** @throws {DiagnosticError} if `root` cannot be bufferized */
  constructor(root: Operation, options: OneShotOptions, callees: Callees) {
    super(options);
    this.root = root;
    this.#callees = callees;
    this.#conflictCount = 0;
    this.#inPlace = new Set();
    this.#equivalences = new UnionFind();
    this.#order = new ProgramOrder(root);
    this.#reads = new ReadValues(this);
    const tensors = tensorsIn(root);
    this.#reads.find(tensors);
    this.#definitions = new DefinitionMap(root, this.#order, this);
    this.#conflicts = new Conflicts(this, this.#order, this.#definitions);
    const uses = tensors.flatMap((tensor) => [...tensor.uses()]);
    const reads = uses.filter((use) => this.#reads.isRead(use));
    const writes = uses.filter((use) => this.bufferizesToMemoryWrite(use));
    this.#sets = new AliasSets(new Accesses(this.#order, this.#definitions, reads, writes), {
      time: (tensor) => this.#order.of(tensor),
      isWritable: (tensor) => this.#isWritable(tensor),
      isParallelWrite: (write) => options.checkParallelRegions && this.#isParallelWrite(write),
      isConflict: (read, write) => this.#isConflict(read, write),
    });
    const ops = operationsOnTensors(root);
    this.#keepInPlace(ops);
    for (const op of decisionOrder(root, ops, this)) this.#decide(op);
    this.#findEquivalences(ops);
    for (const op of ops) this.implementation(op)?.verifyAnalysis?.(op, this);
  }

  override isInPlace(operand: OpOperand): boolean {
    return this.#inPlace.has(operand);
  }
  override isValueRead(value: Value): boolean {
    return this.#reads.has(value);
  }
  override areEquivalent(a: Value, b: Value): boolean {
    return this.#equivalences.areUnited(a, b);
  }
  override areAliasing(a: Value, b: Value): boolean {
    return this.#sets.areAliasing(a, b);
  }
  override callee(call: Operation): FunctionSummary | undefined {
    return this.#callees.callee(call);
  }
  override isReadOnlyResult(call: Operation, result: number): boolean {
    return this.#callees.isReadOnlyResult(call, result);
  }
  override hasUndefinedContents(operand: OpOperand): boolean {
    return this.#definitions.isUndefined(operand.value);
  }

  /** Whether the value may lie in the buffer of a tensor from outside the operation `op`, around the value. */
  mayAliasOutside(value: Value, op: Operation): boolean {
    const [first, last] = this.#sets.extent(value);
    return first <= this.#order.enter(op) || last >= this.#order.leave(op);
  }
  /** Whether the buffer of the tensor must not be written. */
  isReadOnly(tensor: Value): boolean {
    return !this.#sets.isWritable(tensor);
  }
  /** Whether the tensor, or one in the same buffer, is written in place. */
  isWritten(tensor: Value): boolean {
    return this.#sets.isWritten(tensor);
  }

  #isWritable(value: Value): boolean {
    const owner = ownerOf(value);
    const implementation = owner === null ? undefined : this.implementation(owner);
    if (implementation === undefined) return false;
    return implementation.isWritable?.(owner!, value, this) ?? !(value instanceof BlockArgument);
  }

  /** Whether the write is in another parallel region than what made the buffer, or what was last written to it. */
  #isParallelWrite(write: OpOperand): boolean {
    const region = this.#order.parallelRegion(write.owner.parentRegion);
    return this.#origins(write.value).some((value) => this.#order.parallelRegion(value.parentBlock!.region) !== region);
  }

  /** The definitions of a tensor, and what it comes from where it has none. */
  #origins(tensor: Value): Value[] {
    const reached = new Set([tensor]);
    const origins: Value[] = [];
    for (const value of reached) {
      const sources = this.#definitions.isItsOwn(value) ? [] : this.aliasingOperands(value);
      if (sources.length === 0) origins.push(value);
      for (const { operand } of sources) reached.add(operand.value);
    }
    return origins;
  }

  #isConflict(read: OpOperand, write: OpOperand): boolean {
    const definition = this.#conflicts.find(read, write);
    if (definition === undefined) return false;
    if (this.options.printConflicts) annotateConflict(this.#conflictCount++, read, write, definition);
    return true;
  }

  #decide(op: Operation): void {
    for (const operand of op.opOperands) {
      if (!isTensor(operand.value.type) || this.#inPlace.has(operand)) continue;
      if (this.#obstacle(operand) === undefined) this.#putInPlace(operand);
    }
  }

  #obstacle(operand: OpOperand): Obstacle | undefined {
    return this.#sets.obstacle(this.#joinedBy(operand), this.#writeOf(operand));
  }
  #putInPlace(operand: OpOperand): void {
    this.#inPlace.add(operand);
    this.#sets.unite(this.#joinedBy(operand), this.#writeOf(operand));
  }
  /** The tensors that are in one buffer if the operand is in place. */
  #joinedBy(operand: OpOperand): Value[] {
    return [operand.value, ...this.aliasingValues(operand).map(({ value }) => value)];
  }
  #writeOf(operand: OpOperand): OpOperand | undefined {
    return this.bufferizesToMemoryWrite(operand) ? operand : undefined;
  }

  /** Puts in place what cannot have copies. */
  #keepInPlace(ops: readonly Operation[]): void {
    const obstacles: { readonly value: Value; readonly obstacle: Obstacle }[] = [];
    for (const op of ops) {
      const implementation = this.implementation(op);
      if (implementation?.mustBufferizeInPlace === undefined) continue;
      for (const operand of op.opOperands) {
        if (!isTensor(operand.value.type) || !implementation.mustBufferizeInPlace(op, operand, this)) continue;
        const obstacle = this.#obstacle(operand);
        if (obstacle !== undefined) obstacles.push({ value: operand.value, obstacle });
        this.#putInPlace(operand);
      }
    }
    if (obstacles.length === 0) return;
    for (const op of ops) {
      for (const operand of op.opOperands) {
        if (!isTensor(operand.value.type) || this.implementation(op) === undefined) continue;
        for (const { value, obstacle } of obstacles) {
          if (!this.#joinedBy(operand).some((tensor) => this.areAliasing(tensor, value))) continue;
          const reason = obstacle === "conflict" ? "cannot avoid RaW conflict" : "would write to read-only buffer";
          throw opError(op, `not bufferizable under the given constraints: ${reason}`);
        }
      }
    }
  }

  #findEquivalences(ops: readonly Operation[]): void {
    for (const op of ops) {
      if (this.implementation(op) === undefined) continue;
      for (const result of op.results) if (isTensor(result.type)) this.#findEquivalence(result);
    }
  }

  /** A result is equivalent to the operand that it certainly is, or to all of those that it may be. */
  #findEquivalence(result: OpResult): void {
    const aliases = this.aliasingOperands(result);
    if (aliases.length === 0) return;
    const isSame = ({ relation, operand }: (typeof aliases)[number]): boolean =>
      relation === "equivalent" && this.isInPlace(operand);
    const certain = aliases.find((alias) => alias.isDefinite && isSame(alias));
    const first = aliases[0]!.operand.value;
    const { owner } = result;
    if (certain !== undefined) this.#setEquivalent(result, certain.operand.value);
    else if (
      aliases.every((alias) => isSame(alias) && this.areEquivalent(alias.operand.value, first)) &&
      this.implementation(owner)!.bufferizesToAllocation?.(owner, result) !== true
    ) {
      this.#setEquivalent(result, first);
    }
  }
  #setEquivalent(a: Value, b: Value): void {
    this.#equivalences.unite(this.#equivalences.find(a), this.#equivalences.find(b));
  }
}

/** The operations inside `root` that take or give tensors, each before the one around it. */
function operationsOnTensors(root: Operation): Operation[] {
  const ops: Operation[] = [];
  root.walk((op) => {
    if (op.opOperands.some(({ value }) => isTensor(value.type)) || op.results.some(({ type }) => isTensor(type))) {
      ops.push(op);
    }
  });
  return ops;
}
