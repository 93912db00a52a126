/**
 * The texts of `--help`, `--version`, `--show-dialects` and `--list-passes`, made from the tables that the program
 * itself uses.
 */

import type { Context } from "../../ir/context.ts";
import type { Pass } from "../../ir/pass.ts";
import { packageVersion } from "../version.ts";
import { dashed, optionGroups } from "./options.ts";

/** Where the descriptions begin. */
const column = 42;
const width = 120;

export const versionText = (): string => `adopt ${packageVersion()}, compatible with MLIR 22\n`;

export function helpText(context: Context): string {
  const usage = [
    "Usage: adopt [options] [passes] [input]",
    "",
    "Reads MLIR from a file, or from standard input ('-'), runs passes on it in the order given, and prints the result.",
    "",
  ];
  const groups = Object.entries(optionGroups).flatMap(([title, options]) => [
    `${title}:`,
    ...Object.entries(options).flatMap(([name, spec]) => entry(2, optionSyntax(name, spec), spec.summary)),
    "",
  ]);
  return [...usage, ...groups, ...passLines(context)].join("\n");
}

interface ShownOption {
  readonly kind: string;
  readonly placeholder?: string;
}
function optionSyntax(name: string, { kind, placeholder }: ShownOption): string {
  const flag = dashed(name);
  if (placeholder === undefined) return flag;
  return kind === "optional" ? `${flag}[=${placeholder}]` : `${flag}${name.length === 1 ? " " : "="}<${placeholder}>`;
}

function passLines(context: Context): string[] {
  const lines = ['Passes, with their options, as in --canonicalize="max-iterations=2 top-down=false":'];
  for (const pass of context.passes) lines.push(...entry(2, `--${pass.name}`, pass.spec.summary), ...optionLines(pass));
  if (context.pipelines.length > 0) lines.push("", "Pipelines:");
  for (const { name, summary, text, optionsOf } of context.pipelines) {
    const options = optionsOf === undefined ? "" : `, with the options of ${optionsOf}`;
    lines.push(...entry(2, `--${name}`, `${summary}${options}: ${text.replaceAll(",", ", ")}`));
  }
  return [...lines, ""];
}

function optionLines({ spec }: Pass): string[] {
  return Object.entries(spec.options ?? {}).flatMap(([name, option]) => {
    const value = option.print(option.default);
    const byDefault = value === "" || value === '""' ? "" : ` (default: ${value})`;
    return entry(4, `${name}=<${option.placeholder}>`, `${option.summary}${byDefault}`);
  });
}

/** A term and its description, which is broken at spaces. */
function entry(indent: number, term: string, description: string): string[] {
  const lines: string[] = [];
  let line = `${" ".repeat(indent)}${term}`;
  if (line.length > column - 2) {
    lines.push(line);
    line = "";
  }
  line = line.padEnd(column);
  for (const word of description.split(" ")) {
    if (line.length + word.length > width && line.trim() !== "") {
      lines.push(line.trimEnd());
      line = " ".repeat(column);
    }
    line += `${word} `;
  }
  return [...lines, line.trimEnd()];
}

export const dialectList = (context: Context): string =>
  ["Available Dialects:", ...context.dialects.flatMap(({ name, summary }) => entry(2, name, summary)), ""].join("\n");

export const passList = (context: Context): string =>
  [...context.passes.map(({ name, spec }) => ({ name, summary: spec.summary })), ...context.pipelines]
    .flatMap(({ name, summary }) => entry(0, name, summary))
    .concat("")
    .join("\n");
