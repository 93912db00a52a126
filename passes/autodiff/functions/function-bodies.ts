/** Bodies of functions, made ready to be differentiated. */

import type { Block } from "../../../ir/block.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { CallOpInterface, isRegionTerminator } from "../../../ir/interfaces/control-flow.ts";
import { type DerivativeRule, isDifferentiableType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { RegionFlowOpInterface } from "../../../ir/interfaces/region-flow.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import type { Value } from "../../../ir/value.ts";
import { callsIn } from "../../inlining/call-graph.ts";
import { copyArguments } from "../../inlining/copied-arguments.ts";
import { lowerTapes } from "../../lower-ad-tape/lower-ad-tape.ts";
import { executeInOrder } from "../accumulation/execute-in-order.ts";
import { outermostConcurrent } from "../analysis/concurrency.ts";
import { Flow, isBuffer } from "../analysis/flow.ts";
import type { Aliases } from "../memory/aliases.ts";
import { baseOfBuffer } from "../memory/base-buffer.ts";
import { findAliases } from "../memory/find-aliases.ts";
import { MemoryUse } from "../memory/memory.ts";
import type { DerivativeRegistry } from "../registry.ts";
import { hasCustomDerivative } from "../requests/custom-derivatives.ts";
import { countGrowingTapes } from "../reverse/count-tapes.ts";
import type { DerivativeSignature } from "../signature.ts";
import type { CallInliner } from "./inline-calls.ts";

export class FunctionBodies {
  readonly #functions: DerivativeRegistry;
  readonly #inliner: CallInliner;
  readonly #isToStay: (callee: Operation) => boolean;

  /** Functions that are `toStay` are called even where reverse mode would take over their bodies. */
  constructor(functions: DerivativeRegistry, inliner: CallInliner, isToStay: (callee: Operation) => boolean) {
    this.#functions = functions;
    this.#inliner = inliner;
    this.#isToStay = isToStay;
  }

  /**
   * Copies the body of `fn` into its derivative; the terminator that returns stays for the caller to replace. The body is
   * that of an `outlived` function if its reverse comes when it has returned.
   */
  copy(
    fn: Operation,
    derivative: Operation,
    mode: DerivativeSignature["mode"],
    isOutlived = false,
  ): { entry: Block; terminator: Operation } {
    const source = FunctionOpInterface.of(fn)!.body(fn);
    const body = FunctionOpInterface.of(derivative)!.body(derivative);
    source.cloneInto(body, new IRMapping());
    copyArguments(fn, body.front);
    const { callEffects } = this.#functions;
    this.inlineLinks(derivative);
    if (mode === "reverse") {
      this.#inliner.inlineIn(derivative, (callee) => this.isFollowed(callee) && !callEffects.isRepeatable(callee));
      this.#inlineReaders(derivative, body);
    }
    this.#inliner.inlineIn(derivative, (callee, call) => this.isFollowed(callee) && isForElements(call));
    if (mode === "reverse") countGrowingTapes(derivative, callEffects.isRepeatableCall);
    this.makeDifferentiable(derivative, this.#functions.isConcurrent(fn), isOutlived);
    if (isOutlived) this.#orderRecursion(fn, body);
    if (!body.hasOneBlock) {
      throw opError(fn, "cannot be differentiated: its body has several blocks").attachNote(
        fn.loc,
        "run 'lift-cf-to-scf' first, or 'raise-from-llvm' on what a compiler has made",
      );
    }
    const terminator = body.front.terminator!;
    if (!isRegionTerminator(terminator)) throw opError(terminator, "cannot be differentiated: it never returns");
    return { entry: body.front, terminator };
  }

  /**
   * Makes parallel loops sequential in which a function calls itself. With stacks for each iteration, there would have to be
   * stacks of such stacks, as deep as the calls.
   */
  #orderRecursion(fn: Operation, body: Region): void {
    for (const call of callsIn(body)) {
      const callee = this.#functions.tryResolve(CallOpInterface.of(call)!.callee(call));
      if (callee !== undefined && this.#inliner.reaches(callee, fn)) executeInOrder(call);
    }
  }

  /** Whether the derivative of a function follows from its body. */
  isFollowed(fn: Operation): boolean {
    return !FunctionOpInterface.of(fn)!.body(fn).isEmpty && !this.#isToStay(fn) && !hasCustomDerivative(fn);
  }

  /** Inlines the calls that put pointers into memory or return them: it is seen where these come from and go to. */
  inlineLinks(fn: Operation): void {
    const { linksPointers } = this.#functions.callEffects;
    this.#inliner.inlineIn(fn, (callee, call) => this.isFollowed(callee) && linksPointers(call));
  }

  /** Inlines the calls that read what is changed behind them. */
  #inlineReaders(derivative: Operation, body: Region): void {
    const { callEffects } = this.#functions;
    const mayRead = (op: Operation): boolean =>
      CallOpInterface.implementedBy(op) && op.operands.some(isBuffer) && op.resultTypes.some(isDifferentiableType);
    for (let found = true; found && body.hasOneBlock; ) {
      const flow = new Flow(body);
      const calls = flow.units.filter(mayRead);
      if (calls.length === 0) return;
      const memory = new MemoryUse(flow, findAliases(flow, callEffects), callEffects.ofCall);
      const wanted = new Set(calls.filter((call) => memory.writerBehindCall(call) !== undefined));
      found = this.#inliner.inlineIn(derivative, (callee, call) => wanted.has(call) && this.isFollowed(callee));
    }
  }

  /** Puts others in the place of operations that are differentiated as these. */
  makeDifferentiable(fn: Operation, isConcurrent: boolean, isOutlived = false): void {
    // A function that was made by reverse mode may hold tapes: as buffers they are differentiated like any others.
    lowerTapes(fn);
    const { context } = this.#functions;
    const rulesIn = (name: "alone" | "expand" | "toHeap"): [Operation, DerivativeRule][] => {
      const found: [Operation, DerivativeRule][] = [];
      // The inner ones come first, and may be copied with the outer ones.
      fn.walk((op) => {
        const rule = context.derivative(op.def);
        if (rule?.[name] !== undefined) found.push([op, rule]);
        return undefined;
      });
      return found;
    };
    const isOwn = this.#ownMemoryIn(FunctionOpInterface.of(fn)!.body(fn));
    for (const [op, rule] of rulesIn("alone")) rule.alone!(op, (pointer) => isOwn(op, pointer));
    for (const [op, rule] of rulesIn("expand")) rule.expand!(op, isConcurrent);
    if (isOutlived) for (const [op, rule] of rulesIn("toHeap")) rule.toHeap!(op, context);
  }

  /** Tells whether memory that an operation accesses was allocated by the function, and other threads do not know of it. */
  #ownMemoryIn(body: Region): (op: Operation, pointer: Value) => boolean {
    let aliases: Aliases | undefined;
    return (op, pointer) => {
      if (outermostConcurrent(op, baseOfBuffer(pointer)) !== undefined) return false;
      aliases ??= findAliases(new Flow(body), this.#functions.callEffects);
      return aliases.isOwn(pointer);
    };
  }
}

/** Whether an operation stands in a region that computes elements, whose rule takes it as a formula. */
function isForElements(op: Operation): boolean {
  for (let around = op.parentOp; around !== null; around = around.parentOp) {
    if (RegionFlowOpInterface.implementedBy(around)) return true;
  }
  return false;
}
