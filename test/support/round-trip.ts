/** Compares what adopt reads, prints and canonicalizes with mlir-opt. Tests that use this need mlir-opt. */

import { expect } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { builtinDialect } from "../../ir/builtin/ops.ts";
import { Context } from "../../ir/context.ts";
import type { Dialect } from "../../ir/dialect.ts";
import type { Operation } from "../../ir/operation.ts";
import { applyPatternsGreedily } from "../../passes/greedy-driver.ts";
import { runOracle } from "./oracles.ts";

/** A context with these dialects that takes unregistered ones as well. */
export const testContext = (...dialects: readonly Dialect[]): Context =>
  new Context({ extensions: [builtinDialect, ...dialects], allowUnregisteredDialects: true });

/** Reads and verifies a module. @throws {Error} with the diagnostics if there are any */
export function parseOk(text: string, context: Context): Operation {
  const module = parseModule(text, context);
  const messages = context.diagnostics.map(({ location, message }) => `${location}: ${message}`);
  if (module === undefined || messages.length > 0) throw new Error(`${messages.join("\n")}\nin\n${text}`);
  return module;
}

/** The messages of the errors that reading and verifying `text` gives. */
export function errorsOf(text: string, ...dialects: readonly Dialect[]): string[] {
  const context = testContext(...dialects);
  parseModule(text, context);
  return context.diagnostics.map(({ message }) => message);
}

/** The text in generic form after mlir-opt has read it and run `passes`. @throws {Error} if it does not accept it */
export function mlirOpt(text: string, ...passes: readonly string[]): string {
  const flags = ["--mlir-print-op-generic", "--allow-unregistered-dialect", ...passes];
  const { stdout, stderr, status } = runOracle("mlir-opt", flags, text);
  if (status !== 0) throw new Error(`mlir-opt: ${stderr}\nin\n${text}`);
  return stdout;
}

/** Both forms that adopt prints are the original to mlir-opt, and to adopt itself. */
export function expectRoundTrip(text: string, ...dialects: readonly Dialect[]): void {
  const original = mlirOpt(text);
  const module = parseOk(text, testContext(...dialects));
  for (const generic of [false, true]) {
    const printed = printModule(module, { generic });
    expect(mlirOpt(printed)).toBe(original);
    expect(printModule(parseOk(printed, testContext(...dialects)), { generic })).toBe(printed);
  }
}

/** Folding and the dialects' canonicalization patterns give what `mlir-opt -canonicalize` gives. */
export function expectSameCanonicalForm(text: string, ...dialects: readonly Dialect[]): void {
  expect(mlirOpt(canonicalized(text, ...dialects))).toBe(mlirOpt(text, "--canonicalize"));
}

/** The module after folding and the dialects' canonicalization patterns. */
export function canonicalized(text: string, ...dialects: readonly Dialect[]): string {
  const context = testContext(...dialects);
  const module = parseOk(text, context);
  applyPatternsGreedily(module, context.canonicalizations, context, { regionSimplification: "normal" });
  return printModule(module);
}

/** Lines in an order that does not depend on where constants stand and on what values are called. */
export const withoutOrder = (text: string): string[] =>
  text
    .split("\n")
    .map((line) => line.replace(/%[\w-]+(#\d+)?/g, "%"))
    .sort();
