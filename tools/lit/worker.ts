/** The process that runs tests for a pool: it gets a test at a time and answers with its result. */
import { ownPrograms } from "./programs.ts";
import { runTest } from "./run-test.ts";
import type { WorkerReply, WorkerRequest } from "./worker-protocol.ts";

/** Answers requests until the pool ends the process. */
export function serveTests(): void {
  const reply = (message: WorkerReply): void => {
    process.send!(message);
  };
  const controller = new AbortController();
  // The pool, which is interrupted too, tells when to end the commands that are running.
  process.on("SIGINT", () => {});
  process.on("disconnect", () => {
    controller.abort();
    process.exit();
  });
  process.on("message", async (request: WorkerRequest) => {
    if (request.kind === "abort") {
      controller.abort();
      return;
    }
    const result = await runTest(request.test, {
      ...request.options,
      programs: ownPrograms,
      signal: controller.signal,
      onAttempt: () => reply({ kind: "attempt" }),
    });
    reply({ kind: "result", result });
  });
}
