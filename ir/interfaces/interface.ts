/**
 * Interfaces: contracts that an operation's definition fulfils and that drivers in the layers above ask for.
 *
 * An interface is a typed key of operations or attributes. `Def.implement(Key, {...})` attaches an implementation to an
 * operation; a third party does the same for somebody else's operation through its Extension. Methods take the
 * operation as their first argument.
 */
import type { Attribute } from "../attribute.ts";
import { definitionOf, type ParametricDefinition } from "../define-attribute.ts";
import type { Operation } from "../operation.ts";

/** What the verifier asks of every operation that has the interface. Throws `opError`. */
export interface InterfaceChecks {
  verify?(op: Operation): void;
  /** Like `verify`, once the regions are known to be well-formed. */
  verifyRegions?(op: Operation): void;
}

/** A contract that operations implement and drivers ask for. */
export class OpInterface<I extends object> {
  readonly name: string;
  readonly checks: InterfaceChecks;
  constructor(name: string, checks: InterfaceChecks = {}) {
    this.name = name;
    this.checks = checks;
  }
  /** The implementation for `op`; undefined if it has none. */
  of(op: Operation): I | undefined {
    return op.def.interfaces.get(this) as I | undefined;
  }
  implementedBy(op: Operation): boolean {
    return op.def.interfaces.has(this);
  }
}

/** An interface's methods with the operation replaced by a typed view on it. */
export type Viewed<I, V> = {
  [K in keyof I]: I[K] extends (op: Operation, ...rest: infer A) => infer R
    ? (op: V, ...rest: A) => R
    : NonNullable<I[K]> extends (op: Operation, ...rest: infer A) => infer R
      ? ((op: V, ...rest: A) => R) | undefined
      : I[K];
};

/** A contract that a dialect's attribute fulfils. */
export class AttrInterface<I extends object> {
  readonly name: string;
  readonly #implementations: Map<object, I>;
  constructor(name: string) {
    this.name = name;
    this.#implementations = new Map();
  }
  /** Attaches an implementation to all attributes of a definition. */
  implement<P extends object, A extends Attribute>(definition: ParametricDefinition<P, A>, implementation: I): void {
    this.#implementations.set(definition, implementation);
  }
  /** The implementation for `attribute`; undefined if it has none. */
  of(attribute: Attribute): I | undefined {
    const definition = definitionOf(attribute);
    return definition === undefined ? undefined : this.#implementations.get(definition);
  }
}
