/** The command `adopt-run`. */
import { adoptRunProgram } from "./adopt-run/command.ts";
import { runAsProcess } from "./program.ts";

void runAsProcess(adoptRunProgram);
