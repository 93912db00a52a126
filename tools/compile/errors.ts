/** What goes wrong before a program runs. */

import type { Diagnostic } from "../../ir/diagnostic.ts";
import { DiagnosticRenderer } from "../diagnostics.ts";

/** A text that can be shown with its lines. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/** A program that cannot be compiled. The message holds the diagnostics as the tools write them. */
export class CompileError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: readonly Diagnostic[], source?: Source) {
    const renderer = new DiagnosticRenderer(false);
    if (source !== undefined) renderer.addSource(source.name, source.text);
    super(
      diagnostics
        .map((diagnostic) => renderer.render(diagnostic))
        .join("")
        .trimEnd(),
    );
    this.name = "CompileError";
    this.diagnostics = diagnostics;
  }
}
