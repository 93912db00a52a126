/** The programs of adopt that adopt-lit runs inside its own process rather than as processes of their own. */
import { adoptProgram } from "../adopt/command.ts";
import { adoptRunProgram } from "../adopt-run/command.ts";
import { fileCheckProgram } from "../filecheck/command.ts";
import type { Program } from "../program.ts";

export const ownPrograms: ReadonlyMap<string, Program> = new Map<string, Program>([
  ["FileCheck", fileCheckProgram],
  ["adopt", adoptProgram],
  ["adopt-filecheck", fileCheckProgram],
  ["adopt-run", adoptRunProgram],
]);
