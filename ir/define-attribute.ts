/**
 * `defineAttr` and `defineType`: the attributes and types of dialects. A definition says how the parameters are read and
 * written; their types follow from what `parse` returns. It is itself a constraint, and a key to find instances by.
 */
import type { AttributeParser } from "./assembly/attribute-parser.ts";
import { Attribute, type InternKey, intern, Type } from "./attribute.ts";
import type { AttributePrinter } from "./attribute-printer.ts";
import { printOpaque } from "./builtin/types.ts";
import type { AttrConstraint, TypeConstraint } from "./constraint.ts";

export interface ParametricSpec<P extends object> {
  /** Reads what follows `#dialect.name`, with the angle brackets if there are any. */
  parse(parser: AttributeParser): P;
  /** Writes what follows `#dialect.name`. */
  print(parameters: P, printer: AttributePrinter): void;
  /** The types of the parts of a value, for types of values that are made of others. */
  parts?(parameters: P): readonly Type[];
  /** Values are addresses of memory that may hold anything. */
  readonly isPointer?: true;
  /** The type of what lies in the memory that values refer to: they count as buffers. */
  elements?(parameters: P): Type;
  /** Returns what is wrong with the parameters, or undefined. */
  verify?(parameters: P): string | undefined;
  /** The name under which the module printer gives instances an alias (`#name`), if it should. */
  readonly alias?: string;
}

export interface Parametric<P extends object> {
  readonly definition: ParametricDefinition<P, any>;
}

export interface ParametricDefinition<P extends object, I> {
  /** With the dialect: "llvm.ptr". */
  readonly name: string;
  readonly spec: ParametricSpec<P>;
  /** The instance for these parameters. */
  get(parameters: P): I;
}

export type AttributeDefinition<P extends object = any> = ParametricDefinition<P, Attribute & Parametric<P> & P> &
  AttrConstraint<Attribute & Parametric<P> & P>;
export type TypeDefinition<P extends object = any> = ParametricDefinition<P, Type & Parametric<P> & P> &
  TypeConstraint<Type & Parametric<P> & P>;

/** `type LLVMPointerType = InstanceOf<typeof LLVMPointerType>` */
export type InstanceOf<D> = D extends ParametricDefinition<any, infer I> ? I : never;

/** An attribute or type of a dialect; `definition` says which one. */
export const definitionOf = (attribute: Attribute): ParametricDefinition<any, any> | undefined =>
  (attribute as Partial<Parametric<any>>).definition;

/**
 * Defines an attribute `#dialect.name<...>` by how its parameters are read and written. Equal parameters give the same
 * instance.
 */
export function defineAttr<P extends object>(
  name: `${string}.${string}`,
  spec: ParametricSpec<P>,
  extra: Partial<Pick<AttrConstraint, "summary" | "syntax">> = {},
): AttributeDefinition<P> {
  return Object.assign(define(name, spec, Attribute, "#"), extra) as unknown as AttributeDefinition<P>;
}

/** Defines a type `!dialect.name<...>`; see `defineAttr`. */
export function defineType<P extends object>(name: `${string}.${string}`, spec: ParametricSpec<P>): TypeDefinition<P> {
  return define(name, spec, Type as unknown as typeof Attribute, "!") as unknown as TypeDefinition<P>;
}

function define<P extends object>(name: string, spec: ParametricSpec<P>, Base: typeof Attribute, sigil: string) {
  const dot = name.indexOf(".");
  const [dialect, mnemonic] = [name.slice(0, dot), name.slice(dot + 1)];
  const Instance = class extends (Base as unknown as new () => Attribute) {
    readonly definition: unknown;
    constructor(parameters: P) {
      super();
      this.definition = definition;
      Object.assign(this, parameters);
    }
    override print(printer: AttributePrinter): void {
      const body = printer.captured(() => spec.print(this as unknown as P, printer));
      printOpaque(printer, sigil, dialect, mnemonic + body);
    }
  };
  const definition = {
    name,
    spec,
    summary: name,
    get: (parameters: P) => intern(definition, keyOf(parameters), () => new Instance(parameters)),
    is: (attribute: Attribute): attribute is any => attribute instanceof Instance,
  };
  return definition;
}

/** The parameters as a flat key; arrays are opened and preceded by their length. */
function keyOf(parameters: object): InternKey[] {
  const key: InternKey[] = [];
  for (const value of Object.values(parameters)) {
    if (Array.isArray(value)) key.push(value.length, ...value);
    else key.push(value as InternKey);
  }
  return key;
}
