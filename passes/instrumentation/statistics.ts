/** The report on what passes counted. */

import type { PassManager } from "../pass-manager.ts";
import { isPipeline, type PassInstance, type Pipeline } from "../pipeline.ts";
import { reportHeader } from "./report.ts";

/** As the pipeline is nested, or as a list of passes with the sums of their counters. */
export function statisticsReport(manager: PassManager, display: "pipeline" | "list" = "pipeline"): string {
  const body =
    display === "pipeline" ? pipelineLines(manager, manager.pipeline, "") : listLines(manager, manager.pipeline);
  return `${reportHeader("Pass statistics report")}${body}`;
}

function pipelineLines(manager: PassManager, pipeline: Pipeline, indent: string): string {
  let text = "";
  for (const element of pipeline.elements) {
    if (isPipeline(element)) {
      text += `${indent}'${element.anchor}' Pipeline\n${pipelineLines(manager, element, `${indent}  `)}`;
    } else text += passLines(element, manager.statisticsOf(element), indent);
  }
  return text;
}

function listLines(manager: PassManager, pipeline: Pipeline): string {
  const sums = new Map<string, { instance: PassInstance; counters: Record<string, number> }>();
  for (const instance of passesOf(pipeline)) {
    const sum = sums.get(instance.pass.name) ?? { instance, counters: {} };
    sums.set(instance.pass.name, sum);
    for (const [name, count] of Object.entries(manager.statisticsOf(instance))) {
      sum.counters[name] = (sum.counters[name] ?? 0) + count;
    }
  }
  const sorted = [...sums].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([, { instance, counters }]) => passLines(instance, counters, "")).join("");
}

function* passesOf(pipeline: Pipeline): Generator<PassInstance> {
  for (const element of pipeline.elements) {
    if (isPipeline(element)) yield* passesOf(element);
    else yield element;
  }
}

/** Passes without counters are left out. */
function passLines({ pass }: PassInstance, counters: Readonly<Record<string, number>>, indent: string): string {
  const descriptions = Object.entries(pass.spec.statistics ?? {});
  if (descriptions.length === 0) return "";
  const rows = descriptions.map(([name, description]) => ({ name, description, count: String(counters[name] ?? 0) }));
  const countWidth = Math.max(...rows.map(({ count }) => count.length));
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  const lines = rows.map(
    ({ name, description, count }) =>
      `${indent}  (S) ${count.padStart(countWidth)} ${name.padEnd(nameWidth)} - ${description}\n`,
  );
  return `${indent}${pass.name}\n${lines.join("")}`;
}
