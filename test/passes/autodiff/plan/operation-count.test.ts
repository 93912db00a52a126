/**
 * Gradients of straight-line code hold no dead and no repeated work: after canonicalize and cse they have no more
 * operations than gradients that were written by hand.
 */
import { describe, expect, test } from "vitest";
import type { Operation } from "../../../../ir/operation.ts";
import { symbolName } from "../../../../ir/symbol-table.ts";
import { transformed } from "../../../support/pipeline.ts";

interface Formula {
  readonly name: string;
  readonly args: readonly string[];
  /** Body of the primal; the result is %r. */
  readonly primal: string;
  /** Body of the gradient by hand, given %g for the adjoint of the result; the adjoints are %d0, %d1, ... */
  readonly gradient: string;
}

const formulas: readonly Formula[] = [
  {
    name: "x * y",
    args: ["x", "y"],
    primal: "%r = arith.mulf %x, %y : f64",
    gradient: `%d0 = arith.mulf %g, %y : f64
      %d1 = arith.mulf %g, %x : f64`,
  },
  {
    name: "x * x",
    args: ["x"],
    primal: "%r = arith.mulf %x, %x : f64",
    gradient: `%a = arith.mulf %g, %x : f64
      %d0 = arith.addf %a, %a : f64`,
  },
  {
    name: "sin(x)",
    args: ["x"],
    primal: "%r = math.sin %x : f64",
    gradient: `%c = math.cos %x : f64
      %d0 = arith.mulf %g, %c : f64`,
  },
  {
    name: "exp(x * y)",
    args: ["x", "y"],
    primal: `%p = arith.mulf %x, %y : f64
      %r = math.exp %p : f64`,
    gradient: `%p = arith.mulf %x, %y : f64
      %e = math.exp %p : f64
      %b = arith.mulf %g, %e : f64
      %d0 = arith.mulf %b, %y : f64
      %d1 = arith.mulf %b, %x : f64`,
  },
  {
    name: "x / y",
    args: ["x", "y"],
    primal: "%r = arith.divf %x, %y : f64",
    gradient: `%q = arith.divf %x, %y : f64
      %d0 = arith.divf %g, %y : f64
      %m = arith.mulf %d0, %q : f64
      %d1 = arith.negf %m : f64`,
  },
  {
    name: "sqrt(x * x + y * y)",
    args: ["x", "y"],
    primal: `%xx = arith.mulf %x, %x : f64
      %yy = arith.mulf %y, %y : f64
      %s = arith.addf %xx, %yy : f64
      %r = math.sqrt %s : f64`,
    gradient: `%two = arith.constant 2.0 : f64
      %xx = arith.mulf %x, %x : f64
      %yy = arith.mulf %y, %y : f64
      %s = arith.addf %xx, %yy : f64
      %h = math.sqrt %s : f64
      %h2 = arith.mulf %two, %h : f64
      %b = arith.divf %g, %h2 : f64
      %ax = arith.mulf %b, %x : f64
      %d0 = arith.addf %ax, %ax : f64
      %ay = arith.mulf %b, %y : f64
      %d1 = arith.addf %ay, %ay : f64`,
  },
  {
    name: "tanh(a * x + b)",
    args: ["a", "x", "b"],
    primal: `%m = arith.mulf %a, %x : f64
      %s = arith.addf %m, %b : f64
      %r = math.tanh %s : f64`,
    gradient: `%one = arith.constant 1.0 : f64
      %m = arith.mulf %a, %x : f64
      %s = arith.addf %m, %b : f64
      %t = math.tanh %s : f64
      %tt = arith.mulf %t, %t : f64
      %slope = arith.subf %one, %tt : f64
      %d2 = arith.mulf %g, %slope : f64
      %d0 = arith.mulf %d2, %x : f64
      %d1 = arith.mulf %d2, %a : f64`,
  },
  {
    name: "log(x) * y - y",
    args: ["x", "y"],
    primal: `%l = math.log %x : f64
      %m = arith.mulf %l, %y : f64
      %r = arith.subf %m, %y : f64`,
    gradient: `%l = math.log %x : f64
      %b = arith.mulf %g, %y : f64
      %c = arith.mulf %g, %l : f64
      %d0 = arith.divf %b, %x : f64
      %n = arith.negf %g : f64
      %d1 = arith.addf %n, %c : f64`,
  },
  {
    name: "(x - y)^2 * z",
    args: ["x", "y", "z"],
    primal: `%d = arith.subf %x, %y : f64
      %q = arith.mulf %d, %d : f64
      %r = arith.mulf %q, %z : f64`,
    gradient: `%d = arith.subf %x, %y : f64
      %q = arith.mulf %d, %d : f64
      %d2 = arith.mulf %g, %q : f64
      %b = arith.mulf %g, %z : f64
      %m = arith.mulf %b, %d : f64
      %d0 = arith.addf %m, %m : f64
      %d1 = arith.negf %d0 : f64`,
  },
  {
    name: "x * y by x alone, where z is computed for nothing",
    args: ["x"],
    primal: `%k = arith.constant 3.0 : f64
      %z = math.sin %x : f64
      %r = arith.mulf %x, %k : f64`,
    gradient: `%k = arith.constant 3.0 : f64
      %d0 = arith.mulf %g, %k : f64`,
  },
];

const parameters = (names: readonly string[]): string => names.map((name) => `%${name}: f64`).join(", ");
const types = (count: number): string => new Array(count).fill("f64").join(", ");

/** The primal, a function that asks for its gradient, and the gradient by hand. */
function moduleText({ args, primal, gradient }: Formula): string {
  const results = args.map((_, i) => `%d${i}`).join(", ");
  return `
    func.func private @f(${parameters(args)}) -> f64 {
      ${primal}
      return %r : f64
    }
    func.func @byHand(${parameters([...args, "g"])}) -> (${types(args.length)}) {
      ${gradient}
      return ${results} : ${types(args.length)}
    }
    func.func @ask(${parameters(args)}) -> (${types(args.length)}) {
      ${results} = ad.grad @f(${args.map((name) => `%${name}`).join(", ")}) : (${types(args.length)}) -> (${types(args.length)})
      return ${results} : ${types(args.length)}
    }`;
}

function countOps(module: Operation, name: string): number {
  const fn = [...module.regions[0]!.front.ops()].find((op) => symbolName(op) === name);
  if (fn === undefined) throw new Error(`there is no function '${name}'`);
  let count = 0;
  fn.walk(() => {
    count++;
    return undefined;
  });
  return count;
}

describe("the gradient has no more operations than one by hand", () => {
  test.each(formulas)("$name", (formula) => {
    const module = transformed(moduleText(formula), "autodiff,canonicalize,cse,canonicalize");
    expect(countOps(module, "f_pullback")).toBeLessThanOrEqual(countOps(module, "byHand"));
  });
});
