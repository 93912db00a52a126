/** The second derivative of a private function `@f` of one number, by each pair of modes. */

import { expect } from "vitest";
import { type Callable, compile, type EngineName } from "../../tools/compile.ts";
import { type WatchedRun, watched } from "./watched-memory.ts";

const forward = (name: string, of: string): string => `func.func @${name}(%x: f64) -> f64 {
  %one = arith.constant 1.0 : f64
  %y, %d = ad.jvp @${of}(%x) tangents(%one : f64) : (f64) -> (f64, f64)
  return %d : f64
}`;
const reverse = (name: string, of: string): string => `func.func @${name}(%x: f64) -> f64 {
  %d = ad.grad @${of}(%x) : (f64) -> f64
  return %d : f64
}`;

/** Where the functions are differentiated. */
const point = 0.7;

/** How far from the first, relative to it, the others may be. */
interface Bounds {
  readonly modes: number;
  readonly differences: number;
}

/**
 * Expects forward over forward, forward over reverse, reverse over forward, reverse over reverse and central differences to
 * give the same.
 */
export function expectSecondDerivatives(text: string, engine: EngineName, bounds: Bounds): void {
  const requests = [
    forward("df", "f"),
    reverse("dr", "f"),
    forward("ff", "df"),
    forward("fr", "dr"),
    reverse("rf", "df"),
    reverse("rr", "dr"),
  ];
  const module = compile([text, ...requests].join("\n"), { engine });
  const value = (name: string, x: number): number => (module[name] as Callable)(x) as number;
  const step = 1e-5;
  const expected = value("ff", point);
  const difference = (value("dr", point + step) - value("dr", point - step)) / (2 * step);
  for (const name of ["fr", "rf", "rr"]) {
    expect(Math.abs(value(name, point) / expected - 1), name).toBeLessThan(bounds.modes);
  }
  expect(Math.abs(difference / expected - 1), "differences").toBeLessThan(bounds.differences);
}

/** What becomes of memory when the gradient is computed. */
export const memoryOfReverse = (text: string): WatchedRun => memoryOf("dr", `${text}\n${reverse("dr", "f")}`);

/** What becomes of memory in reverse over reverse. */
export const memoryOfReverseOverReverse = (text: string): WatchedRun =>
  memoryOf("rr", `${text}\n${reverse("dr", "f")}\n${reverse("rr", "dr")}`);

function memoryOf(name: string, program: string): WatchedRun {
  const caller = `func.func @f(%bits: i64, %n: index, %sum: memref<1xf32>) {
    %c0 = arith.constant 0 : index
    %x = arith.constant ${point} : f64
    %d = func.call @${name}(%x) : (f64) -> f64
    %e = arith.truncf %d : f64 to f32
    memref.store %e, %sum[%c0] : memref<1xf32>
    return
  }`;
  return watched(`${program.replaceAll("@f(", "@primal(")}\n${caller}`, "autodiff,lower-ad-tape")(0n, 1);
}
