/**
 * Which buffers can be given another layout. Functions that call each other agree on the layout of what they pass: an
 * argument or a result is changed only if it is in all calls and in all returns.
 */

import { AllocaOp, AllocOp, ReinterpretCastOp } from "../../../dialects/memref/index.ts";
import type { MemRefType } from "../../../ir/builtin/types.ts";
import { CallOpInterface } from "../../../ir/interfaces/control-flow.ts";
import { enclosingFunction, FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import { getOrMake } from "../../../ir/maps.ts";
import type { Operation } from "../../../ir/operation.ts";
import { forEachSymbolUse } from "../../../ir/symbol-table.ts";
import { ReturnLike } from "../../../ir/traits.ts";
import { BlockArgument, type OpResult, type Value } from "../../../ir/value.ts";
import { CallSites } from "../../analysis/call-sites.ts";
import { normalizedType } from "./types.ts";
import { isNormalizableUser } from "./uses.ts";

/** A buffer, as an argument or a result of a function or as what a function makes. */
class Slot {
  #isNormalized: boolean;
  /** The slots that hold the same buffers. */
  readonly #linked: Slot[];

  constructor(isNormalized: boolean) {
    this.#isNormalized = isNormalized;
    this.#linked = [];
  }

  get isNormalized(): boolean {
    return this.#isNormalized;
  }

  link(other: Slot): void {
    this.#linked.push(other);
    other.#linked.push(this);
    if (!this.isNormalized) other.forbid();
    else if (!other.isNormalized) this.forbid();
  }

  /** The buffer keeps its layout, wherever it comes from and goes. */
  forbid(): void {
    const pending: Slot[] = [this];
    for (let slot = pending.pop(); slot !== undefined; slot = pending.pop()) {
      if (!slot.#isNormalized) continue;
      slot.#isNormalized = false;
      pending.push(...slot.#linked);
    }
  }
}

interface FunctionSlots {
  readonly args: readonly Slot[];
  readonly results: readonly Slot[];
}

export class LayoutChoice {
  readonly #sites: CallSites;
  readonly #functions: Map<Operation, FunctionSlots>;
  /** What functions make themselves. */
  readonly #buffers: Map<Value, Slot>;

  constructor(root: Operation) {
    this.#sites = new CallSites(root);
    this.#functions = new Map();
    this.#buffers = new Map();
    for (const op of this.#normalizableFunctions(root)) {
      const func = FunctionOpInterface.of(op)!;
      const slots = (types: readonly unknown[]) =>
        types.map((type) => new Slot(normalizedType(type as MemRefType) !== undefined));
      this.#functions.set(op, { args: slots(func.argumentTypes(op)), results: slots(func.resultTypes(op)) });
    }
    for (const op of this.#functions.keys()) this.#connect(op);
  }

  /** The functions in which buffers may change. */
  get functions(): Iterable<Operation> {
    return this.#functions.keys();
  }
  isArgumentNormalized(func: Operation, index: number): boolean {
    return this.#functions.get(func)!.args[index]!.isNormalized;
  }
  isResultNormalized(func: Operation, index: number): boolean {
    return this.#functions.get(func)!.results[index]!.isNormalized;
  }

  /** Whether `value` is given the identity layout. */
  isNormalized(value: Value): boolean {
    if (normalizedType(value.type) === undefined) return false;
    return this.#slotOf(value)?.isNormalized ?? false;
  }

  /** What is known of where `value` comes from and goes; undefined for what keeps its layout. */
  #slotOf(value: Value): Slot | undefined {
    if (value instanceof BlockArgument) {
      const func = value.owner.isEntryBlock ? this.#functions.get(value.owner.parentOp!) : undefined;
      return func?.args[value.index];
    }
    if (!isOwnBuffer(value)) {
      const callee = this.#sites.calleeOf(value.definingOp!);
      return callee === undefined ? undefined : this.#functions.get(callee.op)?.results[(value as OpResult).index];
    }
    return getOrMake(this.#buffers, value, () => new Slot(normalizedType(value.type) !== undefined));
  }

  /** Functions in which a buffer is used in another way keep all layouts, and so do those that call or are called. */
  #normalizableFunctions(root: Operation): Set<Operation> {
    const functions = new Set<Operation>();
    const kept = new Set<Operation>();
    for (const { op } of this.#sites.callees) {
      if (!FunctionOpInterface.implementedBy(op)) continue;
      functions.add(op);
      if (!this.#areBuffersNormalizable(op)) kept.add(op);
    }
    forEachSymbolUse(root, (ref, user) => {
      if (CallOpInterface.of(user)?.callee(user) === ref) return;
      const callee = this.#sites.referencedBy(ref, user);
      if (callee !== undefined) kept.add(callee.op);
    });
    for (const op of kept) {
      functions.delete(op);
      for (const neighbour of this.#neighbours(op)) kept.add(neighbour);
    }
    return functions;
  }

  /** The functions that call `op` and that it calls. */
  #neighbours(op: Operation): Operation[] {
    const neighbours: Operation[] = [];
    for (const call of this.#sites.get(op)!.calls) {
      const caller = enclosingFunction(call);
      if (caller !== undefined) neighbours.push(caller);
    }
    op.walk((inner) => {
      const callee = this.#sites.calleeOf(inner);
      if (callee !== undefined && FunctionOpInterface.implementedBy(callee.op)) neighbours.push(callee.op);
    });
    return neighbours;
  }

  #areBuffersNormalizable(func: Operation): boolean {
    const isFine = (value: Value): boolean =>
      normalizedType(value.type) === undefined || value.users.every((user) => isNormalizableUser(user, value));
    const body = FunctionOpInterface.of(func)!.body(func);
    if (!body.isEmpty && !body.front.args.every(isFine)) return false;
    const result = func.walk((op) => {
      const isSource = CallOpInterface.implementedBy(op) || op.results.some(isOwnBuffer);
      return isSource && !op.results.every(isFine) ? "interrupt" : "advance";
    });
    return result === "advance";
  }

  /** Joins arguments with what calls pass, and results with what is returned. */
  #connect(func: Operation): void {
    const { args, results } = this.#functions.get(func)!;
    for (const call of this.#sites.get(func)!.calls) {
      const { start } = CallOpInterface.of(call)!.argumentRange(call);
      args.forEach((slot, i) => {
        this.#join(slot, call.operand(start + i));
      });
    }
    for (const { last } of FunctionOpInterface.of(func)!.body(func).blocks()) {
      if (last === null || !last.def.hasTrait(ReturnLike)) continue;
      results.forEach((slot, i) => {
        this.#join(slot, last.operand(i));
      });
    }
  }

  #join(slot: Slot, value: Value): void {
    const other = this.#slotOf(value);
    if (other === undefined) slot.forbid();
    else slot.link(other);
  }
}

/** Buffers that the function makes itself. */
const isOwnBuffer = (value: Value): boolean => {
  const op = value.definingOp;
  return AllocOp.is(op) || AllocaOp.is(op) || (ReinterpretCastOp.is(op) && (value.type as MemRefType).hasStaticShape);
};
