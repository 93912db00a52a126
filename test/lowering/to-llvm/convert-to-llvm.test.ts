/** Whole programs: lowered by all conversions together, translated to LLVM IR, and run. */

import { describe, expect, it } from "vitest";
import { addressOf, isNativeAvailable, NativeModule } from "../../../lowering/llvm/native/index.ts";
import { translateToLLVMIR } from "../../../lowering/llvm/print/index.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { failureOf, transformed, transformedText } from "../../support/pipeline.ts";
import { expectSameLowering } from "./compare.ts";

const passes = ["convert-scf-to-cf", "convert-to-llvm", "reconcile-unrealized-casts"];
const llvmIR = (text: string): string => translateToLLVMIR(transformed(text, passes.join(",")));
const compiled = (text: string): NativeModule => NativeModule.compile(llvmIR(text));

const sumOfSquares = `
  func.func @sum(%n: index) -> i64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0 : i64
    %sum = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (i64) {
      %k = arith.index_cast %i : index to i64
      %square = arith.muli %k, %k : i64
      %next = arith.addi %s, %square : i64
      scf.yield %next : i64
    }
    return %sum : i64
  }`;

const collatz = `
  func.func @steps(%n: i64) -> i64 {
    %c0 = arith.constant 0 : i64
    %c1 = arith.constant 1 : i64
    %c2 = arith.constant 2 : i64
    %c3 = arith.constant 3 : i64
    %r:2 = scf.while (%k = %n, %steps = %c0) : (i64, i64) -> (i64, i64) {
      %more = arith.cmpi ne, %k, %c1 : i64
      scf.condition(%more) %k, %steps : i64, i64
    } do {
    ^bb0(%k: i64, %steps: i64):
      %rest = arith.remui %k, %c2 : i64
      %even = arith.cmpi eq, %rest, %c0 : i64
      %next = scf.if %even -> (i64) {
        %half = arith.divui %k, %c2 : i64
        scf.yield %half : i64
      } else {
        %triple = arith.muli %k, %c3 : i64
        %more = arith.addi %triple, %c1 : i64
        scf.yield %more : i64
      }
      %count = arith.addi %steps, %c1 : i64
      scf.yield %next, %count : i64, i64
    }
    return %r#1 : i64
  }`;

/** Buffers on the heap and the stack, their shapes, copies, and calls with descriptors. */
const buffers = `
  func.func @fill(%m: memref<?x?xf64>) {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %rows = memref.dim %m, %c0 : memref<?x?xf64>
    %columns = memref.dim %m, %c1 : memref<?x?xf64>
    scf.for %i = %c0 to %rows step %c1 {
      scf.for %j = %c0 to %columns step %c1 {
        %0 = arith.muli %i, %columns : index
        %1 = arith.addi %0, %j : index
        %2 = arith.index_cast %1 : index to i64
        %3 = arith.sitofp %2 : i64 to f64
        memref.store %3, %m[%i, %j] : memref<?x?xf64>
      }
    }
    return
  }
  func.func @copied(%m: memref<?x?xf64>) -> memref<?x?xf64> {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %rows = memref.dim %m, %c0 : memref<?x?xf64>
    %columns = memref.dim %m, %c1 : memref<?x?xf64>
    %copy = memref.alloc(%rows, %columns) {alignment = 64} : memref<?x?xf64>
    memref.copy %m, %copy : memref<?x?xf64> to memref<?x?xf64>
    return %copy : memref<?x?xf64>
  }
  func.func @element(%n: index, %i: index, %j: index, %aligned: memref<1xi64>) -> f64 {
    %c0 = arith.constant 0 : index
    %m = memref.alloc(%n, %n) : memref<?x?xf64>
    call @fill(%m) : (memref<?x?xf64>) -> ()
    %copy = call @copied(%m) : (memref<?x?xf64>) -> memref<?x?xf64>
    memref.dealloc %m : memref<?x?xf64>
    %unranked = memref.cast %copy : memref<?x?xf64> to memref<*xf64>
    %rank = memref.rank %unranked : memref<*xf64>
    %size = memref.dim %unranked, %c0 : memref<*xf64>
    %product = arith.muli %rank, %size : index
    %integer = arith.index_cast %product : index to i64
    memref.store %integer, %aligned[%c0] : memref<1xi64>
    %ranked = memref.cast %unranked : memref<*xf64> to memref<?x?xf64>
    %0 = memref.load %ranked[%i, %j] : memref<?x?xf64>
    memref.dealloc %unranked : memref<*xf64>
    return %0 : f64
  }`;

/** The parts of a descriptor of one dimension. */
const descriptor = (data: BigInt64Array) => [data, data, 0n, BigInt(data.length), 1n] as const;

describe.skipIf(!isNativeAvailable())("programs that were converted", () => {
  it("loop", () => {
    const sum = compiled(sumOfSquares).function("sum", { parameters: ["i64"], result: "i64" });
    expect([0n, 1n, 2n, 10n, 1000n].map((n) => sum(n))).toEqual([0n, 0n, 1n, 285n, 332833500n]);
  });

  it("branch", () => {
    const steps = compiled(collatz).function("steps", { parameters: ["i64"], result: "i64" });
    expect([1n, 2n, 3n, 7n, 27n, 97n].map((n) => steps(n))).toEqual([0n, 1n, 7n, 16n, 111n, 118n]);
  });

  it("work with buffers", () => {
    const element = compiled(buffers).function("element", {
      parameters: ["i64", "i64", "i64", "pointer", "pointer", "i64", "i64", "i64"],
      result: "f64",
    });
    const note = new BigInt64Array(1);
    expect(element(5n, 3n, 4n, ...descriptor(note))).toBe(19);
    expect(note[0]).toBe(10n);
    expect(element(100n, 99n, 0n, ...descriptor(note))).toBe(9900);
  });

  it("are called from C through pointers to descriptors", () => {
    const program = `
      func.func @second(%m: memref<?xi64>) -> (i64, i64) attributes {llvm.emit_c_interface} {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %size = memref.dim %m, %c0 : memref<?xi64>
        %0 = memref.load %m[%c1] : memref<?xi64>
        %1 = arith.index_cast %size : index to i64
        return %0, %1 : i64, i64
      }`;
    const second = compiled(program).function("_mlir_ciface_second", {
      parameters: ["pointer", "pointer"],
      result: "void",
    });
    const data = BigInt64Array.of(3n, 5n, 7n);
    const results = new BigInt64Array(2);
    second(results, BigInt64Array.of(addressOf(data), addressOf(data), 0n, 3n, 1n));
    expect([...results]).toEqual([5n, 3n]);
  });

  it("take bare pointers", () => {
    const program = `
      func.func @second(%m: memref<2x2xi64, strided<[2, 1], offset: 1>>) -> i64 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %0 = memref.load %m[%c1, %c0] : memref<2x2xi64, strided<[2, 1], offset: 1>>
        return %0 : i64
      }`;
    const bare = [
      "convert-func-to-llvm{use-bare-ptr-memref-call-conv}",
      "convert-to-llvm",
      "reconcile-unrealized-casts",
    ];
    const native = NativeModule.compile(translateToLLVMIR(transformed(program, bare.join(","))));
    const second = native.function("second", { parameters: ["pointer"], result: "i64" });
    expect(second(BigInt64Array.of(1n, 2n, 3n, 4n, 5n))).toBe(4n);
  });
});

describe.skipIf(!hasOracle("mlir-opt"))("convert-to-llvm gives what mlir-opt gives", () => {
  it("for all dialects of a program", () => expectSameLowering(sumOfSquares, ...passes));

  it("for some of the dialects", () => {
    expectSameLowering(sumOfSquares, "convert-scf-to-cf", "convert-to-llvm{filter-dialects=arith,func}");
  });
});

describe("convert-to-llvm", () => {
  it.skipIf(!hasOracle("opt"))("leads to LLVM IR that LLVM finds well-formed", () => {
    for (const text of [sumOfSquares, collatz, buffers]) {
      const { stderr, status } = runOracle("opt", ["-passes=verify", "-disable-output"], llvmIR(text));
      expect(stderr).toBe("");
      expect(status).toBe(0);
    }
  });

  it("knows which dialects can be converted", () => {
    expect(failureOf("", "convert-to-llvm{filter-dialects=scf}")).toEqual(["dialect has no conversion to llvm: scf"]);
  });

  it("converts many functions that call each other", () => {
    const count = 3000;
    const body = (i: number): string => `func.func @f${i}(%a: index) -> index {
      %0 = arith.addi %a, %a : index
      %1 = call @f${(i * 7) % count}(%0) : (index) -> index
      return %1 : index
    }`;
    const text = Array.from({ length: count }, (_, i) => body(i)).join("\n");
    const lowered = transformedText(text, "convert-to-llvm");
    expect(lowered.match(/llvm\.call/g)).toHaveLength(count);
    expect(lowered).not.toContain("unrealized_conversion_cast");
  });
});

describe("reconcile-unrealized-casts", () => {
  it("removes casts there and back, over any number of steps, and those that are not used", () => {
    const text = transformedText(
      `func.func @f(%a: i64) -> i64 {
        %0 = builtin.unrealized_conversion_cast %a : i64 to index
        %1 = builtin.unrealized_conversion_cast %0 : index to f32
        %2 = builtin.unrealized_conversion_cast %1 : f32 to i64
        %3 = builtin.unrealized_conversion_cast %a : i64 to tensor<2xf32>
        return %2 : i64
      }`,
      "reconcile-unrealized-casts",
    );
    expect(text).not.toContain("cast");
    expect(text).toContain("return %arg0 : i64");
  });

  it("leaves casts that lead elsewhere", () => {
    const text = transformedText(
      `func.func @f(%a: i64, %b: i64) -> (f32, i64) {
        %0 = builtin.unrealized_conversion_cast %a : i64 to index
        %1 = builtin.unrealized_conversion_cast %0 : index to f32
        %2:2 = builtin.unrealized_conversion_cast %a, %b : i64, i64 to index, index
        %3 = builtin.unrealized_conversion_cast %2#1 : index to i64
        return %1, %3 : f32, i64
      }`,
      "reconcile-unrealized-casts",
    );
    expect(text.match(/unrealized_conversion_cast/g)).toHaveLength(4);
  });

  it("ends on casts that stand in a circle", () => {
    const text = transformedText(
      `%0 = builtin.unrealized_conversion_cast %1 : f32 to i64
      %1 = builtin.unrealized_conversion_cast %0 : i64 to f32
      %2 = builtin.unrealized_conversion_cast %1 : f32 to index
      func.func private @f()`,
      "reconcile-unrealized-casts",
    );
    expect(text).toContain("func.func private @f()");
  });
});
