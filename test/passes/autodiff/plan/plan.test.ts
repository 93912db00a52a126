/** What reverse mode keeps and what it computes again. */
import { expect, test } from "vitest";
import { parseModule } from "../../../../ir/assembly/parse.ts";
import type { Operation } from "../../../../ir/operation.ts";
import { PassManager } from "../../../../passes/pass-manager.ts";
import { defaultContext } from "../../../../tools/registry.ts";

/** A function that carries `%x` through ten iterations of a loop. */
const loop = (body: string): string => `
  func.func @f(%x0: f64, %p: f64) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c10 = arith.constant 10 : index
    %y = scf.for %i = %c0 to %c10 step %c1 iter_args(%x = %x0) -> (f64) {
      ${body}
    }
    return %y : f64
  }
  func.func @g(%x: f64, %p: f64) -> f64 {
    %d = ad.grad @f(%x, %p) wrt [0] : (f64, f64) -> f64
    return %d : f64
  }`;

/** The names of the operations in the loops of the pullback of @f: the primal loop and its reverse. */
function loopsOf(text: string): [string[], string[]] {
  const context = defaultContext();
  const module = parseModule(text, context) as Operation;
  new PassManager(context, "builtin.module(autodiff,canonicalize,cse)").run(module);
  const loops: string[][] = [];
  for (const fn of module.regions[0]!.front.ops()) {
    if (!String(fn.attr("sym_name")).includes("pullback")) continue;
    for (const op of fn.regions[0]!.front.ops()) {
      if (op.name === "scf.for") loops.push([...op.regions[0]!.front.ops()].map(({ name }) => name));
    }
  }
  expect(loops).toHaveLength(2);
  return loops as [string[], string[]];
}

const count = (names: readonly string[], name: string): number => names.filter((other) => other === name).length;

test("what is cheap is computed again", () => {
  const [primal, reverse] = loopsOf(
    loop("%s = arith.addf %x, %p : f64\n%y2 = arith.mulf %s, %s : f64\nscf.yield %y2 : f64"),
  );
  expect(count(primal, "ad.tape.set")).toBe(1);
  expect(count(reverse, "ad.tape.get")).toBe(1);
});

test("a costly partial derivative is computed in the primal sweep and kept in place of its operand", () => {
  const [primal, reverse] = loopsOf(loop("%s = math.sin %x : f64\nscf.yield %s : f64"));
  expect(count(primal, "math.cos")).toBe(1);
  expect(count(primal, "ad.tape.set")).toBe(1);
  expect(reverse).not.toContain("math.cos");
});

test("a costly partial derivative that the primal computes is taken from there", () => {
  const body = "%s = math.sin %x : f64\n%c = math.cos %x : f64\n%m = arith.mulf %s, %c : f64\nscf.yield %m : f64";
  const [primal, reverse] = loopsOf(loop(body));
  expect(count(primal, "math.sin")).toBe(1);
  expect(count(primal, "math.cos")).toBe(1);
  expect(count(primal, "ad.tape.set")).toBe(2);
  expect(reverse.filter((name) => name.startsWith("math."))).toEqual([]);
});

test("operands of a costly partial derivative move with it", () => {
  const [primal, reverse] = loopsOf(loop("%s = math.erf %x : f64\nscf.yield %s : f64"));
  expect(count(primal, "math.exp")).toBe(1);
  expect(reverse.filter((name) => name.startsWith("math."))).toEqual([]);
  expect(count(reverse, "ad.tape.get")).toBe(1);
});

test("what depends on the adjoint or on the reverse loop stays in the reverse sweep", () => {
  const body = `%n = arith.index_cast %i : index to i64
      %t = arith.sitofp %n : i64 to f64
      %a = math.sin %t : f64
      %m = arith.mulf %a, %x : f64
      scf.yield %m : f64`;
  const [primal, reverse] = loopsOf(loop(body));
  expect(count(primal, "math.sin")).toBe(1);
  expect(count(primal, "ad.tape.set")).toBe(1);
  expect(reverse).not.toContain("math.sin");
});
