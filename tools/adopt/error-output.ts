/** What `adopt` writes to standard error. */

import { DiagnosticError } from "../../ir/diagnostic.ts";
import { DiagnosticRenderer } from "../diagnostics.ts";
import type { ProgramContext } from "../program.ts";
import { UsageError } from "./options.ts";

export class ErrorOutput {
  text: string;
  readonly renderer: DiagnosticRenderer;
  readonly #env: ProgramContext["env"];

  constructor({ colored, env }: ProgramContext) {
    this.text = "";
    this.renderer = new DiagnosticRenderer(colored);
    this.#env = env;
  }

  describe(error: unknown): string {
    if (error instanceof DiagnosticError) return this.renderer.render(error.diagnostic);
    if (error instanceof UsageError) return `adopt: ${error.message}\n`;
    const { message, stack } = error as Error;
    if (this.#env.ADOPT_DEBUG) return `${stack}\n`;
    return `adopt: internal error: ${message} (set ADOPT_DEBUG=1 to see where)\n`;
  }
}
