/** Traits that the operations of the llvm dialect share. */

import { arrayAttrOf } from "../../ir/builtin/constraints.ts";
import { optional } from "../../ir/constraint.ts";
import type { AttributeDefinition } from "../../ir/define-attribute.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { InferringTrait, Trait } from "../../ir/trait.ts";
import { AccessGroupAttr, AliasScopeAttr, TBAATagAttr } from "./metadata/aliasing.ts";

/** The trait, which also tells the result types, so that building the operation needs none. */
export const inferring = <N extends string>(
  trait: Trait<N>,
  inferResultTypes: InferringTrait["inferResultTypes"],
): InferringTrait<N> => ({ ...trait, inferResultTypes });

/** Says that the operations touch no memory, although they may have undefined behaviour. */
export function haveNoMemoryEffect(...ops: readonly OpDefinition[]): void {
  for (const op of ops) op.implement(MemoryEffectOpInterface, { effects: () => [] });
}

/** What is known of an access to memory beyond its pointer; each is a list of attributes. */
const listOf = (element: AttributeDefinition) => optional(arrayAttrOf(`${element.summary} array`, element.is));
export const aliasAttributes = {
  access_groups: listOf(AccessGroupAttr),
  alias_scopes: listOf(AliasScopeAttr),
  noalias_scopes: listOf(AliasScopeAttr),
  tbaa: listOf(TBAATagAttr),
} as const;
