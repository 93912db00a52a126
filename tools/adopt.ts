/** The command `adopt`. */
import { adoptProgram } from "./adopt/command.ts";
import { runAsProcess } from "./program.ts";

void runAsProcess(adoptProgram);
