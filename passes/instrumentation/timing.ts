/** How long passes take: a tree of timers, and an instrumentation that runs them. */

import { getOrMake } from "../../ir/maps.ts";
import type { PassInstrumentation } from "../pass-manager.ts";
import { reportHeader } from "./report.ts";

class Timer {
  readonly name: string;
  /** Wall time in milliseconds. */
  time: number;
  readonly children: Map<string, Timer>;
  constructor(name: string) {
    this.name = name;
    this.time = 0;
    this.children = new Map();
  }

  child(name: string): Timer {
    return getOrMake(this.children, name, () => new Timer(name));
  }
  get childTime(): number {
    let sum = 0;
    for (const child of this.children.values()) sum += child.time;
    return sum;
  }
}

/** Times nested pieces of work; what has the same name at the same place is added up. */
export class Timing {
  readonly #running: { readonly timer: Timer; readonly since: number }[];
  readonly #root: Timer;

  constructor() {
    this.#root = new Timer("root");
    this.#running = [{ timer: this.#root, since: performance.now() }];
  }

  start(name: string): void {
    this.#running.push({ timer: this.#running.at(-1)!.timer.child(name), since: performance.now() });
  }
  stop(): void {
    const { timer, since } = this.#running.pop()!;
    timer.time += performance.now() - since;
  }
  measure<T>(name: string, work: () => T): T {
    this.start(name);
    try {
      return work();
    } finally {
      this.stop();
    }
  }

  get instrumentation(): PassInstrumentation {
    let depth = 0;
    return {
      // The outermost pipeline is everything there is.
      beforePipeline: ({ anchor }) => {
        if (depth++ > 0) this.start(`'${anchor}' Pipeline`);
      },
      afterPipeline: () => {
        if (--depth > 0) this.stop();
      },
      beforePass: ({ pass }) => this.start(pass.name),
      afterPass: () => this.stop(),
      afterPassFailed: () => this.stop(),
    };
  }

  /** Ends the measurement and returns the report: a tree, or a list by falling time. */
  report(display: "tree" | "list" = "tree"): string {
    while (this.#running.length > 0) this.stop();
    const total = this.#root.time;
    const line = (time: number, name: string): string => {
      const share = total === 0 ? 100 : (100 * time) / total;
      return `  ${(time / 1000).toFixed(4).padStart(8)} (${share.toFixed(1).padStart(5)}%)  ${name}\n`;
    };
    let text = reportHeader("Execution time report");
    text += `  Total Execution Time: ${(total / 1000).toFixed(4)} seconds\n\n`;
    text += "  ----Wall Time----  ----Name----\n";
    if (display === "tree") text += treeLines(this.#root, line, "");
    else for (const [name, time] of flatTimes(this.#root)) text += line(time, name);
    text += line(total - this.#root.childTime, "Rest");
    return text + line(total, "Total");
  }
}

function treeLines(parent: Timer, line: (time: number, name: string) => string, indent: string): string {
  let text = "";
  for (const timer of parent.children.values()) {
    text += line(timer.time, indent + timer.name) + treeLines(timer, line, `${indent}  `);
  }
  return text;
}

/** The time of each name without what is nested in it, the longest first. */
function flatTimes(root: Timer): [string, number][] {
  const times = new Map<string, number>();
  const visit = (parent: Timer): void => {
    for (const timer of parent.children.values()) {
      times.set(timer.name, (times.get(timer.name) ?? 0) + timer.time - timer.childTime);
      visit(timer);
    }
  };
  visit(root);
  return [...times].sort(([, a], [, b]) => b - a);
}
