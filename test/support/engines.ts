/** The engines that tests can run programs on here. */

import type { EngineName } from "../../tools/compile.ts";

export const availableEngines = (): EngineName[] => ["js"];
