/** What rule files say is compiled to data, and mistakes in them are reported where they are. */

import { describe, expect, it } from "vitest";
import { arithDialect } from "../../../dialects/arith/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { mathDialect } from "../../../dialects/math/index.ts";
import { loadDerivativeRules } from "../../../ir/derivatives/rule-file.ts";
import { fileLocation } from "../../../ir/location.ts";
import { testContext } from "../../support/round-trip.ts";
import { sampleDialect } from "./sample-dialect.ts";

/** The mistakes in a rule file, as `line:column: message`, notes indented. */
function mistakesIn(text: string): string[] {
  const context = testContext(mathDialect, arithDialect, funcDialect, sampleDialect);
  const rules = loadDerivativeRules("rules.yaml", text, context);
  expect(rules === undefined).toBe(context.diagnostics.length > 0);
  return context.diagnostics.flatMap(({ location, message, notes }) => {
    const place = fileLocation(location)!;
    expect(place.file).toBe("rules.yaml");
    return [`${place.line}:${place.column}: ${message}`, ...notes.map((note) => `  ${note.message}`)];
  });
}

describe("a rule file", () => {
  it("may be empty", () => {
    expect(mistakesIn("")).toEqual([]);
    expect(mistakesIn("# nothing but a comment\n")).toEqual([]);
  });

  it("has rules of every kind", () => {
    const text = `
sample.scale:
  linear: true
  operand: sample.scale(grad, factor = factor, label = label)
sample.split:
  let: { square: operand * operand, isSmall: square < 1 }
  operand: grad(first) / square - select(isSmall, grad(second), 0)
sample.join: none
math.sin: { error: is not smooth enough }
func.call @root(x, n): { x: grad / result, n: none }
func.call @free(...): none
func.call @gamma(x): { error: has no derivative here }
math.fma: { linear: true, a: grad * b, b: none, c: "grad" }
sample.mix:
  a: >-
    grad
      * weight
  b: 'grad * -1.5e-3'
  weight: none
`;
    expect(mistakesIn(text)).toEqual([]);
  });

  it("gives rules that a context takes", () => {
    const context = testContext(mathDialect, arithDialect);
    const [rule] = loadDerivativeRules("rules.yaml", "math.ceil: { operand: grad }", context)!;
    context.addDerivative(rule!);
    expect(context.derivative(context.op("math.ceil")!)).toBe(rule);
    expect(rule).toMatchObject({ inactive: [], linear: false });
  });
});

describe("mistakes in rule files", () => {
  it.each<readonly [text: string, ...mistakes: string[]]>([
    [
      "math.sin @f(x): { x: grad }\nfunc.cal @f(x): { x: grad }",
      "1:1: 'math.sin' is no call",
      "2:1: unknown operation 'func.cal'; did you mean 'func.call'?",
    ],
    [
      "func.call @f: none\nfunc.call @f(x: none\n",
      "1:1: expected a call and the parameters of a function: 'dialect.call @function(x, y)'",
      "2:1: expected a call and the parameters of a function: 'dialect.call @function(x, y)'",
    ],
    [
      "func.call @f(...): { x: grad }\nfunc.call @g(x, x): none\nfunc.call @h(grad): none",
      "1:1: of a function with any parameters a rule file can only say 'none' or 'error'",
      "2:1: 'x' cannot be the name of a parameter here",
      "3:1: 'grad' cannot be the name of a parameter here",
    ],
    [
      "func.call @f(x, y): { x: grad * z, y: none }\nfunc.call @g(x, y): { x: grad }",
      "1:33: 'z' is no operand, result or attribute of 'func.call @f'; did you mean 'x'?",
      "2:1: 'func.call @g' has an operand 'y' without a formula; say 'y: none' if no derivative flows through it",
    ],
    ["a: [", "1:5: Flow sequence in block collection must be sufficiently indented and end with a ]"],
    ["math.sin: none\nmath.sin: none", "2:1: Map keys must be unique"],
    ["- math.sin", "1:1: expected operations with their rules: 'dialect.operation: ...'"],
    ["math.sine: none", "1:1: unknown operation 'math.sine'; did you mean 'math.sin'?"],
    ["other.op: none", "1:1: unknown operation 'other.op'"],
    ["math.sin: grad", "1:11: expected 'none' or a formula for each operand of 'math.sin'"],
    ["math.sin:", "1:10: expected 'none' or a formula for each operand of 'math.sin'"],
    ["math.sin: { operant: grad }", "1:13: 'math.sin' has no operand 'operant'; did you mean 'operand'?"],
    ["math.sin: { operand: }", "1:22: expected a formula or 'none'"],
    ["math.sin: { operand: [grad] }", "1:22: expected a formula or 'none'"],
    [
      "arith.mulf: { lhs: grad * rhs }",
      "1:1: 'arith.mulf' has an operand 'rhs' without a formula; say 'rhs: none' if no derivative flows through it",
    ],
    [
      "sample.join: { inputs: grad }",
      "1:16: operand 'inputs' of 'sample.join' is variadic; a rule file can only say 'none' of it",
    ],
    ["math.sin: { linear: yes, operand: grad }", "1:21: expected true or false"],
    ["math.sin: { let: 5, operand: grad }", "1:13: expected names with formulas: 'let: { name: ... }'"],
    ["math.sin: { let: { operand: 2 }, operand: grad }", "1:29: 'operand' has a meaning already"],
  ])("%j", (text, ...mistakes) => {
    expect(mistakesIn(text)).toEqual(mistakes);
  });

  it("reports one mistake of each rule", () => {
    expect(mistakesIn("math.sine: none\nmath.cos: { operand: gard }\nmath.tan: { operand: grad }")).toEqual([
      "1:1: unknown operation 'math.sine'; did you mean 'math.sin'?",
      "2:22: 'gard' is no operand, result or attribute of 'math.cos'; did you mean 'grad'?",
    ]);
  });

  it("finds the place in quoted text, and the beginning of folded text", () => {
    expect(mistakesIn(`math.sin: { operand: "grad * x" }`)).toEqual([
      "1:30: 'x' is no operand, result or attribute of 'math.sin'",
    ]);
    expect(mistakesIn("math.sin:\n  operand: |\n    grad *\n    x")).toEqual([
      "2:12: 'x' is no operand, result or attribute of 'math.sin'",
    ]);
  });

  it("explains commas between braces", () => {
    expect(mistakesIn("arith.maximumf: { lhs: select(lhs > rhs, grad, 0), rhs: none }")).toEqual([
      "1:40: the formula ends too early",
      "  a comma ends a formula between { and }; put it in quotes or on a line of its own",
    ]);
  });
});

describe("mistakes in formulas", () => {
  const unary = (formula: string): string => `math.sin:\n  operand: ${formula}`;
  it.each<readonly [formula: string, mistake: string]>([
    ["grad *", "2:18: the formula ends too early"],
    ["grad * * 2", "2:19: unexpected '*'"],
    ["grad % 2", "2:17: unexpected '%'"],
    ["(grad", "2:17: the formula ends too early"],
    ["grad 2", "2:17: unexpected '2'"],
    ["grad * math.coss(operand)", "2:19: unknown operation 'math.coss'; did you mean 'math.cos'?"],
    ["grad * math.cos(operand, operand)", "2:19: 'math.cos' takes 1 operand, not 2"],
    ["grad * math.powf(operand)", "2:19: 'math.powf' takes 2 operands, not 1"],
    ["grad * sample.split(operand)", "2:19: 'sample.split' does not have exactly one result"],
    ["grad * grad", "2:17: gradients cannot be multiplied with each other"],
    ["operand / grad", "2:20: it is not possible to divide by a gradient"],
    ["grad / 0", "2:17: division by zero"],
    ["grad + 1", "2:17: one side is proportional to 'grad', the other is not"],
    ["math.cos(operand)", "2:12: the formula is not proportional to 'grad'; say 'none' if no derivative flows here"],
    ["math.cos(grad)", "2:12: 'math.cos' has no rule that says it is linear, so it cannot be applied to a gradient"],
    ["select(operand, grad, 0)", "2:19: expected a condition, such as a < b"],
    ["select(operand < 0, grad, 1)", "2:12: one side is proportional to 'grad', the other is not"],
    ["grad * math.isnan(operand)", "2:19: expected a number, but this is a condition"],
    ["select(operand < 0, grad)", "2:12: 'select' takes 3 operands, not 2"],
    ["select(1, grad, 0)", "2:19: expected a condition, such as a < b"],
    ["grad * (operand < 0)", "2:19: expected a number, but this is a condition"],
    ["grad < operand", "2:12: gradients cannot be compared"],
    ["operand < 0", "2:12: expected a number, but this is a condition"],
    ["grad(operand)", "2:17: 'operand' is no result of 'math.sin'"],
    ["grad(1)", "2:12: expected the name of one result in grad(...)"],
    [
      "grad * math.cos(operand, fasthmath = fastmath)",
      "2:37: 'math.cos' has no attribute 'fasthmath'; did you mean 'fastmath'?",
    ],
    ["grad * math.cos(operand, fastmath = operand)", "2:48: expected the name of an attribute of 'math.sin'"],
  ])("%s", (formula, mistake) => {
    expect(mistakesIn(unary(formula))).toEqual([mistake]);
  });

  it("gives up on what is nested too deeply", () => {
    const formula = `${"(".repeat(20_000)}grad${")".repeat(20_000)}`;
    expect(mistakesIn(unary(formula))).toEqual(["2:12: the formula is nested too deeply"]);
  });

  it("asks which result is meant", () => {
    expect(mistakesIn("sample.split: { operand: grad }")).toEqual([
      "1:26: 'sample.split' has 2 results: write one of grad(first), grad(second)",
    ]);
  });

  it("applies only what is linear to gradients", () => {
    const linear = "sample.mix: { linear: true, a: grad, b: none, weight: none }\n";
    const rule = (formula: string): string => `${linear}sample.split:\n  operand: ${formula}`;
    expect(mistakesIn(rule("sample.mix(grad(first), operand, operand)"))).toEqual([]);
    expect(mistakesIn(rule("sample.mix(grad(first), grad(second), operand)"))).toEqual([
      "3:12: only one operand may have a gradient in it",
    ]);
  });
});
