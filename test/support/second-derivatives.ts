/** The second derivative of a private function `@f` of one number, by each pair of modes. */

import { type Callable, compile, type EngineName } from "../../tools/compile.ts";
import { watched } from "./watched-memory.ts";

const forward = (name: string, of: string): string => `func.func @${name}(%x: f64) -> f64 {
  %one = arith.constant 1.0 : f64
  %y, %d = ad.jvp @${of}(%x) tangents(%one : f64) : (f64) -> (f64, f64)
  return %d : f64
}`;
const reverse = (name: string, of: string): string => `func.func @${name}(%x: f64) -> f64 {
  %d = ad.grad @${of}(%x) : (f64) -> f64
  return %d : f64
}`;

/** Forward over forward, forward over reverse, reverse over forward, reverse over reverse; and central differences. */
export function secondDerivatives(text: string, at: number, engine: EngineName) {
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
  return {
    byModes: ["ff", "fr", "rf", "rr"].map((name) => value(name, at)),
    byDifferences: (value("dr", at + step) - value("dr", at - step)) / (2 * step),
  };
}

/** What becomes of memory in reverse over reverse, at 0.7. */
export function memoryOfReverseOverReverse(text: string) {
  const caller = `func.func @f(%bits: i64, %n: index, %sum: memref<1xf32>) {
    %c0 = arith.constant 0 : index
    %x = arith.constant 0.7 : f64
    %d = func.call @rr(%x) : (f64) -> f64
    %e = arith.truncf %d : f64 to f32
    memref.store %e, %sum[%c0] : memref<1xf32>
    return
  }`;
  const requests = [reverse("dr", "f"), reverse("rr", "dr")].join("\n");
  const program = `${text}\n${requests}`.replaceAll("@f(", "@primal(");
  return watched(`${program}\n${caller}`, "autodiff,lower-ad-tape")(0n, 1);
}
