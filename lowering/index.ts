/** The passes that leave a level for a lower one. */

import type { Extension } from "../ir/dialect.ts";
import { convertScfToCf } from "./scf-to-cf/convert-scf-to-cf.ts";

export const loweringPasses: Extension = { passes: [convertScfToCf] };
