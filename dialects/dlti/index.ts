/** The `dlti` dialect: what a target's data layout is, and what else is known of a target. It has attributes only. */

import { defineDialect } from "../../ir/dialect.ts";
import {
  DataLayoutEntryAttr,
  DataLayoutSpecAttr,
  FunctionPointerAlignmentAttr,
  MapAttr,
  TargetDeviceSpecAttr,
  TargetSystemSpecAttr,
} from "./attributes.ts";
import { verifyDataLayoutAttribute } from "./data-layout.ts";

export * from "./attributes.ts";

export const dltiDialect = defineDialect({
  name: "dlti",
  summary: "Data layout and other properties of targets",
  ops: [],
  attributes: [
    DataLayoutEntryAttr,
    DataLayoutSpecAttr,
    MapAttr,
    TargetDeviceSpecAttr,
    TargetSystemSpecAttr,
    FunctionPointerAlignmentAttr,
  ],
  verifyAttribute: verifyDataLayoutAttribute,
});
