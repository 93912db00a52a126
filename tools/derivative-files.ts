/** Rule files: reads them and adds their rules to a context. */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Context } from "../ir/context.ts";

/** A rule file: the name that messages give it, and its text. */
export interface RuleFile {
  readonly name: string;
  readonly text: string;
}

/**
 * Adds the rules of the files that the context's extensions brought, and of `more`. Mistakes are reported through the
 * context; returns whether there were none.
 */
export async function loadDerivativeFiles(context: Context, more: readonly RuleFile[] = []): Promise<boolean> {
  const brought = context.derivativeFiles.splice(0).map((url) => {
    const name = fileURLToPath(url);
    return { name, text: readFileSync(name, "utf8") };
  });
  const files = [...brought, ...more];
  if (files.length === 0) return true;
  // The compiler of rules brings the run time of its parser, which is not needed otherwise.
  const { loadDerivativeRules } = await import("../ir/derivatives/rule-file.ts");
  for (const { name, text } of files) {
    const rules = loadDerivativeRules(name, text, context);
    if (rules === undefined) return false;
    for (const rule of rules) context.addDerivative(rule);
  }
  return true;
}
