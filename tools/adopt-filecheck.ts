#!/usr/bin/env node
/** The command `adopt-filecheck`. */
import { fileCheckProgram } from "./filecheck/command.ts";
import { runAsProcess } from "./program.ts";

await runAsProcess(fileCheckProgram);
