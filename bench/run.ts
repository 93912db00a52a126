/** All benchmarks: prints ratios between what was measured in this one run. `npm run bench`, or with names of parts. */

import { suggestion } from "../ir/nearest-name.ts";
import { benchmarkGradients } from "./gradients.ts";
import { benchmarkLinearity } from "./linearity.ts";
import { type Comparison, compareProcesses } from "./processes.ts";
import { compareKernels } from "./wgsl.ts";

function printComparisons(comparisons: readonly Comparison[]): void {
  console.log("| what | adopt, ms | other, ms | ratio |\n| --- | --- | --- | --- |");
  for (const { what, oursMs, theirsMs } of comparisons) {
    console.log(`| ${what} | ${oursMs.toFixed(0)} | ${theirsMs.toFixed(0)} | ${(oursMs / theirsMs).toFixed(2)} |`);
  }
}

const parts: Readonly<Record<string, () => void | Promise<void>>> = {
  processes: () => printComparisons(compareProcesses()),
  linearity: benchmarkLinearity,
  gradients: () => benchmarkGradients(),
  wgsl: async () => printComparisons(await compareKernels()),
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => parts[name] === undefined);
if (unknown !== undefined) {
  console.error(`error: no benchmark '${unknown}'${suggestion(unknown, Object.keys(parts))}`);
  process.exitCode = 1;
} else {
  for (const name of wanted.length > 0 ? wanted : Object.keys(parts)) {
    console.log(`\n## ${name}\n`);
    await parts[name]!();
  }
}
