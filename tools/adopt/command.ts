/** The program `adopt`: reads MLIR, runs passes on it, and writes the result. */

import { builtinDialect } from "../../ir/builtin/ops.ts";
import { Context } from "../../ir/context.ts";
import type { Program } from "../program.ts";
import { ErrorOutput } from "./error-output.ts";
import { Invocation } from "./invocation.ts";
import { Loader, transformNames } from "./loader.ts";
import { type Arguments, type OptionName, parseArguments, peekOption, UsageError } from "./options.ts";

/** The program as a function; `argv` are the arguments behind its name. */
export const adoptProgram: Program = async (argv, surroundings) => {
  const errors = new ErrorOutput(surroundings);
  const loader = new Loader(new Context({ extensions: [builtinDialect] }));
  try {
    for (const plugin of peekOption(argv, "load-dialect-plugin")) {
      const { loadPlugin } = await import("./plugins.ts");
      loader.context.register(...(await loadPlugin(plugin, surroundings.cwd)));
    }
    const args = await understand(argv, loader);
    if (informationOptions.some((name) => args.flag(name)))
      return { stdout: await information(args, loader), stderr: "", status: 0 };
    return await new Invocation(args, loader, surroundings, errors).run();
  } catch (error) {
    return { stdout: "", stderr: errors.text + errors.describe(error), status: 1 };
  }
};

/** Reads the arguments; all passes are loaded only if there are options that might mean one of them. */
async function understand(argv: readonly string[], loader: Loader): Promise<Arguments> {
  const { context } = loader;
  const knownNames = (): Set<string> => new Set([...context.passes, ...context.pipelines].map(({ name }) => name));
  try {
    return parseArguments(argv, new Set([...transformNames, ...knownNames()]));
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    await loader.everything();
    return parseArguments(argv, knownNames());
  }
}

const informationOptions: readonly OptionName[] = ["help", "version", "show-dialects", "list-passes"];

async function information(args: Arguments, loader: Loader): Promise<string> {
  const { dialectList, helpText, passList, versionText } = await import("./information.ts");
  if (args.flag("version")) return versionText();
  await loader.everything();
  if (args.flag("show-dialects")) return dialectList(loader.context);
  return args.flag("list-passes") ? passList(loader.context) : helpText(loader.context);
}
