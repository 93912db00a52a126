/** The attribute of the index dialect: how two indices are compared. */

import type { InstanceOf } from "../../ir/define-attribute.ts";
import { defineEnumAttr } from "../../ir/enum-attr.ts";

export const indexCmpPredicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"] as const;
export type IndexCmpPredicate = (typeof indexCmpPredicates)[number];

/** `#index<cmp_predicate slt>` */
export const IndexCmpPredicateAttr = defineEnumAttr("index.cmp_predicate", {
  summary: "index comparison predicate kind",
  enumName: "::mlir::index::IndexCmpPredicate",
  words: indexCmpPredicates,
});
export type IndexCmpPredicateAttr = InstanceOf<typeof IndexCmpPredicateAttr>;
