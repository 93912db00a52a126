/** The attribute of the index dialect: how two indices are compared. */

import { defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";

export const indexCmpPredicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"] as const;
export type IndexCmpPredicate = (typeof indexCmpPredicates)[number];

const isPredicate = (word: string): word is IndexCmpPredicate =>
  (indexCmpPredicates as readonly string[]).includes(word);

/** `#index<cmp_predicate slt>` */
export const IndexCmpPredicateAttr = defineAttr(
  "index.cmp_predicate",
  {
    parse(parser) {
      const at = parser.start;
      const value = parser.parseKeywordOrString();
      if (isPredicate(value)) return { value };
      throw parser.error(`expected index.cmp_predicate to be one of: ${indexCmpPredicates.join(", ")}`, at);
    },
    print({ value }, printer) {
      printer.write(` ${value}`);
    },
  },
  { summary: "index comparison predicate kind" },
);
export type IndexCmpPredicateAttr = InstanceOf<typeof IndexCmpPredicateAttr>;
