#!/usr/bin/env node
/** The command `adopt`. */
import { adoptProgram } from "./adopt/command.ts";
import { runAsProcess } from "./program.ts";

await runAsProcess(adoptProgram);
