/** What operations on complex numbers compute, on all engines. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/compile.ts";
import type { Complex } from "../../support/complex-numbers.ts";
import * as reference from "../../support/complex-numbers.ts";
import { describeEngines } from "../../support/engines.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { binary, distance, exceptions, numbers, program, toReal, unary } from "./programs.ts";

const epsilons: Readonly<Record<string, number>> = { f64: 2 ** -52, f32: 2 ** -23, f16: 2 ** -10 };
const rounding: Readonly<Record<string, (x: number) => number>> = {
  f64: (x) => x,
  f32: Math.fround,
  f16: (x) => Math.round(x * 1024) / 1024,
};

type Reference = (...args: readonly unknown[]) => unknown;
const referenceOf = (name: string): Reference => (reference as unknown as Record<string, Reference>)[name]!;

/** Powers multiply the errors of the logarithm, and quotients of near numbers cancel. */
const tolerances: Readonly<Record<string, number>> = {
  pow: 60,
  powi: 30,
  atan2: 40,
  log: 8,
  log1p: 8,
  tan: 20,
  tanh: 20,
};

describe.each(["f64", "f32", "f16"])("complex functions of %s", (type) => {
  const round = rounding[type]!;
  const zs = numbers(round);
  const ws = numbers(round, 12);
  describeEngines("are those of the textbook", ({ run }) => {
    const module = run(program(type));
    it.each([...unary, ...toReal, ...binary])("%s", (name) => {
      zs.forEach((z, i) => {
        const args = binary.includes(name) ? [z, ws[i]!] : [z];
        const expected = referenceOf(name)(...args);
        // Beyond what the format holds.
        if (type === "f16" && distance(expected, [1, 0]) > 1e4) return;
        const error = distance(module[name]!(...args), expected) / epsilons[type]!;
        expect(error, `${name}(${args})`).toBeLessThan(tolerances[name] ?? 6);
      });
    });
    it("powi", () => {
      for (const [i, z] of zs.slice(0, 40).entries()) {
        const n = (i % 7) - 3;
        const error = distance(module.powi!(z, n), reference.powi(z, n)) / epsilons[type]!;
        expect(error, `(${z})^${n}`).toBeLessThan(tolerances.powi!);
      }
    });
    it("eq and neq", () => {
      const results = (z: Complex, w: Complex) => [module.eq!(z, w), module.neq!(z, w)];
      expect(results([1, 2], [1, 2])).toEqual([true, false]);
      expect(results([0, -0], [-0, 0])).toEqual([true, false]);
      expect(results([1, 2], [1, 3])).toEqual([false, true]);
      expect(results([1, 2], [0, 2])).toEqual([false, true]);
      expect(results([1, Number.NaN], [1, Number.NaN])).toEqual([false, true]);
    });
  });
});

describe.skipIf(!hasOracle("mlir-opt"))("complex functions compared with mlir-opt's lowering", () => {
  it.each(["improved", "basic"])("on numbers of moderate size, complex-range %s", (range) => {
    const pass = `convert-complex-to-standard{complex-range=${range}}`;
    const pipeline = `builtin.module(${pass})`;
    const { stdout } = runOracle("mlir-opt", [`--pass-pipeline=${pipeline}`], program("f64"));
    const theirs = compile(stdout, { engine: "js" });
    const ours = compile(program("f64"), { engine: "js", pipeline });
    const [zs, ws] = [numbers(), numbers(undefined, 12)];
    for (const name of [...unary, ...toReal, ...binary]) {
      zs.forEach((z, i) => {
        const args = binary.includes(name) ? [z, ws[i]!] : [z];
        expect(distance(ours[name]!(...args), theirs[name]!(...args)), `${name}(${args})`).toBeLessThan(1e-13);
      });
    }
  });

  it("where quotients have limits", () => {
    const { stdout } = runOracle("mlir-opt", ["-convert-complex-to-standard"], program("f64"));
    const theirs = compile(stdout, { engine: "js" });
    const ours = compile(program("f64"), { engine: "js" });
    for (const z of exceptions) {
      for (const w of exceptions) expect(ours.div!(z, w), `(${z}) / (${w})`).toEqual(theirs.div!(z, w));
    }
  });
});
