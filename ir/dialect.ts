/**
 * Dialects and extensions are plain values that a package exports. Importing one registers nothing; a `Context` is given
 * the ones that it shall know.
 */
import type { Attribute, Type } from "./attribute.ts";
import type { OpBuilder } from "./builder.ts";
import type { AttributeDefinition, TypeDefinition } from "./define-attribute.ts";
import type { OpDefinition } from "./define-op.ts";
import type { Arithmetic, DynamicShapes } from "./interfaces/arithmetic.ts";
import type { DerivativeRule } from "./interfaces/differentiable.ts";
import type { Operation } from "./operation.ts";
import type { Pass, PassPipeline } from "./pass.ts";
import type { Pattern } from "./pattern.ts";

/** Rules, or what makes them when the first one is asked for. */
export type DerivativeRules = readonly DerivativeRule[] | (() => readonly DerivativeRule[]);

/** What a package may add to a context, also to somebody else's dialect. */
export interface Extension {
  readonly dialects?: readonly Dialect[];
  readonly passes?: readonly Pass[];
  /** Named pipelines, used like passes. */
  readonly pipelines?: readonly PassPipeline[];
  readonly canonicalizations?: readonly Pattern[];
  readonly derivatives?: DerivativeRules;
  /** Rule files in YAML, read by `loadDerivativeFiles` (tools/derivative-files.ts). */
  readonly derivativeFiles?: readonly URL[];
}

export interface Dialect {
  readonly name: string;
  /** One line for the reference. */
  readonly summary: string;
  /** Dialects whose operations or types this one mentions. */
  readonly dependsOn?: readonly Dialect[];
  readonly ops: readonly OpDefinition[];
  readonly types?: readonly TypeDefinition[];
  readonly attributes?: readonly AttributeDefinition[];
  readonly canonicalizations?: readonly Pattern[];
  readonly derivatives?: DerivativeRules;
  /** Makes an operation that has `value` as its result; undefined if the dialect has none for it. */
  materializeConstant?(builder: OpBuilder, value: Attribute, type: Type): Operation | undefined;
  /** How values of the dialect's level are added, multiplied and compared. */
  readonly arithmetic?: Arithmetic;
  /** How values of the dialect's level are made that have sizes which are not known beforehand. */
  readonly dynamicShapes?: DynamicShapes;
  /** Whether the inliner may move `op`, of this dialect, into another function. */
  isLegalToInline?(op: Operation): boolean;
  /** Called for the discardable attributes that carry the dialect's prefix; throws what is wrong. */
  verifyAttribute?(op: Operation, name: string, value: Attribute): void;
  /** Called for the attributes of functions' arguments that carry the dialect's prefix; throws what is wrong. */
  verifyArgumentAttribute?(func: Operation, index: number, name: string, value: Attribute): void;
}

/** A dialect as data, with the types of its parts. */
export const defineDialect = <const D extends Dialect>(dialect: D): D => dialect;
