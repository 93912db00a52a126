/** Writes diagnostics for people: `file:line:col: error: message`, the line of the source with a caret, and the notes. */

import picocolors from "picocolors";
import { SourceFile } from "../ir/assembly/source-file.ts";
import type { Diagnostic, Severity } from "../ir/diagnostic.ts";
import { CallSiteLoc, type FileLineColLoc, fileLocation, type Location } from "../ir/location.ts";

/** Characters of a source line that are shown; of longer lines the part around the caret. */
const maxLineLength = 200;

const severityColors = { error: "red", warning: "magenta", remark: "blue", note: "cyan" } as const;

export class DiagnosticRenderer {
  readonly #sources: Map<string, SourceFile>;
  readonly #colors: ReturnType<typeof picocolors.createColors>;

  constructor(colored: boolean) {
    this.#sources = new Map();
    this.#colors = picocolors.createColors(colored);
  }

  /** Makes a text known under the name that locations call it. */
  addSource(name: string, text: string): void {
    this.#sources.set(name, new SourceFile(name, text));
  }

  /** The diagnostic and its notes, with a line break at the end. */
  render(diagnostic: Diagnostic): string {
    const notes = [...diagnostic.notes.map((note) => this.render(note))];
    return this.#message(diagnostic.severity, diagnostic.location, diagnostic.message) + notes.join("");
  }

  #message(severity: Severity, location: Location, message: string): string {
    const place = fileLocation(location);
    const prefix = place === undefined ? "" : `${place.file}:${place.line}:${place.column}: `;
    const { bold } = this.#colors;
    let text = `${bold(prefix)}${this.#label(severity)} ${bold(message)}\n`;
    if (place !== undefined) text += this.#excerpt(place);
    if (location instanceof CallSiteLoc) text += this.#message("note", location.caller, "called from");
    return text;
  }

  #label(severity: Severity): string {
    return this.#colors.bold(this.#colors[severityColors[severity]](`${severity}:`));
  }

  /** The source line and a caret under the column; nothing if the source is not known. */
  #excerpt({ file, line, column, endLine, endColumn }: FileLineColLoc): string {
    const source = this.#sources.get(file);
    if (source === undefined || line > source.lineCount) return "";
    const full = source.lineText(line);
    const from =
      full.length <= maxLineLength ? 0 : Math.max(0, Math.min(column - maxLineLength / 2, full.length - maxLineLength));
    const shown = full.slice(from, from + maxLineLength);
    // Tabs stay, so that the caret stands below its character whatever a tab's width is.
    const indent = shown.slice(0, Math.max(0, column - 1 - from)).replace(/[^\t]/g, " ");
    const end = endLine === line ? endColumn : column + 1;
    const tildes = Math.max(0, Math.min(end - from, shown.length + 1) - (column - from) - 1);
    return `${shown}\n${indent}${this.#colors.green(`^${"~".repeat(tildes)}`)}\n`;
  }
}
