/** Which calls reach which functions, as far as symbols tell. */

import { SymbolRefAttr } from "../../ir/builtin/attributes.ts";
import { CallableOpInterface, CallOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Region } from "../../ir/region.ts";
import { forEachSymbolUse, SymbolTableCollection, symbolVisibility } from "../../ir/symbol-table.ts";

/** A function that can be called. */
export interface Callee {
  readonly op: Operation;
  /** Undefined for a declaration. */
  readonly body: Region | undefined;
  /** The calls that name it. */
  readonly calls: Operation[];
  /** Whether something else than these calls may call it: it is public, or its name is used in another way. */
  hasUnknownCalls: boolean;
}

export class CallSites {
  readonly #tables: SymbolTableCollection;
  readonly #callees: Map<Operation, Callee>;

  /** Looks at everything inside `root`. If `root` stands inside something else, nested symbols may be used out there. */
  constructor(root: Operation) {
    this.#tables = new SymbolTableCollection();
    this.#callees = new Map();
    const seesAllUses = root.block === null;
    root.walk((op) => {
      const callable = CallableOpInterface.of(op);
      if (callable === undefined) return;
      const visibility = symbolVisibility(op);
      const hasUnknownCalls = op === root || visibility === "public" || (visibility === "nested" && !seesAllUses);
      this.#callees.set(op, { op, body: callable.callableRegion(op), calls: [], hasUnknownCalls });
    }, "pre");
    forEachSymbolUse(root, (ref, user) => {
      const callee = this.referencedBy(ref, user);
      if (callee === undefined) return;
      const call = CallOpInterface.of(user);
      if (call?.callee(user) === ref) callee.calls.push(user);
      else callee.hasUnknownCalls = true;
    });
  }

  get callees(): Iterable<Callee> {
    return this.#callees.values();
  }
  /** The function inside the root that `op` is. */
  get(op: Operation): Callee | undefined {
    return this.#callees.get(op);
  }

  /** The function inside the root that `ref` names at `user`. */
  referencedBy(ref: SymbolRefAttr, user: Operation): Callee | undefined {
    const target = this.#tables.lookupNearest(user, ref);
    return target === undefined ? undefined : this.#callees.get(target);
  }

  /** The function inside the root that a call names. */
  calleeOf(call: Operation): Callee | undefined {
    const ref = CallOpInterface.of(call)?.callee(call);
    return ref instanceof SymbolRefAttr ? this.referencedBy(ref, call) : undefined;
  }
}
