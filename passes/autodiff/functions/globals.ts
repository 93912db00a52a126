/**
 * Global variables that a function changes. They are differentiated as its private state: what they hold when a derivative
 * is asked for is constant, and what they hold in the end is no result. Functions that use them, directly or through what
 * they call, become such that take them as further arguments; then nothing else need know of them. Beside each variable
 * there is another one for its tangents, and one for its adjoints.
 */

import { StoreOp } from "../../../dialects/memref/index.ts";
import { overIndices } from "../../../dialects/scf/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { MemRefType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { definitionOf } from "../../../ir/define-attribute.ts";
import { CallOpInterface, callArguments } from "../../../ir/interfaces/control-flow.ts";
import { isDifferentiableType, isPointerType } from "../../../ir/interfaces/differentiable.ts";
import { argAttrsName, changeArgumentAttributes, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../../ir/interfaces/global-variable.ts";
import { IRMapping } from "../../../ir/ir-mapping.ts";
import type { Operation } from "../../../ir/operation.ts";
import { forEachSymbolUse, type SymbolTable, symbolName } from "../../../ir/symbol-table.ts";
import { IsolatedFromAbove } from "../../../ir/traits.ts";
import type { Value } from "../../../ir/value.ts";
import { bufferEffects, Flow } from "../analysis/flow.ts";
import { arithmeticFor } from "../arithmetic.ts";
import { findAliases } from "../memory/find-aliases.ts";
import type { DerivativeRegistry } from "../registry.ts";
import { hasCustomDerivative } from "../requests/custom-derivatives.ts";
import type { DerivativeSignature } from "../signature.ts";

/** A function that takes variables behind the arguments of another, and is the same otherwise. */
export interface FunctionOnGlobals {
  readonly fn: Operation;
  readonly variables: readonly Operation[];
}

/** What a function that was given does with variables. */
interface Uses {
  readonly addresses: readonly (readonly [address: Operation, variable: Operation])[];
  readonly written: ReadonlySet<Operation>;
  readonly calls: readonly (readonly [call: Operation, callee: Operation])[];
}

export class GlobalVariables {
  readonly #functions: DerivativeRegistry;
  readonly #symbols: SymbolTable;
  readonly #uses: Map<Operation, Uses>;
  /** By function and names of variables. */
  readonly #made: Map<Operation, Map<string, FunctionOnGlobals>>;
  readonly #shadows: Map<Operation, Map<DerivativeSignature["mode"], Operation>>;
  readonly #addressTypes: Map<Operation, Type>;

  constructor(functions: DerivativeRegistry, symbols: SymbolTable) {
    this.#functions = functions;
    this.#symbols = symbols;
    this.#uses = new Map();
    this.#made = new Map();
    this.#shadows = new Map();
    this.#addressTypes = new Map();
  }

  /** What is to be differentiated in the place of `fn`; undefined if it changes no variables that hold numbers. */
  takenBy(fn: Operation): FunctionOnGlobals | undefined {
    const reached = this.#reachedFrom(fn);
    const changed = new Set(reached.flatMap((inner) => [...this.#usesOf(inner).written]));
    if (changed.size === 0) return undefined;
    const needed = new Map(
      reached.map((inner) => {
        const { addresses } = this.#usesOf(inner);
        return [inner, new Set(addresses.map(([, variable]) => variable).filter((one) => changed.has(one)))];
      }),
    );
    for (let grows = true; grows; ) {
      grows = false;
      for (const inner of reached) {
        const own = needed.get(inner)!;
        const before = own.size;
        for (const [, callee] of this.#usesOf(inner).calls) for (const one of needed.get(callee) ?? []) own.add(one);
        if (own.size > before) grows = true;
      }
    }
    return this.#onGlobals(fn, needed, [...changed]);
  }

  /** The functions that are executed when `fn` is, as far as their bodies are there. */
  #reachedFrom(fn: Operation): Operation[] {
    const reached = new Set([fn]);
    // The set grows while it is walked.
    for (const inner of reached) for (const [, callee] of this.#usesOf(inner).calls) reached.add(callee);
    return [...reached];
  }

  #usesOf(fn: Operation): Uses {
    let uses = this.#uses.get(fn);
    if (uses === undefined) {
      const found = this.#findUses(fn);
      uses = { ...found, written: this.#writtenIn(fn, found.addresses) };
      this.#uses.set(fn, uses);
    }
    return uses;
  }

  #findUses(fn: Operation): Omit<Uses, "written"> {
    const addresses: [Operation, Operation][] = [];
    const calls: [Operation, Operation][] = [];
    const visit = (op: Operation): void => {
      const symbol = GlobalAddressOpInterface.of(op)?.symbol(op);
      const variable = symbol === undefined ? undefined : this.#symbols.get(symbol.root);
      if (variable !== undefined && holdsNumbersOnly(variable)) {
        addresses.push([op, variable]);
        this.#addressTypes.set(variable, op.result(0).type);
      }
      const callee = CallOpInterface.of(op)?.callee(op);
      const target = callee instanceof SymbolRefAttr ? this.#symbols.get(callee.root) : undefined;
      if (target !== undefined && isFollowed(target)) calls.push([op, target]);
      for (const region of op.regions) {
        if (op !== fn && op.def.hasTrait(IsolatedFromAbove)) continue;
        for (const block of region.blocks()) for (const inner of block.ops()) visit(inner);
      }
    };
    visit(fn);
    return { addresses, calls };
  }

  /** Which of the variables whose addresses are known may be written through these in the function. */
  #writtenIn(fn: Operation, addresses: readonly (readonly [Operation, Operation])[]): Set<Operation> {
    if (addresses.length === 0) return new Set();
    const { callEffects } = this.#functions;
    const flow = new Flow(FunctionOpInterface.of(fn)!.body(fn));
    const aliases = findAliases(flow, callEffects);
    const written = new Set<Value>();
    for (const op of flow.units)
      for (const value of bufferEffects(op, callEffects.ofCall).written) written.add(aliases.family(value));
    return new Set(
      addresses.flatMap(([op, variable]) => (written.has(aliases.family(op.result(0))) ? [variable] : [])),
    );
  }

  #onGlobals(
    fn: Operation,
    needed: ReadonlyMap<Operation, ReadonlySet<Operation>>,
    changed: readonly Operation[],
  ): FunctionOnGlobals {
    const variables = changed.filter((one) => needed.get(fn)!.has(one));
    const key = changed.map(symbolName).join();
    const made = this.#made.get(fn) ?? new Map<string, FunctionOnGlobals>();
    this.#made.set(fn, made);
    const known = made.get(key);
    if (known !== undefined) return known;
    const { argumentTypes, resultTypes } = FunctionOpInterface.of(fn)!;
    const types = [...argumentTypes(fn), ...variables.map((one) => this.#addressTypes.get(one)!)];
    const copy = this.#functions.declare(fn, "on_globals", types, resultTypes(fn)).fn;
    const entry = { fn: copy, variables };
    made.set(key, entry);
    this.#fill(fn, entry, (callee) => {
      const wanted = needed.get(callee);
      return wanted === undefined || wanted.size === 0 ? undefined : this.#onGlobals(callee, needed, changed);
    });
    return entry;
  }

  /** Fills the body of a copy of `fn`; what is called there may be replaced. */
  #fill(
    fn: Operation,
    { fn: copy, variables }: FunctionOnGlobals,
    replacementOf: (callee: Operation) => FunctionOnGlobals | undefined,
  ): void {
    const attributes = fn.attr(argAttrsName);
    if (attributes !== undefined) copy.setAttr(argAttrsName, attributes);
    changeArgumentAttributes(copy, (entries) => entries);
    const mapping = new IRMapping();
    const body = FunctionOpInterface.of(copy)!.body(copy);
    FunctionOpInterface.of(fn)!.body(fn).cloneInto(body, mapping);
    const given = new Map(
      variables.map((one) => [one, body.front.addArgument(this.#addressTypes.get(one)!, fn.loc) as Value]),
    );
    const { addresses, calls } = this.#findUses(copy);
    for (const [address, variable] of addresses) {
      const argument = given.get(variable);
      if (argument === undefined) continue;
      address.replaceAllUsesWith([argument]);
      address.erase();
    }
    for (const [call, callee] of calls) {
      const replacement = replacementOf(callee);
      if (replacement === undefined) continue;
      const operands = [...callArguments(call), ...replacement.variables.map((one) => given.get(one)!)];
      const { createCall } = FunctionOpInterface.of(replacement.fn)!;
      const builder = OpBuilder.before(call);
      call.replaceAllUsesWith(createCall(replacement.fn, builder, operands).results);
      call.erase();
    }
  }

  /** Emits the address of the variable that holds the tangents or adjoints of another, and sets it to zero. */
  clearedShadow(variable: Operation, mode: DerivativeSignature["mode"], builder: OpBuilder): Value {
    const shadow = this.#shadowOf(variable, mode);
    const { createAddress, clear } = GlobalVariableOpInterface.of(shadow)!;
    const address = createAddress(shadow, builder);
    if (clear !== undefined) clear(shadow, builder, address);
    else clearBuffer(builder, address, this.#functions.context);
    return address;
  }

  #shadowOf(variable: Operation, mode: DerivativeSignature["mode"]): Operation {
    const shadows = this.#shadows.get(variable) ?? new Map<DerivativeSignature["mode"], Operation>();
    this.#shadows.set(variable, shadows);
    const known = shadows.get(mode);
    if (known !== undefined) return known;
    const name = `${symbolName(variable)}_${mode === "forward" ? "tangent" : "adjoint"}`;
    const shadow = GlobalVariableOpInterface.of(variable)!.createLike(variable, name);
    this.#symbols.insert(shadow, variable.next);
    shadows.set(mode, shadow);
    return shadow;
  }

  /** Erases the functions on variables that nobody calls, since there are derivatives of them. */
  eraseUnused(): void {
    const copies = new Set([...this.#made.values()].flatMap((made) => [...made.values()].map(({ fn }) => fn)));
    if (copies.size === 0) return;
    const used = new Set<Operation>();
    const visit = (root: Operation): void =>
      forEachSymbolUse(root, ({ root: name }) => {
        const target = this.#symbols.get(name);
        if (target === undefined || !copies.has(target) || used.has(target)) return;
        used.add(target);
        visit(target);
      });
    for (const symbol of this.#symbols.symbols) if (!copies.has(symbol)) visit(symbol);
    for (const copy of copies) if (!used.has(copy)) this.#symbols.erase(copy);
    this.#made.clear();
  }
}

/** Whether a variable may be changed, and holds numbers with derivatives, but no pointers. */
function holdsNumbersOnly(variable: Operation): boolean {
  const global = GlobalVariableOpInterface.of(variable);
  if (global === undefined || global.isConstant(variable)) return false;
  const type = global.contentType(variable);
  const content = type instanceof MemRefType ? type.elementType : type;
  return isDifferentiableType(content) && !hasPointers(content);
}

const hasPointers = (type: Type): boolean =>
  isPointerType(type) || definitionOf(type)?.spec.parts?.(type).some(hasPointers) === true;

/** Whether it is the function's body that tells what a call does. */
const isFollowed = (target: Operation): boolean => {
  const fn = FunctionOpInterface.of(target);
  return fn !== undefined && !fn.body(target).isEmpty && !hasCustomDerivative(target);
};

function clearBuffer(builder: OpBuilder, memref: Value, context: Context): void {
  const { shape, elementType } = memref.type as MemRefType;
  const user = builder.insertionBlock.parentOp!;
  const value = arithmeticFor(context, user, elementType).constant(builder, elementType, 0);
  const sizes = shape.map((size) => BigInt(size));
  overIndices(builder, sizes, [], (indices) => {
    builder.create(StoreOp, { value, memref, indices });
    return [];
  });
}
