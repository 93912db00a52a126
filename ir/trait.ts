/**
 * Traits: properties that many operations share. A trait is a value; it may verify the operation, say what types its
 * values have, and is found again by identity (`op.def.hasTrait(Commutative)`).
 */

import type { Attribute, Type } from "./attribute.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { Value } from "./value.ts";

/** What is known of an operation before it exists, for the inference of its result types. */
export interface InferenceState {
  readonly operands: readonly Value[];
  /** Attributes by name, inherent and discardable. */
  attr(name: string): Attribute | undefined;
  readonly regions: readonly Region[];
}

/** `type(to) = transform(type(from))`; the names are operands or results of the operation. */
export interface TypeRelation {
  readonly from: string;
  readonly to: string;
  readonly summary: string;
  readonly transform: (type: Type) => Type;
  /** For a variadic `to` whose number of values follows from the type as well. */
  readonly count?: (type: Type) => number;
  /** The parser leaves it to the verifier to find that `from` has a wrong type: upstream reads the operation by hand. */
  readonly isLenient?: true;
}

export interface Trait<N extends string = string> {
  readonly name: N;
  /** Verified before the constraints on operands, attributes, results and regions. ODS: `StructuralOpTrait`. */
  readonly structural?: boolean;
  /** Throws `opError` when the operation breaks the trait. Regions may not be verified yet. */
  verify?(op: Operation): void;
  /** Like `verify`, once the regions are known to be well-formed. */
  verifyRegions?(op: Operation): void;
  inferResultTypes?(state: InferenceState): readonly Type[];
  /** Operands and results that have the same type; "all" for every one of them. */
  readonly sameTypes?: readonly string[] | "all" | "operands";
  readonly typeRelations?: readonly TypeRelation[];
}

/** A trait whose presence means that the result types follow from the rest, so that `create` need not be told. */
export interface InferringTrait<N extends string = string> extends Trait<N> {
  inferResultTypes(state: InferenceState): readonly Type[];
}
