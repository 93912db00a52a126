/** The passes on mathematical functions. */

import type { Pass } from "../../ir/pass.ts";
import { mathExpandOps } from "./expand-ops.ts";

export const mathPasses: readonly Pass[] = [mathExpandOps];
