/** What `enzyme` calls activities: how an argument or a result takes part in differentiation. */

import type { ArrayAttr } from "../../ir/builtin/attributes.ts";
import { arrayAttrOf } from "../../ir/builtin/constraints.ts";
import { defineAttr } from "../../ir/define-attribute.ts";

const activities = [
  "enzyme_active",
  "enzyme_dup",
  "enzyme_const",
  "enzyme_dupnoneed",
  "enzyme_activenoneed",
  "enzyme_constnoneed",
] as const;
export type ActivityName = (typeof activities)[number];

/** `#enzyme<activity enzyme_dup>`, or `#enzyme.activity<enzyme_dup>`. */
export const ActivityAttr = defineAttr<{ readonly value: ActivityName }>(
  "enzyme.activity",
  {
    parse(parser) {
      const isAngled = parser.parseOptionalLess();
      const at = parser.start;
      const word = parser.parseKeywordOrString();
      const value = activities.find((activity) => activity === word);
      if (value === undefined) throw parser.error(`expected an activity: ${activities.join(", ")}`, at);
      if (isAngled) parser.parseGreater();
      return { value };
    },
    print: ({ value }, printer) => {
      printer.write(` ${value}`);
    },
  },
  { summary: "how an argument or a result takes part in differentiation" },
);

export const ActivityArray = arrayAttrOf("array of activities", ActivityAttr.is);

/** The activities in an array of them. */
export const activitiesOf = (array: ArrayAttr): readonly ActivityName[] =>
  array.values.map((value) => (ActivityAttr.is(value) ? value.value : "enzyme_const"));
