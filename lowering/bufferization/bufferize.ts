/**
 * Bufferization as a whole: analyse, copy what needs a copy, put buffers in the place of tensors. With function
 * boundaries, functions are analysed before those that call them.
 */
import { ToTensorOp } from "../../dialects/bufferization/index.ts";
import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { opError } from "../../ir/diagnostic.ts";
import { BufferizableOpInterface, type FunctionSummary } from "../../ir/interfaces/bufferizable.ts";
import { CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import type { Operation } from "../../ir/operation.ts";
import { SymbolTableCollection, symbolName } from "../../ir/symbol-table.ts";
import { SymbolTableTrait } from "../../ir/traits.ts";
import { CallGraph } from "../../passes/inlining/call-graph.ts";
import { annotateDecisions } from "./analysis/annotations.ts";
import { type Callees, OneShotAnalysis } from "./analysis/one-shot-analysis.ts";
import { UnanalysedState } from "./analysis/state.ts";
import { BufferizationDriver } from "./bufferizer.ts";
import { ConstantBuffers } from "./constant-buffers.ts";
import { analysedSummary, annotateSummary, declaredSummary, readOnlyResults } from "./function-summaries.ts";
import type { OneShotOptions } from "./options.ts";
import { insertTensorCopies } from "./tensor-copies.ts";

/** Bufferizes everything in `root`. @throws {DiagnosticError} at what cannot be bufferized */
export function bufferize(root: Operation, options: OneShotOptions): void {
  const states = analyse(root, options);
  if (options.testAnalysisOnly) {
    for (const [op, state] of states) annotateDecisions(op, state);
    return;
  }
  for (const [op, state] of states) insertTensorCopies(op, state);
  new BufferizationDriver(root, options, new ConstantBuffers(options.bufferAlignment)).run(root);
}

/** Operations with what was decided about what is inside them. */
export type Decisions = Map<Operation, UnanalysedState>;

/** Decides about everything in `root` and changes nothing. @throws {DiagnosticError} at what cannot be bufferized */
export function analyse(root: Operation, options: OneShotOptions): Decisions {
  const unanalysed = new UnanalysedState({ ...options, copyBeforeWrite: true });
  if (options.copyBeforeWrite) return new Map([[root, unanalysed]]);
  verifyAssumptions(root, unanalysed);
  if (!options.bufferizeFunctionBoundaries) return new Map([[root, new OneShotAnalysis(root, options, unanalysed)]]);
  const functions = new FunctionAnalyses(root, options);
  functions.analyseCallees();
  functions.analyseRemaining(root);
  if (options.testAnalysisOnly) functions.annotate();
  return functions.decisions;
}

const manyBlocks =
  "op or BufferizableOpInterface implementation does not support unstructured control flow, but at least one region " +
  "has multiple blocks";

/** @throws {DiagnosticError} at what the analysis does not understand */
function verifyAssumptions(root: Operation, state: UnanalysedState): void {
  root.walk((op) => {
    const implementation = state.implementation(op);
    if (implementation === undefined) return;
    const hasManyBlocks = op.regions.some((region) => !region.isEmpty && !region.hasOneBlock);
    if (hasManyBlocks && implementation.supportsUnstructuredControlFlow !== true) throw opError(op, manyBlocks);
    if (ToTensorOp.match(op)?.restrict === undefined && ToTensorOp.is(op) && op.hasUses) {
      throw opError(op, "to_tensor ops without `restrict` are not supported by One-Shot Analysis");
    }
  });
}

class FunctionAnalyses implements Callees {
  readonly decisions: Decisions;
  readonly #root: Operation;
  readonly #options: OneShotOptions;
  readonly #summaries: Map<Operation, FunctionSummary>;
  /** By function, the results that may be memory which must not be written. */
  readonly #readOnly: Map<Operation, ReadonlySet<number>>;
  readonly #symbols: SymbolTableCollection;

  constructor(root: Operation, options: OneShotOptions) {
    this.decisions = new Map();
    this.#root = root;
    this.#options = options;
    this.#summaries = new Map();
    this.#readOnly = new Map();
    this.#symbols = new SymbolTableCollection();
  }

  /** Analyses each function after those that it calls, as far as they do not call each other. */
  analyseCallees(): void {
    for (const component of new CallGraph(this.#root).components()) {
      const functions = component.map(({ op }) => op).filter(isFunction);
      const isCyclic = component.some(({ callees }) => component.some((node) => callees.has(node)));
      // What they return to each other is taken to be writable at first.
      while (functions.map((func) => this.#analyseFunction(func)).includes(true) && isCyclic) {
        for (const func of functions) this.#summaries.delete(func);
      }
    }
  }

  /** Returns whether it is news that one of the results must not be written. */
  #analyseFunction(func: Operation): boolean {
    const { noAnalysisFuncFilter } = this.#options;
    if (noAnalysisFuncFilter.includes(symbolName(func) ?? "")) {
      this.decisions.set(func, new UnanalysedState({ ...this.#options, copyBeforeWrite: true }));
      return false;
    }
    const analysis = new OneShotAnalysis(func, this.#options, this);
    this.decisions.set(func, analysis);
    this.#summaries.set(func, analysedSummary(func, analysis));
    const before = this.#readOnly.get(func)?.size ?? 0;
    this.#readOnly.set(func, readOnlyResults(func, analysis));
    return this.#readOnly.get(func)!.size > before;
  }

  isReadOnlyResult(call: Operation, result: number): boolean {
    const func = this.#functionOf(call);
    return func !== undefined && this.#readOnly.get(func)?.has(result) === true;
  }

  #functionOf(call: Operation): Operation | undefined {
    const name = CallOpInterface.of(call)!.callee(call);
    return name instanceof SymbolRefAttr ? this.#symbols.lookupNearest(call, name) : undefined;
  }

  callee(call: Operation): FunctionSummary | undefined {
    const func = this.#functionOf(call);
    if (func === undefined) return undefined;
    const known = this.#summaries.get(func);
    if (known !== undefined || FunctionOpInterface.of(func)?.body(func).isEmpty !== true) return known;
    const declared = declaredSummary(func);
    this.#summaries.set(func, declared);
    return declared;
  }

  /** Analyses what stands beside functions. */
  analyseRemaining(op: Operation): void {
    if (this.decisions.has(op) || isFunction(op)) return;
    if (!op.def.hasTrait(SymbolTableTrait)) {
      this.decisions.set(op, new OneShotAnalysis(op, this.#options, this));
      return;
    }
    for (const region of op.regions) {
      for (const block of region.blocks()) for (const inner of block.ops()) this.analyseRemaining(inner);
    }
  }

  /** Says in attributes what is known of functions. */
  annotate(): void {
    for (const [func, summary] of this.#summaries) annotateSummary(func, summary);
  }
}

const isFunction = (op: Operation): boolean =>
  FunctionOpInterface.implementedBy(op) && BufferizableOpInterface.implementedBy(op);
