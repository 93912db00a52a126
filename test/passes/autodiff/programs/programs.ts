/** Functions of floats with all kinds of control flow, for whoever transforms programs and compares what they compute. */

import { branches } from "./branches.ts";
import { calls } from "./calls.ts";
import { countedLoops } from "./counted-loops.ts";
import { memory } from "./memory.ts";
import type { Program } from "./program.ts";
import { straightLine } from "./straight-line.ts";
import { whileLoops } from "./while-loops.ts";

export const programs: readonly Program[] = [
  ...straightLine,
  ...branches,
  ...countedLoops,
  ...whileLoops,
  ...calls,
  ...memory,
];
