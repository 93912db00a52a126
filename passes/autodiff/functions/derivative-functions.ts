/**
 * Makes derivative functions, each once for a function, mode and choice of arguments. A derivative function is registered
 * before its body is made, so that recursive functions find their own derivative.
 */
import { FuncOp } from "../../../dialects/func/index.ts";
import * as llvm from "../../../dialects/llvm/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { StringAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../../ir/builtin/attributes.ts";
import { FunctionType, MemRefType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { CallOpInterface, callArguments } from "../../../ir/interfaces/control-flow.ts";
import { changeArgumentAttributes, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Region } from "../../../ir/region.ts";
import { type SymbolTable, symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { fillBinomialReverse } from "../../checkpointing/binomial.ts";
import { type BinomialPlan, checkpointLoops } from "../../checkpointing/checkpoint-loops.ts";
import type { Strategy } from "../../checkpointing/strategy.ts";
import { CallEffectAnalysis } from "../analysis/call-effects.ts";
import { concurrentFunctions } from "../analysis/concurrency.ts";
import { arithmeticFor, ConstantMaker } from "../arithmetic.ts";
import { type DerivativeRegistry, noBody } from "../registry.ts";
import { customNames, hasCustomDerivative, wrapCustomDerivative } from "../requests/custom-derivatives.ts";
import type { DerivativeSignature, SplitFunction, SplitSignature } from "../signature.ts";
import { ConstantShadows } from "./constant-shadows.ts";
import { ForwardFunctions } from "./forward-functions.ts";
import { FunctionAnalysis } from "./function-analysis.ts";
import { FunctionBodies } from "./function-bodies.ts";
import { type FunctionOnGlobals, GlobalVariables } from "./globals.ts";
import { CallInliner } from "./inline-calls.ts";
import { keepStatePrivate, requirePrivateState } from "./private-state.ts";
import { packedTypes, type ReturningFunction } from "./returned-values.ts";
import { ReverseFunctions } from "./reverse-functions.ts";

export interface DerivativeOptions {
  /** How loops are checkpointed that do not say themselves. */
  readonly checkpoint: Strategy;
  /** Is told what reverse mode keeps. */
  readonly log?: ((text: string) => void) | undefined;
}

/** Where functions of `func` say how a linker sees what they become. */
const linkageAttr = "llvm.linkage";

const nameOf = (fn: Operation, suffix: string): string => `${symbolName(fn)}_${suffix}`;

const keyOf = ({ mode, wrt, seeded, withResults, shared, width = 1 }: DerivativeSignature): string =>
  `${mode} ${wrt} ${seeded} ${withResults} ${shared} ${width}`;

export class DerivativeFunctions implements DerivativeRegistry {
  readonly context: Context;
  readonly callEffects: CallEffectAnalysis;
  readonly #symbols: SymbolTable;
  readonly #forward: ForwardFunctions;
  readonly #reverse: ReverseFunctions;
  readonly #globals: GlobalVariables;
  readonly #constants: ConstantShadows;
  readonly #made: Map<Operation, Map<string, ReturningFunction>>;
  /** The same for requests, where functions change global variables. */
  readonly #withPrivateState: Map<Operation, Map<string, ReturningFunction>>;
  /** Functions that execute iterations of a loop, to be reversed by binomial checkpointing. */
  readonly #binomialPlans: Map<Operation, BinomialPlan>;
  readonly #options: DerivativeOptions;
  /** The arguments of derivative functions that in all their calls are buffers which overlap nothing else. */
  readonly #distinct: Map<Operation, ReadonlySet<number>>;
  /** Functions that may be executed several times at once. */
  readonly #concurrent: Set<Operation>;

  constructor(context: Context, symbols: SymbolTable, options: DerivativeOptions) {
    this.context = context;
    this.#symbols = symbols;
    this.#options = options;
    this.#binomialPlans = new Map();
    this.#constants = new ConstantShadows(symbols);
    this.callEffects = new CallEffectAnalysis(
      (callee) => this.tryResolve(callee),
      (op) => this.#constants.constantAt(op) !== undefined,
    );
    this.#globals = new GlobalVariables(this, symbols);
    this.#made = new Map();
    this.#withPrivateState = new Map();
    this.#distinct = new Map();
    this.#concurrent = new Set(concurrentFunctions(symbols.op, (op) => this.calleeOf(op)));
    const inliner = new CallInliner((call) => {
      const callee = CallOpInterface.of(call)!.callee(call);
      return "definingOp" in callee ? undefined : this.tryResolve(callee);
    });
    const bodies = new FunctionBodies(this, inliner, (callee) => this.#binomialPlans.has(callee));
    const analysis = new FunctionAnalysis(this, bodies);
    this.#forward = new ForwardFunctions(this, bodies, analysis);
    this.#reverse = new ReverseFunctions(this, bodies, analysis, {
      checkpointLoops: (derivative, body, byDefault) => this.#checkpointLoops(derivative, body, byDefault),
      log: options.log,
    });
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

  /** The function that a symbol names, if it does. */
  tryResolve(callee: Attribute | Value): Operation | undefined {
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
   * The derivative of `fn` for a request, to be called once; made if it does not exist. `user` is what asks for it. The
   * arguments of the call in `distinct` are buffers that overlap nothing else in it.
   */
  ask(
    fn: Operation,
    signature: DerivativeSignature,
    user: Operation,
    distinct: readonly number[] = [],
  ): ReturningFunction {
    const onGlobals = hasCustomDerivative(fn) ? undefined : this.#globals.takenBy(fn);
    const derivative =
      onGlobals === undefined
        ? this.#derivativeOf(fn, signature, user)
        : this.#withState(fn, signature, user, onGlobals);
    const before = this.#distinct.get(derivative.fn);
    const inBoth = before === undefined ? distinct : distinct.filter((index) => before.has(index));
    this.#distinct.set(derivative.fn, new Set(inBoth));
    return derivative;
  }

  shadowOfConstant(address: Operation, mode: DerivativeSignature["mode"], builder: OpBuilder): Value {
    return this.#constants.addressFor(address, mode, builder);
  }

  /** The derivative of `fn` for a call; made if it does not exist. */
  get(fn: Operation, signature: DerivativeSignature, user: Operation): ReturningFunction {
    const derivative = this.#derivativeOf(fn, signature, user);
    this.#distinct.set(derivative.fn, new Set());
    return derivative;
  }

  /**
   * The halves of `fn`, and the types of the values for which each of them takes stacks behind all else. Throws at `user` if
   * it cannot be split.
   */
  split(
    fn: Operation,
    signature: SplitSignature,
    user: Operation,
  ): SplitFunction & { stackTypes(half: Operation): readonly Type[] } {
    if (hasCustomDerivative(fn) || this.#globals.takenBy(fn) !== undefined) throw notSplit(user, fn);
    if (FunctionOpInterface.of(fn)!.body(fn).isEmpty) throw noBody(fn, user);
    const halves = this.#reverse.halvesOf(fn, signature);
    this.settle();
    return { ...halves, stackTypes: (half) => this.#reverse.stackTypesOf(half) };
  }

  #withState(
    fn: Operation,
    signature: DerivativeSignature,
    user: Operation,
    onGlobals: FunctionOnGlobals,
  ): ReturningFunction {
    requirePrivateState(user, onGlobals, this);
    if ((signature.width ?? 1) > 1) throw severalStates(user, fn);
    const made = this.#withPrivateState.get(fn) ?? new Map<string, ReturningFunction>();
    this.#withPrivateState.set(fn, made);
    const known = made.get(keyOf(signature));
    if (known !== undefined) return known;
    const maker = signature.mode === "forward" ? this.#forward : this.#reverse;
    const derivative = maker.declare(fn, signature);
    made.set(keyOf(signature), derivative);
    keepStatePrivate(fn, derivative.fn, signature, onGlobals, this.#globals, this);
    return derivative;
  }

  /** Completes the functions that a request has asked for. */
  settle(): void {
    this.#reverse.settle();
    this.#globals.eraseUnused();
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
    const { mode } = signature;
    const key = keyOf(signature);
    let made = this.#made.get(fn);
    if (made === undefined) {
      made = new Map();
      this.#made.set(fn, made);
    }
    const known = made.get(key);
    if (known !== undefined) return known;
    const maker = mode === "forward" ? this.#forward : this.#reverse;
    const derivative = maker.declare(fn, signature);
    made.set(key, derivative);
    const custom = this.#customDerivative(fn, mode);
    const plan = mode === "reverse" ? this.#binomialPlans.get(fn) : undefined;
    if (custom !== undefined) wrapCustomDerivative({ fn, custom, derivative: derivative.fn, signature }, this.context);
    else if (plan !== undefined) this.#fillBinomial(plan, derivative.fn, signature);
    else if (FunctionOpInterface.of(fn)!.body(fn).isEmpty) throw noBody(fn, user);
    else maker.fill(fn, derivative.fn, signature);
    return derivative;
  }

  /** Rewrites the loops of a derivative function in whose reverse iterations are executed again. */
  #checkpointLoops(derivative: Operation, body: Region, byDefault: boolean): void {
    const strategy: Strategy = byDefault ? this.#options.checkpoint : { kind: "all" };
    const isRepeatable = this.callEffects.isRepeatableCall;
    const options = { fn: derivative, symbols: this.#symbols, byDefault: strategy, isRepeatable };
    for (const plan of checkpointLoops(body, options)) this.#binomialPlans.set(plan.range, plan);
  }

  #fillBinomial(plan: BinomialPlan, derivative: Operation, signature: DerivativeSignature): void {
    const constants = (builder: OpBuilder): ConstantMaker => new ConstantMaker(this.context, derivative, builder);
    fillBinomialReverse(plan, derivative, signature, {
      reverseOf: (fn, wanted) => this.get(fn, { ...signature, ...wanted }, derivative).fn,
      declare: (like, suffix, args, results) => this.declare(like, suffix, args, results).fn,
      zero: (builder, type, like) => constants(builder).constant(0, type, () => constants(builder).sizes(like!)),
      add: (builder, lhs, rhs) => arithmeticFor(this.context, derivative, lhs.type).add(builder, lhs, rhs),
    });
  }

  #customDerivative(fn: Operation, mode: "forward" | "reverse"): Operation | undefined {
    const name = customNames[mode];
    const attr = fn.attr(name);
    if (attr === undefined) return undefined;
    if (!(attr instanceof SymbolRefAttr)) throw opError(fn, `attribute '${name}' must name a function`);
    return this.resolve(attr, fn);
  }

  /** A new function without a body, of the kind of `fn`, whose name begins with that of `fn`. */
  declare(
    fn: Operation,
    suffix: string,
    argumentTypes: readonly Type[],
    resultTypes: readonly Type[],
  ): ReturningFunction {
    const { createLike } = FunctionOpInterface.of(fn)!;
    const made = this.#insert(createLike(fn, nameOf(fn, suffix), argumentTypes, packedTypes(fn, resultTypes)), fn);
    return { fn: made, resultTypes };
  }

  /** The same of a kind that takes and returns anything, for functions that only derivatives call. */
  declareInternal(
    fn: Operation,
    suffix: string,
    argumentTypes: readonly Type[],
    resultTypes: readonly Type[],
  ): Operation {
    const made = FuncOp.build(
      {
        sym_name: StringAttr.get(nameOf(fn, suffix)),
        function_type: TypeAttr.get(FunctionType.get(argumentTypes, resultTypes)),
        sym_visibility: StringAttr.get("private"),
      },
      fn.loc,
    );
    return this.#insert(made, fn);
  }

  /** Puts a function that was made of `fn` behind it. Its name becomes one that nothing else has. */
  #insert(made: Operation, fn: Operation): Operation {
    this.#symbols.insert(made, fn.next);
    // Functions of other files may have the same name, as static functions of C have.
    const linkage = llvm.FuncOp.is(fn) ? llvm.Linkage.of("internal") : fn.attr(linkageAttr);
    if (FuncOp.is(made) && linkage !== undefined) made.setAttr(linkageAttr, linkage);
    if (this.#concurrent.has(fn)) this.#concurrent.add(made);
    return made;
  }

  /** What is called, and with what. Throws if that is not known. */
  callOf(call: Operation): { callee: Operation; args: readonly Value[] } {
    const callee = CallOpInterface.of(call)!.callee(call);
    if (!(callee instanceof SymbolRefAttr)) {
      throw opError(call, "cannot be differentiated: it is not known which function is called").attachNote(
        call.loc,
        "call the function by its name; in C, 'raise-from-llvm' finds those of constant tables, choices and variables, and those that static functions are given, with its option 'closed-world' all whose addresses the file takes",
      );
    }
    const [fn, args] = [this.resolve(callee, call), callArguments(call)];
    const { argumentTypes, body } = FunctionOpInterface.of(fn)!;
    if (!body(fn).isEmpty && args.length !== argumentTypes(fn).length) throw variadic(call, fn);
    return { callee: fn, args };
  }
}

const variadic = (call: Operation, fn: Operation) =>
  opError(call, "cannot be differentiated: it passes arguments that have no names in the called function").attachNote(
    fn.loc,
    "pass them in an array; or give the function's calls a rule, such as 'none', and no body",
  );

const notSplit = (user: Operation, fn: Operation) =>
  opError(
    user,
    "asks for the halves of a function that changes global variables, or has a derivative of its own",
  ).attachNote(fn.loc, "its reverse cannot be separated; ask for both at once with 'ad.vjp'");

const severalStates = (user: Operation, fn: Operation) =>
  opError(user, "asks for several tangents at once of a function that changes global variables").attachNote(
    fn.loc,
    "these have one tangent each; ask for each derivative by itself",
  );
