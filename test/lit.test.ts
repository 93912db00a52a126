/** Runs the lit tests in this process. */

import { join } from "node:path";
import { registerLitTests } from "./support/lit.ts";

registerLitTests(join(import.meta.dirname, "lit"));
