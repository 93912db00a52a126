/** The passes on structured operations. */

import type { Pass } from "../../ir/pass.ts";
import { linalgGeneralizeNamedOps } from "./generalize-named-ops.ts";

export const linalgPasses: readonly Pass[] = [linalgGeneralizeNamedOps];
