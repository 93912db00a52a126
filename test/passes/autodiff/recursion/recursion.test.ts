/**
 * Functions that call themselves and change memory: their reverse cannot execute them again, so that they keep on stacks
 * what it needs. Both modes are compared with differences, on all engines, and with each other.
 */
import { describe, expect, test } from "vitest";
import { loopsWithDeallocation } from "../../../../lowering/pipelines.ts";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";
import { describeEngines, testEngines } from "../../../support/engines.ts";
import { expectFreed, watched } from "../../../support/watched-memory.ts";
import { algorithms } from "./algorithms.ts";
import { buffer } from "./buffers.ts";
import { controlFlow } from "./control-flow.ts";
import { memory } from "./memory.ts";
import { types } from "./types.ts";

const programs = [...algorithms, ...memory, ...controlFlow, ...types];

const pipelines = ["autodiff,lower-ad-tape", "autodiff,canonicalize,cse,lower-ad-tape,canonicalize,cse"];

describeEngines("recursion that changes memory", ({ engine }) => {
  test.each(programs)("$name", (program) => {
    const { types } = program;
    const single = types.some((type) => type.includes("f32"));
    for (const passes of pipelines) {
      expectAgreement(
        derivativesOf(program, { engine, passes }),
        single ? { values: 1e-6, modes: 1e-5, differences: 0.02 } : { values: 1e-14, modes: 1e-12, differences: 1e-7 },
      );
    }
  });
});

/** A function that `watched` can run: it asks for the derivative with arguments of its own, and adds up the adjoints. */
function asking({ text, types, resultTypes: results }: NamedSubject): string {
  const buffers = types.flatMap((type, i) => (type.startsWith("memref") ? [{ type, i }] : []));
  const sizes = (type: string): string =>
    type
      .replaceAll(/[^?]/g, "")
      .split("")
      .map(() => "%n")
      .join(", ");
  const element = (type: string): string => /(f64|f32|i32)>$/.exec(type)![1]!;
  const allocate = (name: string, type: string, value: string): string[] => [
    `${name} = memref.alloc(${sizes(type)}) : ${type}`,
    `linalg.fill ins(${value} : ${element(type)}) outs(${name} : ${type})`,
  ];
  const numbers: Readonly<Record<string, string>> = { f64: "%x", f32: "%y", i32: "%k", index: "%n" };
  const tensors = types.flatMap((type, i) => (type.startsWith("tensor") ? [`%b${i} = tensor.splat %x : ${type}`] : []));
  const inputs = types.map((type, i) => numbers[type] ?? `%b${i}`);
  const wrt = types.flatMap((type, i) => (/f(32|64)/.test(type) ? [i] : []));
  const scalars = wrt.map((i) => types[i]!).filter((type) => !type.startsWith("memref"));
  const shadowed = buffers.filter(({ i }) => wrt.includes(i));
  const shadows = `shadows(${shadowed.map(({ i }) => `%s${i}`).join(", ")} : ${shadowed.map(({ type }) => type).join(", ")})`;
  const seeds = results.map((type) => numbers[type]!).join(", ");
  const cotangents = results.length === 0 ? "" : `cotangents(${seeds} : ${results.join(", ")})`;
  const outputs = [...results, ...scalars];
  const first = shadowed[0]!;
  const rank = first.type.split("?").length - 1;
  return `${text.replaceAll("@f(", "@primal(")}
  func.func @f(%bits: i64, %n: index, %sum: memref<1xf32>) {
    %c0 = arith.constant 0 : index
    %x = arith.constant 0.7 : f64
    %y = arith.constant 0.7 : f32
    %k = arith.constant 0 : i32
    ${tensors.join("\n")}
    ${buffers.flatMap(({ type, i }) => [...allocate(`%b${i}`, type, numbers[element(type)]!), ...(wrt.includes(i) ? allocate(`%s${i}`, type, numbers[element(type)]!) : [])]).join("\n")}
    ${outputs.length === 0 ? "" : `%r:${outputs.length} = `}ad.vjp @primal(${inputs.join(", ")}) ${shadows} ${cotangents} wrt [${wrt.join(", ")}] : (${types.join(", ")}) -> (${outputs.join(", ")})
    %d = memref.load %s${first.i}[${new Array(rank).fill("%c0").join(", ")}] : ${first.type}
    ${element(first.type) === "f32" ? "%e = arith.addf %d, %d : f32" : "%e = arith.truncf %d : f64 to f32"}
    memref.store %e, %sum[%c0] : memref<1xf32>
    ${buffers.flatMap(({ type, i }) => [`memref.dealloc %b${i} : ${type}`, ...(wrt.includes(i) ? [`memref.dealloc %s${i} : ${type}`] : [])]).join("\n")}
    return
  }`;
}

describe.skipIf(!isEngineAvailable("llvm"))("the memory of recursion", () => {
  test.each(programs)("$name", (program) => {
    const run = watched(asking(program), `autodiff,lower-ad-tape,${loopsWithDeallocation},convert-linalg-to-loops`);
    for (const n of [1, 2, 4]) expectFreed(run(0n, n));
  });
});

testEngines("forward over reverse", ({ run }) => {
  const text = `func.func private @walk(%a: ${buffer}, %x: f64, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        %y = memref.load %a[%c0] : ${buffer}
        %p = arith.mulf %x, %y : f64
        %s = math.sin %p : f64
        memref.store %s, %a[%c0] : ${buffer}
        %q = func.call @walk(%a, %s, %m) : (${buffer}, f64, index) -> f64
        %v = arith.mulf %q, %y : f64
        scf.yield %v : f64
      }
      return %r : f64
    }
    func.func private @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 20 : index
      %a = memref.alloc(%c1) : ${buffer}
      memref.store %x, %a[%c0] : ${buffer}
      %r = func.call @walk(%a, %x, %n) : (${buffer}, f64, index) -> f64
      memref.dealloc %a : ${buffer}
      return %r : f64
    }
    func.func @gradient(%x: f64) -> f64 {
      %d = ad.grad @f(%x) : (f64) -> f64
      return %d : f64
    }
    func.func @second(%x: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %d, %dd = ad.jvp @gradient(%x) tangents(%one : f64) : (f64) -> (f64, f64)
      return %dd : f64
    }`;
  const { gradient, second } = run(text);
  const h = 1e-5;
  const difference = ((gradient!(1.3 + h) as number) - (gradient!(1.3 - h) as number)) / (2 * h);
  expect(second!(1.3)).toBeCloseTo(difference, 6);
});
