/** The command `adopt-lit`. The processes that run the tests run the same script. */

import { pathToFileURL } from "node:url";
import { runLit } from "./lit/command.ts";
import { workerArgument } from "./lit/worker-protocol.ts";

async function main(): Promise<void> {
  if (process.argv[2] === workerArgument && process.send !== undefined) {
    // Only these processes need the programs that tests run.
    const { serveTests } = await import("./lit/worker.ts");
    serveTests();
    return;
  }
  const controller = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => controller.abort());
  process.exitCode = await runLit(process.argv.slice(2), {
    write: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
    workerModule: pathToFileURL(process.argv[1]!),
    signal: controller.signal,
  });
}

void main();
