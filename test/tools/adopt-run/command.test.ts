/** The command adopt-run: its arguments and messages. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { adoptRunProgram } from "../../../tools/adopt-run/command.ts";

const program = `
func.func @scale(%a: memref<?xf64>, %x: f64) -> f64 {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %zero = arith.constant 0.0 : f64
  %n = memref.dim %a, %c0 : memref<?xf64>
  %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f64) {
    %u = memref.load %a[%i] : memref<?xf64>
    %v = arith.mulf %u, %x : f64
    memref.store %v, %a[%i] : memref<?xf64>
    %t = arith.addf %s, %v : f64
    scf.yield %t : f64
  }
  return %sum : f64
}
func.func @gradient(%x: f64) -> f64 {
  %dx = ad.grad @cube(%x) : (f64) -> f64
  return %dx : f64
}
func.func private @cube(%x: f64) -> f64 {
  %0 = arith.mulf %x, %x : f64
  %1 = arith.mulf %0, %x : f64
  return %1 : f64
}
func.func @matrix(%a: memref<2x?xi8>) -> memref<2x?xi8> { return %a : memref<2x?xi8> }
func.func @divide(%a: i64, %b: i64) -> (i64, i64) {
  %0 = arith.divsi %a, %b : i64
  %1 = arith.remsi %a, %b : i64
  return %0, %1 : i64, i64
}
`;

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "adopt-run-"));
  writeFileSync(join(folder, "program.mlir"), program);
  writeFileSync(join(folder, "numbers.json"), "[1, 2, 3.5]");
});
afterAll(() => rmSync(folder, { recursive: true }));

async function run(argv: readonly string[], stdin = "") {
  const result = await adoptRunProgram([...argv, "--engine=js"], {
    readStdin: () => new TextEncoder().encode(stdin),
    cwd: folder,
    env: {},
    colored: false,
  });
  return result as { stdout: string; stderr: string; status: number };
}

describe("adopt-run", () => {
  it.each([
    [["--entry=scale", "--args=[1,2,3],2"], "12.0\n"],
    [["--entry=scale", "--args=[1,2,3],2", "--print-args"], "12.0\narg0 = [2.0, 4.0, 6.0]\n"],
    [["--entry=scale", "--args=@numbers.json, 1"], "6.5\n"],
    [["-entry=scale", "-args", "zeros(4),nan"], "nan\n"],
    [["--entry", "@gradient", "--args", "2"], "12.0\n"],
    [["--entry=cube", "--args=-0.5"], "-0.125\n"],
    [["--entry=matrix", "--args=[[1,2,-128],[3,4,255]]"], "[[1, 2, -128], [3, 4, -1]]\n"],
    [["--entry=matrix", "--args=[[],[]]"], "[[], []]\n"],
    [["--entry=divide", "--args=-7,2"], "-3\n-1\n"],
    [["--entry=divide", "--args=0x7fffffffffffffff,-1"], "-9223372036854775807\n0\n"],
    [["--pass-pipeline=builtin.module(canonicalize,cse)", "--entry=gradient", "--args=3"], "27.0\n"],
  ])("%s", async (argv, stdout) => {
    expect(await run(["program.mlir", ...argv])).toEqual({ stdout, stderr: "", status: 0 });
  });

  it("reads standard input, and runs the only function or main", async () => {
    const one = "func.func @f(%x: i1) -> i1 { return %x : i1 }";
    expect((await run(["-", "--args=true"], one)).stdout).toBe("true\n");
    expect((await run(["--args=false"], one)).stdout).toBe("false\n");
    const two = `${one}\nfunc.func @main() -> f32 { %0 = arith.constant 0.1 : f32 return %0 : f32 }`;
    expect((await run([], two)).stdout).toBe("0.1\n");
  });

  it("measures times", async () => {
    const { stdout, stderr } = await run([
      "program.mlir",
      "--entry=scale",
      "--args=[1,2],3",
      "--time=5",
      "--print-args",
    ]);
    expect(stdout).toBe("9.0\narg0 = [3.0, 6.0]\n");
    expect(stderr).toMatch(/^compile: \d+\.\d{3} ms\nrun: \d+\.\d{3} ms \(median of 5; .* to .*\)\n$/);
    expect((await run(["program.mlir", "--entry=scale", "--args=[1,2],3", "--time"])).stderr).toContain("median of 10");
  });

  it.each([
    [["nowhere.mlir"], "adopt-run: error: cannot read 'nowhere.mlir': No such file or directory\n"],
    [["program.mlir", "other.mlir"], "error: too many arguments. Expected 1 argument but got 2.\n"],
    [
      ["program.mlir"],
      "adopt-run: error: say which function to run: --entry='scale', 'gradient', 'matrix', 'divide'\n",
    ],
    [
      ["program.mlir", "--entry=scal"],
      "adopt-run: error: no function 'scal' with a body in the program; did you mean 'scale'?\n",
    ],
    [["program.mlir", "--entry=cube"], "adopt-run: error: 'cube' takes 1 argument (f64), but --args has 0\n"],
    [
      ["program.mlir", "--entry=cube", "--args=[1]"],
      "adopt-run: error: argument 0 must be a number (f64), not a list\n",
    ],
    [["program.mlir", "--entry=cube", "--args=1,"], "adopt-run: error: --args:3: expected a value, but got ''\n"],
    [
      ["program.mlir", "--entry=cube", "--args=@none"],
      "adopt-run: error: cannot read 'none': No such file or directory\n",
    ],
    [
      ["program.mlir", "--entry=divide", "--args=1.5,1"],
      "adopt-run: error: argument 0 must be an integer (i64), not 1.5\n",
    ],
    [["program.mlir", "--entry=divide", "--args=1,0"], "adopt-run: error: 'divide': division by zero\n"],
    [
      ["program.mlir", "--entry=divide", "--args=1,99999999999999999999"],
      "adopt-run: error: argument 1 of 'divide' must be a bigint of 64 bits (i64), but is 99999999999999999999n\n",
    ],
    [
      ["program.mlir", "--entry=matrix", "--args=[[1,2],[3]]"],
      "adopt-run: error: argument 0 has rows of different lengths\n",
    ],
    [
      ["program.mlir", "--entry=matrix", "--args=[1,2]"],
      "adopt-run: error: argument 0 has the shape [2], which does not fit memref<2x?xi8>\n",
    ],
    [
      ["program.mlir", "--entry=matrix", "--args=[[1],[300]]"],
      "adopt-run: error: an element of argument 0 must be an integer from -128 to 255 (i8), but is 300\n",
    ],
    [["--entri=f"], "error: unknown option '--entri'\n(Did you mean --entry?)\n"],
    [
      ["program.mlir", "--engine=jit"],
      "error: option '--engine <engine>' argument 'jit' is invalid. Allowed choices are auto, js, llvm, webgpu.\n",
    ],
    [
      ["program.mlir", "--pass-pipeline=builtin.module(canonicalise)"],
      /^<pass pipeline>:1:16: error: .*canonicalise.*did you mean 'canonicalize'/,
    ],
  ])("%s is wrong", async (argv, stderr) => {
    const result = await run(argv);
    if (typeof stderr === "string") expect(result.stderr).toBe(stderr);
    else expect(result.stderr).toMatch(stderr);
    expect([result.stdout, result.status]).toEqual(["", 1]);
  });

  it("shows errors of the program with their line", async () => {
    expect((await run([], "func.func @f() {\n  %0 = arith.constant 1 : i33x\n  return\n}")).stderr).toMatch(
      /^<stdin>:2:\d+: error: .*\n {2}%0 = arith\.constant 1 : i33x\n +\^/,
    );
  });

  it("explains itself", async () => {
    const { stdout, status } = await run(["--help"]);
    expect(status).toBe(0);
    for (const option of ["--entry", "--args", "--engine", "--pass-pipeline", "--print-args", "--time", "--version"]) {
      expect(stdout).toContain(option);
    }
  });
});
