/** Prints the IR before and after passes. */

import { type PrintOptions, printModule } from "../../ir/assembly/asm-printer.ts";
import type { Operation } from "../../ir/operation.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import type { PassInstrumentation } from "../pass-manager.ts";
import type { PassInstance } from "../pipeline.ts";

export interface IRPrintingOptions {
  /** Names of passes, or all of them. */
  readonly before?: ReadonlySet<string> | "all";
  readonly after?: ReadonlySet<string> | "all";
  /** After a pass only if it changed something. */
  readonly onlyOnChange?: boolean;
  /** After a pass only if it failed; then whichever pass it was. */
  readonly onlyOnFailure?: boolean;
  /** Print the outermost operation, not only the one that the pass ran on. */
  readonly moduleScope?: boolean;
  readonly format?: PrintOptions;
  readonly write: (text: string) => void;
}

export function irPrinting(options: IRPrintingOptions): PassInstrumentation {
  const { before, after, onlyOnChange = false, onlyOnFailure = false } = options;
  const isChosen = (choice: ReadonlySet<string> | "all" | undefined, { pass }: PassInstance): boolean =>
    choice === "all" || choice?.has(pass.name) === true;
  const print = (when: string, instance: PassInstance, op: Operation): void => {
    const scope = options.moduleScope === true ? outermost(op) : op;
    const where = options.moduleScope === true ? ` ('${op.name}' operation${nameOf(op)})` : "";
    options.write(`// -----// IR Dump ${when} ${instance.pass.name}${where} //----- //\n`);
    options.write(`${printModule(scope, options.format)}\n`);
  };
  /** What the operations looked like, for the passes that are running. */
  const texts: string[] = [];
  return {
    beforePass(instance, op) {
      if (isChosen(before, instance)) print("Before", instance, op);
      if (onlyOnChange) texts.push(fingerprint(op));
    },
    afterPass(instance, op) {
      const text = texts.pop();
      if (!isChosen(after, instance) || onlyOnFailure) return;
      if (!onlyOnChange || text !== fingerprint(op)) print("After", instance, op);
    },
    afterPassFailed(instance, op) {
      texts.pop();
      if (onlyOnFailure || isChosen(after, instance)) print("After Failed", instance, op);
    },
  };
}

const fingerprint = (op: Operation): string => printModule(op, { generic: true, debugInfo: true });

function nameOf(op: Operation): string {
  const name = symbolName(op);
  return name === undefined ? "" : `: @${name}`;
}

function outermost(op: Operation): Operation {
  let current = op;
  while (current.parentOp !== null) current = current.parentOp;
  return current;
}
