/** Compiles the dialects' rule files, so that nothing need be parsed when a program is differentiated. */

import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { SourceFile } from "../../ir/assembly/source-file.ts";
import { OpDefinition } from "../../ir/define-op.ts";
import type { FormulaRule } from "../../ir/derivatives/formula.ts";
import { compileRuleFile } from "../../ir/derivatives/rule-file.ts";
import type { Diagnostic } from "../../ir/diagnostic.ts";
import { fileLocation } from "../../ir/location.ts";

/** The rule files of a dialect, without their ending, and what the generated module calls the rules. */
const ruleFiles: readonly (readonly [file: string, exported: string])[] = [
  ["derivatives", "derivativeFormulas"],
  ["functions", "functionFormulas"],
];

/**
 * Writes dialects/<name>/generated/<file>.ts for each rule file of a dialect.
 * @throws Error with all mistakes in the files.
 */
export async function generateDerivativeRules(root: string): Promise<void> {
  const folders = readdirSync(join(root, "dialects"), { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const dialects = folders.map(({ name }) => join(root, "dialects", name));
  const withRules = dialects.filter((dialect) => existsSync(join(dialect, "derivatives.yaml")));
  // A dialect's operations may need another dialect as a whole, with its rules: at first those are empty.
  for (const dialect of withRules) {
    mkdirSync(join(dialect, "generated"), { recursive: true });
    for (const [name, exported] of filesOf(dialect)) {
      const generated = generatedFile(dialect, name);
      if (!existsSync(generated)) writeFileSync(generated, render(`${name}.yaml`, exported, []));
    }
  }
  const ops = new Map<string, OpDefinition>();
  for (const dialect of withRules) for (const op of await opsOf(dialect)) ops.set(op.name, op);

  const linear = new Set<string>();
  const mistakes: string[] = [];
  for (const dialect of withRules) {
    for (const [name, exported] of filesOf(dialect)) {
      const path = join(dialect, `${name}.yaml`);
      const file = new SourceFile(relative(root, path), readFileSync(path, "utf8"));
      const known = { names: ops.keys(), find: (op: string) => ops.get(op), isLinear: (op: string) => linear.has(op) };
      const rules = compileRuleFile(file, known, (diagnostic) => mistakes.push(describe(diagnostic))) ?? [];
      for (const rule of rules) {
        if (rule.kind === "formulas" && rule.linear && rule.function === undefined) linear.add(rule.op);
      }
      writeFileSync(generatedFile(dialect, name), render(`${name}.yaml`, exported, rules));
    }
  }
  if (mistakes.length > 0) throw new Error(mistakes.join("\n"));
}

const filesOf = (dialect: string) => ruleFiles.filter(([name]) => existsSync(join(dialect, `${name}.yaml`)));
const generatedFile = (dialect: string, name: string): string => join(dialect, "generated", `${name}.ts`);

/** The operations that a dialect's ops.ts exports, alone or in lists. */
async function opsOf(dialect: string): Promise<OpDefinition[]> {
  const module: Readonly<Record<string, unknown>> = await import(pathToFileURL(join(dialect, "ops.ts")).href);
  return Object.values(module)
    .flat()
    .filter((exported) => exported instanceof OpDefinition);
}

function describe({ location, message }: Diagnostic): string {
  const { file, line, column } = fileLocation(location)!;
  return `${file}:${line}:${column}: error: ${message}`;
}

const render = (source: string, exported: string, rules: readonly FormulaRule[]): string =>
  `// Generated from ${source} by \`npm run generate\`.

import type { FormulaRule } from "../../../ir/derivatives/formula.ts";

export const ${exported}: readonly FormulaRule[] = [
${rules.map((rule) => `  ${JSON.stringify(rule)},\n`).join("")}];
`;
