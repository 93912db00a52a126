/** Structured control flow becomes the same branches as with mlir-opt. */

import { expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { PassManager } from "../../passes/pass-manager.ts";
import { defaultContext } from "../../tools/registry.ts";
import { programs } from "../passes/autodiff/programs/programs.ts";
import { hasOracle } from "../support/oracles.ts";
import { mlirOpt } from "../support/round-trip.ts";

const everything = `
  func.func @f(%lb: index, %ub: index, %s: index, %c: i1, %x: f32, %i: index) -> (f32, f32, f32) {
    %0 = scf.for %k = %lb to %ub step %s iter_args(%a = %x) -> (f32) {
      %1 = scf.if %c -> (f32) {
        %t = arith.addf %a, %x : f32
        scf.yield %t : f32
      } else {
        scf.yield %a : f32
      }
      scf.yield %1 : f32
    }
    %w = scf.while (%a = %x) : (f32) -> f32 {
      scf.condition(%c) %a : f32
    } do {
    ^bb0(%b: f32):
      scf.yield %b : f32
    }
    %sw = scf.index_switch %i -> f32
    case 2 {
      scf.yield %x : f32
    }
    case 5 {
      scf.yield %w : f32
    }
    default {
      scf.yield %0 : f32
    }
    %e = scf.execute_region -> f32 {
      cf.cond_br %c, ^a, ^b
    ^a:
      scf.yield %x : f32
    ^b:
      scf.yield %w : f32
    }
    scf.if %c {
      "x.y"() : () -> ()
    }
    %init = arith.constant 0.0 : f32
    %r = scf.parallel (%p, %q) = (%lb, %lb) to (%ub, %ub) step (%s, %s) init (%init) -> f32 {
      %v = "x.z"(%p, %q) : (index, index) -> f32
      scf.reduce(%v : f32) {
      ^bb0(%left: f32, %right: f32):
        %z = arith.addf %left, %right : f32
        scf.reduce.return %z : f32
      }
    }
    scf.forall (%p, %q) in (%ub, 4) {
      "x.w"(%p, %q) : (index, index) -> ()
    }
    return %sw, %e, %r : f32, f32, f32
  }
  func.func @g(%lb: i32, %ub: i32, %s: i32) {
    scf.for unsigned %k = %lb to %ub step %s : i32 {
      "x.w"(%k) : (i32) -> ()
    }
    return
  }`;

const cases: readonly (readonly [name: string, text: string])[] = [
  ["every operation", everything],
  ...programs.map(({ name, text }) => [name, text] as const),
];

it.skipIf(!hasOracle("mlir-opt")).each(cases)("%s", (_, text) => {
  const context = defaultContext({ allowUnregisteredDialects: true });
  const module = parseModule(text, context)!;
  expect(new PassManager(context, "builtin.module(convert-scf-to-cf)").run(module)).toBe(true);
  expect(mlirOpt(printModule(module), "-canonicalize")).toBe(mlirOpt(text, "-convert-scf-to-cf", "-canonicalize"));
});
