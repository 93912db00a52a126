/** Tests that run on every engine. Those of an engine that cannot run here are skipped, visibly. */

import { describe, test } from "vitest";
import { type CompiledModule, compile, type EngineName, isEngineAvailable } from "../../tools/compile.ts";

export const engines: readonly EngineName[] = ["js", "llvm"];

interface Subject {
  readonly engine: EngineName;
  /** Compiles a text for the engine. */
  readonly run: (text: string) => CompiledModule;
}

const subject = (engine: EngineName): Subject => ({
  engine,
  run: (text) => compile(text, { engine, name: "test.mlir" }),
});

/** A suite for each engine. */
export function describeEngines(title: string, define: (subject: Subject) => void, on = engines): void {
  for (const engine of on) {
    describe.skipIf(!isEngineAvailable(engine))(`${title} on ${engine}`, () => define(subject(engine)));
  }
}

/** A test for each engine. */
export function testEngines(title: string, check: (subject: Subject) => void, on = engines): void {
  for (const engine of on)
    test.skipIf(!isEngineAvailable(engine))(`${title} on ${engine}`, () => check(subject(engine)));
}

/** The engines that can run here, for tests that take one engine or the other. */
export const availableEngines = (): EngineName[] => engines.filter(isEngineAvailable);
