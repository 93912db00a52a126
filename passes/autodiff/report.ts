/** What reverse mode keeps for the reverse sweep, and why: the text of `autodiff{report}`. */

import { fileLocation, type Location } from "../../ir/location.ts";
import type { Region } from "../../ir/region.ts";
import type { Value } from "../../ir/value.ts";
import { byteSize } from "./reverse/plan.ts";

interface Entry {
  readonly region: Region;
  readonly needed: number;
  readonly kept: readonly Value[];
}

const place = (location: Location): string => {
  const file = fileLocation(location);
  return file === undefined ? "an unknown place" : `${file.file}:${file.line}:${file.column}`;
};

const origin = (value: Value): string =>
  value.definingOp === undefined
    ? `block argument #${value.index}`
    : `result #${value.index} of '${value.definingOp.name}'`;

const reason = (value: Value): string =>
  value.definingOp === undefined
    ? "it is passed on from one iteration to the next"
    : "of the values that cannot be computed again, this takes the least memory";

export class PlanReport {
  readonly #entries: Entry[];
  constructor() {
    this.#entries = [];
  }

  add(region: Region, needed: readonly Value[], kept: readonly Value[]): void {
    if (needed.length > 0) this.#entries.push({ region, needed: needed.length, kept });
  }

  /** A paragraph for each region whose reverse needs values of the primal. */
  text(functionName: string): string {
    const lines = [`autodiff: reverse mode of @${functionName}`];
    if (this.#entries.length === 0) lines.push("  nothing has to be kept: all primal values are in scope");
    for (const { region, needed, kept } of this.#entries) {
      const owner = region.parentOp!;
      const bytes = kept.reduce((sum, value) => sum + byteSize(value.type), 0);
      lines.push(
        `  '${owner.name}' at ${place(owner.loc)}: ${needed} needed, ${kept.length} kept, ${needed - kept.length} recomputed or known, ${bytes} bytes for each execution of the body`,
      );
      for (const value of kept) {
        lines.push(
          `    ${value.type}, ${byteSize(value.type)} bytes: ${origin(value)} at ${place(value.loc)}, since ${reason(value)}`,
        );
      }
    }
    return `${lines.join("\n")}\n`;
  }
}
