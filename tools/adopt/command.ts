/** The program `adopt`: reads MLIR, runs passes on it, and writes the result. */

import type { Context } from "../../ir/context.ts";
import type { Program } from "../program.ts";
import { defaultContext } from "../registry.ts";
import { packageVersion } from "../version.ts";
import { ErrorOutput } from "./error-output.ts";
import { dialectList, helpText, passList } from "./help.ts";
import { Invocation } from "./invocation.ts";
import { type Arguments, parseArguments, peekOption } from "./options.ts";
import { loadPlugin } from "./plugins.ts";

/** The program as a function; `argv` are the arguments behind its name. */
export const adoptProgram: Program = async (argv, surroundings) => {
  const errors = new ErrorOutput(surroundings);
  try {
    const context = defaultContext();
    for (const plugin of peekOption(argv, "load-dialect-plugin")) {
      context.register(...(await loadPlugin(plugin, surroundings.cwd)));
    }
    const passNames = new Set([...context.passes, ...context.pipelines].map(({ name }) => name));
    const args = parseArguments(argv, passNames);
    const information = informationFor(args, context);
    if (information !== undefined) return { stdout: information, stderr: "", status: 0 };
    return await new Invocation(args, context, surroundings, errors).run();
  } catch (error) {
    return { stdout: "", stderr: errors.text + errors.describe(error), status: 1 };
  }
};

function informationFor(args: Arguments, context: Context): string | undefined {
  if (args.flag("help")) return helpText(context);
  if (args.flag("version")) return `adopt ${packageVersion()}, compatible with MLIR 22\n`;
  if (args.flag("show-dialects")) return dialectList(context);
  if (args.flag("list-passes")) return passList(context);
  return undefined;
}
