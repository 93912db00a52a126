/** Compares folding and canonicalization of functions with mlir-opt's. */

import { expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { canonicalized } from "../../support/round-trip.ts";
import { moduleOf } from "./functions.ts";

const all: string[] = [];
let canonical: { readonly ours: string[]; readonly upstream: string[] } | undefined;

/** The canonical forms of all functions of a test file: one run of mlir-opt is much faster than one for each test. */
function canonicalForms() {
  if (canonical !== undefined) return canonical;
  const text = moduleOf(all);
  const ours = runOracle("mlir-opt", [], canonicalized(text, arithDialect, funcDialect));
  const upstream = runOracle("mlir-opt", ["--canonicalize"], text);
  expect(ours.stderr + upstream.stderr).toBe("");
  canonical = { ours: functionsOf(ours.stdout), upstream: functionsOf(upstream.stdout) };
  return canonical;
}

const functionsOf = (module: string): string[] => module.split(/^(?= {2}func\.func)/m).slice(1);

/** Registers a test that compares the canonical forms of these functions. */
export function same(what: string, functions: readonly string[]): void {
  const [start, end] = [all.length, all.push(...functions)];
  it.skipIf(!hasOracle("mlir-opt"))(`${what} (${functions.length} functions)`, () => {
    const { ours, upstream } = canonicalForms();
    expect(upstream).toHaveLength(all.length);
    expect(ours.slice(start, end)).toEqual(upstream.slice(start, end));
  });
}
