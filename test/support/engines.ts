/** Tests that run on every engine. Those of an engine that cannot run here are skipped, visibly. */

import { describe } from "vitest";
import { type CompiledModule, compile, type EngineName, isEngineAvailable } from "../../tools/compile.ts";

export const engines: readonly EngineName[] = ["js", "llvm"];

/** Defines tests; `run` compiles a text for the engine. */
type Define = (run: (text: string) => CompiledModule, engine: EngineName) => void;

/** A suite for each engine. */
export function describeEngines(title: string, define: Define, on: readonly EngineName[] = engines): void {
  for (const engine of on) {
    describe.skipIf(!isEngineAvailable(engine))(`${title} on ${engine}`, () => {
      define((text) => compile(text, { engine, name: "test.mlir" }), engine);
    });
  }
}

/** The engines that can run here, for suites that make their own modules. */
export const availableEngines = (): EngineName[] => engines.filter(isEngineAvailable);
