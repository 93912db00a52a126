/** The options of the program `adopt-lit`, those of LLVM's lit as far as they apply. */
import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { packageVersion } from "../version.ts";
import type { ResultCode } from "./result.ts";

export interface LitOptions {
  readonly workers: number;
  readonly configPrefix: string;
  readonly testOutput?: "off" | "failed" | "all";
  readonly printResultAfter?: "off" | "failed" | "all";
  readonly quiet?: boolean;
  readonly succinct?: boolean;
  readonly verbose?: boolean;
  readonly showAll?: boolean;
  readonly output?: string;
  readonly timeTests?: boolean;
  readonly execute: boolean;
  readonly timeout: number;
  readonly maxRetriesPerTest?: number;
  readonly maxFailures?: number;
  readonly maxTests?: number;
  readonly allowEmptyRuns?: boolean;
  readonly ignoreFail?: boolean;
  readonly order: "lexical" | "random";
  readonly filter?: RegExp;
  readonly filterOut?: RegExp;
  readonly xfail: readonly string[];
  readonly xfailNot: readonly string[];
  readonly numShards?: number;
  readonly runShard?: number;
  readonly showSuites?: boolean;
  readonly showTests?: boolean;
  readonly showExcluded?: boolean;
  readonly showUnsupported?: boolean;
  readonly showPass?: boolean;
  readonly showFlakypass?: boolean;
  readonly showXfail?: boolean;
  readonly showXpass?: boolean;
}

export function createLitCommand(): Command {
  const levels = ["off", "failed", "all"];
  return new Command("adopt-lit")
    .usage("[options] <path...>")
    .description("Runs the tests in files and folders by their RUN lines, as LLVM's lit does.")
    .argument("<path...>", "files, or folders with tests, of suites with a lit.config.yaml")
    .optionsGroup("Output:")
    .option("-q, --quiet", "print only failures, and no times")
    .option("-s, --succinct", "print only the results of tests that failed")
    .option("-v, --verbose", "print what failed tests executed")
    .option("-a, --show-all", "print what all tests executed")
    .addOption(new Option("--test-output <tests>", "print what these tests executed").choices(levels))
    .addOption(new Option("--print-result-after <tests>", "print the results of these tests").choices(levels))
    .option("-o, --output <file>", "write the results to a file, as JSON")
    .option("--time-tests", "list the slowest tests")
    .option("--show-excluded", "list tests that were excluded")
    .option("--show-unsupported", "list unsupported tests")
    .option("--show-pass", "list tests that passed")
    .option("--show-flakypass", "list tests that passed with a retry")
    .option("--show-xfail", "list tests that failed as expected")
    .option("--show-xpass", "list tests that passed unexpectedly; always listed")
    .optionsGroup("Execution:")
    .addOption(
      new Option("-j, --workers <N>", "number of tests run at a time")
        .argParser(parsePositive)
        .default(availableParallelism()),
    )
    .addOption(
      new Option("--timeout <seconds>", "time each test may take, 0 for any").argParser(parseNumber).default(0),
    )
    .option("--max-retries-per-test <N>", "run a failed test again so often, unless it says itself", parseNumber)
    .option("--max-failures <N>", "start no more tests after so many failures", parsePositive)
    .option("--no-execute", "execute nothing, let every test pass")
    .option("--ignore-fail", "exit with status 0 even if tests fail")
    .option("--allow-empty-runs", "accept that no test is selected")
    .optionsGroup("Selection:")
    .option("--filter <regex>", "run only tests whose names match", parseRegex)
    .option("--filter-out <regex>", "leave out tests whose names match", parseRegex)
    .option("--max-tests <N>", "run so many tests at most", parsePositive)
    .addOption(new Option("--order <order>", "order of the tests").choices(["lexical", "random"]).default("lexical"))
    .addOption(
      new Option("--xfail <paths>", "tests expected to fail, separated by ;").argParser(parsePaths).default([], "none"),
    )
    .addOption(
      new Option("--xfail-not <paths>", "tests expected not to fail").argParser(parsePaths).default([], "none"),
    )
    .option("--num-shards <M>", "divide the tests into M parts", parsePositive)
    .option("--run-shard <N>", "run only part N, from 1", parsePositive)
    .option("--config-prefix <name>", "what names of configuration files start with", "lit")
    .option("--show-suites", "show the suites and exit")
    .option("--show-tests", "show the tests and exit")
    .optionsGroup("Help:")
    .helpOption("-h, --help", "print this help")
    .version(`adopt-lit ${packageVersion()}, after lit of LLVM 22`, "--version", "print the version");
}

/** The kinds of results whose tests the options list. */
export function listedResults(options: LitOptions): ReadonlySet<ResultCode> {
  const flags: [boolean | undefined, ResultCode][] = [
    [options.showExcluded, "EXCLUDED"],
    [options.showUnsupported, "UNSUPPORTED"],
    [options.showPass, "PASS"],
    [options.showFlakypass, "FLAKYPASS"],
    [options.showXfail, "XFAIL"],
    [options.showXpass, "XPASS"],
  ];
  return new Set(flags.flatMap(([isSet, code]) => (isSet ? [code] : [])));
}

function parseNumber(value: string): number {
  if (!/^[0-9]+(\.[0-9]+)?$/.test(value)) throw new InvalidArgumentError("It must be a number that is not negative.");
  return Number(value);
}

function parsePositive(value: string): number {
  if (!/^0*[1-9][0-9]*$/.test(value)) throw new InvalidArgumentError("It must be a whole number above zero.");
  return Number(value);
}

function parsePaths(value: string): readonly string[] {
  return value.split(";").filter((path) => path !== "");
}

function parseRegex(value: string): RegExp {
  try {
    return new RegExp(value, "i");
  } catch (error) {
    throw new InvalidArgumentError(`${(error as Error).message}.`);
  }
}
