/** `sroa` makes of programs what mlir-opt makes of them, and does not change what they compute. */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/library.ts";
import { expectSameButForOrder, foldedResult } from "../../lowering/to-llvm/compare.ts";
import { RandomNumbers } from "../../support/numbers.ts";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { programsIn } from "../../support/programs.ts";

const litPrograms = (file: string): string[] => programsIn(`passes/sroa/${file}`);

const record = "!llvm.struct<(i32, array<3 x i32>, i64, struct<(i8, i32)>)>";
/** Where the numbers of a record are, as indices and as bytes. */
const fields: readonly (readonly [path: string, byte: number, type: string])[] = [
  ["0, 0", 0, "i32"],
  ["0, 1, 0", 4, "i32"],
  ["0, 1, 1", 8, "i32"],
  ["0, 1, 2", 12, "i32"],
  ["0, 2", 16, "i64"],
  ["0, 3, 0", 24, "i8"],
  ["0, 3, 1", 28, "i32"],
];

/** A function that writes, fills, copies and reads two records, some of them in ways that need the memory. */
function randomProgram(seed: number): string {
  const random = new RandomNumbers(seed);
  const lines = [
    `llvm.func @f(%x: i32, %y: i64, %z: i8, %i: i64, %out: !llvm.ptr) {`,
    "%one = llvm.mlir.constant(1 : i32) : i32",
    "%all = llvm.mlir.constant(32 : i64) : i64",
    "%some = llvm.mlir.constant(14 : i64) : i64",
    `%a = llvm.alloca %one x ${record} : (i32) -> !llvm.ptr`,
    `%b = llvm.alloca %one x ${record} : (i32) -> !llvm.ptr`,
  ];
  const values: Readonly<Record<string, string>> = { i32: "%x", i64: "%y", i8: "%z" };
  let count = 0;
  const address = (slot: string, [path, byte]: (typeof fields)[number]): string => {
    const name = `%p${count++}`;
    const [indices, type] = random.below(2) === 0 ? [path, record] : [`${byte}`, "i8"];
    lines.push(`${name} = llvm.getelementptr ${slot}[${indices}] : (!llvm.ptr) -> !llvm.ptr, ${type}`);
    return name;
  };
  const write = (value: string, type: string): void => {
    lines.push(`llvm.store volatile ${value}, %out : ${type}, !llvm.ptr`);
  };
  const steps: readonly (() => void)[] = [
    () => {
      const field = random.pick(fields);
      lines.push(
        `llvm.store ${values[field[2]]}, ${address(random.pick(["%a", "%b"]), field)} : ${field[2]}, !llvm.ptr`,
      );
    },
    () => {
      const field = random.pick(fields);
      const from = address(random.pick(["%a", "%b"]), field);
      lines.push(`%v${count} = llvm.load ${from} : !llvm.ptr -> ${field[2]}`);
      write(`%v${count++}`, field[2]);
    },
    () => {
      // Upstream does not know that what is copied to another record is not written to.
      lines.push(`"llvm.intr.memcpy"(%b, %a, %all) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()`);
    },
    () => {
      const length = random.pick(["%all", "%some"]);
      const slot = random.pick(["%a", "%b"]);
      lines.push(`"llvm.intr.memset"(${slot}, %z, ${length}) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()`);
    },
    () => {
      if (random.below(4) > 0) return;
      const slot = random.pick(["%a", "%b"]);
      lines.push(`%d${count} = llvm.getelementptr ${slot}[0, 1, %i] : (!llvm.ptr, i64) -> !llvm.ptr, ${record}`);
      lines.push(`%v${count} = llvm.load %d${count} : !llvm.ptr -> i32`);
      write(`%v${count++}`, "i32");
    },
  ];
  for (let i = 0; i < 8; i++) random.pick(steps)();
  return [...lines, "llvm.return", "}"].join("\n");
}

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  it.each(["memref.mlir", "llvm.mlir"])("%s", (file) => {
    for (const program of litPrograms(file)) expectSameButForOrder(program, "sroa", "mem2reg");
  });

  it("random programs", () => {
    for (let seed = 0; seed < 30; seed++) expectSameButForOrder(randomProgram(seed), "sroa", "mem2reg");
  });
});

describe("what programs compute stays", () => {
  it("with elements of a buffer", () => {
    const program = `
      func.func @f(%n: i32) -> i32 {
        %c0 = arith.constant 0 : index
        %c1 = arith.constant 1 : index
        %m = memref.alloca() : memref<2xi32>
        memref.store %n, %m[%c0] : memref<2xi32>
        %a = arith.muli %n, %n : i32
        memref.store %a, %m[%c1] : memref<2xi32>
        %x = memref.load %m[%c0] : memref<2xi32>
        %y = memref.load %m[%c1] : memref<2xi32>
        %r = arith.subi %y, %x : i32
        return %r : i32
      }`;
    const promoted = transformedText(program, "sroa,mem2reg");
    expect(promoted).not.toContain("memref");
    expect(compile<any>(promoted, { engine: "js" }).f(7)).toBe(42);
  });

  it.skipIf(!hasOracle("opt"))("with copies of records, of which some bytes are filled", () => {
    const program = `
      llvm.func @f() -> i64 {
        %one = llvm.mlir.constant(1 : i32) : i32
        %all = llvm.mlir.constant(32 : i64) : i64
        %some = llvm.mlir.constant(16 : i64) : i64
        %y = llvm.mlir.constant(1234605616436508552 : i64) : i64
        %byte = llvm.mlir.constant(-86 : i8) : i8
        %a = llvm.alloca %one x ${record} : (i32) -> !llvm.ptr
        %b = llvm.alloca %one x ${record} : (i32) -> !llvm.ptr
        %p = llvm.getelementptr %a[0, 2] : (!llvm.ptr) -> !llvm.ptr, ${record}
        llvm.store %y, %p : i64, !llvm.ptr
        "llvm.intr.memcpy"(%b, %a, %all) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
        "llvm.intr.memset"(%b, %byte, %some) <{isVolatile = false}> : (!llvm.ptr, i8, i64) -> ()
        "llvm.intr.memcpy"(%a, %b, %all) <{isVolatile = false}> : (!llvm.ptr, !llvm.ptr, i64) -> ()
        %q = llvm.getelementptr %a[16] : (!llvm.ptr) -> !llvm.ptr, i8
        %r = llvm.load %q : !llvm.ptr -> i64
        %s = llvm.getelementptr %a[0, 1, 2] : (!llvm.ptr) -> !llvm.ptr, ${record}
        %t = llvm.load %s : !llvm.ptr -> i32
        %u = llvm.zext %t : i32 to i64
        %v = llvm.add %r, %u : i64
        llvm.return %v : i64
      }`;
    expect(foldedResult(program, "sroa", "mem2reg")).toBe(`i64 ${0x1122334455667788n + 0xaaaaaaaan}`);
  });
});
