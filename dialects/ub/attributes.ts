/** The attribute of the ub dialect: the constant that stands for a poisoned value. */

import { attrConstraint } from "../../ir/constraint.ts";
import { defineAttr, type InstanceOf } from "../../ir/define-attribute.ts";

/** A value that must not matter: whatever is computed from it is poison too. */
export const PoisonAttr = defineAttr("ub.poison", { parse: () => ({}), print: () => {} });
export type PoisonAttr = InstanceOf<typeof PoisonAttr>;

/** Constants that stand for poison, fully or in part. */
export const PoisonAttrInterface = attrConstraint("PoisonAttrInterface instance", PoisonAttr.is);
