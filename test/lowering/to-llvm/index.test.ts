/** Arithmetic on indices becomes arithmetic on integers as with mlir-opt. */

import { describe, expect, it } from "vitest";
import { hasOracle } from "../../support/oracles.ts";
import { transformedText } from "../../support/pipeline.ts";
import { expectSameLowering, foldedResult } from "./compare.ts";

const binary = `add sub mul divs divu ceildivs ceildivu floordivs rems remu maxs maxu mins minu shl shrs shru and or
  xor`.split(/\s+/);
const predicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];
const integers = ["i1", "i8", "i32", "i64", "i128"];

const pass = (width: number): string => `convert-index-to-llvm{index-bitwidth=${width}}`;

describe.skipIf(!hasOracle("mlir-opt"))("convert-index-to-llvm", () => {
  const program = [
    ...binary.map(
      (name) => `func.func @${name}(%a: index, %b: index) -> index {
        %0 = index.${name} %a, %b
        return %0 : index
      }`,
    ),
    ...predicates.map(
      (name) => `func.func @${name}(%a: index, %b: index) -> i1 {
        %0 = index.cmp ${name}(%a, %b)
        return %0 : i1
      }`,
    ),
    ...["casts", "castu"].flatMap((name) =>
      integers.map(
        (type) => `func.func @${name}_to_${type}(%a: index) -> ${type} {
          %0 = index.${name} %a : index to ${type}
          return %0 : ${type}
        }
        func.func @${name}_from_${type}(%a: ${type}) -> index {
          %0 = index.${name} %a : ${type} to index
          return %0 : index
        }`,
      ),
    ),
    `func.func @constants() -> (index, index, index, i1, i1, index) {
      %0 = index.constant 42
      %1 = index.constant -1
      %2 = index.constant 5000000000
      %3 = index.bool.constant true
      %4 = index.bool.constant false
      %5 = index.sizeof
      return %0, %1, %2, %3, %4, %5 : index, index, index, i1, i1, index
    }`,
  ].join("\n");

  it.each([0, 16, 32, 64])("converts every operation for indices of %i bits", (width) => {
    expectSameLowering(program, pass(width));
  });

  it("leaves other dialects alone", () => {
    const text = `func.func @f(%a: index, %b: index) -> index {
      %0 = index.add %a, %b
      %1 = arith.muli %0, %b : index
      %2 = index.sub %1, %0
      return %2 : index
    }`;
    expectSameLowering(text, "convert-index-to-llvm");
  });
});

/** Numbers at which divisions go wrong. */
const numbers = [-9, -8, -2, -1, 0, 1, 2, 7, 8];
const minimum = -(2n ** 31n);
const maximum = 2n ** 31n - 1n;

const divisions: [name: string, divide: (n: bigint, m: bigint) => bigint][] = [
  ["floordivs", (n, m) => n / m - BigInt(n % m !== 0n && n < 0n !== m < 0n)],
  ["ceildivs", (n, m) => n / m + BigInt(n % m !== 0n && n < 0n === m < 0n)],
  ["ceildivu", (n, m) => BigInt.asIntN(32, unsigned(n) / unsigned(m) + BigInt(unsigned(n) % unsigned(m) !== 0n))],
];
const unsigned = (n: bigint): bigint => BigInt.asUintN(32, n);

/** The results are computed by LLVM from the lowered operations. */
describe.skipIf(!hasOracle("opt"))("convert-index-to-llvm", () => {
  const pairs = [minimum, maximum, ...numbers.map(BigInt)]
    .flatMap((n, _, all) => all.map((m) => [n, m] as const))
    .filter(([n, m]) => m !== 0n && !(n === minimum && m === -1n));

  it.each(divisions)("divides by %s", (name, divide) => {
    const body = pairs
      .map(
        ([n, m], i) => `%n${i} = index.constant ${n}
        %m${i} = index.constant ${m}
        %q${i} = index.${name} %n${i}, %m${i}
        %i${i} = index.casts %q${i} : index to i32
        %v${i + 1} = llvm.insertelement %i${i}, %v${i}[%p${i} : i32] : vector<${pairs.length}xi32>`,
      )
      .join("\n");
    const positions = pairs.map((_, i) => `%p${i} = llvm.mlir.constant(${i} : i32) : i32`).join("\n");
    const type = `vector<${pairs.length}xi32>`;
    const text = `llvm.func @f() -> ${type} {
      %v0 = llvm.mlir.undef : ${type}
      ${positions}
      ${body}
      llvm.return %v${pairs.length} : ${type}
    }`;
    const expected = pairs.map(([n, m]) => `i32 ${divide(n, m)}`).join(", ");
    expect(foldedResult(text, pass(32))).toBe(`<${pairs.length} x i32> <${expected}>`);
  });
});

describe("convert-index-to-llvm", () => {
  it("cuts constants down to the width", () => {
    const text = "func.func @f() -> index {\n%0 = index.constant 5000000000\nreturn %0 : index\n}";
    expect(transformedText(text, pass(32))).toContain("llvm.mlir.constant(705032704 : i32) : i32");
  });
});
