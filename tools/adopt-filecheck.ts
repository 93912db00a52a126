/** The command `adopt-filecheck`. */
import { fileCheckProgram } from "./filecheck/command.ts";
import { runAsProcess } from "./program.ts";

void runAsProcess(fileCheckProgram);
