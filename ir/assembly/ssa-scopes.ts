/**
 * The names of values while text is read: `%x` to values, with names that are used before their definition.
 *
 * A name is visible to the end of the region that defines it, and not inside operations that are isolated from above.
 * Names that a broken operation would have defined are poisoned, so that their uses cause no further errors.
 */
import type { Type } from "../attribute.ts";
import { Block } from "../block.ts";
import type { Location } from "../location.ts";
import type { Value } from "../value.ts";

/** A use of a value by name: `%name#number`. */
export interface UnresolvedOperand {
  /** Without the `%`. */
  readonly name: string;
  readonly number: number;
  readonly offset: number;
}

interface Binding {
  /** Undefined for a poisoned name. */
  readonly values: readonly Value[] | undefined;
  readonly offset: number;
}

interface ForwardReference {
  readonly placeholder: Value;
  readonly use: UnresolvedOperand;
}

/** The names inside one operation that is isolated from above. */
class IsolatedScope {
  readonly bindings: Map<string, Binding>;
  /** For each open region, the names to forget when it ends. */
  readonly regions: string[][];
  /** Uses that wait for their definition, by name and number. */
  readonly forward: Map<string, Map<number, ForwardReference>>;
  constructor() {
    this.bindings = new Map();
    this.regions = [];
    this.forward = new Map();
  }
}

export class ScopeError {
  readonly message: string;
  readonly offset: number;
  readonly note: { readonly message: string; readonly offset: number } | undefined;
  constructor(message: string, offset: number, note?: { message: string; offset: number }) {
    this.message = message;
    this.offset = offset;
    this.note = note;
  }
}

export class SSAScopes {
  readonly #stack: IsolatedScope[];
  #current: IsolatedScope;

  constructor() {
    this.#current = new IsolatedScope();
    this.#stack = [this.#current];
  }

  enterRegion(isolated: boolean): void {
    if (isolated) {
      this.#current = new IsolatedScope();
      this.#stack.push(this.#current);
    }
    this.#current.regions.push([]);
  }

  /** Forgets the region's names. Returns an error for each name that an isolated operation used but never defined. */
  leaveRegion(isolated: boolean): ScopeError[] {
    const scope = this.#current;
    for (const name of scope.regions.pop()!) scope.bindings.delete(name);
    if (!isolated) return [];
    this.#stack.pop();
    this.#current = this.#stack[this.#stack.length - 1]!;
    return undeclared(scope);
  }

  /** The errors for names that are still undefined at the end of the file. */
  finish(): ScopeError[] {
    return undeclared(this.#current);
  }

  /** Binds `%name` to values. Returns what is wrong, if anything. */
  define(name: string, values: readonly Value[], offset: number): ScopeError | undefined {
    const scope = this.#current;
    const known = scope.bindings.get(name);
    if (known !== undefined) {
      if (known.values === undefined) return undefined;
      return new ScopeError(`redefinition of SSA value '%${name}'`, offset, {
        message: "previously defined here",
        offset: known.offset,
      });
    }
    scope.bindings.set(name, { values, offset });
    const regions = scope.regions;
    if (regions.length > 0) regions[regions.length - 1]!.push(name);
    if (scope.forward.size === 0) return undefined;
    const waiting = scope.forward.get(name);
    if (waiting === undefined) return undefined;
    scope.forward.delete(name);
    for (const [number, { placeholder, use }] of waiting) {
      const value = values[number];
      if (value === undefined) return new ScopeError("reference to invalid result number", use.offset);
      if (value.type !== placeholder.type) {
        return new ScopeError(`definition of SSA value '%${name}#${number}' has type '${value.type}'`, offset, {
          message: `previously used here with type '${placeholder.type}'`,
          offset: use.offset,
        });
      }
      placeholder.replaceAllUsesWith(value);
    }
    return undefined;
  }

  /** Makes uses of `%name` legal whatever they are. */
  poison(name: string, offset: number): void {
    const scope = this.#current;
    if (!scope.bindings.has(name)) {
      scope.bindings.set(name, { values: undefined, offset });
      scope.regions[scope.regions.length - 1]?.push(name);
    }
    scope.forward.delete(name);
  }

  /** The value that `use` names, which must have `type`. Makes a placeholder for a name that is not defined yet. */
  resolve(use: UnresolvedOperand, type: Type, loc: () => Location): Value | ScopeError {
    const binding = this.#current.bindings.get(use.name);
    if (binding === undefined) return this.#forwardReference(use, type, loc);
    if (binding.values === undefined) return placeholder(type, loc());
    const value = binding.values[use.number];
    if (value === undefined) return new ScopeError("reference to invalid result number", use.offset);
    if (value.type !== type) {
      return new ScopeError(
        `use of value '%${use.name}' expects different type than prior uses: '${type}' vs '${value.type}'`,
        use.offset,
        { message: "prior use here", offset: binding.offset },
      );
    }
    return value;
  }

  #forwardReference(use: UnresolvedOperand, type: Type, loc: () => Location): Value | ScopeError {
    const { forward } = this.#current;
    let numbers = forward.get(use.name);
    if (numbers === undefined) {
      numbers = new Map();
      forward.set(use.name, numbers);
    }
    const known = numbers.get(use.number);
    if (known === undefined) {
      const value = placeholder(type, loc());
      numbers.set(use.number, { placeholder: value, use });
      return value;
    }
    if (known.placeholder.type !== type) {
      return new ScopeError(
        `use of value '%${use.name}' expects different type than prior uses: '${type}' vs '${known.placeholder.type}'`,
        use.offset,
        { message: "prior use here", offset: known.use.offset },
      );
    }
    return known.placeholder;
  }
}

const placeholder = (type: Type, loc: Location): Value => new Block().addArgument(type, loc);

function undeclared(scope: IsolatedScope): ScopeError[] {
  const errors: ScopeError[] = [];
  for (const numbers of scope.forward.values()) {
    for (const { use } of numbers.values()) errors.push(new ScopeError("use of undeclared SSA value name", use.offset));
  }
  return errors;
}
