/**
 * `inline`: replaces calls by the bodies of the functions that they call. Callees come before callers, so that what is
 * inlined is simplified already; functions that call each other are worked on together, again and again up to a limit.
 * Private functions that nothing mentions in the end are erased.
 */

import type { Context } from "../../ir/context.ts";
import { CallableOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass, intOption, listOption, type PassRun, stringOption } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { IsolatedFromAbove, SingleBlock } from "../../ir/traits.ts";
import { CallGraph, type CallGraphNode, callsIn, isDiscardable } from "../inlining/call-graph.ts";
import { callFits, inlineCall } from "../inlining/inline-call.ts";

const options = {
  "default-pipeline": stringOption(
    "canonicalize",
    "The optimizer pipeline used for callables that have no pipeline of their own in 'op-pipelines'",
  ),
  "op-pipelines": listOption(
    stringOption("", ""),
    [],
    "Optimizer pipelines for kinds of callables, in the form of 'dialect.op(pipeline)'",
  ),
  "max-iterations": intOption(4, "Maximum number of iterations when inlining within an SCC"),
  "inlining-threshold": intOption(
    -1,
    "Do not inline a callee with more operations than this percentage of the caller's; -1 for no limit",
  ),
};
type Options = typeof options;

export const inline = definePass("inline", { summary: "Inline function calls", options }, (root, run) => {
  new Inliner(root, run).run();
});

/** One inlining, and the one that brought its call into the caller. */
interface History {
  readonly callee: CallGraphNode;
  readonly parent: History | undefined;
}

interface Call {
  readonly op: Operation;
  readonly caller: CallGraphNode;
  readonly history: History | undefined;
}

class Inliner {
  readonly #graph: CallGraph;
  readonly #run: PassRun<Options>;
  readonly #context: Context;
  readonly #pipelines: ReadonlyMap<string, string>;
  readonly #dead: Set<CallGraphNode>;

  constructor(root: Operation, run: PassRun<Options>) {
    this.#graph = new CallGraph(root);
    this.#run = run;
    this.#context = run.context;
    this.#pipelines = new Map(run.options["op-pipelines"].map(splitPipeline));
    this.#dead = new Set();
  }

  run(): void {
    for (const component of this.#graph.components()) this.#component(component);
    for (const node of this.#graph.nodes) if (this.#isDead(node)) this.#bury(node);
    for (const { op } of this.#dead) op.erase();
  }

  #component(component: readonly CallGraphNode[]): void {
    for (let i = 0; i < this.#run.options["max-iterations"]; i++) {
      const living = component.filter((node) => !this.#dead.has(node));
      for (const node of living) this.#optimize(node);
      if (!this.#inlineCalls(living)) return;
    }
  }

  #optimize(node: CallGraphNode): void {
    const { op } = node;
    const pipeline = this.#pipelines.get(op.name) ?? this.#run.options["default-pipeline"];
    if (pipeline === "" || this.#isDead(node) || !op.def.hasTrait(IsolatedFromAbove)) return;
    this.#run.runPipeline(pipeline, op);
    this.#graph.recount(node);
  }

  #inlineCalls(nodes: readonly CallGraphNode[]): boolean {
    const calls: Call[] = [];
    for (const caller of nodes) {
      if (this.#isDead(caller)) this.#bury(caller);
      else for (const op of callsIn(caller.body)) calls.push({ op, caller, history: undefined });
    }
    let changed = false;
    // What is inlined may bring further calls, which are appended.
    for (let i = 0; i < calls.length; i++) {
      const call = calls[i]!;
      const callee = this.#graph.calleeOf(call.op);
      if (this.#dead.has(call.caller) || callee === undefined || !this.#shouldInline(call, callee)) continue;
      this.#inline(call, callee, calls);
      changed = true;
    }
    return changed;
  }

  #inline({ op, caller, history }: Call, callee: CallGraphNode, calls: Call[]): void {
    const move = isDiscardable(callee) && callee.useCount === 1;
    const known = new Set(callsIn(caller.body));
    inlineCall(op, callee.op, callee.body, move ? "move" : "copy");
    for (const added of callsIn(caller.body)) {
      if (!known.has(added)) calls.push({ op: added, caller, history: { callee, parent: history } });
    }
    this.#graph.recount(caller);
    if (move) this.#bury(callee);
  }

  #shouldInline({ op, caller, history }: Call, callee: CallGraphNode): boolean {
    if (op.mightBeTerminator && op.def.isTerminator) return false;
    // A function that calls itself, or the caller, would bring the same call again.
    if (callee.callees.has(callee) || callee.callees.has(caller)) return false;
    if (callee.body.isAncestorOf(op.parentRegion!)) return false;
    for (let past = history; past !== undefined; past = past.parent) if (past.callee === callee) return false;
    return (
      op.attr(noInline) === undefined &&
      callee.op.attr(noInline) === undefined &&
      fitsInto(op.parentOp!, callee) &&
      callFits(op, callee.op, callee.body) &&
      this.#isProfitable(caller, callee) &&
      this.#isLegal(op, callee.body)
    );
  }

  #isProfitable(caller: CallGraphNode, callee: CallGraphNode): boolean {
    const threshold = this.#run.options["inlining-threshold"];
    if (threshold < 0) return true;
    if (threshold === 0) return false;
    return Math.floor((countOperations(callee.body) * 100) / countOperations(caller.body)) <= threshold;
  }

  /** Every dialect involved must allow it: those of the call, of what is around it, and of all that is moved. */
  #isLegal(call: Operation, body: Region): boolean {
    const isAllowed = (op: Operation): boolean => this.#context.dialectOf(op)?.isLegalToInline?.(op) === true;
    const around = this.#context.dialectOf(call.parentOp!);
    if (around?.isLegalToInline === undefined || !isAllowed(call)) return false;
    return everyOperation(body, isAllowed);
  }

  #isDead(node: CallGraphNode): boolean {
    return isDiscardable(node) && node.useCount === 0 && CallableOpInterface.implementedBy(node.op);
  }
  #bury(node: CallGraphNode): void {
    if (this.#dead.has(node)) return;
    this.#graph.forget(node);
    this.#dead.add(node);
  }
}

const noInline = "no_inline";

/** Several blocks may only go where several blocks are allowed. */
const fitsInto = (parent: Operation, { op, body }: CallGraphNode): boolean =>
  body.hasOneBlock || parent.def === op.def || (parent.def.isRegistered && !hasSingleBlocks(parent));

const hasSingleBlocks = ({ def }: Operation): boolean =>
  def.hasTrait(SingleBlock) || def.traits.some(({ name }) => name === "SingleBlockImplicitTerminator");

function everyOperation(region: Region, holds: (op: Operation) => boolean): boolean {
  for (const block of region.blocks()) {
    for (const op of block.ops()) {
      if (op.walk((inner) => (holds(inner) ? "advance" : "interrupt")) === "interrupt") return false;
    }
  }
  return true;
}

function countOperations(region: Region): number {
  let count = 0;
  everyOperation(region, () => {
    count++;
    return true;
  });
  return count;
}

/** `dialect.op(pipeline)` */
function splitPipeline(text: string): [name: string, pipeline: string] {
  const open = text.indexOf("(");
  return open > 0 && text.endsWith(")") ? [text.slice(0, open), text.slice(open + 1, -1)] : [text, ""];
}
