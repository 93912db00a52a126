/** The conversion driver: types, legality, and what happens on failure. */

import { describe, expect, it } from "vitest";
import { printModule } from "../../ir/assembly/asm-printer.ts";
import { parseModule } from "../../ir/assembly/parse.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, TypedAttrInterface } from "../../ir/builtin/constraints.ts";
import { builtinDialect } from "../../ir/builtin/ops.ts";
import { IndexType, IntegerType, i32, i64 } from "../../ir/builtin/types.ts";
import { Context } from "../../ir/context.ts";
import { type ConversionPattern, conversionPattern } from "../../ir/conversion.ts";
import { defineOp } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { defineDialect } from "../../ir/dialect.ts";
import { Pure } from "../../ir/traits.ts";
import { TypeConverter } from "../../ir/type-converter.ts";
import { verify } from "../../ir/verifier.ts";
import {
  type AnyPattern,
  applyFullConversion,
  applyPartialConversion,
  type ConversionOptions,
  ConversionTarget,
  oneToOne,
} from "../../passes/dialect-conversion.ts";
import * as t from "../support/test-dialect.ts";

const LowAddOp = defineOp("low.add", {
  summary: "",
  operands: { a: AnyType, b: AnyType },
  results: { sum: AnyType },
  traits: [Pure],
});
const LowConstantOp = defineOp("low.constant", {
  summary: "",
  attributes: { value: TypedAttrInterface },
  results: { result: AnyType },
  traits: [Pure],
});
const lowDialect = defineDialect({ name: "low", summary: "", ops: [LowAddOp, LowConstantOp] });

const indexToI64 = () =>
  new TypeConverter(
    (type) => type,
    (type) => (type instanceof IndexType ? i64() : undefined),
  );
const arithmetic: readonly AnyPattern[] = [
  ...oneToOne([[t.AddOp, LowAddOp]]),
  conversionPattern("constant-to-low", t.ConstantOp, ({ op, value, result }, _operands, rewriter, types) => {
    const type = types.convert(result.type);
    if (type === undefined) return false;
    const low = rewriter.create(LowConstantOp, { value: IntegerAttr.get(i64(), value.value), resultTypes: [type] });
    rewriter.replace(op, low.op.results);
    return true;
  }),
];
const lowTarget = () => new ConversionTarget().addLegalDialect("low");

interface Conversion {
  readonly target: ConversionTarget;
  readonly patterns: readonly AnyPattern[];
  readonly mode?: "partial" | "full";
  readonly options?: ConversionOptions;
}

function convert(text: string, { target, patterns, mode = "partial", options = {} }: Conversion): string {
  const context = new Context({ extensions: [builtinDialect, t.testDialect, lowDialect] });
  const module = parseModule(text, context);
  if (module === undefined) throw new Error(context.diagnostics.map((d) => d.message).join("\n"));
  const before = printModule(module);
  const apply = mode === "partial" ? applyPartialConversion : applyFullConversion;
  try {
    apply(module, target, patterns, context, options);
  } catch (error) {
    expect(printModule(module)).toBe(before);
    expect(verify(module, context)).toBe(true);
    throw error;
  }
  verify(module, context);
  expect(context.diagnostics.map((d) => d.message)).toEqual([]);
  return printModule(module);
}
const inFunction = (body: string): string => `"test.func"() ({\n${body}\n}) {sym_name = "f"} : () -> ()`;

/** The lines of the function's body without the indentation of the first. */
function bodyOf(text: string): string {
  const lines = text.split("\n").slice(2, -3);
  const indent = lines[0]!.search(/\S/);
  return lines.map((line) => line.slice(indent)).join("\n");
}
const convertBody = (body: string, conversion: Conversion): string => bodyOf(convert(inFunction(body), conversion));

/** Converts the block arguments of functions and the operands of branches. */
const controlFlow: readonly AnyPattern[] = [
  conversionPattern("function-types", t.FuncOp, ({ op, body }, _operands, rewriter, types) => {
    if (!rewriter.convertRegionTypes(body, types)) return false;
    rewriter.modify(op, () => {});
    return true;
  }),
  ...oneToOne([[t.ReturnOp, t.ReturnOp]]),
  {
    name: "branch-operands",
    root: t.BrOp,
    benefit: 1,
    convert(op, operands, rewriter) {
      rewriter.modify(op, () => op.setOperands(operands.flat()));
      return true;
    },
  },
];
const convertedControlFlow = (types: TypeConverter) =>
  lowTarget()
    .addDynamicallyLegalOp(t.FuncOp, (op) => types.isLegalRegion(op.regions[0]!))
    .addDynamicallyLegalOp(t.BrOp, (op) => types.isLegalOp(op))
    .addDynamicallyLegalOp(t.ReturnOp, (op) => types.isLegalOp(op));

const sums = `^bb0(%a: index, %m: i32):
  %0 = "test.constant"() {value = 1 : index} : () -> index
  %1 = "test.constant"() {value = 2 : index} : () -> index
  %2 = "test.add"(%0, %1) : (index, index) -> index
  %3 = "test.add"(%a, %2) : (index, index) -> index
  %4 = "test.add"(%3, %a) : (index, index) -> index
  "test.write"(%m, %4) : (i32, index) -> ()
  "test.return"(%4) : (index) -> ()`;

describe("types", () => {
  it("connects what was converted with what was not by casts, and folds", () => {
    const types = indexToI64();
    expect(convertBody(sums, { target: lowTarget(), patterns: arithmetic, options: { types } })).toBe(`\
^bb0(%arg0: index, %arg1: i32):
  %0 = builtin.unrealized_conversion_cast %arg0 : index to i64
  %1 = "low.constant"() <{value = 1 : i64}> : () -> i64
  %2 = "low.constant"() <{value = 2 : i64}> : () -> i64
  %3 = "low.constant"() <{value = 3 : i64}> : () -> i64
  %4 = "low.add"(%0, %3) : (i64, i64) -> i64
  %5 = "low.add"(%4, %0) : (i64, i64) -> i64
  %6 = builtin.unrealized_conversion_cast %5 : i64 to index
  "test.write"(%arg1, %6) : (i32, index) -> ()
  "test.return"(%6) : (index) -> ()`);
  });

  it("does not fold when it is told not to", () => {
    const options = { types: indexToI64(), fold: false };
    const text = convertBody(sums, { target: lowTarget(), patterns: arithmetic, options });
    expect(text.match(/low\.add/g)).toHaveLength(3);
  });

  it("leaves no cast where everything is converted", () => {
    const types = indexToI64();
    const text = convertBody(
      `^bb0(%a: index):
         "test.br"(%a)[^bb1] : (index) -> ()
       ^bb1(%b: index):
         %0 = "test.add"(%b, %b) : (index, index) -> index
         "test.br"(%0)[^bb2] : (index) -> ()
       ^bb2(%c: index):
         "test.return"(%c) : (index) -> ()`,
      { target: convertedControlFlow(types), patterns: [...arithmetic, ...controlFlow], options: { types } },
    );
    expect(text).toBe(`\
^bb0(%arg0: i64):
  "test.br"(%arg0)[^bb1] : (i64) -> ()
^bb1(%0: i64):  // pred: ^bb0
  %1 = "low.add"(%0, %0) : (i64, i64) -> i64
  "test.br"(%1)[^bb2] : (i64) -> ()
^bb2(%2: i64):  // pred: ^bb1
  "test.return"(%2) : (i64) -> ()`);
  });

  it("makes several values of one", () => {
    const types = new TypeConverter(
      (type) => type,
      (type) => (type === i32() ? [IntegerType.get(16), IntegerType.get(16)] : undefined),
    );
    const text = convertBody(
      `^bb0(%a: i1, %b: i32):
         "test.write"(%a, %b) : (i1, i32) -> ()
         "test.br"(%b)[^bb1] : (i32) -> ()
       ^bb1(%c: i32):
         "test.return"() : () -> ()`,
      { target: convertedControlFlow(types), patterns: controlFlow, options: { types } },
    );
    expect(text).toBe(`\
^bb0(%arg0: i1, %arg1: i16, %arg2: i16):
  %0 = builtin.unrealized_conversion_cast %arg1, %arg2 : i16, i16 to i32
  "test.write"(%arg0, %0) : (i1, i32) -> ()
  "test.br"(%arg1, %arg2)[^bb1] : (i16, i16) -> ()
^bb1(%1: i16, %2: i16):  // pred: ^bb0
  "test.return"() : () -> ()`);
  });

  it("asks the converter for the values that remain between both levels", () => {
    const types = indexToI64()
      .addTargetMaterialization((builder, [to], inputs) => [builder.createOperation(t.CastOp, inputs, [to!]).result()])
      .addSourceMaterialization((builder, to, inputs) => builder.createOperation(t.CastOp, inputs, [to]).result());
    const text = convertBody(sums, { target: lowTarget(), patterns: arithmetic, options: { types } });
    expect(text).not.toContain("unrealized");
    expect(text).toContain('%0 = "test.cast"(%arg0) : (index) -> i64');
    expect(text).toContain('"test.cast"(%5) : (i64) -> index');
  });
});

describe("legality", () => {
  const wrong = `^bb0(%a: index):
    %0 = "test.add"(%a, %a) : (index, index) -> index
    %1 = "test.sub"(%0, %a) : (index, index) -> index
    "test.return"(%1) : (index) -> ()`;

  it("reports an illegal operation that no pattern converts, and takes everything back", () => {
    const target = lowTarget().addIllegalDialect("test").addLegalOp(t.FuncOp, t.ReturnOp);
    expect(() => convertBody(wrong, { target, patterns: arithmetic, options: { types: indexToI64() } })).toThrow(
      "failed to legalize operation 'test.sub' that was explicitly marked illegal",
    );
  });

  it("wants everything to be legal in a full conversion", () => {
    const conversion: Conversion = { target: lowTarget(), patterns: arithmetic, mode: "full" };
    expect(() => convertBody(wrong, conversion)).toThrow("failed to legalize operation 'builtin.module'");
  });

  it("leaves operations inside a recursively legal one alone", () => {
    const target = lowTarget().addLegalOp(t.OnceOp).markOpRecursivelyLegal(t.OnceOp);
    const text = convertBody(
      `^bb0(%a: i32):
         %0 = "test.once"() ({
           %1 = "test.add"(%a, %a) : (i32, i32) -> i32
           "test.return"(%1) : (i32) -> ()
         }) : () -> i32
         %2 = "test.add"(%a, %a) : (i32, i32) -> i32
         "test.return"() : () -> ()`,
      { target, patterns: arithmetic },
    );
    expect(text.match(/(test|low)\.add/g)).toEqual(["test.add", "low.add"]);
  });

  it("tries other patterns when one leads to operations that cannot stay", () => {
    const misleading: ConversionPattern = {
      ...conversionPattern("add-to-sub", t.AddOp, ({ op }, { lhs, rhs }, rewriter) => {
        rewriter.replaceWithNew(op, t.SubOp, { lhs, rhs });
        return true;
      }),
      benefit: 2,
    };
    const target = lowTarget().addIllegalOp(t.AddOp);
    const body = `^bb0(%a: i32, %b: i32):
      %0 = "test.add"(%a, %b) : (i32, i32) -> i32
      "test.return"(%0) : (i32) -> ()`;
    const text = convertBody(body, { target, patterns: [misleading, ...arithmetic] });
    expect(text).toContain("low.add");
    expect(text).not.toContain("test.sub");
  });

  it("converts in several steps, but never applies a pattern to what it makes itself", () => {
    const negToSub = conversionPattern("neg-to-neg", t.NegOp, ({ op }, { operand }, rewriter) => {
      rewriter.replaceWithNew(op, t.NegOp, { operand });
      return true;
    });
    const maxToAdd = oneToOne([[t.MaxOp, t.AddOp]]);
    const body = `^bb0(%a: i32):
      %0 = "test.neg"(%a) : (i32) -> i32
      %1 = "test.max"(%0, %a) : (i32, i32) -> i32
      "test.return"(%1) : (i32) -> ()`;
    const text = convertBody(body, { target: lowTarget(), patterns: [negToSub, ...maxToAdd, ...arithmetic] });
    expect(text).toContain('%0 = "test.neg"(%arg0)');
    expect(text).toContain('%1 = "low.add"(%0, %arg0)');
  });

  it("lets patterns say why an operation cannot be converted", () => {
    const hopeless = conversionPattern("hopeless", t.SubOp, ({ op }) => {
      throw opError(op, "cannot be expressed");
    });
    expect(() => convertBody(wrong, { target: lowTarget(), patterns: [...arithmetic, hopeless] })).toThrow(
      "'test.sub' op cannot be expressed",
    );
  });
});

describe("changes of control flow", () => {
  /** Puts the body of `test.once` into blocks of its own. */
  const flatten = conversionPattern("flatten-once", t.OnceOp, ({ op, body, outputs }, _operands, rewriter) => {
    const block = op.block!;
    const rest = rewriter.splitBlock(block, op);
    const entry = body.front;
    const terminator = entry.last!;
    outputs.forEach(({ type, loc }) => {
      rest.addArgument(type, loc);
    });
    rewriter.setInsertionPoint(terminator);
    rewriter.create(t.BrOp, { destOperands: terminator.operands, dest: rest });
    rewriter.erase(terminator);
    rewriter.inlineRegionBefore(body, block.region!, rest);
    rewriter.setInsertionPointToEnd(block);
    rewriter.create(t.BrOp, { destOperands: [], dest: entry });
    rewriter.replace(op, rest.args);
    return true;
  });
  /** Puts the body of `test.once` where it stands. */
  const inline = conversionPattern("inline-once", t.OnceOp, ({ op, body }, _operands, rewriter) => {
    const terminator = body.front.last!;
    const values = terminator.operands;
    rewriter.erase(terminator);
    rewriter.inlineBlockBefore(body.front, op.block!, op, []);
    rewriter.replace(op, values);
    return true;
  });
  const nested = `^bb0(%a: i32):
    %0 = "test.once"() ({
      %1 = "test.once"() ({
        %2 = "test.add"(%a, %a) : (i32, i32) -> i32
        "test.return"(%2) : (i32) -> ()
      }) : () -> i32
      "test.return"(%1) : (i32) -> ()
    }) : () -> i32
    %9 = "test.sub"(%0, %a) : (i32, i32) -> i32
    "test.return"(%9) : (i32) -> ()`;
  const flat = () => new ConversionTarget().addLegalOp(t.BrOp).addIllegalOp(t.OnceOp);

  it("splits blocks and moves regions", () => {
    expect(convertBody(nested, { target: flat(), patterns: [flatten] })).toBe(`\
^bb0(%arg0: i32):
  "test.br"()[^bb1] : () -> ()
^bb1:  // pred: ^bb0
  "test.br"()[^bb2] : () -> ()
^bb2:  // pred: ^bb1
  %0 = "test.add"(%arg0, %arg0) : (i32, i32) -> i32
  "test.br"(%0)[^bb3] : (i32) -> ()
^bb3(%1: i32):  // pred: ^bb2
  "test.br"(%1)[^bb4] : (i32) -> ()
^bb4(%2: i32):  // pred: ^bb3
  %3 = "test.sub"(%2, %arg0) : (i32, i32) -> i32
  "test.return"(%3) : (i32) -> ()`);
  });

  it("inlines blocks", () => {
    expect(convertBody(nested, { target: flat(), patterns: [inline] })).toBe(`\
^bb0(%arg0: i32):
  %0 = "test.add"(%arg0, %arg0) : (i32, i32) -> i32
  %1 = "test.sub"(%0, %arg0) : (i32, i32) -> i32
  "test.return"(%1) : (i32) -> ()`);
  });

  it.each([
    ["split blocks and moved regions", flatten],
    ["inlined blocks", inline],
  ])("takes back %s", (_what, pattern) => {
    const target = flat().addIllegalOp(t.SubOp);
    expect(() => convertBody(nested, { target, patterns: [pattern] })).toThrow("'test.sub'");
  });
});
