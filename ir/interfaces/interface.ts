/**
 * Interfaces: contracts that an operation's definition fulfils and that drivers in the layers above ask for.
 *
 * An interface is a typed key. `Def.implement(Key, {...})` attaches an implementation to an operation; a third party does
 * the same for somebody else's operation through its Extension. Methods take the operation as their first argument.
 */
import type { Operation } from "../operation.ts";

export class OpInterface<I extends object> {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
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
