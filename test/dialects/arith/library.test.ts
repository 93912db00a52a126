/** arith for those who build and transform programs: constants, arithmetic, effects, flags. */

import { describe, expect, it } from "vitest";
import {
  AddFOp,
  AddIOp,
  arithArithmetic,
  arithDialect,
  CmpIOp,
  CmpIPredicate,
  ConstantOp,
  createConstant,
  createIndexConstant,
  DivSIOp,
  DivUIOp,
  FastMathFlags,
  IntegerOverflowFlags,
  isBuildableWith,
  MulUIExtendedOp,
  numberAttr,
  optionalNumberAttr,
  SelectOp,
} from "../../../dialects/arith/index.ts";
import { PoisonAttr } from "../../../dialects/ub/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import type { Type } from "../../../ir/attribute.ts";
import { Block } from "../../../ir/block.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatAttr, IntegerAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../../ir/builtin/dense-elements.ts";
import {
  Dynamic,
  f32,
  f64,
  IntegerType,
  i1,
  i32,
  i64,
  indexType,
  MemRefType,
  RankedTensorType,
  VectorType,
} from "../../../ir/builtin/types.ts";
import {
  isMemoryEffectFree,
  isOpTriviallyDead,
  isPure,
  isSpeculatable,
} from "../../../ir/interfaces/memory-effects.ts";
import { UnknownLoc } from "../../../ir/location.ts";
import type { Value } from "../../../ir/value.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

const loc = UnknownLoc.get();

/** A block with arguments of these types, and a builder at its end. */
function blockOf(...types: readonly Type[]): { block: Block; builder: OpBuilder; args: readonly Value[] } {
  const block = new Block();
  const args = types.map((type) => block.addArgument(type, loc));
  return { block, builder: OpBuilder.atEnd(block, loc), args };
}
/** The operations of a block in short: name, and attributes where there are any. */
const opsOf = (block: Block): string[] =>
  [...block.ops()].map((op) => [op.name, ...op.properties.map((attr) => String(attr))].join(" "));

describe("constants", () => {
  const tensor = RankedTensorType.get([2, 3], f64());

  it("are made for numbers of every kind of type", () => {
    expect(numberAttr(i32(), -7)).toBe(IntegerAttr.get(i32(), -7n));
    expect(numberAttr(IntegerType.get(128), 1n << 100n)).toBe(IntegerAttr.get(IntegerType.get(128), 1n << 100n));
    expect(numberAttr(indexType(), 3)).toBe(IntegerAttr.get(indexType(), 3));
    expect(numberAttr(f32(), 0.1)).toBe(FloatAttr.get(f32(), Math.fround(0.1)));
    expect(String(numberAttr(tensor, 1.5))).toBe("dense<1.500000e+00> : tensor<2x3xf64>");
    expect(String(numberAttr(RankedTensorType.get([0], f64()), 1.5))).toBe("dense<> : tensor<0xf64>");
    expect(String(numberAttr(VectorType.get([4], i1()), 1))).toBe("dense<true> : vector<4xi1>");
  });

  it("do not exist for dynamic shapes and other types", () => {
    const dynamic = RankedTensorType.get([Dynamic], f64());
    expect(optionalNumberAttr(dynamic, 0)).toBeUndefined();
    expect(() => numberAttr(dynamic, 0)).toThrow("there is no constant of type 'tensor<?xf64>'");
    expect(() => numberAttr(MemRefType.get([2], f64()), 0)).toThrow("there is no constant of type 'memref<2xf64>'");
  });

  it("are built at the insertion point", () => {
    const { block, builder } = blockOf();
    expect(createConstant(builder, f32(), 2).type).toBe(f32());
    expect(createIndexConstant(builder, 4).type).toBe(indexType());
    expect(opsOf(block)).toEqual(["arith.constant 2.000000e+00 : f32", "arith.constant 4 : index"]);
  });

  it("are materialized by the dialect", () => {
    const { block, builder } = blockOf();
    const seven = IntegerAttr.get(i32(), 7);
    expect(arithDialect.materializeConstant(builder, seven, i32())?.name).toBe("arith.constant");
    expect(arithDialect.materializeConstant(builder, seven, i64())).toBeUndefined();
    expect(arithDialect.materializeConstant(builder, StringAttr.get("a"), i64())).toBeUndefined();
    expect(arithDialect.materializeConstant(builder, PoisonAttr.get({}), f64())?.name).toBe("ub.poison");
    expect([...block.ops()].map((op) => op.name)).toEqual(["arith.constant", "ub.poison"]);
    const unsigned = IntegerType.get(8, "unsigned");
    expect(isBuildableWith(IntegerAttr.get(unsigned, 1), unsigned)).toBe(false);
    expect(isBuildableWith(DenseElementsAttr.get(tensor, [0n]), tensor)).toBe(true);
  });
});

describe("builders", () => {
  it("infer result types and fill in flags", () => {
    const vector = VectorType.get([4], i32());
    const { builder, args } = blockOf(vector, vector, i1());
    const [x, y, c] = args as [Value, Value, Value];
    const sum = builder.create(AddIOp, { lhs: x, rhs: y });
    expect(sum.result.type).toBe(vector);
    expect(sum.overflowFlags).toBe(IntegerOverflowFlags.of());
    const comparison = builder.create(CmpIOp, { predicate: CmpIPredicate.of("ult"), lhs: x, rhs: y });
    expect(comparison.result.type).toBe(VectorType.get([4], i1()));
    expect(builder.create(SelectOp, { condition: c, true_value: x, false_value: y }).result.type).toBe(vector);
    expect(builder.create(MulUIExtendedOp, { lhs: x, rhs: y }).op.resultTypes).toEqual([vector, vector]);
    expect(builder.create(ConstantOp, { value: IntegerAttr.get(i64(), 1) }).result.type).toBe(i64());
  });
});

describe("flags", () => {
  it("are sets", () => {
    const flags = FastMathFlags.of("nnan", "ninf");
    expect(FastMathFlags.has(flags, "nnan")).toBe(true);
    expect(FastMathFlags.has(flags, "nnan", "nsz")).toBe(false);
    expect(FastMathFlags.has(FastMathFlags.of("fast"), "nnan", "afn", "reassoc")).toBe(true);
    expect(FastMathFlags.has(undefined, "nnan")).toBe(false);
    expect(FastMathFlags.common(flags, FastMathFlags.of("ninf", "afn"))).toBe(FastMathFlags.of("ninf"));
    expect(FastMathFlags.of("reassoc", "nnan", "ninf", "nsz", "arcp", "contract", "afn")).toBe(
      FastMathFlags.of("fast"),
    );
    expect(String(FastMathFlags.of("contract", "nnan"))).toBe("#arith.fastmath<nnan,contract>");
    expect(String(IntegerOverflowFlags.of("nuw", "nsw"))).toBe("#arith.overflow<nsw, nuw>");
    expect(String(IntegerOverflowFlags.of())).toBe("#arith.overflow<none>");
  });
});

describe("effects", () => {
  const operationsIn = (text: string) => {
    const module = parseOk(
      `"t.f"() ({\n^bb0(%x: i32, %v: vector<2xi32>):\n${text}\n"t.r"() : () -> ()\n}) : () -> ()`,
      testContext(arithDialect),
    );
    const block = module.regions[0]!.front.first!.regions[0]!.front;
    return [...block.ops()].filter((op) => op.name.startsWith("arith."));
  };

  it("there are none but undefined divisions", () => {
    for (const op of operationsIn(
      "%0 = arith.addi %x, %x : i32\n%1 = arith.remsi %x, %x : i32\n%2 = arith.floordivsi %x, %x : i32",
    )) {
      expect(isPure(op)).toBe(true);
    }
    for (const name of ["divui", "divsi", "ceildivui", "ceildivsi"]) {
      const op = operationsIn(`%0 = arith.${name} %x, %x : i32`)[0]!;
      expect(isMemoryEffectFree(op)).toBe(true);
      expect(isSpeculatable(op)).toBe(false);
      expect(isOpTriviallyDead(op)).toBe(true);
    }
  });

  it.each([
    ["divui", "2", true],
    ["divui", "-1", true],
    ["divui", "0", false],
    ["ceildivui", "3", true],
    ["divsi", "2", true],
    ["divsi", "0", false],
    ["divsi", "-1", false],
    ["ceildivsi", "-1", false],
    ["ceildivsi", "-2", true],
  ])("%s by %s may be speculated: %s", (name, divisor, expected) => {
    const ops = operationsIn(`%c = arith.constant ${divisor} : i32\n%r = arith.${name} %x, %c : i32`);
    expect(isSpeculatable(ops[1]!)).toBe(expected);
  });

  it.each([
    ["dense<2>", true],
    ["dense<0>", false],
    ["dense<[1, 2]>", true],
    ["dense<[1, 0]>", false],
    ["dense<[1, -1]>", false],
  ])("vectors divided by %s may be speculated: %s", (divisor, expected) => {
    const ops = operationsIn(`%c = arith.constant ${divisor} : vector<2xi32>\n%r = arith.divsi %v, %c : vector<2xi32>`);
    expect(isSpeculatable(ops[1]!)).toBe(expected);
    expect(DivSIOp.is(ops[1]!) && !DivUIOp.is(ops[1]!)).toBe(true);
  });
});

describe("arithmetic of floats", () => {
  const tensor = RankedTensorType.get([2], f32());

  it("supports floats, and vectors and tensors of them", () => {
    for (const type of [f32(), VectorType.get([2], f64()), tensor]) expect(arithArithmetic.supports(type)).toBe(true);
    for (const type of [i32(), indexType(), MemRefType.get([2], f32())])
      expect(arithArithmetic.supports(type)).toBe(false);
    expect(testContext(arithDialect).arithmeticFor(tensor)).toBe(arithArithmetic);
    expect(testContext(arithDialect).arithmeticFor(i32())).toBeUndefined();
    expect(testContext().arithmeticFor(tensor)).toBeUndefined();
  });

  it("builds operations, with the flags of the ones they stem from", () => {
    const { block, builder, args } = blockOf(tensor, tensor);
    const [x, y] = args as [Value, Value];
    const { add, subtract, multiply, divide, negate, constant, select, compare } = arithArithmetic;
    const fast = FastMathFlags.of("nnan");
    add(builder, x, y, fast);
    subtract(builder, x, y);
    multiply(builder, x, y, IntegerOverflowFlags.of("nsw"));
    divide(builder, x, y, fast);
    negate(builder, x, fast);
    constant(builder, tensor, 0.5);
    const less = compare(builder, "<", x, y);
    expect(select(builder, less, x, y).type).toBe(tensor);
    expect(opsOf(block)).toEqual([
      "arith.addf #arith.fastmath<nnan>",
      "arith.subf #arith.fastmath<none>",
      "arith.mulf #arith.fastmath<none>",
      "arith.divf #arith.fastmath<nnan>",
      "arith.negf #arith.fastmath<nnan>",
      "arith.constant dense<5.000000e-01> : tensor<2xf32>",
      "arith.cmpf 4 : i64 #arith.fastmath<none>",
      "arith.select",
    ]);
  });

  it.each([
    ["<", "olt"],
    ["<=", "ole"],
    [">", "ogt"],
    [">=", "oge"],
    ["==", "oeq"],
    ["!=", "one"],
  ] as const)("compares with %s by %s", (predicate, name) => {
    const module = parseOk(`%0 = arith.constant 1.0 : f32\n%1 = arith.addf %0, %0 : f32`, testContext(arithDialect));
    const sum = AddFOp.view(module.regions[0]!.front.last!);
    const builder = OpBuilder.atEnd(module.regions[0]!.front, loc);
    expect(arithArithmetic.compare(builder, predicate, sum.lhs, sum.result).type).toBe(i1());
    expect(printModule(module)).toContain(`arith.cmpf ${name}, %cst, %0 : f32`);
  });
});
