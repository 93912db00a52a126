/** Reverse mode equals forward mode and central differences, on every engine that can run here. */

import { describe, expect, test } from "vitest";
import { type Callable, compile, type EngineName } from "../../../../tools/compile.ts";
import { slopeAt } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import type { Program } from "./program.ts";
import { programs } from "./programs.ts";

interface Derivatives {
  readonly value: (...point: number[]) => number;
  readonly gradient: (...point: number[]) => readonly number[];
  readonly derivative: (...pointAndDirection: number[]) => number;
  /** The derivatives along all directions at once. */
  readonly jacobian: (...point: number[]) => readonly number[];
}

/** The program with functions that ask for its gradient, its derivative along a direction, and all derivatives at once. */
function withRequests({ text, points }: Program): string {
  const count = points[0]!.length;
  const list = (prefix: string): string => Array.from({ length: count }, (_, i) => `%${prefix}${i}`).join(", ");
  const typed = (prefix: string): string => Array.from({ length: count }, (_, i) => `%${prefix}${i}: f64`).join(", ");
  const types = new Array(count).fill("f64").join(", ");
  const directions = Array.from({ length: count * count }, (_, i) => (i % (count + 1) === 0 ? "%one" : "%zero"));
  return `${text}
    func.func @gradient(${typed("x")}) -> (${types}) {
      ${list("d")} = ad.grad @f(${list("x")}) : (${types}) -> (${types})
      return ${list("d")} : ${types}
    }
    func.func @derivative(${typed("x")}, ${typed("t")}) -> f64 {
      %y, %dot = ad.jvp @f(${list("x")}) tangents(${list("t")} : ${types}) : (${types}) -> (f64, f64)
      return %dot : f64
    }
    func.func @jacobian(${typed("x")}) -> (${types}) {
      %zero = arith.constant 0.0 : f64
      %one = arith.constant 1.0 : f64
      %y, ${list("dot")} = ad.jvp @f(${list("x")})
        tangents(${directions.join(", ")} : ${directions.map(() => "f64").join(", ")})
        {width = ${count} : i64} : (${types}) -> (f64, ${types})
      return ${list("dot")} : ${types}
    }`;
}

function compiled(program: Program, engine: EngineName): Derivatives {
  const module = compile(withRequests(program), { engine, name: `${program.name}.mlir` });
  const call = (name: string) => module[name] as Callable;
  return {
    value: (...point) => call("f")(...point) as number,
    gradient: (...point) => [call("gradient")(...point)].flat() as number[],
    derivative: (...args) => call("derivative")(...args) as number,
    jacobian: (...point) => [call("jacobian")(...point)].flat() as number[],
  };
}

/** Central differences with Richardson's extrapolation: an error of the order of step^4. */
function difference(f: (...point: number[]) => number, point: readonly number[], index: number): number {
  const slope = slopeAt(f, point, index);
  const step = 1e-3 * Math.max(1, Math.abs(point[index]!));
  return (4 * slope(step / 2) - slope(step)) / 3;
}

describeEngines("programs", ({ engine }) => {
  describe.each(programs)("$name", (program) => {
    test.each(program.points.map((point) => [point.join(", "), point] as const))("at %s", (_, point) => {
      const { value, gradient, derivative, jacobian } = compiled(program, engine);
      const together = jacobian(...point);
      const reverse = gradient(...point);
      expect(reverse).toHaveLength(point.length);
      point.forEach((_, i) => {
        const direction = point.map((_, k) => (k === i ? 1 : 0));
        const forward = derivative(...point, ...direction);
        const scale = Math.max(1, Math.abs(forward));
        expect(Math.abs(reverse[i]! - forward) / scale).toBeLessThan(1e-12);
        expect(together[i]).toBe(forward);
        expect(Math.abs(reverse[i]! - difference(value, point, i)) / scale).toBeLessThan(1e-7);
      });
    });
  });
});
