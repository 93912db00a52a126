/**
 * How passes scale: the time for an operation in functions of 1,000, 10,000 and 100,000 operations, which should stay
 * within a factor of two: `npx tsx bench/linearity.ts`.
 */
import { pathToFileURL } from "node:url";
import { parseModule } from "../ir/assembly/parse.ts";
import type { Operation } from "../ir/operation.ts";
import { PassManager } from "../passes/pass-manager.ts";
import { defaultContext } from "../tools/registry.ts";

const sizes = [1000, 10_000, 100_000];
const innerRegions = 100;

/** `count` operations that compute `result` from `%start`, a few of them nonlinear. */
function chain(count: number, prefix: string, start: string): { readonly lines: string[]; readonly result: string } {
  const lines: string[] = [];
  let current = start;
  for (let i = 0; i < count; i++) {
    const next = `%${prefix}${i}`;
    if (i % 3 === 0) lines.push(`${next} = arith.mulf ${current}, %p : f64`);
    else if (i % 3 === 1) lines.push(`${next} = math.sin ${current} : f64`);
    else lines.push(`${next} = arith.addf ${current}, ${start} : f64`);
    current = next;
  }
  return { lines, result: current };
}

function inOneBlock(count: number): string {
  const { lines, result } = chain(count, "v", "%x");
  return [...lines, `return ${result} : f64`].join("\n");
}

function inLoop(count: number): string {
  const { lines, result } = chain(count, "v", "%state");
  return `
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c10 = arith.constant 10 : index
    %end = scf.for %i = %c0 to %c10 step %c1 iter_args(%state = %x) -> (f64) {
      ${lines.join("\n")}
      scf.yield ${result} : f64
    }
    return %end : f64`;
}

/** Conditionals, each inside the one before. */
function inNestedRegions(count: number): string {
  const opened: string[] = ["%zero = arith.constant 0.0 : f64"];
  const closed: string[] = [];
  let start = "%x";
  for (let depth = 0; depth < innerRegions; depth++) {
    const { lines, result } = chain(Math.max(1, Math.floor(count / innerRegions) - 3), `v${depth}_`, start);
    opened.push(
      ...lines,
      `%c${depth} = arith.cmpf ogt, ${result}, %zero : f64`,
      `%r${depth} = scf.if %c${depth} -> (f64) {`,
    );
    closed.push(
      depth === 0 ? "return %r0 : f64" : `scf.yield %r${depth} : f64`,
      `} else { scf.yield ${result} : f64 }`,
    );
    start = result;
  }
  closed.push(`scf.yield ${start} : f64`);
  return [...opened, ...closed.reverse()].join("\n");
}

const shapes: readonly (readonly [name: string, body: (count: number) => string])[] = [
  ["in one block", inOneBlock],
  [`in ${innerRegions} nested regions`, inNestedRegions],
  ["in a loop", inLoop],
];

const passes = ["autodiff", "canonicalize", "lower-ad-tape", "convert-scf-to-cf", "convert-to-llvm"] as const;

function countOperations(root: Operation): number {
  let count = 0;
  root.walk(() => {
    count++;
    return undefined;
  });
  return count;
}

/** Microseconds for each operation that a pass is given, by pass, one pass after the other on one module. */
function timesOf(text: string): number[] {
  const context = defaultContext();
  const module = parseModule(text, context) as Operation;
  return passes.map((pass) => {
    const before = countOperations(module);
    const start = performance.now();
    new PassManager(context, `builtin.module(${pass})`, { verifyEach: false }).run(module);
    return ((performance.now() - start) * 1000) / before;
  });
}

const program = (body: string): string => `
  func.func @f(%x: f64, %p: f64) -> f64 {
    ${body}
  }
  func.func @g(%x: f64, %p: f64) -> f64 {
    %d = ad.grad @f(%x, %p) wrt [0] : (f64, f64) -> f64
    return %d : f64
  }`;

/** Measures and prints a table: the best of some runs, in microseconds for an operation, and how much it grows. */
export function benchmarkLinearity(): void {
  console.log("time of passes, in microseconds for an operation");
  console.log(["".padEnd(44), ...sizes.map((size) => String(size).padStart(10)), "growth".padStart(10)].join(""));
  for (const [name, body] of shapes) {
    const best = sizes.map((size) => {
      const text = program(body(size));
      const runs = Array.from({ length: size < 100_000 ? 5 : 2 }, () => timesOf(text));
      return passes.map((_, pass) => Math.min(...runs.map((times) => times[pass]!)));
    });
    passes.forEach((pass, i) => {
      const times = best.map((row) => row[i]!);
      const cells = [...times, times[times.length - 1]! / times[0]!].map((time) => time.toFixed(2).padStart(10));
      console.log(`${pass} ${name}`.padEnd(44) + cells.join(""));
    });
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) benchmarkLinearity();
