/**
 * Every derivative rule of arith, complex, math and llvm: reverse mode, forward mode and differences agree, at every
 * float width.
 */

import { describe, expect, test } from "vitest";
import { MemoryEffectOpInterface } from "../../../../ir/interfaces/memory-effects.ts";
import { type Callable, compile, type EngineName } from "../../../../tools/compile.ts";
import { defaultContext } from "../../../../tools/registry.ts";
import { slopeAt } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { llvmRuleCases } from "./llvm-points.ts";
import { complexRuleCases, elementaryRuleCases, type RuleCase } from "./points.ts";

const ruleCases = [...elementaryRuleCases, ...complexRuleCases];

interface Width {
  readonly type: string;
  /** A type that a value of `type` is extended to. */
  readonly wider: string;
  /** Relative error that the derivative may have: some units in the last place. */
  readonly tolerance: number;
}

const widths: readonly Width[] = [
  { type: "f64", wider: "f64", tolerance: 1e-13 },
  { type: "f32", wider: "f64", tolerance: 4e-6 },
  { type: "f16", wider: "f32", tolerance: 2e-2 },
  { type: "bf16", wider: "f32", tolerance: 8e-2 },
];

const names = ["a", "b", "c", "d"];

function moduleText({ text, points }: RuleCase, { type, wider }: Width): string {
  const args = names.slice(0, points[0]!.length);
  // f64 has no wider type that engines run: the cast is left out there.
  const body = text
    .replaceAll("$T", type)
    .replaceAll("$W", wider)
    .replace(/(%\w+) = arith\.(?:extf|truncf) (%\w+) : f64 to f64/g, "$1 = arith.addf $2, $2 : f64")
    .replace(/(%\w+) = llvm\.(?:fpext|fptrunc) (%\w+) : f64 to f64/g, "$1 = llvm.fadd $2, $2 : f64");
  const list = (prefix: string): string => args.map((_, i) => `%${prefix}${i}`).join(", ");
  const typed = (prefix: string): string => args.map((_, i) => `%${prefix}${i}: ${type}`).join(", ");
  const types = args.map(() => type).join(", ");
  return `func.func @f(${args.map((name) => `%${name}: ${type}`).join(", ")}) -> ${type} {
      ${body}
      return %r : ${type}
    }
    func.func @gradient(${typed("x")}) -> (${types}) {
      ${list("d")} = ad.grad @f(${list("x")}) : (${types}) -> (${types})
      return ${list("d")} : ${types}
    }
    func.func @derivative(${typed("x")}, ${typed("t")}) -> ${type} {
      %y, %dot = ad.jvp @f(${list("x")}) tangents(${list("t")} : ${types}) : (${types}) -> (${type}, ${type})
      return %dot : ${type}
    }`;
}

/** Central differences with two steps of Richardson's extrapolation. */
function difference(f: (...point: number[]) => number, point: readonly number[], index: number): number {
  const slope = slopeAt(f, point, index);
  const step = 1e-2 * Math.max(0.25, Math.min(1, Math.abs(point[index]!)));
  const [coarse, middle, fine] = [slope(step), slope(step / 2), slope(step / 4)];
  const [first, second] = [(4 * middle - coarse) / 3, (4 * fine - middle) / 3];
  return (16 * second - first) / 15;
}

interface Checked {
  readonly value: Callable;
  readonly gradient: (point: readonly number[]) => number[];
  readonly forward: (point: readonly number[], index: number) => number;
}

function compiled(rule: RuleCase, width: Width, engine: EngineName): Checked {
  const module = compile(moduleText(rule, width), { engine });
  return {
    value: module.f!,
    gradient: (point) => [module.gradient!(...point)].flat() as number[],
    forward: (point, index) => module.derivative!(...point, ...point.map((_, i) => (i === index ? 1 : 0))) as number,
  };
}

const relativeError = (actual: number, expected: number): number =>
  Math.abs(actual - expected) / Math.max(Math.abs(expected), 2 ** -10);

describeEngines("rules", ({ engine }) => {
  // Only machine code executes the llvm dialect.
  const cases = engine === "llvm" ? [...ruleCases, ...llvmRuleCases] : ruleCases;
  describe.each(cases.map((rule) => [rule.op, rule] as const))("%s", (_, rule) => {
    const exact = compiled(rule, widths[0]!, engine);

    test("f64 agrees with differences", () => {
      for (const point of rule.points) {
        const gradient = exact.gradient(point);
        point.forEach((_, i) => {
          const expected = difference((...at) => exact.value(...at) as number, point, i);
          expect(relativeError(gradient[i]!, expected), `at ${point}, operand ${i}`).toBeLessThan(2e-8);
        });
      }
    });

    test.each(widths.map((width) => [width.type, width] as const))("%s: both modes", (_, width) => {
      const checked = compiled(rule, width, engine);
      // Casts that are left out at f64 change the function.
      const reference = rule.text.includes("$W") && width.type !== "f64" ? undefined : exact;
      for (const point of rule.points) {
        const gradient = checked.gradient(point);
        point.forEach((_, i) => {
          const forward = checked.forward(point, i);
          expect(relativeError(gradient[i]!, forward), `at ${point}, operand ${i}`).toBeLessThan(width.tolerance);
          if (reference === undefined) return;
          const expected = reference.gradient(point)[i]!;
          expect(relativeError(gradient[i]!, expected), `at ${point}, operand ${i}`).toBeLessThan(width.tolerance);
        });
      }
    });
  });
});

test("every rule that gives a derivative is in the table", () => {
  const context = defaultContext();
  const tested = new Set([...ruleCases, ...llvmRuleCases].map(({ op }) => op));
  const missing: string[] = [];
  for (const op of context.ops) {
    const rule = context.derivative(op);
    const isElementary = ["arith", "complex", "math", "llvm"].includes(op.dialectName);
    if (!isElementary || rule?.vjp === undefined || rule.inactive === "all" || rule.escapes === true) continue;
    // Whole programs test what touches memory (../c/functions.test.ts).
    if (op.interfaces.has(MemoryEffectOpInterface) || op.name === "llvm.atomicrmw") continue;
    // The scaled casts are between types that no engine runs.
    if (!tested.has(op.name) && !op.name.startsWith("arith.scaling_")) missing.push(op.name);
  }
  expect(missing).toEqual([]);
});

test("every operation of arith and math on floats has a rule", () => {
  const context = defaultContext();
  const floats = /(?:f$|f_|fma|math\.(?!abs[i]|ct|ip)|arith\.(?:bitcast|select|constant))/;
  const missing = [...context.ops]
    .filter((op) => (op.dialectName === "math" || op.dialectName === "arith") && floats.test(op.name))
    .filter((op) => context.derivative(op) === undefined)
    .map((op) => op.name);
  expect(missing).toEqual([]);
});
