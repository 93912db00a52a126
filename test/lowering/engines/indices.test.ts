/** Operations on indices, of arith and of index, give the same on every engine. */

import { beforeAll, expect, it } from "vitest";
import { type CompiledModule, compile } from "../../../tools/compile.ts";
import { describeEngines } from "../../support/engines.ts";

/** Operations of `arith` and `index` that do the same. */
const operations: readonly (readonly [arith: string | undefined, index: string, Reference])[] = [
  ["addi", "add", (a, b) => a + b],
  ["subi", "sub", (a, b) => a - b],
  ["muli", "mul", (a, b) => a * b],
  ["divsi", "divs", (a, b) => (b === 0n ? undefined : a / b)],
  ["divui", "divu", (a, b) => (b === 0n ? undefined : bits(a) / bits(b))],
  ["ceildivsi", "ceildivs", (a, b) => (b === 0n ? undefined : -floorDivide(-a, b))],
  ["ceildivui", "ceildivu", (a, b) => (b === 0n ? undefined : -floorDivide(-bits(a), bits(b)))],
  ["floordivsi", "floordivs", (a, b) => (b === 0n ? undefined : floorDivide(a, b))],
  ["remsi", "rems", (a, b) => (b === 0n ? undefined : a % b)],
  ["remui", "remu", (a, b) => (b === 0n ? undefined : bits(a) % bits(b))],
  ["andi", "and", (a, b) => a & b],
  ["ori", "or", (a, b) => a | b],
  ["xori", "xor", (a, b) => a ^ b],
  ["shli", "shl", (a, b) => (isShift(b) ? a << b : undefined)],
  ["shrsi", "shrs", (a, b) => (isShift(b) ? a >> b : undefined)],
  ["shrui", "shru", (a, b) => (isShift(b) ? bits(a) >> b : undefined)],
  ["maxsi", "maxs", (a, b) => (a > b ? a : b)],
  ["maxui", "maxu", (a, b) => (bits(a) > bits(b) ? a : b)],
  ["minsi", "mins", (a, b) => (a < b ? a : b)],
  ["minui", "minu", (a, b) => (bits(a) < bits(b) ? a : b)],
];
type Reference = (a: bigint, b: bigint) => bigint | undefined;

const bits = (value: bigint): bigint => BigInt.asUintN(64, value);
const isShift = (amount: bigint): boolean => amount >= 0n && amount < 64n;
const floorDivide = (a: bigint, b: bigint): bigint => (a % b !== 0n && a < 0n !== b < 0n ? a / b - 1n : a / b);

const values = [
  0n,
  1n,
  2n,
  3n,
  7n,
  11n,
  33n,
  1000003n,
  2n ** 31n - 1n,
  2n ** 31n,
  2n ** 32n + 5n,
  3n ** 30n,
  2n ** 52n + 1n,
  2n ** 53n - 1n,
].flatMap((value) => [value, -value]);

const predicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];

const text = [
  ...operations.flatMap(([, name]) => binary(`index_${name}`, `index.${name} %a, %b`)),
  ...operations.flatMap(([name]) => binary(`arith_${name}`, `arith.${name} %a, %b : index`)),
  ...predicates.map(
    (predicate) => `func.func @cmp_${predicate}(%a: index, %b: index) -> (i1, i1) {
        %0 = index.cmp ${predicate}(%a, %b)
        %1 = arith.cmpi ${predicate}, %a, %b : index
        return %0, %1 : i1, i1
      }`,
  ),
  `func.func @constants() -> (index, i1, index) {
      %0 = index.constant -7
      %1 = index.bool.constant true
      %2 = index.sizeof
      return %0, %1, %2 : index, i1, index
    }
    func.func @math(%a: index) -> (index, index, index, index) {
      %0 = math.absi %a : index
      %1 = math.ctlz %a : index
      %2 = math.cttz %a : index
      %3 = math.ctpop %a : index
      return %0, %1, %2, %3 : index, index, index, index
    }`,
].join("\n");

function binary(name: string, text: string): string {
  return `func.func @${name}(%a: index, %b: index) -> index {
    %0 = ${text}
    return %0 : index
  }`;
}

describeEngines("indices", ({ run, engine }) => {
  let module: CompiledModule;
  beforeAll(() => {
    module = run(text);
  });

  it.each(
    operations.flatMap(
      ([arith, index, reference]) =>
        [
          [`arith_${arith}`, reference],
          [`index_${index}`, reference],
        ] as const,
    ),
  )("%s is exact, or says that it is not", (name, reference) => {
    for (const a of values) {
      for (const b of values) {
        const exact = reference(a, b);
        if (exact === undefined) continue;
        const wrapped = BigInt.asIntN(64, exact);
        const call = () => module[name]!(Number(a), Number(b));
        if (Number.isSafeInteger(Number(wrapped))) expect(call(), `${a}, ${b}`).toBe(Number(wrapped));
        else expect(call, `${a}, ${b}`).toThrow(`the index ${wrapped} is beyond 2^53`);
      }
    }
  });

  it.each(predicates)("%s", (predicate) => {
    const compare = {
      eq: (a: bigint, b: bigint) => a === b,
      ne: (a: bigint, b: bigint) => a !== b,
      lt: (a: bigint, b: bigint) => a < b,
      le: (a: bigint, b: bigint) => a <= b,
      gt: (a: bigint, b: bigint) => a > b,
      ge: (a: bigint, b: bigint) => a >= b,
    }[predicate.length === 2 ? predicate : predicate.slice(1)]!;
    const read = predicate.startsWith("u") ? bits : (value: bigint) => value;
    for (const a of values) {
      for (const b of values) {
        const expected = compare(read(a), read(b));
        expect(module[`cmp_${predicate}`]!(Number(a), Number(b)), `${a}, ${b}`).toEqual([expected, expected]);
      }
    }
  });

  it("never returns -0", () => {
    expect(module.arith_muli!(0, -5)).toBe(0);
    expect(module.arith_remsi!(-6, 3)).toBe(0);
    expect(module.arith_divsi!(-1, 3)).toBe(0);
    expect(module.math!(-0)).toEqual([0, 64, 64, 0]);
  });

  it("constants and counts of bits", () => {
    expect(module.constants!()).toEqual([-7, true, 64]);
    expect(module.math!(-1)).toEqual([1, 0, 0, 64]);
    expect(module.math!(2 ** 40)).toEqual([2 ** 40, 23, 40, 1]);
  });

  it.runIf(engine === "js")("rejects constants that no number holds exactly, where they stand", () => {
    const big = "func.func @f() -> index {\n  %0 = arith.constant 9007199254740993 : index\n  return %0 : index\n}";
    expect(() => compile(big, { engine: "js", name: "big.mlir" })).toThrow(
      /^big\.mlir:2:8: error: 'arith\.constant' op the index 9007199254740993 is beyond 2\^53/,
    );
  });
});
