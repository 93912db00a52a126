/** The passes that transform IR without leaving its level. */

import type { Extension } from "../ir/dialect.ts";
import { autodiff } from "./autodiff/autodiff.ts";
import { canonicalize } from "./canonicalize.ts";
import { cse } from "./cse.ts";
import { lowerAdTape } from "./lower-ad-tape.ts";
import { sccp } from "./sccp.ts";

export const transformPasses: Extension = { passes: [autodiff, canonicalize, cse, lowerAdTape, sccp] };
