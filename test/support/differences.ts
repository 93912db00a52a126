/** Tests of what adopt canonicalizes otherwise than mlir-opt on purpose. */

import { expect, it } from "vitest";
import type { Dialect } from "../../ir/dialect.ts";
import { hasOracle, runOracle } from "./oracles.ts";
import { canonicalized } from "./round-trip.ts";

/** The lines of the module's one function, without its first and last. */
export const linesOf = (module: string): string[] =>
  module
    .split("\n")
    .slice(2, -3)
    .map((line) => line.trim());

/**
 * Registers a test: adopt's canonical form is `expected`, and mlir-opt's is not (or it crashes), so that the difference is
 * still one.
 */
export function differsFromUpstream(
  why: string,
  text: string,
  expected: readonly string[],
  dialects: readonly Dialect[],
  shown = linesOf,
): void {
  it(why, () => {
    expect(shown(canonicalized(text, ...dialects))).toEqual(expected);
    if (!hasOracle("mlir-opt")) return;
    const { stdout, status } = runOracle("mlir-opt", ["--canonicalize", "--allow-unregistered-dialect"], text);
    if (status === 0) expect(shown(stdout)).not.toEqual(expected);
  });
}
