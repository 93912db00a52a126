/** Compares the lowerings to the llvm dialect with those of mlir-opt. Tests that use this need mlir-opt. */

import { expect } from "vitest";
import { translateToLLVMIR } from "../../../lowering/llvm/print/index.ts";
import { runOracle } from "../../support/oracles.ts";
import { transformed, transformedText } from "../../support/pipeline.ts";
import { mlirOpt, withoutOrder } from "../../support/round-trip.ts";

const pipeline = (...passes: readonly string[]): string => `--pass-pipeline=builtin.module(${passes.join(",")})`;

/** Removes what does not tell two lowerings apart: casts back and forth, and constants that occur twice. */
const normalized = (text: string): string => mlirOpt(text, pipeline("canonicalize", "cse"));

/** What mlir-opt's passes of these names give. */
function mlirOptLowering(text: string, passes: readonly string[]): string {
  const { stdout, stderr, status } = runOracle("mlir-opt", [pipeline(...passes)], text);
  if (status !== 0) throw new Error(`mlir-opt: ${stderr}\nin\n${text}`);
  return stdout;
}

/** The passes give what mlir-opt's passes of these names give, when both are printed and read again. */
export function expectSameLowering(text: string, ...passes: readonly string[]): void {
  const expected = normalized(mlirOptLowering(text, passes));
  expect(normalized(transformedText(text, passes.join(",")))).toBe(expected);
}

/** The same, but for where constants stand, which changes with what mlir-opt computes in vain. */
export function expectSameButForOrder(text: string, ...passes: readonly string[]): void {
  const expected = withoutOrder(normalized(mlirOptLowering(text, passes)));
  expect(withoutOrder(normalized(transformedText(text, passes.join(","))))).toEqual(expected);
}

/** The message of the first error that mlir-opt's passes of these names give. */
export function mlirOptFailure(text: string, ...passes: readonly string[]): string | undefined {
  return /error: (.*)/.exec(runOracle("mlir-opt", [pipeline(...passes)], text).stderr)?.[1];
}

/** The program as LLVM IR after the passes, which LLVM has verified and optimised. It needs `opt`. */
export function optimized(text: string, ...passes: readonly string[]): string {
  const program = translateToLLVMIR(transformed(text, passes.join(",")));
  const { stdout, stderr, status } = runOracle("opt", ["-S", "-passes=verify,instcombine,early-cse,dce"], program);
  if (status !== 0) throw new Error(`opt: ${stderr}\nin\n${program}`);
  return stdout;
}

/** What LLVM's constant folding makes of the value that a function returns. It needs `opt`. */
export const foldedResult = (text: string, ...passes: readonly string[]): string | undefined =>
  /^ *ret (.*)/m.exec(optimized(text, ...passes))?.[1];
