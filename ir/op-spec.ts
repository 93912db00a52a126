/** What `defineOp` is given, data and behaviour, and the types that follow from it: views, arguments, what folds return. */

import type { AsmParser } from "./assembly/asm-parser.ts";
import type { AsmPrinter } from "./assembly/asm-printer.ts";
import type { CustomDirective } from "./assembly/format.ts";
import type { ParsedOperation } from "./assembly/parsed-operation.ts";
import type { Attribute, Type } from "./attribute.ts";
import type { Block } from "./block.ts";
import type {
  AttrConstraint,
  AttrSpec,
  Defaulted,
  OperandSpec,
  Optional,
  RegionSpec,
  SuccessorSpec,
  TypeConstraint,
  Variadic,
} from "./constraint.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { InferringTrait, Trait } from "./trait.ts";
import type { OpResult, Value } from "./value.ts";

export interface OpSpec {
  /** One line: what the operation does. */
  readonly summary: string;
  readonly operands?: Readonly<Record<string, OperandSpec>>;
  /** Inherent attributes (MLIR: properties). */
  readonly attributes?: Readonly<Record<string, AttrSpec>>;
  readonly results?: Readonly<Record<string, OperandSpec>>;
  readonly regions?: Readonly<Record<string, RegionSpec>>;
  readonly successors?: Readonly<Record<string, SuccessorSpec>>;
  readonly traits?: readonly Trait[];
  /** ODS' declarative format. Without it, and without hooks, the operation has only its generic form. */
  readonly assemblyFormat?: string;
}

type Part<S, K extends keyof OpSpec> = S extends { readonly [P in K]: infer R extends object } ? R : {};
type ValueOf<C, V = Value, R = V> =
  C extends Variadic<any>
    ? readonly V[]
    : C extends Optional<any>
      ? V | undefined
      : C extends TypeConstraint<any>
        ? R
        : never;
type AttrOf<C> =
  C extends Defaulted<infer A>
    ? A
    : C extends Optional<AttrConstraint<infer A>>
      ? A | undefined
      : C extends AttrConstraint<infer A>
        ? A
        : never;
type TypeOfConstraint<C> = C extends TypeConstraint<infer T> ? T : C extends Variadic<infer T> ? T : Type;

/** The typed window on an operation that a spec describes. An attribute that is called `op` is read with `attr`. */
export type OpView<S extends OpSpec = OpSpec> = { readonly op: Operation } & {
  readonly [K in keyof Part<S, "operands">]: ValueOf<
    Part<S, "operands">[K],
    Value,
    Value<TypeOfConstraint<Part<S, "operands">[K]>>
  >;
} & { readonly [K in Exclude<keyof Part<S, "attributes">, "op">]: AttrOf<Part<S, "attributes">[K]> } & {
  readonly [K in keyof Part<S, "results">]: ValueOf<
    Part<S, "results">[K],
    OpResult,
    OpResult<TypeOfConstraint<Part<S, "results">[K]>>
  >;
} & {
  readonly [K in keyof Part<S, "regions">]: Part<S, "regions">[K] extends { variadic: true }
    ? readonly Region[]
    : Region;
} & {
  readonly [K in keyof Part<S, "successors">]: Part<S, "successors">[K] extends { variadic: true }
    ? readonly Block[]
    : Block;
};

type OptionalKeys<P> = { [K in keyof P]: P[K] extends Optional<any> | Defaulted<any> ? K : never }[keyof P];
type WithOptional<P, M extends Record<keyof P, unknown>> = {
  readonly [K in Exclude<keyof P, OptionalKeys<P>>]: M[K];
} & { readonly [K in OptionalKeys<P>]?: M[K] | undefined };
type InfersResults<S> = S extends { readonly traits: readonly (infer T)[] }
  ? [Extract<T, InferringTrait>] extends [never]
    ? false
    : true
  : false;

/** What `create` needs: every operand, attribute, region and successor by name, and result types unless inferred. */
export type BuildArgs<S extends OpSpec> = WithOptional<
  Part<S, "operands">,
  { [K in keyof Part<S, "operands">]: ValueOf<Part<S, "operands">[K]> }
> &
  WithOptional<Part<S, "attributes">, { [K in keyof Part<S, "attributes">]: AttrOf<Part<S, "attributes">[K]> }> & {
    readonly [K in keyof Part<S, "regions">]?: Part<S, "regions">[K] extends { variadic: true }
      ? readonly Region[]
      : Region;
  } & {
    readonly [K in keyof Part<S, "successors">]: Part<S, "successors">[K] extends { variadic: true }
      ? readonly Block[]
      : Block;
  } & (InfersResults<S> extends true
    ? { readonly resultTypes?: readonly Type[] }
    : keyof Part<S, "results"> extends never
      ? { readonly resultTypes?: readonly Type[] }
      : { readonly resultTypes: readonly Type[] });

/** Returned by a fold hook that changed its operation instead of replacing it. */
export const foldedInPlace = Symbol("folded in place");
/** One replacement for each result (a bare one if there is a single result), or undefined when nothing folds. */
export type FoldResult = Value | Attribute | readonly (Value | Attribute)[] | typeof foldedInPlace | undefined;

type Constants<S extends OpSpec> = {
  readonly [K in keyof Part<S, "operands">]: Part<S, "operands">[K] extends Variadic
    ? readonly (Attribute | undefined)[]
    : Attribute | undefined;
};

export interface OpHooks<S extends OpSpec> {
  /** Throws `opError` if the operation is malformed. Constraints and traits hold already. */
  verify?(op: OpView<S>): void;
  /** Like `verify`, once the operations inside are known to be well-formed. */
  verifyRegions?(op: OpView<S>): void;
  /** Computes replacements without creating operations. `constants` holds the operands that are constant. */
  fold?(op: OpView<S>, constants: Constants<S>): FoldResult;
  /** Reads what follows the operation's name; instead of `assemblyFormat`. */
  parse?(parser: AsmParser, state: ParsedOperation): void;
  /** Writes what follows the operation's name. */
  print?(op: OpView<S>, printer: AsmPrinter): void;
  /** Whether the custom form says everything; if it does not, the generic form is written. By default it does. */
  hasCustomForm?(op: OpView<S>): boolean;
  /** What `custom<Name>(...)` in the assembly format means. */
  readonly directives?: Readonly<Record<string, CustomDirective>>;
  /** Attributes that the custom form does not write, or in a way of its own in which no aliases stand. */
  attributesWithoutAliases?(op: OpView<S>): readonly string[];
  /** Suggested names for results (`c0`, `cst`), in order. */
  resultNames?(op: OpView<S>): readonly (string | undefined)[];
  /** Suggested names for the arguments of the region's entry block. */
  blockArgumentNames?(op: OpView<S>, region: Region): readonly (string | undefined)[];
  /** Operations of this dialect drop their prefix inside the operation's regions. */
  readonly defaultDialect?: string;
}
