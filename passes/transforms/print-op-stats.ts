/** `print-op-stats`: reports how many operations of which kind there are. */

import type { Operation } from "../../ir/operation.ts";
import { boolOption, definePass } from "../../ir/pass.ts";

export const printOpStats = definePass(
  "print-op-stats",
  {
    summary: "Print statistics of operations",
    options: { json: boolOption(false, "Print the statistics as JSON") },
  },
  (root, { options, log }) => {
    const counts = countOperations(root);
    log(options.json ? jsonText(counts) : tableText(counts));
  },
);

/** By name, sorted. */
function countOperations(root: Operation): [name: string, count: number][] {
  const counts = new Map<string, number>();
  root.walk((op) => {
    counts.set(op.name, (counts.get(op.name) ?? 0) + 1);
  });
  return [...counts].sort(([a], [b]) => (a < b ? -1 : 1));
}

function jsonText(counts: readonly (readonly [string, number])[]): string {
  const lines = counts.map(([name, count]) => `  ${JSON.stringify(name)} : ${count}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

/** The dots between dialects and operations stand below each other. */
function tableText(counts: readonly (readonly [string, number])[]): string {
  const split = (name: string): [string, string] => {
    const dot = name.indexOf(".");
    return dot < 0 ? ["", name] : [name.slice(0, dot), name.slice(dot + 1)];
  };
  const rows = counts.map(([name, count]) => [...split(name), count] as const);
  const dialectWidth = Math.max(0, ...rows.map(([dialect]) => dialect.length));
  const nameWidth = Math.max(0, ...rows.map(([, name]) => name.length));
  const lines = rows.map(([dialect, name, count]) => {
    const full = dialect === "" ? ` ${name}` : `.${name}`;
    return `  ${dialect.padStart(dialectWidth)}${full.padEnd(nameWidth + 1)} , ${count}\n`;
  });
  return `Operations encountered:\n-----------------------\n${lines.join("")}`;
}
