/** The `arith` dialect on bool, i32, f32 and f16. Integers have signs, but for operations that say otherwise. */
import * as arith from "../../../../dialects/arith/index.ts";
import type { FloatAttr, IntegerAttr } from "../../../../ir/builtin/attributes.ts";
import { i1 } from "../../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../../ir/define-op.ts";
import { opError } from "../../../../ir/diagnostic.ts";
import type { Operation } from "../../../../ir/operation.ts";
import { call, type ExpressionRule, expression, infix, type RuleEntry, statement, unsigned } from "../rule.ts";

type IsRefused = ExpressionRule["isRefused"];

const byZero: IsRefused = ([, divisor]) => divisor === "0i";
const byTooMuch: IsRefused = ([, amount]) => /^\d+i$/.test(amount!) && Number.parseInt(amount!, 10) >= 32;

const unsignedInfix = (def: OpDefinition, operator: string, isRefused?: IsRefused): RuleEntry =>
  expression(def, ([a, b]) => `i32(${unsigned(a)} ${operator} ${unsigned(b)})`, isRefused);

/** A conversion to the type of the result. */
const conversion = (def: OpDefinition, prepare = (arg: string): string => arg): RuleEntry =>
  expression(def, ([arg], op, type) => `${type(op.resultTypes[0]!)}(${prepare(arg!)})`);

const integerComparisons: Readonly<Record<arith.CmpIPredicateName, string>> = {
  eq: "==",
  ne: "!=",
  slt: "<",
  sle: "<=",
  sgt: ">",
  sge: ">=",
  ult: "<",
  ule: "<=",
  ugt: ">",
  uge: ">=",
};

const floatComparisons: Readonly<Record<string, string>> = {
  oeq: "==",
  ogt: ">",
  oge: ">=",
  olt: "<",
  ole: "<=",
};

const compareIntegers = ([a, b]: readonly string[], op: Operation): string => {
  const name = arith.CmpIPredicate.nameOf(arith.CmpIOp.view(op).predicate);
  const operator = integerComparisons[name];
  return name.startsWith("u") ? `${unsigned(a)} ${operator} ${unsigned(b)}` : `${a} ${operator} ${b}`;
};

const compareFloats = ([a, b]: readonly string[], op: Operation): string => {
  const name = arith.CmpFPredicate.nameOf(arith.CmpFOp.view(op).predicate);
  const operator = floatComparisons[name];
  if (operator === undefined)
    throw opError(op, `with predicate '${name}' has no form in WGSL: run 'convert-gpu-to-wgsl' first`);
  return `${a} ${operator} ${b}`;
};

/** The lowest bit, or a word of them. */
const truncated: RuleEntry = expression(arith.TruncIOp, ([arg]) => `(${arg} & 1i) != 0i`);

export const arithRules: readonly RuleEntry[] = [
  statement(arith.ConstantOp, ({ value, result }, printer) => {
    printer.defineConstant(result, value as IntegerAttr | FloatAttr);
  }),
  infix(arith.AddIOp, "+"),
  infix(arith.SubIOp, "-"),
  infix(arith.MulIOp, "*"),
  infix(arith.DivSIOp, "/", byZero),
  infix(arith.RemSIOp, "%", byZero),
  unsignedInfix(arith.DivUIOp, "/", byZero),
  unsignedInfix(arith.RemUIOp, "%", byZero),
  infix(arith.AndIOp, "&"),
  infix(arith.OrIOp, "|"),
  expression(arith.XOrIOp, ([a, b], op) => `${a} ${op.resultTypes[0] === i1() ? "!=" : "^"} ${b}`),
  expression(arith.ShLIOp, ([a, b]) => `${a} << ${unsigned(b)}`, byTooMuch),
  expression(arith.ShRSIOp, ([a, b]) => `${a} >> ${unsigned(b)}`, byTooMuch),
  unsignedInfix(arith.ShRUIOp, ">>", byTooMuch),
  call(arith.MaxSIOp, "max"),
  call(arith.MinSIOp, "min"),
  expression(arith.MaxUIOp, ([a, b]) => `i32(max(${unsigned(a)}, ${unsigned(b)}))`),
  expression(arith.MinUIOp, ([a, b]) => `i32(min(${unsigned(a)}, ${unsigned(b)}))`),
  expression(arith.CmpIOp, compareIntegers),
  expression(arith.CmpFOp, compareFloats),
  expression(arith.SelectOp, ([condition, a, b]) => `select(${b}, ${a}, ${condition})`),
  infix(arith.AddFOp, "+"),
  infix(arith.SubFOp, "-"),
  infix(arith.MulFOp, "*"),
  infix(arith.DivFOp, "/"),
  expression(arith.NegFOp, ([a]) => `-(${a})`),
  conversion(arith.ExtUIOp),
  expression(arith.ExtSIOp, ([a]) => `select(0i, -1i, ${a})`),
  truncated,
  conversion(arith.IndexCastOp),
  conversion(arith.IndexCastUIOp),
  conversion(arith.SIToFPOp),
  conversion(arith.UIToFPOp, unsigned),
  conversion(arith.FPToSIOp),
  expression(arith.FPToUIOp, ([a]) => `i32(u32(${a}))`),
  conversion(arith.ExtFOp),
  conversion(arith.TruncFOp),
  expression(arith.BitcastOp, ([a], op, type) => `bitcast<${type(op.resultTypes[0]!)}>(${a})`),
];
