/**
 * The names of values while text is read: `%x` to values, with names that are used before their definition.
 *
 * A name is visible to the end of the region that defines it, and not inside operations that are isolated from above.
 * Names that a broken operation would have defined are poisoned, so that their uses cause no further errors.
 *
 * Bindings hang on the words themselves, so that finding what a name means is no search. A region remembers the bindings
 * that it made, and takes them back when it ends.
 */
import type { Type } from "../attribute.ts";
import { Block } from "../block.ts";
import type { FileLineColLoc, Location } from "../location.ts";
import type { Value } from "../value.ts";
import type { Word } from "./words.ts";

/** A use of a value by name: `%name#number`. */
export class UnresolvedOperand {
  /** Its text is the name without the `%`. */
  readonly word: Word;
  readonly number: number;
  readonly offset: number;
  constructor(word: Word, number: number, offset: number) {
    this.word = word;
    this.number = number;
    this.offset = offset;
  }
  get name(): string {
    return this.word.text;
  }
}

/** What a name means within one scope. */
export class Binding {
  readonly word: Word;
  /** Null for a poisoned name. */
  readonly #first: Value | null;
  /** How many results the name stands for. */
  readonly #count: number;
  readonly offset: number;
  readonly scope: IsolatedScope;
  /** What the name means outside of the scope. */
  readonly shadowed: Binding | null;
  constructor(word: Word, first: Value | null, count: number, offset: number, scope: IsolatedScope) {
    this.word = word;
    this.#first = first;
    this.#count = count;
    this.offset = offset;
    this.scope = scope;
    this.shadowed = word.binding;
  }
  get isPoisoned(): boolean {
    return this.#first === null;
  }
  /** The value of `%name#number` if there is one. */
  value(number: number): Value | undefined {
    if (number >= this.#count) return undefined;
    return number === 0 ? this.#first! : this.#first!.definingOp!.result(this.#first!.index + number);
  }
}

interface ForwardReference {
  readonly placeholder: Value;
  readonly use: UnresolvedOperand;
}

/** The names inside one operation that is isolated from above. */
class IsolatedScope {
  /** The bindings of the open regions, in the order in which they were made. */
  readonly bindings: Binding[];
  /** For each open region, how many bindings there were when it began. */
  readonly regions: number[];
  /** Uses that wait for their definition, by name and number. */
  readonly forward: Map<Word, Map<number, ForwardReference>>;
  constructor() {
    this.bindings = [];
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

/** Says where in the file an offset is. */
interface Locator {
  locationAt(offset: number): FileLineColLoc;
}

export class SSAScopes {
  readonly #locator: Locator;
  readonly #stack: IsolatedScope[];
  #current: IsolatedScope;

  constructor(locator: Locator) {
    this.#locator = locator;
    this.#current = new IsolatedScope();
    this.#stack = [this.#current];
  }

  enterRegion(isolated: boolean): void {
    if (isolated) {
      this.#current = new IsolatedScope();
      this.#stack.push(this.#current);
    }
    this.#current.regions.push(this.#current.bindings.length);
  }

  /** Forgets the region's names. Returns an error for each name that an isolated operation used but never defined. */
  leaveRegion(isolated: boolean): ScopeError[] {
    const scope = this.#current;
    const { bindings } = scope;
    const kept = scope.regions.pop()!;
    while (bindings.length > kept) {
      const { word, shadowed } = bindings.pop()!;
      word.binding = shadowed;
    }
    if (!isolated) return [];
    this.#stack.pop();
    this.#current = this.#stack[this.#stack.length - 1]!;
    return undeclared(scope);
  }

  /** The errors for names that are still undefined at the end of the file. */
  finish(): ScopeError[] {
    return undeclared(this.#current);
  }

  /** What the name means here; null if nothing, or nothing yet. */
  #lookup(word: Word): Binding | null {
    const { binding } = word;
    return binding !== null && binding.scope === this.#current ? binding : null;
  }

  #bind(word: Word, first: Value | null, count: number, offset: number): Binding {
    const binding = new Binding(word, first, count, offset, this.#current);
    word.binding = binding;
    this.#current.bindings.push(binding);
    return binding;
  }

  /** Where the name that is visible here was defined; undefined if it may be defined, or was poisoned. */
  definitionOf(word: Word): number | undefined {
    const known = this.#lookup(word);
    return known === null || known.isPoisoned ? undefined : known.offset;
  }

  /** Binds `%name` to `first`, and `%name#1` and so on to the results behind it. Returns what is wrong, if anything. */
  define(word: Word, first: Value, count: number, offset: number): ScopeError | undefined {
    const known = this.#lookup(word);
    if (known !== null) {
      if (known.isPoisoned) return undefined;
      return new ScopeError(`redefinition of SSA value '%${word.text}'`, offset, {
        message: "previously defined here",
        offset: known.offset,
      });
    }
    const binding = this.#bind(word, first, count, offset);
    const { forward } = this.#current;
    if (forward.size === 0) return undefined;
    const waiting = forward.get(word);
    if (waiting === undefined) return undefined;
    forward.delete(word);
    for (const [number, { placeholder, use }] of waiting) {
      const value = binding.value(number);
      if (value === undefined) return new ScopeError("reference to invalid result number", use.offset);
      if (value.type !== placeholder.type) {
        return new ScopeError(`definition of SSA value '%${word.text}#${number}' has type '${value.type}'`, offset, {
          message: `previously used here with type '${placeholder.type}'`,
          offset: use.offset,
        });
      }
      placeholder.replaceAllUsesWith(value);
    }
    return undefined;
  }

  /** Makes uses of `%name` legal whatever they are. */
  poison(word: Word, offset: number): void {
    if (this.#lookup(word) === null) this.#bind(word, null, 0, offset);
    this.#current.forward.delete(word);
  }

  /** The value that `use` names, which must have `type`. Makes a placeholder for a name that is not defined yet. */
  resolve(use: UnresolvedOperand, type: Type): Value | ScopeError {
    const binding = this.#lookup(use.word);
    if (binding === null) return this.#forwardReference(use, type);
    if (binding.isPoisoned) return placeholder(type, this.#locator.locationAt(use.offset));
    const value = binding.value(use.number);
    if (value === undefined) return new ScopeError("reference to invalid result number", use.offset);
    return value.type === type ? value : wrongType(use, type, value.type, binding.offset);
  }

  #forwardReference(use: UnresolvedOperand, type: Type): Value | ScopeError {
    const { forward } = this.#current;
    let numbers = forward.get(use.word);
    if (numbers === undefined) {
      numbers = new Map();
      forward.set(use.word, numbers);
    }
    const known = numbers.get(use.number);
    if (known === undefined) {
      const value = placeholder(type, this.#locator.locationAt(use.offset));
      numbers.set(use.number, { placeholder: value, use });
      return value;
    }
    const { placeholder: value, use: first } = known;
    return value.type === type ? value : wrongType(use, type, value.type, first.offset);
  }
}

const wrongType = (use: UnresolvedOperand, type: Type, prior: Type, offset: number): ScopeError =>
  new ScopeError(
    `use of value '%${use.name}' expects different type than prior uses: '${type}' vs '${prior}'`,
    use.offset,
    { message: "prior use here", offset },
  );

const placeholder = (type: Type, loc: Location): Value => new Block().addArgument(type, loc);

function undeclared(scope: IsolatedScope): ScopeError[] {
  const errors: ScopeError[] = [];
  for (const numbers of scope.forward.values()) {
    for (const { use } of numbers.values()) errors.push(new ScopeError("use of undeclared SSA value name", use.offset));
  }
  return errors;
}
