/**
 * Makes derivative functions, each once for a function, mode and choice of arguments. A derivative function is registered
 * before its body is made, so that recursive functions find their own derivative.
 */
import type { Attribute, Type } from "../../ir/attribute.ts";
import type { Block, Region } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { StringAttr, SymbolRefAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { MemRefType } from "../../ir/builtin/types.ts";
import type { Context } from "../../ir/context.ts";
import { functionOperationName } from "../../ir/derivatives/function-operation.ts";
import { type DiagnosticError, opError } from "../../ir/diagnostic.ts";
import { CallOpInterface, callArguments, isRegionTerminator } from "../../ir/interfaces/control-flow.ts";
import {
  type AdjointBuilder,
  isDifferentiableType,
  isShadowedType,
  type TangentBuilder,
} from "../../ir/interfaces/differentiable.ts";
import { changeArgumentAttributes, FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { type SymbolTable, symbolName, symbolNameAttr } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { fillBinomialReverse } from "../checkpointing/binomial.ts";
import { type BinomialPlan, checkpointLoops } from "../checkpointing/checkpoint-loops.ts";
import type { Strategy } from "../checkpointing/strategy.ts";
import { copyArguments } from "../inlining/copied-arguments.ts";
import { lowerTapes } from "../lower-ad-tape.ts";
import { expandAccumulations } from "./accumulate.ts";
import { Activity, type Calls } from "./activity.ts";
import { Aliases } from "./aliases.ts";
import { arithmeticFor, ConstantMaker } from "./arithmetic.ts";
import { CallEffectAnalysis } from "./call-effects.ts";
import { concurrentFunctions, SharedBuffers } from "./concurrency.ts";
import { customNames, hasCustomDerivative, wrapCustomDerivative } from "./custom-derivatives.ts";
import type { Escape } from "./escapes.ts";
import { Flow, isBuffer } from "./flow.ts";
import { ForwardSweep } from "./forward.ts";
import { type AdjointAddition, gatherAccumulations } from "./gather.ts";
import { CallInliner } from "./inline-calls.ts";
import { Layouts } from "./layouts.ts";
import { MemoryUse } from "./memory.ts";
import { PlanReport } from "./report.ts";
import { callFunction, packedTypes, type ReturningFunction, returnValues, typesOf } from "./returned-values.ts";
import { retypeCopies } from "./retype-copies.ts";
import { ReverseSweep } from "./reverse.ts";
import { PrimalSizes, ShapeOrigins } from "./shapes.ts";
import type { DerivativeSignature } from "./signature.ts";

export interface DerivativeOptions {
  /** How loops are checkpointed that do not say themselves. */
  readonly checkpoint: Strategy;
  /** Is told what reverse mode keeps. */
  readonly log?: ((text: string) => void) | undefined;
}

export class DerivativeFunctions {
  readonly #context: Context;
  readonly #symbols: SymbolTable;
  readonly #callEffects: CallEffectAnalysis;
  readonly #inliner: CallInliner;
  readonly #made: Map<Operation, Map<string, ReturningFunction>>;
  /** What hides derivatives in functions, by the arguments that matter. */
  readonly #escapes: Map<Operation, Map<string, readonly Escape[]>>;
  /** Functions that execute iterations of a loop, to be reversed by binomial checkpointing. */
  readonly #binomialPlans: Map<Operation, BinomialPlan>;
  readonly #options: DerivativeOptions;
  /** The arguments of derivative functions that in all their calls are buffers which overlap nothing else. */
  readonly #distinct: Map<Operation, ReadonlySet<number>>;
  /** Functions that may be executed several times at once. */
  readonly #concurrent: Set<Operation>;

  constructor(context: Context, symbols: SymbolTable, options: DerivativeOptions) {
    this.#context = context;
    this.#symbols = symbols;
    this.#options = options;
    this.#binomialPlans = new Map();
    this.#callEffects = new CallEffectAnalysis((callee) => this.tryResolve(callee));
    this.#inliner = new CallInliner((call) => {
      const callee = CallOpInterface.of(call)!.callee(call);
      return "definingOp" in callee ? undefined : this.tryResolve(callee);
    });
    this.#made = new Map();
    this.#distinct = new Map();
    this.#escapes = new Map();
    this.#concurrent = new Set(concurrentFunctions(symbols.op, (op) => this.calleeOf(op)));
  }

  /** Whether a function may be executed several times at once: parallel loops or kernels call it. */
  isConcurrent(fn: Operation): boolean {
    return this.#concurrent.has(fn);
  }

  /** The function that a call or a request names. */
  calleeOf(op: Operation): Operation | undefined {
    const callee = op.attr("callee");
    return callee === undefined ? undefined : this.tryResolve(callee);
  }

  /** The function that a symbol names. Throws at `user` if there is none that can be differentiated. */
  resolve(callee: SymbolRefAttr, user: Operation): Operation {
    const target = this.#symbols.get(callee.root);
    if (target === undefined || !FunctionOpInterface.implementedBy(target)) {
      throw opError(user, `cannot be differentiated: '${callee.root}' is not a function in this module`);
    }
    return target;
  }

  /** The function that an attribute names, if it does. */
  tryResolve(callee: Attribute): Operation | undefined {
    const target = callee instanceof SymbolRefAttr ? this.#symbols.get(callee.root) : undefined;
    return target !== undefined && FunctionOpInterface.implementedBy(target) ? target : undefined;
  }

  /** Whether a symbol names a function that has no body and names no derivatives of its own. */
  isDeclaredOnly(callee: SymbolRefAttr): boolean {
    const fn = this.tryResolve(callee);
    if (fn === undefined || !FunctionOpInterface.of(fn)!.body(fn).isEmpty) return false;
    return !hasCustomDerivative(fn);
  }

  /**
   * The derivative of `fn`, to be called once; made if it does not exist. `user` is what asks for it. The arguments of the
   * call in `distinct` are buffers that overlap nothing else in it.
   */
  get(
    fn: Operation,
    signature: DerivativeSignature,
    user: Operation,
    distinct: readonly number[] = [],
  ): ReturningFunction {
    const derivative = this.#derivativeOf(fn, signature, user);
    const before = this.#distinct.get(derivative.fn);
    const inBoth = before === undefined ? distinct : distinct.filter((index) => before.has(index));
    this.#distinct.set(derivative.fn, new Set(inBoth));
    return derivative;
  }

  /** Tells the backend of the buffers that overlap nothing else, when all calls are there. */
  markDistinctArguments(): void {
    const noalias = ["llvm.noalias", UnitAttr.get()] as const;
    for (const [fn, distinct] of this.#distinct) {
      const types = FunctionOpInterface.of(fn)!.argumentTypes(fn);
      const isMarked = (index: number): boolean => distinct.has(index) && types[index] instanceof MemRefType;
      changeArgumentAttributes(fn, (entries, i) => (isMarked(i) ? [...entries, noalias] : entries));
    }
  }

  #derivativeOf(fn: Operation, signature: DerivativeSignature, user: Operation): ReturningFunction {
    const { mode, wrt, seeded, withResults, shared } = signature;
    const key = `${mode} ${wrt} ${seeded} ${withResults} ${shared}`;
    let made = this.#made.get(fn);
    if (made === undefined) {
      made = new Map();
      this.#made.set(fn, made);
    }
    const known = made.get(key);
    if (known !== undefined) return known;
    const derivative = mode === "forward" ? this.#declareForward(fn, signature) : this.#declareReverse(fn, signature);
    made.set(key, derivative);
    const custom = this.#customDerivative(fn, mode);
    const plan = mode === "reverse" ? this.#binomialPlans.get(fn) : undefined;
    if (custom !== undefined) wrapCustomDerivative({ fn, custom, derivative: derivative.fn, signature }, this.#context);
    else if (plan !== undefined) this.#fillBinomial(plan, derivative.fn, signature);
    else if (FunctionOpInterface.of(fn)!.body(fn).isEmpty) throw this.#noBody(fn, user);
    else if (mode === "forward") this.#fillForward(fn, derivative.fn, signature);
    else this.#fillReverse(fn, derivative.fn, signature);
    return derivative;
  }

  /** Rewrites the loops of a derivative function in whose reverse iterations are executed again. */
  #checkpointLoops(derivative: Operation, body: Region): void {
    const options = { fn: derivative, symbols: this.#symbols, byDefault: this.#options.checkpoint };
    for (const plan of checkpointLoops(body, options)) this.#binomialPlans.set(plan.range, plan);
  }

  #fillBinomial(plan: BinomialPlan, derivative: Operation, signature: DerivativeSignature): void {
    const constants = (builder: OpBuilder): ConstantMaker => new ConstantMaker(this.#context, derivative, builder);
    fillBinomialReverse(plan, derivative, signature, {
      reverseOf: (fn, wanted) => this.get(fn, { ...signature, ...wanted }, derivative).fn,
      declare: (like, suffix, args, results) => this.#declare(like, suffix, args, results).fn,
      zero: (builder, type, like) => constants(builder).constant(0, type, () => constants(builder).sizes(like!)),
      add: (builder, lhs, rhs) => arithmeticFor(this.#context, derivative, lhs.type).add(builder, lhs, rhs),
    });
  }

  #noBody(fn: Operation, user: Operation): DiagnosticError {
    const name = symbolName(fn)!;
    const error = opError(user, `cannot be differentiated: function '${name}' has no body`).attachNote(
      fn.loc,
      `declared here; name its derivatives with the attributes '${customNames.reverse}' and '${customNames.forward}'`,
    );
    if (!CallOpInterface.implementedBy(user)) return error;
    const rule = `'${functionOperationName(user.def, name)}(x): { x: ... }'`;
    return error.attachNote(user.loc, `or give a rule with --derivative-rules=<file.yaml> (${rule})`);
  }

  #customDerivative(fn: Operation, mode: "forward" | "reverse"): Operation | undefined {
    const name = customNames[mode];
    const attr = fn.attr(name);
    if (attr === undefined) return undefined;
    if (!(attr instanceof SymbolRefAttr)) throw opError(fn, `attribute '${name}' must name a function`);
    return this.resolve(attr, fn);
  }

  #declare(
    fn: Operation,
    suffix: string,
    argumentTypes: readonly Type[],
    resultTypes: readonly Type[],
  ): ReturningFunction {
    const name = this.#symbols.uniqueName(`${symbolName(fn)}_${suffix}`);
    const made = FunctionOpInterface.of(fn)!.createLike(fn, name, argumentTypes, packedTypes(fn, resultTypes));
    made.setAttr(symbolNameAttr, StringAttr.get(name));
    this.#symbols.insert(made, fn.next);
    if (this.#concurrent.has(fn)) this.#concurrent.add(made);
    return { fn: made, resultTypes };
  }

  // Forward mode: (arguments, tangents) -> (results, tangents).

  #declareForward(fn: Operation, { wrt }: DerivativeSignature): ReturningFunction {
    const { args, results } = typesOf(fn);
    return this.#declare(
      fn,
      "jvp",
      [...args, ...wrt.map((index) => args[index]!)],
      [...results, ...results.filter(isDifferentiableType)],
    );
  }

  #fillForward(fn: Operation, derivative: Operation, { wrt }: DerivativeSignature): void {
    const { entry, terminator } = this.#copyBody(fn, derivative, "forward");
    const outputs = terminator.operands.filter(({ type }) => isDifferentiableType(type));
    const body = entry.region!;
    const inputs = wrt.map((index) => entry.args[index]!);
    const { activity } = this.#analyse(body, inputs, outputs);
    const sweep = new ForwardSweep(
      { context: this.#context, activity, forwardCall: (call, b) => this.#forwardCall(call, b) },
      new OpBuilder(fn.loc),
    );
    for (const input of inputs) sweep.setTangent(input, entry.addArgument(input.type, input.loc));
    sweep.run(entry);
    const builder = OpBuilder.before(terminator);
    const constants = new ConstantMaker(this.#context, terminator, builder);
    const tangents = outputs.map((value) => sweep.tangent(value) ?? constants.constantLike(0, value));
    returnValues(derivative, builder, [...terminator.operands, ...tangents]);
    terminator.erase();
    sweep.finish();
  }

  /** Calls the derivative in place of the function: it takes tangents behind the arguments and gives some behind the results. */
  #forwardCall(call: Operation, b: TangentBuilder): readonly Value[] | undefined {
    const { callee, args } = this.#callOf(call);
    const wrt: number[] = [];
    args.forEach((value, i) => {
      const hasTangent = isShadowedType(value.type) ? b.isActive(value) : b.tangent(value) !== undefined;
      if (hasTangent) wrt.push(i);
    });
    if (wrt.length === 0) return undefined;
    const derivative = this.get(callee, { mode: "forward", wrt, seeded: [], withResults: true, shared: [] }, call);
    const tangents = wrt.map((i) => (isShadowedType(args[i]!.type) ? b.shadow(args[i]!)! : b.tangent(args[i]!)!));
    const results = callFunction(derivative, b.builder, [...args, ...tangents]);
    call.results
      .filter(({ type }) => isDifferentiableType(type))
      .forEach((result, i) => {
        b.setTangent(result, results[call.numResults + i]!);
      });
    return results.slice(0, call.numResults);
  }

  // Reverse mode: (arguments, shadows, cotangents) -> (results, cotangents).

  #declareReverse(fn: Operation, { wrt, seeded, withResults }: DerivativeSignature): ReturningFunction {
    const { args, results } = typesOf(fn);
    const wrtTypes = wrt.map((index) => args[index]!);
    return this.#declare(
      fn,
      withResults ? "vjp" : "pullback",
      [...args, ...wrtTypes.filter(isShadowedType), ...seeded.map((index) => results[index]!)],
      [...(withResults ? results : []), ...wrtTypes.filter((type) => !isShadowedType(type))],
    );
  }

  #fillReverse(fn: Operation, derivative: Operation, signature: DerivativeSignature): void {
    const { wrt, seeded, withResults, shared } = signature;
    const { entry, terminator } = this.#copyBody(fn, derivative, "reverse");
    const body = entry.region!;
    this.#checkpointLoops(derivative, body);
    const inputs = wrt.map((index) => entry.args[index]!);
    const primalResults = terminator.operands;
    const outputs = seeded.map((index) => primalResults[index]!);
    const { activity, memory, layouts, sizes } = this.#analyse(body, inputs, outputs);
    const buffers = inputs.filter(({ type }) => isShadowedType(type));
    const shadows = buffers.map(({ type, loc }) => entry.addArgument(type, loc));
    const cotangents = outputs.map(({ type, loc }) => entry.addArgument(type, loc));
    const builder = OpBuilder.before(terminator);
    const report = new PlanReport();
    const sweep = new ReverseSweep({
      context: this.#context,
      activity,
      memory,
      layouts,
      sizes,
      shared: new SharedBuffers(shared.map((index) => entry.args[index]!)),
      body,
      builder,
      reverseCall: (call, b, keepContents) => this.#reverseCall(call, b, keepContents),
      report,
    });
    buffers.forEach((buffer, i) => {
      sweep.setShadow(buffer, shadows[i]!);
    });
    const sharedShadows = shared.map((index) => sweep.shadowValue(entry.args[index]!));
    sweep.prepare(body);
    builder.setInsertionPoint(terminator);
    sweep.run(entry, terminator, outputs, cotangents);
    builder.loc = terminator.loc;
    const adjoints = inputs.filter(({ type }) => !isShadowedType(type)).map((input) => sweep.gradientOrZero(input));
    returnValues(derivative, builder, [...(withResults ? primalResults : []), ...adjoints]);
    terminator.erase();
    this.#finishAccumulations(derivative, sweep.shadows, new SharedBuffers(sharedShadows));
    this.#options.log?.(report.text(symbolName(fn)!));
  }

  /** Decides how adjoints are added to buffers, now that all is there that adds to them. */
  #finishAccumulations(derivative: Operation, shadows: ReadonlySet<Value>, shared: SharedBuffers): void {
    const addAdjoints: AdjointAddition = (op, builder, lhs, rhs) =>
      arithmeticFor(this.#context, op, lhs.type).add(builder, lhs, rhs);
    gatherAccumulations(derivative, (base) => shadows.has(base), addAdjoints);
    expandAccumulations(derivative, shared, addAdjoints);
  }

  /** The reverse of a call executes the callee again: its derivative computes what it needs itself. */
  #reverseCall(call: Operation, b: AdjointBuilder, keepContents: (call: Operation, buffer: Value) => void): void {
    const { callee, args } = this.#callOf(call);
    if (!this.#callEffects.isRepeatable(callee)) {
      throw opError(
        call,
        "cannot be differentiated in reverse mode: the called function changes memory, or uses a global, and may call itself",
      ).attachNote(
        callee.loc,
        "its reverse would execute it again; let it return numbers, or make a loop of the recursion",
      );
    }
    const seeded: number[] = [];
    call.results.forEach((result, i) => {
      if (b.gradient(result) !== undefined) seeded.push(i);
    });
    const wrt: number[] = [];
    args.forEach((value, i) => {
      if (b.isActive(value)) wrt.push(i);
    });
    if (wrt.length === 0 || seeded.length === 0) return;
    for (const value of args) if (isBuffer(value)) keepContents(call, value);
    const shared = wrt.filter((i) => isShadowedType(args[i]!.type) && b.isShared(call, args[i]!));
    const derivative = this.get(callee, { mode: "reverse", wrt, seeded, withResults: false, shared }, call);
    const shadows = wrt.flatMap((i) => (isShadowedType(args[i]!.type) ? [b.shadow(args[i]!)!] : []));
    const cotangents = seeded.map((i) => b.gradient(call.result(i))!);
    const operands = [...args.map((value) => b.primal(value)), ...shadows, ...cotangents];
    const adjoints = callFunction(derivative, b.builder, operands);
    wrt
      .filter((i) => !isShadowedType(args[i]!.type))
      .forEach((i, position) => {
        b.accumulate(args[i]!, adjoints[position]!);
      });
  }

  // What both modes share.

  #analyse(body: Region, inputs: readonly Value[], outputs: readonly Value[]) {
    const flow = new Flow(body);
    const { ofCall: effects, linksPointers } = this.#callEffects;
    let aliases = new Aliases(flow, linksPointers);
    let layouts = new Layouts(flow, aliases);
    if (retypeCopies(flow, layouts)) {
      aliases = new Aliases(flow, linksPointers);
      layouts = new Layouts(flow, aliases);
    }
    const calls: Calls = { effects, escapes: (call, varied) => this.#escapesOfCall(call, varied) };
    return {
      activity: new Activity(flow, { aliases, layouts }, calls, this.#context, { inputs, outputs }),
      memory: new MemoryUse(flow, aliases, effects),
      layouts,
      sizes: new PrimalSizes(this.#context, new ShapeOrigins(flow)),
    };
  }

  /** What turns operands of a call into something without derivatives inside the called function. */
  #escapesOfCall(call: Operation, varied: readonly number[]): readonly Escape[] {
    const [start] = CallOpInterface.of(call)!.argumentRange(call);
    const { callee } = this.#callOf(call);
    if (hasCustomDerivative(callee)) return [];
    const body = FunctionOpInterface.of(callee)!.body(callee);
    if (body.isEmpty) throw this.#noBody(callee, call);
    let known = this.#escapes.get(callee);
    if (known === undefined) {
      known = new Map();
      this.#escapes.set(callee, known);
    }
    const key = varied.join();
    const found = known.get(key);
    if (found !== undefined) return found;
    // A function that calls itself adds nothing by that.
    known.set(key, []);
    const copy = callee.clone();
    this.#makeDifferentiable(copy, this.isConcurrent(callee));
    const { args: parameters } = FunctionOpInterface.of(copy)!.body(copy).front;
    const inputs = varied.map((position) => parameters[position - start]).filter((input) => input !== undefined);
    const { escapes } = this.#analyse(parameters[0]!.owner.region!, inputs, []).activity;
    known.set(key, escapes);
    return escapes;
  }

  #callOf(call: Operation): { callee: Operation; args: readonly Value[] } {
    const callee = CallOpInterface.of(call)!.callee(call);
    if (!(callee instanceof SymbolRefAttr)) {
      throw opError(call, "cannot be differentiated: it is not known which function is called").attachNote(
        call.loc,
        "call the function by its name",
      );
    }
    return { callee: this.resolve(callee, call), args: callArguments(call) };
  }

  /** Copies the body of `fn` into its derivative; the terminator that returns stays for the caller to replace. */
  #copyBody(
    fn: Operation,
    derivative: Operation,
    mode: DerivativeSignature["mode"],
  ): { entry: Block; terminator: Operation } {
    const source = FunctionOpInterface.of(fn)!.body(fn);
    const body = FunctionOpInterface.of(derivative)!.body(derivative);
    source.cloneInto(body, new IRMapping());
    copyArguments(fn, body.front);
    if (mode === "reverse") {
      this.#inliner.inlineIn(
        derivative,
        (callee) => this.#mayInline(callee) && !this.#callEffects.isRepeatable(callee),
      );
      this.#inlineReaders(derivative, body);
    }
    this.#makeDifferentiable(derivative, this.isConcurrent(fn));
    if (!body.hasOneBlock) {
      throw opError(fn, "cannot be differentiated: its body has several blocks").attachNote(
        fn.loc,
        "run 'lift-cf-to-scf' first",
      );
    }
    const terminator = body.front.terminator!;
    if (!isRegionTerminator(terminator)) throw opError(terminator, "cannot be differentiated: it never returns");
    return { entry: body.front, terminator };
  }

  /** Whether the body of a function can take the place of a call in a derivative. */
  #mayInline(callee: Operation): boolean {
    if (FunctionOpInterface.of(callee)!.body(callee).isEmpty || this.#binomialPlans.has(callee)) return false;
    return !hasCustomDerivative(callee);
  }

  /** Inlines the calls that read what is changed behind them. */
  #inlineReaders(derivative: Operation, body: Region): void {
    const { ofCall: effects, linksPointers } = this.#callEffects;
    const mayRead = (op: Operation): boolean =>
      CallOpInterface.implementedBy(op) && op.operands.some(isBuffer) && op.resultTypes.some(isDifferentiableType);
    for (let found = true; found && body.hasOneBlock; ) {
      const flow = new Flow(body);
      const calls = flow.units.filter(mayRead);
      if (calls.length === 0) return;
      const memory = new MemoryUse(flow, new Aliases(flow, linksPointers), effects);
      const wanted = new Set(calls.filter((call) => memory.writerBehindCall(call) !== undefined));
      found = this.#inliner.inlineIn(derivative, (callee, call) => wanted.has(call) && this.#mayInline(callee));
    }
  }

  /** Puts others in the place of operations that are differentiated as these. */
  #makeDifferentiable(fn: Operation, isConcurrent: boolean): void {
    // A function that was made by reverse mode may hold tapes: as buffers they are differentiated like any others.
    lowerTapes(fn);
    const found: Operation[] = [];
    fn.walk((op) => {
      if (this.#context.derivative(op.def)?.expand !== undefined) found.push(op);
      return undefined;
    });
    // The inner ones come first, and may be copied with the outer ones.
    for (const op of found) this.#context.derivative(op.def)!.expand!(op, isConcurrent);
  }
}
