/** The passes that leave a level for a lower one. */

import type { Extension } from "../ir/dialect.ts";
import { liftCfToScf } from "./lift-cf-to-scf/lift-cf-to-scf.ts";
import { convertScfToCf } from "./scf-to-cf/convert-scf-to-cf.ts";

export const loweringPasses: Extension = { passes: [convertScfToCf, liftCfToScf] };
