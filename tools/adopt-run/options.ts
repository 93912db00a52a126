/** The options of the program `adopt-run`. */

import { Command, InvalidArgumentError, Option } from "commander";
import type { EngineChoice } from "../compile/engines.ts";

export interface RunOptions {
  readonly entry?: string;
  readonly args: string;
  readonly engine: EngineChoice;
  readonly passPipeline?: string;
  readonly printArgs?: boolean;
  /** How many times the function runs. */
  readonly time?: number;
}

/** Runs by which `--time` measures unless it is told otherwise. */
const defaultRepetitions = 10;

function parseRepetitions(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError("It must be a positive integer.");
  return Number(text);
}

export const createCommand = (): Command =>
  new Command("adopt-run")
    .usage("[options] [file]")
    .description("Runs a function of an MLIR program and prints its results, one on each line.")
    .argument("[file]", "the program; - or nothing for standard input")
    .option(
      "--entry <function>",
      "the function to run; not needed where there is only one public function, or a 'main'",
    )
    .option("--args <values>", "its arguments, separated by commas: numbers, [1, 2], zeros(2, 3), @file.json", "")
    .addOption(
      new Option(
        "--engine <engine>",
        "llvm is native code and needs libLLVM, webgpu runs kernels on a GPU, js needs nothing",
      )
        .choices(["auto", "js", "llvm", "webgpu"] satisfies EngineChoice[])
        .default("auto", "auto: llvm where it is installed, js for programs that launch kernels"),
    )
    .option("--pass-pipeline <pipeline>", "passes to run first, as in 'builtin.module(canonicalize,cse)'")
    .option("--print-args", "print the memrefs among the arguments, as they are afterwards, behind the results")
    .addOption(
      new Option("--time [runs]", "print on standard error how long compiling and running took")
        .argParser(parseRepetitions)
        .preset(String(defaultRepetitions)),
    )
    .helpOption("--help", "print this help");
