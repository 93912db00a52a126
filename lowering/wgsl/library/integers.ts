/** Operations on integers of 32 bits that WGSL lacks. */
import {
  AddUIExtendedOp,
  CeilDivSIOp,
  CeilDivUIOp,
  DivUIOp,
  FloorDivSIOp,
  MulSIExtendedOp,
  MulUIExtendedOp,
  RemSIOp,
} from "../../../dialects/arith/index.ts";
import { IPowIOp } from "../../../dialects/math/index.ts";
import { type IndexType, type IntegerType, i32 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import type { Value } from "../../../ir/value.ts";
import type { ExpansionEntry, LibraryFunction } from "./library.ts";
import type { LibraryCode } from "./library-code.ts";

const integerFunction = (name: string, write: (code: LibraryCode, a: Value, b: Value) => Value): LibraryFunction => ({
  name,
  inputs: [i32(), i32()],
  results: [i32()],
  write: (code, a, b) => [write(code, a!, b!)],
});

/** The whole product without signs: the lower word and the upper one, by halves of words. */
const multiplyUnsigned: LibraryFunction = {
  name: "multiply_unsigned",
  inputs: [i32(), i32()],
  results: [i32(), i32()],
  write(code, a, b) {
    const lower = (x: Value): Value => code.and(x, code.i32(0xffff));
    const upper = (x: Value): Value => code.shru(x, 16);
    const [aLow, aHigh, bLow, bHigh] = [lower(a!), upper(a!), lower(b!), upper(b!)];
    const low = code.mul(aLow, bLow);
    const middle = code.add(code.mul(aHigh, bLow), upper(low));
    const other = code.add(code.mul(aLow, bHigh), lower(middle));
    const high = code.add(code.add(code.mul(aHigh, bHigh), upper(middle)), upper(other));
    return [code.mul(a!, b!), high];
  },
};

/** With signs: a negative factor counts 2^32 too much. */
const multiplySigned: LibraryFunction = {
  name: "multiply_signed",
  inputs: [i32(), i32()],
  results: [i32(), i32()],
  write(code, a, b) {
    const [low, high] = code.callAll(multiplyUnsigned, a!, b!);
    const excess = code.add(code.and(code.shrs(a!, 31), b!), code.and(code.shrs(b!, 31), a!));
    return [low!, code.sub(high!, excess)];
  },
};

/** A quotient that is corrected by one where the division leaves a rest and the quotient's sign is as said. */
const roundedQuotient = (name: string, ofNegative: boolean): LibraryFunction =>
  integerFunction(name, (code, a, b) => {
    const zero = code.i32(0);
    const hasRest = code.compare("ne", code.op(RemSIOp, a, b), zero);
    const isNegative = code.compare("slt", code.xor(a, b), zero);
    const isRounded = code.and(hasRest, ofNegative ? isNegative : code.not(isNegative));
    return code.add(code.div(a, b), code.select(isRounded, code.i32(ofNegative ? -1 : 1), zero));
  });

const ceilingUnsigned = integerFunction("ceil_div_unsigned", (code, a, b) => {
  const quotient = code.op(DivUIOp, a, b);
  const hasRest = code.compare("ne", code.mul(quotient, b), a);
  return code.add(quotient, code.toInteger(hasRest, i32()));
});

/** By repeated squaring. Negative powers are 0 but for those of 1 and -1. */
const integerPower = integerFunction("int_power", (code, base, exponent) => {
  const [zero, one] = [code.i32(0), code.i32(1)];
  const isOdd = (n: Value): Value => code.compare("ne", code.and(n, one), zero);
  const [, , power] = code.loop(
    [exponent, base, one],
    ([n]) => code.compare("sgt", n!, zero),
    ([n, factor, result]) => [
      code.shrs(n!, 1),
      code.mul(factor!, factor!),
      code.select(isOdd(n!), code.mul(result!, factor!), result!),
    ],
  );
  const isUnit = code.compare("ule", code.add(base, one), code.i32(2));
  const ofUnit = code.select(isOdd(exponent), base, one);
  const inverse = code.select(code.and(isUnit, code.compare("ne", base, zero)), ofUnit, zero);
  return code.select(code.compare("slt", exponent, zero), inverse, power!);
});

/** A call, for indices as well. */
const callOnIntegers = (def: OpDefinition, func: LibraryFunction): ExpansionEntry => [
  def,
  (op, code) => {
    const operands = op.operands.map((operand) => code.toInteger(operand, i32()));
    const results = code.callAll(func, ...operands);
    return results.map((result, i) => code.toInteger(result, op.resultTypes[i] as IntegerType | IndexType));
  },
];

export const integerExpansions: readonly ExpansionEntry[] = [
  callOnIntegers(MulUIExtendedOp, multiplyUnsigned),
  callOnIntegers(MulSIExtendedOp, multiplySigned),
  callOnIntegers(CeilDivSIOp, roundedQuotient("ceil_div", false)),
  callOnIntegers(FloorDivSIOp, roundedQuotient("floor_div", true)),
  callOnIntegers(CeilDivUIOp, ceilingUnsigned),
  callOnIntegers(IPowIOp, integerPower),
  [
    AddUIExtendedOp,
    (op, code) => {
      const [lhs, rhs] = op.operands;
      const sum = code.add(lhs!, rhs!);
      return [sum, code.compare("ult", sum, lhs!)];
    },
  ],
];
