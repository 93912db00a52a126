#!/usr/bin/env node
/** The command `adopt-lit`. The same module is that of the processes that run the tests. */
import { runLit } from "./lit/command.ts";
import { workerArgument } from "./lit/worker-protocol.ts";

async function main(): Promise<number> {
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  return runLit(process.argv.slice(2), {
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    workerModule: new URL(import.meta.url),
    signal: controller.signal,
  });
}

if (process.argv[2] === workerArgument && process.send !== undefined) {
  // Only these processes need the programs that tests run.
  const { serveTests } = await import("./lit/worker.ts");
  serveTests();
} else {
  process.exitCode = await main();
}
