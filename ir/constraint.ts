/**
 * Constraints on types and attributes. A constraint knows how to recognise a value, what the verifier calls it, and how
 * an assembly format reads and writes it. The builtin ones stand in builtin/constraints.ts.
 */

import type { AsmParser } from "./assembly/asm-parser.ts";
import type { AsmPrinter } from "./assembly/asm-printer.ts";
import type { Attribute, Type } from "./attribute.ts";

export interface TypeConstraint<T extends Type = Type> {
  /** What the verifier says is expected: "index", "signless-integer-like". */
  readonly summary: string;
  is(type: Type): type is T;
  /** The only type that satisfies the constraint; formats then leave it out. */
  readonly buildable?: () => T;
  /** What a type that a format reads must be at least, before anything follows from it. ODS: `cppType`. */
  readonly typeClass?: TypeClass;
}

/** The types of one class; some classes have no name in messages. */
export interface TypeClass {
  readonly name?: string;
  is(type: Type): boolean;
}

export interface AttrConstraint<A extends Attribute = Attribute> {
  readonly summary: string;
  is(attribute: Attribute): attribute is A;
  /** The type that every such attribute has; formats then leave it out. */
  readonly valueType?: () => Type;
  /** How `$name` reads and writes the attribute where it is not the plain attribute syntax. */
  readonly syntax?: AttrSyntax<A>;
  /** The constraint without its condition: what the parser asks for before the verifier asks for all. ODS: `storageType`. */
  readonly base?: AttrConstraint;
}

export interface AttrSyntax<A extends Attribute = Attribute> {
  /** Reads the attribute; `name` is what the operation calls it. */
  parse(parser: AsmParser, name: string): A;
  /** Reads the attribute if it stands here; needed where `$name` opens an optional group. */
  parseOptional?(parser: AsmParser, name: string): A | undefined;
  print(attribute: A, printer: AsmPrinter): void;
}

export interface Variadic<T extends Type = Type> {
  readonly kind: "variadic";
  readonly of: TypeConstraint<T>;
}
export interface Optional<C> {
  readonly kind: "optional";
  readonly of: C;
}
export interface Defaulted<A extends Attribute = Attribute> {
  readonly kind: "default";
  readonly of: AttrConstraint<A>;
  readonly value: () => A;
}
export interface RegionSpec {
  readonly kind: "region";
  /** What the verifier asks for: any number of blocks, exactly one, at most one, or at least one. */
  readonly blocks: "any" | "single" | "optional";
  readonly variadic: boolean;
}
export interface SuccessorSpec {
  readonly kind: "successor";
  readonly variadic: boolean;
}

/** Any number of values. ODS: `Variadic<...>`. */
export const variadic = <T extends Type>(of: TypeConstraint<T>): Variadic<T> => ({ kind: "variadic", of });
/** A value or attribute that need not be there. ODS: `Optional<...>`, `OptionalAttr<...>`. */
export const optional = <C extends TypeConstraint | AttrConstraint>(of: C): Optional<C> => ({ kind: "optional", of });
/** An attribute that has `value()` when it is not given. */
export function defaulted<A extends Attribute>(of: AttrConstraint<A>, value: () => NoInfer<A>): Defaulted<A> {
  let made: A | undefined;
  return {
    kind: "default",
    of,
    value() {
      made ??= value();
      return made;
    },
  };
}

export const anyRegion: RegionSpec = { kind: "region", blocks: "any", variadic: false };
/** ODS: `SizedRegion<1>`, or a region of an operation with the trait SingleBlock. */
export const singleBlockRegion: RegionSpec = { kind: "region", blocks: "single", variadic: false };
/** ODS: `MaxSizedRegion<1>`. */
export const optionalBlockRegion: RegionSpec = { kind: "region", blocks: "optional", variadic: false };
/** ODS: `VariadicRegion<SizedRegion<1>>`. */
export const variadicSingleBlockRegions: RegionSpec & { variadic: true } = {
  kind: "region",
  blocks: "single",
  variadic: true,
};
export const anySuccessor: SuccessorSpec = { kind: "successor", variadic: false };
export const variadicSuccessors: SuccessorSpec & { variadic: true } = { kind: "successor", variadic: true };

export type OperandSpec = TypeConstraint | Variadic | Optional<TypeConstraint>;
export type AttrSpec = AttrConstraint | Optional<AttrConstraint> | Defaulted;

/** How many values a name stands for. */
export type Arity = "single" | "optional" | "variadic";
export const arityOf = (spec: OperandSpec): Arity => ("kind" in spec ? spec.kind : "single");
export const constraintOf = (spec: OperandSpec): TypeConstraint => ("kind" in spec ? spec.of : spec);
export const attrConstraintOf = (spec: AttrSpec): AttrConstraint => ("kind" in spec ? spec.of : spec);

/** A constraint from a predicate. */
export const typeConstraint = <T extends Type>(
  summary: string,
  is: (type: Type) => type is T,
  buildable?: () => T,
): TypeConstraint<T> => (buildable === undefined ? { summary, is } : { summary, is, buildable });
/** A constraint from a predicate on the types of one class, on which formats insist. */
export const classConstraint = <T extends Type>(
  typeClass: TypeClass,
  summary: string,
  is: (type: Type) => type is T,
): TypeConstraint<T> => ({ summary, is, typeClass });
/** A constraint on attributes from a predicate; `summary` completes "failed to satisfy constraint: ". */
export const attrConstraint = <A extends Attribute>(
  summary: string,
  is: (attribute: Attribute) => attribute is A,
  rest: Pick<AttrConstraint<A>, "valueType" | "syntax" | "base"> = {},
): AttrConstraint<A> => ({ summary, is, ...rest });

/** ODS: `ConfinedAttr`. The condition reads "minimum value is 0". */
export const confined = <A extends Attribute>(
  base: AttrConstraint<A>,
  condition: string,
  holds: (attribute: A) => boolean,
): AttrConstraint<A> => ({
  ...base,
  summary: `${base.summary} whose ${condition}`,
  is: (attribute): attribute is A => base.is(attribute) && holds(attribute),
  base: base.base ?? base,
});

/** Any of several type constraints. */
export const anyTypeOf = <const C extends readonly TypeConstraint[]>(
  constraints: C,
  summary = constraints.map((c) => c.summary).join(" or "),
): TypeConstraint<C[number] extends TypeConstraint<infer T> ? T : never> => ({
  summary,
  is: (type): type is any => constraints.some((c) => c.is(type)),
});
