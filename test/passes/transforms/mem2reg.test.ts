/** `mem2reg` makes of programs what mlir-opt makes of them, and does not change what they compute. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { foldedResult } from "../../lowering/to-llvm/compare.ts";
import { RandomNumbers } from "../../support/numbers.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { mlirOptEach, programsIn } from "../../support/programs.ts";

const context = () => defaultContext({ allowUnregisteredDialects: true });

const litPrograms = (file: string): string[] => programsIn(`passes/mem2reg/${file}`);

/** A function of `count` blocks that branch anywhere, on slots that are written and read anywhere. */
function randomProgram(seed: number, count: number): string {
  const random = new RandomNumbers(seed);
  const slots = ["%p", "%q", "%r"];
  const target = () => `^b${1 + random.below(count - 1)}`;
  const lines = [`func.func @f${seed}(%c: i1, %x: i32, %y: i32) -> i32 {`];
  for (const slot of slots) lines.push(`${slot} = memref.alloca() : memref<i32>`);
  let loads = 0;
  for (let block = 0; block < count; block++) {
    if (block > 0) lines.push(`^b${block}:`);
    const values = ["%x", "%y"];
    for (let i = random.below(5); i > 0; i--) {
      const slot = random.pick(slots);
      if (random.below(2) === 0) lines.push(`memref.store ${random.pick(values)}, ${slot}[] : memref<i32>`);
      else {
        lines.push(`%v${loads} = memref.load ${slot}[] : memref<i32>`);
        lines.push(`%s${loads} = arith.addi %v${loads}, ${random.pick(values)} : i32`);
        values.push(`%v${loads}`, `%s${loads++}`);
      }
    }
    if (block === count - 1) lines.push(`return ${values.at(-1)} : i32`);
    else if (random.below(3) === 0) lines.push(`cf.br ${target()}`);
    else lines.push(`cf.cond_br %c, ${target()}, ${target()}`);
  }
  return `${lines.join("\n")}\n}\n`;
}

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it.each(["memref.mlir", "kept.mlir", "llvm.mlir"])("%s", (file) => {
    const programs = litPrograms(file);
    mlirOptEach(programs, "--mem2reg").forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      const [ours] = mlirOptEach([transformedText(programs[i]!, "mem2reg", context())]);
      expect(ours!.text).toBe(text);
    });
  });

  it("random control flow", () => {
    const programs = Array.from({ length: 60 }, (_, seed) => randomProgram(seed, 2 + (seed % 9)));
    mlirOptEach(programs, "--mem2reg").forEach(({ text, errors }, i) => {
      expect(errors).toEqual([]);
      expect(transformedText(programs[i]!, "mem2reg").trimEnd()).toBe(text);
    });
  });
});

describe("what programs compute stays", () => {
  it("in a loop with branches", () => {
    const program = `
      func.func @f(%n: i32) -> i32 {
        %0 = arith.constant 0 : i32
        %1 = arith.constant 1 : i32
        %i = memref.alloca() : memref<i32>
        %a = memref.alloca() : memref<i32>
        %b = memref.alloca() : memref<i32>
        memref.store %0, %i[] : memref<i32>
        memref.store %0, %a[] : memref<i32>
        memref.store %1, %b[] : memref<i32>
        cf.br ^head
      ^head:
        %iv = memref.load %i[] : memref<i32>
        %more = arith.cmpi slt, %iv, %n : i32
        cf.cond_br %more, ^body, ^end
      ^body:
        %x = memref.load %a[] : memref<i32>
        %y = memref.load %b[] : memref<i32>
        memref.store %y, %a[] : memref<i32>
        %z = arith.addi %x, %y : i32
        %odd = arith.andi %z, %1 : i32
        %isOdd = arith.cmpi eq, %odd, %1 : i32
        cf.cond_br %isOdd, ^twice, ^next
      ^twice:
        %w = arith.addi %z, %z : i32
        memref.store %w, %b[] : memref<i32>
        cf.br ^next
      ^next:
        %iw = arith.addi %iv, %1 : i32
        memref.store %iw, %i[] : memref<i32>
        cf.br ^head
      ^end:
        %r = memref.load %b[] : memref<i32>
        return %r : i32
      }`;
    const promoted = transformedText(program, "mem2reg");
    expect(promoted).not.toContain("memref");
    for (const n of [0, 1, 2, 7, 20]) {
      expect(compile<any>(promoted, { engine: "js" }).f(n)).toBe(compile<any>(program, { engine: "js" }).f(n));
    }
  });

  // 0x11223344, of which the first byte in memory is overwritten.
  describe.skipIf(!hasOracle("opt"))("where a part of a number is written", () => {
    const program = (endianness: string) => `
      module attributes {dlti.dl_spec = #dlti.dl_spec<"dlti.endianness" = "${endianness}">} {
        llvm.func @f() -> i32 {
          %1 = llvm.mlir.constant(1 : i32) : i32
          %x = llvm.mlir.constant(287454020 : i32) : i32
          %b = llvm.mlir.constant(-86 : i8) : i8
          %p = llvm.alloca %1 x i32 : (i32) -> !llvm.ptr
          llvm.store %x, %p : i32, !llvm.ptr
          llvm.store %b, %p : i8, !llvm.ptr
          %w = llvm.load %p : !llvm.ptr -> i16
          %e = llvm.zext %w : i16 to i32
          llvm.return %e : i32
        }
      }`;
    it.each([
      ["little", 0x33aa],
      ["big", 0xaa22],
    ])("%s endian", (endianness, expected) => {
      expect(foldedResult(program(endianness), "mem2reg")).toBe(`i32 ${expected}`);
    });
  });
});
