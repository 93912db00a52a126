/** The `math` dialect. */

import { unaryFunctions } from "../../../dialects/math/functions/index.ts";
import {
  AbsIOp,
  Atan2Op,
  ClampFOp,
  CopySignOp,
  CountLeadingZerosOp,
  CountTrailingZerosOp,
  CtPopOp,
  FmaOp,
  FPowIOp,
  IPowIOp,
  IsFiniteOp,
  IsInfOp,
  IsNaNOp,
  IsNormalOp,
  mathOps,
  PowFOp,
  SincosOp,
} from "../../../dialects/math/index.ts";
import { type FloatType, f64 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import {
  fromBigInt,
  type IntegerRepresentation,
  integerRepresentation,
  toBigInt,
  toNumber,
  unsigned,
  wrap,
} from "../representation.ts";
import { call, type RuleEntry, scalar, scalars } from "../rule.ts";
import { exact, round, rounded } from "./floats.ts";

type UnaryName = keyof typeof unaryFunctions;
const isUnary = (name: string): name is UnaryName => name in unaryFunctions;

/** V8 has instructions for the methods of `Math`, if they are called as such. */
function unaryText(name: UnaryName, argument: string): string {
  const method = name === "absf" ? "abs" : name;
  const isMethod = (Math as unknown as Record<string, unknown>)[method] === unaryFunctions[name];
  return isMethod ? `Math.${method}(${argument})` : call(name, argument);
}

const unaryRules: readonly RuleEntry[] = mathOps.flatMap((def) => {
  const name = def.name.slice("math.".length);
  return isUnary(name) ? [rounded(def, (a) => unaryText(name, a))] : [];
});

/** An integer operation: on numbers of up to 32 bits, otherwise on bigints. */
const integerRule = (
  def: OpDefinition,
  int: (args: readonly string[], representation: IntegerRepresentation) => string,
  bigint: (args: readonly string[], width: string) => string,
): RuleEntry =>
  scalar(def, ({ args, operandTypes }) => {
    const representation = integerRepresentation(operandTypes[0]!)!;
    if (representation.kind === "int") return wrap(int(args, representation), representation);
    const values = args.map((arg) => toBigInt(arg, representation, true));
    return fromBigInt(bigint(values, String(representation.width)), representation);
  });

export const mathRules: readonly RuleEntry[] = [
  ...unaryRules,
  rounded(Atan2Op, (y, x) => `Math.atan2(${y}, ${x})`),
  rounded(PowFOp, (a, b) => call("pow", a, b)),
  scalar(FPowIOp, ({ args: [base, exponent], operandTypes, resultTypes }) => {
    const representation = integerRepresentation(operandTypes[1]!)!;
    const power = representation.kind === "bigint" ? `Number(${exponent})` : toNumber(exponent!, representation, true);
    return round(call("powi", base!, power), resultTypes[0]!);
  }),
  scalar(FmaOp, ({ args, resultTypes: [type] }) =>
    type === f64() ? call("fma", ...args) : round(call("fmaToOdd", ...args), type!),
  ),
  scalars(SincosOp, ({ args, resultTypes: [type] }) =>
    ["sin", "cos"].map((name) => round(`Math.${name}(${args[0]})`, type!)),
  ),
  exact(CopySignOp, (a, b) => call("copysign", a, b)),
  exact(ClampFOp, (value, min, max) => `Math.min(Math.max(${value}, ${min}), ${max})`),
  exact(IsFiniteOp, (a) => `Number.isFinite(${a})`),
  exact(IsInfOp, (a) => `Math.abs(${a}) === Infinity`),
  exact(IsNaNOp, (a) => `${a} !== ${a}`),
  scalar(IsNormalOp, ({ args: [a], operandTypes }) => {
    const { minExponent } = (operandTypes[0] as FloatType).format;
    return `Math.abs(${a}) >= ${2 ** minExponent} && Number.isFinite(${a})`;
  }),
  integerRule(
    AbsIOp,
    ([a]) => `Math.abs(${a})`,
    ([a]) => call("absi", a!),
  ),
  integerRule(
    CountLeadingZerosOp,
    ([a], r) => `Math.clz32(${unsigned(a!, r)}) - ${32 - r.width}`,
    ([a], width) => call("ctlz", a!, width),
  ),
  integerRule(
    CountTrailingZerosOp,
    ([a], { width }) => call("countTrailingZeros", a!, String(width)),
    ([a], width) => call("cttz", a!, width),
  ),
  integerRule(
    CtPopOp,
    ([a], r) => call("countOnes", unsigned(a!, r)),
    ([a], width) => call("ctpop", a!, width),
  ),
  integerRule(
    IPowIOp,
    ([a, b]) => call("powerInt", a!, b!),
    ([a, b], width) => call("powerBig", a!, b!, width),
  ),
];
