/** Makes the reference pages of dialects and passes from their definitions. `npm run docs` writes them. */

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { arityOf, attrConstraintOf, constraintOf } from "../../ir/constraint.ts";
import type { Context } from "../../ir/context.ts";
import type { OpDefinition, OpSpec } from "../../ir/define-op.ts";
import type { Dialect } from "../../ir/dialect.ts";
import type { Pass, PassPipeline } from "../../ir/pass.ts";
import { defaultContext } from "../registry.ts";

/** Pages by their file's name. */
export function referencePages(context: Context = defaultContext()): ReadonlyMap<string, string> {
  const pages = new Map<string, string>();
  for (const dialect of context.dialects) pages.set(`dialect-${dialect.name}.md`, dialectPage(dialect, context));
  pages.set("passes.md", passesPage(context.passes, context.pipelines));
  return pages;
}

const generatedNote = "<!-- Generated from the definitions by `npm run docs`. -->";

/** Text in a table's cell. */
const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll("\n", " ");

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(cell).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)].join("\n");
}

function dialectPage(dialect: Dialect, context: Context): string {
  const ops = [...dialect.ops].sort((a, b) => (a.name < b.name ? -1 : 1));
  return `${[generatedNote, `# Dialect \`${dialect.name}\``, `${dialect.summary}.`, ...ops.map((op) => opSection(op, context))].join("\n\n")}\n`;
}

const arities = { single: "", optional: "optional ", variadic: "any number of " } as const;

function opSection(op: OpDefinition, context: Context): string {
  const { summary, operands, attributes, results, regions, successors, traits, assemblyFormat } = op.spec as OpSpec;
  const rows: string[][] = [];
  for (const [name, spec] of Object.entries(operands ?? {})) {
    rows.push([`\`${name}\``, "operand", arities[arityOf(spec)] + constraintOf(spec).summary]);
  }
  for (const [name, spec] of Object.entries(attributes ?? {})) {
    const kind = !("kind" in spec) ? "" : spec.kind === "optional" ? "optional " : `by default \`${spec.value()}\`: `;
    rows.push([`\`${name}\``, "attribute", kind + attrConstraintOf(spec).summary]);
  }
  for (const [name, spec] of Object.entries(results ?? {})) {
    rows.push([`\`${name}\``, "result", arities[arityOf(spec)] + constraintOf(spec).summary]);
  }
  for (const name of Object.keys(regions ?? {})) rows.push([`\`${name}\``, "region", ""]);
  for (const name of Object.keys(successors ?? {})) rows.push([`\`${name}\``, "successor", ""]);
  const parts = [`## \`${op.name}\``, `${summary}.`];
  if (assemblyFormat !== undefined) parts.push(`\`\`\`\n${op.name} ${assemblyFormat.replace(/\s+/g, " ")}\n\`\`\``);
  if (rows.length > 0) parts.push(table(["Name", "Kind", "Constraint"], rows));
  const names = [...new Set((traits ?? []).map(({ name }) => name))];
  if (names.length > 0) parts.push(`Traits: ${names.map((name) => `\`${name}\``).join(", ")}.`);
  const derivative = derivativeNote(op, context);
  if (derivative !== undefined) parts.push(derivative);
  return parts.join("\n\n");
}

function derivativeNote(op: OpDefinition, context: Context): string | undefined {
  const rule = context.derivative(op);
  if (rule === undefined) return undefined;
  if (rule.escapes === true) return "Differentiation: refused with an error that says what to do.";
  if (rule.inactive === "all") return "Differentiation: no derivative flows through it.";
  const except =
    rule.inactive.length === 0 ? "" : `, but not through ${rule.inactive.map((name) => `\`${name}\``).join(", ")}`;
  return `Differentiation: forward and reverse mode${except}.`;
}

function passesPage(passes: readonly Pass[], pipelines: readonly PassPipeline[]): string {
  const parts = [
    generatedNote,
    "# Passes",
    ...passes.map(passSection),
    "# Pipelines",
    ...pipelines.map(pipelineSection),
  ];
  return `${parts.join("\n\n")}\n`;
}

const pipelineSection = ({ name, summary, text, optionsOf }: PassPipeline): string => {
  const options = optionsOf === undefined ? "" : ` Has the options of \`${optionsOf}\`.`;
  return [`## \`${name}\``, `${summary}.`, `Stands for \`${text}\`.${options}`].join("\n\n");
};

/** As code; nothing for nothing. */
const code = (text: string): string => (text === "" ? "" : `\`${text}\``);

function passSection({ name, spec }: Pass): string {
  const parts = [
    `## \`${name}\``,
    `${spec.summary}.`,
    `Runs on ${spec.on === undefined ? "any isolated operation" : `\`${spec.on}\``}.`,
  ];
  const options = Object.entries(spec.options ?? {}).map(([option, { placeholder, summary, ...rest }]) => [
    `\`${option}\``,
    placeholder,
    code(rest.print(rest.default)),
    summary,
  ]);
  if (options.length > 0) parts.push(table(["Option", "Value", "Default", "Meaning"], options));
  const statistics = Object.entries(spec.statistics ?? {});
  if (statistics.length > 0)
    parts.push(
      table(
        ["Statistic", "Meaning"],
        statistics.map(([key, text]) => [`\`${key}\``, text]),
      ),
    );
  return parts.join("\n\n");
}

/** Writes the pages to `folder`. */
function writeReference(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of referencePages()) writeFileSync(join(folder, name), text);
}

if (process.argv[1]?.endsWith("reference.ts")) {
  writeReference(join(import.meta.dirname, "..", "..", "docs", "reference"));
}
