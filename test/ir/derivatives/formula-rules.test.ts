/** What rules that are data build: the operations of forward and of reverse mode. */

import { describe, expect, it } from "vitest";
import { arithArithmetic, arithDialect } from "../../../dialects/arith/index.ts";
import { mathDialect } from "../../../dialects/math/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatAttr } from "../../../ir/builtin/attributes.ts";
import { f32 } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { loadDerivativeRules } from "../../../ir/derivatives/rule-file.ts";
import type { AdjointBuilder, TangentBuilder } from "../../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { verify } from "../../../ir/verifier.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";
import { sampleDialect } from "./sample-dialect.ts";

interface Setting {
  /** A rule for the operation, instead of the dialect's own. */
  readonly rule?: string;
  /** Operations that define values; what is differentiated comes last. */
  readonly text: string;
  /** Which of the operation's operands (forward) or results (reverse) have gradients; all by default. */
  readonly given?: readonly number[];
  /** The operands that are active in reverse mode; all by default. */
  readonly active?: readonly number[];
}

/** The module and its last operation, behind which derivatives go. */
function prepare({ rule, text }: Setting): { context: Context; module: Operation; op: Operation; builder: OpBuilder } {
  const context = testContext(mathDialect, arithDialect, sampleDialect);
  for (const made of rule === undefined ? [] : loadDerivativeRules("rules.yaml", rule, context)!) {
    context.addDerivative(made);
  }
  const module = parseOk(text, context);
  const block = module.regions[0]!.front;
  return { context, module, op: block.last!, builder: OpBuilder.atEnd(block, module.loc) };
}

/** A value that stands for the gradient of another one. */
function gradientOf(context: Context, builder: OpBuilder, value: Value, name: string): Value {
  return builder.createOperation(context.unregisteredOp(`test.${name}`), [], [value.type]).result();
}

/** What follows `op` in the module's text. */
function textAfter(context: Context, module: Operation, op: Operation): string[] {
  expect(verify(module, context), context.diagnostics.map(({ message }) => message).join()).toBe(true);
  const lines = printModule(module).trim().split("\n").slice(1, -1);
  return lines.slice([...op.block!.ops()].indexOf(op) + 1).map((line) => line.trim());
}

function forward(setting: Setting): string[] {
  const { context, module, op, builder } = prepare(setting);
  const tangents = new Map<Value, Value>();
  op.operands.forEach((operand, i) => {
    if (setting.given?.includes(i) === false) return;
    tangents.set(operand, gradientOf(context, builder, operand, "dot"));
  });
  const before = op.block!.last;
  const b: Partial<TangentBuilder> = {
    builder,
    arithmetic: arithArithmetic,
    isActive: () => true,
    tangent: (value) => tangents.get(value),
    tangentOrZero: (value) => tangents.get(value) ?? arithArithmetic.constant(builder, value.type, 0),
    setTangent: (_, tangent) => {
      builder.createOperation(context.unregisteredOp("test.tangent"), [tangent], []);
    },
  };
  context.derivative(op.def)!.jvp!(op, b as TangentBuilder);
  return textAfter(context, module, before!);
}

function reverse(setting: Setting): string[] {
  const { context, module, op, builder } = prepare(setting);
  const gradients = new Map<Value, Value>();
  op.results.forEach((result, i) => {
    if (setting.given?.includes(i) !== false) gradients.set(result, gradientOf(context, builder, result, "bar"));
  });
  const before = op.block!.last;
  const isActive = (value: Value): boolean => setting.active?.includes(op.operands.indexOf(value)) !== false;
  const b: Partial<AdjointBuilder> = {
    builder,
    arithmetic: arithArithmetic,
    isActive,
    primal: (value) => value,
    gradient: (value) => gradients.get(value),
    constant: (value, like) => {
      const attributes = { value: FloatAttr.get(f32(), value) };
      return builder.createOperation(context.unregisteredOp("test.constant"), [like], [like.type], attributes).result();
    },
    accumulate: (_, contribution) => {
      builder.createOperation(context.unregisteredOp("test.adjoint"), [contribution], []);
    },
  };
  context.derivative(op.def)!.vjp!(op, b as AdjointBuilder);
  return textAfter(context, module, before!);
}

const values = (types: string): string => `%0:${types.split(",").length} = "test.values"() : () -> (${types})\n`;
const unary = (op: string): string => `${values("f64")}`.replace("%0:1", "%0") + op;
const product = `${values("f64, f64")}%1 = arith.mulf %0#0, %0#1 : f64`;

describe("a formula", () => {
  it("gives both modes", () => {
    const text = unary("%1 = math.sin %0 : f64");
    expect(forward({ text })).toEqual([
      "%3 = math.cos %0 : f64",
      "%4 = arith.mulf %2, %3 : f64",
      '"test.tangent"(%4) : (f64) -> ()',
    ]);
    expect(reverse({ text })).toEqual([
      "%3 = math.cos %0 : f64",
      "%4 = arith.mulf %2, %3 : f64",
      '"test.adjoint"(%4) : (f64) -> ()',
    ]);
  });

  it("adds the tangents of several operands, and leaves out those that are zero", () => {
    expect(forward({ text: product })).toEqual([
      "%4 = arith.mulf %2, %0#1 : f64",
      "%5 = arith.mulf %3, %0#0 : f64",
      "%6 = arith.addf %4, %5 : f64",
      '"test.tangent"(%6) : (f64) -> ()',
    ]);
    expect(forward({ text: product, given: [1] })).toEqual([
      "%3 = arith.mulf %2, %0#0 : f64",
      '"test.tangent"(%3) : (f64) -> ()',
    ]);
    expect(forward({ text: product, given: [] })).toEqual([]);
  });

  it("is built for active operands only, and not without a gradient", () => {
    expect(reverse({ text: product, active: [0] })).toEqual([
      "%3 = arith.mulf %2, %0#1 : f64",
      '"test.adjoint"(%3) : (f64) -> ()',
    ]);
    expect(reverse({ text: product, given: [] })).toEqual([]);
  });

  it("carries the fast-math flags over", () => {
    const text = unary("%1 = math.cos %0 fastmath<nnan,contract> : f64");
    expect(reverse({ text })).toEqual([
      "%3 = arith.negf %2 fastmath<nnan,contract> : f64",
      "%4 = math.sin %0 fastmath<nnan,contract> : f64",
      "%5 = arith.mulf %3, %4 fastmath<nnan,contract> : f64",
      '"test.adjoint"(%5) : (f64) -> ()',
    ]);
  });

  it("works on elements of vectors and tensors, literals included", () => {
    const text = `%0 = "test.values"() : () -> vector<4xf16>\n%1 = math.log1p %0 : vector<4xf16>`;
    expect(reverse({ text })).toEqual([
      "%cst = arith.constant dense<1.000000e+00> : vector<4xf16>",
      "%3 = arith.addf %0, %cst : vector<4xf16>",
      "%4 = arith.divf %2, %3 : vector<4xf16>",
      '"test.adjoint"(%4) : (vector<4xf16>) -> ()',
    ]);
  });

  it("gives the type of the operand to casts", () => {
    const text = `%0 = "test.values"() : () -> f32\n%1 = arith.extf %0 : f32 to f64`;
    expect(reverse({ text })).toEqual(["%3 = arith.truncf %2 : f64 to f32", '"test.adjoint"(%3) : (f32) -> ()']);
    expect(forward({ text })).toEqual(["%3 = arith.extf %2 : f32 to f64", '"test.tangent"(%3) : (f64) -> ()']);
  });

  it("treats each of several results", () => {
    const text = unary("%1, %2 = math.sincos %0 : f64");
    expect(forward({ text })).toEqual([
      "%2 = arith.mulf %1, %cos : f64",
      '"test.tangent"(%2) : (f64) -> ()',
      "%3 = arith.mulf %1, %sin : f64",
      "%4 = arith.negf %3 : f64",
      '"test.tangent"(%4) : (f64) -> ()',
    ]);
    expect(reverse({ text })).toEqual([
      "%3 = arith.mulf %1, %cos : f64",
      "%4 = arith.mulf %2, %sin : f64",
      "%5 = arith.subf %3, %4 : f64",
      '"test.adjoint"(%5) : (f64) -> ()',
    ]);
    expect(reverse({ text, given: [1] })).toEqual([
      "%2 = arith.mulf %1, %sin : f64",
      "%3 = arith.negf %2 : f64",
      '"test.adjoint"(%3) : (f64) -> ()',
    ]);
  });

  it("builds what has a name once", () => {
    const rule = `
arith.mulf:
  let:
    shared: lhs + rhs
    scaled: grad * shared
  lhs: scaled / shared
  rhs: scaled - grad
`;
    expect(reverse({ rule, text: product })).toEqual([
      "%3 = arith.addf %0#0, %0#1 : f64",
      "%4 = arith.mulf %2, %3 : f64",
      "%5 = arith.divf %4, %3 : f64",
      '"test.adjoint"(%5) : (f64) -> ()',
      "%6 = arith.subf %4, %2 : f64",
      '"test.adjoint"(%6) : (f64) -> ()',
    ]);
    // In forward mode `grad` stands for another tangent in each formula.
    expect(forward({ rule, text: product })).toEqual([
      "%4 = arith.addf %0#0, %0#1 : f64",
      "%5 = arith.mulf %2, %4 : f64",
      "%6 = arith.divf %5, %4 : f64",
      "%7 = arith.mulf %3, %4 : f64",
      "%8 = arith.subf %7, %3 : f64",
      "%9 = arith.addf %6, %8 : f64",
      '"test.tangent"(%9) : (f64) -> ()',
    ]);
  });

  it("selects, compares, and takes zeros for what they are", () => {
    const rule = "math.sin:\n  operand: select(operand < 2, -grad, 0) + 0 * grad";
    expect(reverse({ rule, text: unary("%1 = math.sin %0 : f64") })).toEqual([
      "%3 = arith.negf %2 : f64",
      "%cst = arith.constant 2.000000e+00 : f64",
      "%4 = arith.cmpf olt, %0, %cst : f64",
      "%cst_0 = arith.constant 0.000000e+00 : f64",
      "%5 = arith.select %4, %3, %cst_0 : f64",
      '"test.adjoint"(%5) : (f64) -> ()',
    ]);
  });

  it("uses attributes as numbers, and hands them on", () => {
    const text = unary(`%1 = "sample.scale"(%0) <{factor = 2.5 : f64, label = "x"}> : (f64) -> f64`);
    expect(reverse({ rule: "sample.scale: { operand: grad * factor }", text })).toEqual([
      "%cst = arith.constant 2.500000e+00 : f64",
      "%3 = arith.mulf %2, %cst : f64",
      '"test.adjoint"(%3) : (f64) -> ()',
    ]);
    const rule = "sample.scale:\n  linear: true\n  operand: sample.scale(grad, factor = factor, label = label)";
    expect(reverse({ rule, text })).toEqual([
      `%3 = "sample.scale"(%2) <{factor = 2.500000e+00 : f64, label = "x"}> : (f64) -> f64`,
      '"test.adjoint"(%3) : (f64) -> ()',
    ]);
    expect(() => reverse({ rule: "sample.scale: { operand: grad * label }", text })).toThrow(
      "'sample.scale' op has a derivative that needs a number as attribute 'label'",
    );
  });

  it("applies linear operations to tangents, with zeros where there is none", () => {
    const text = `${values("f64, f64, f64")}%1 = "sample.mix"(%0#0, %0#1, %0#2) : (f64, f64, f64) -> f64`;
    const rule = "sample.mix: { linear: true, a: grad * weight, b: grad, weight: none }";
    expect(forward({ rule, text, given: [1] })).toEqual([
      "%cst = arith.constant 0.000000e+00 : f64",
      '%3 = "sample.mix"(%cst, %2, %0#2) : (f64, f64, f64) -> f64',
      '"test.tangent"(%3) : (f64) -> ()',
    ]);
    expect(forward({ rule, text, given: [2] })).toEqual([]);
  });

  it("makes constants without a static shape like what they meet", () => {
    const values = `%0 = "test.values"() : () -> tensor<?xf32>\n`;
    expect(reverse({ text: `${values}%1 = math.log1p %0 : tensor<?xf32>` })).toContain(
      '%3 = "test.constant"(%0) {value = 1.000000e+00 : f32} : (tensor<?xf32>) -> tensor<?xf32>',
    );
    const text = `${values}%1 = math.sin %0 : tensor<?xf32>`;
    expect(reverse({ rule: "math.sin: { operand: grad * math.sqrt(2) }", text })).toContain(
      '%3 = "test.constant"(%2) {value = 2.000000e+00 : f32} : (tensor<?xf32>) -> tensor<?xf32>',
    );
    expect(() => reverse({ rule: "math.sin: { operand: math.sqrt(2) * grad }", text })).toThrow(
      "'math.sin' op has a derivative with a constant of type 'tensor<?xf32>', which needs a static shape",
    );
  });

  it("refuses what its rule refuses", () => {
    const text = unary("%1 = math.sin %0 : f64");
    const rule = "math.sin: { error: is not smooth enough }";
    expect(() => forward({ rule, text })).toThrow("'math.sin' op is not smooth enough");
    expect(() => reverse({ rule, text })).toThrow("'math.sin' op is not smooth enough");
  });
});
