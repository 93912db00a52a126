/**
 * Integers: WGSL has 32 bits. `index` stays, and means 32 bits. Narrower integers are kept in 32 bits with their sign, and
 * cut to their width where a result may leave it; so are truth values where more is done with them than joining them. Wider ones, and `index`, must have values that fit 32 bits with a sign:
 * a constant that does not is an error, other values that do not are cut.
 */
import * as arith from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { IndexType, IntegerType, i1, i32 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { constantInteger } from "../../../ir/matchers.ts";
import type { Operation } from "../../../ir/operation.ts";
import type { Value } from "../../../ir/value.ts";
import { Code } from "../code.ts";

const wordWidth = 32;

export function legalizeIntegers(root: Operation): void {
  const widths = new Map<Value, number>();
  const adopt = (value: Value, owner: Operation): void => {
    const { type } = value;
    if (!(type instanceof IntegerType) || type === i1() || type === i32()) return;
    if (!type.isSignless || type.width > 64)
      throw opError(owner, `has a value of type '${type}', which WGSL does not have`);
    widths.set(value, type.width);
    value.type = i32();
  };
  const ops: Operation[] = [];
  root.walk((op) => {
    ops.push(op);
    for (const region of op.regions) for (const block of region.blocks()) for (const arg of block.args) adopt(arg, op);
    for (const result of op.results) adopt(result, op);
  });
  for (const op of ops) if (needsWords(op)) computeOnWords(op, widths);
  for (const op of ops) rules.get(op.def)?.(op, (value) => widths.get(value) ?? widthOfType(value));
}

/** What WGSL does with truth values. */
const ofBooleans: ReadonlySet<OpDefinition> = new Set<OpDefinition>([
  arith.AndIOp,
  arith.OrIOp,
  arith.XOrIOp,
  arith.SelectOp,
  arith.ConstantOp,
  arith.ExtSIOp,
  arith.ExtUIOp,
  arith.TruncIOp,
  arith.UIToFPOp,
]);
const toIntegers: ReadonlySet<OpDefinition> = new Set<OpDefinition>([
  arith.FPToSIOp,
  arith.FPToUIOp,
  arith.IndexCastOp,
  arith.IndexCastUIOp,
]);

function needsWords(op: Operation): boolean {
  const dialect = op.name.slice(0, op.name.indexOf("."));
  if ((dialect !== "arith" && dialect !== "math") || ofBooleans.has(op.def)) return false;
  return op.operandTypes.includes(i1()) || (toIntegers.has(op.def) && op.resultTypes[0] === i1());
}

/** Makes of operands and results of one bit numbers with a sign: 0 and -1. */
function computeOnWords(op: Operation, widths: Map<Value, number>): void {
  const before = OpBuilder.before(op);
  for (const [i, operand] of op.operands.entries()) {
    if (operand.type !== i1()) continue;
    const { out } = before.create(arith.ExtSIOp, { in: operand, resultTypes: [i32()] });
    widths.set(out, 1);
    op.setOperand(i, out);
  }
  if (arith.CmpIOp.is(op)) return;
  const behind = new OpBuilder(op.loc).setInsertionPointAfter(op);
  for (const result of op.results) {
    if (result.type !== i1()) continue;
    result.type = i32();
    widths.set(result, 1);
    const { out } = behind.create(arith.TruncIOp, { in: result, resultTypes: [i1()] });
    result.replaceAllUsesExcept(out, out.definingOp!);
  }
}

function widthOfType({ type }: Value): number {
  if (type instanceof IntegerType) return type.width;
  return type instanceof IndexType ? 64 : wordWidth;
}

type WidthOf = (value: Value) => number;
type RuleOf = (op: Operation, widthOf: WidthOf) => void;

/** The lower `width` bits, without and with their sign. */
const zeroExtended = (value: Value, width: number, code: Code): Value =>
  width < wordWidth ? code.and(value, code.i32(2 ** width - 1)) : value;
const signExtended = (value: Value, width: number, code: Code): Value =>
  width < wordWidth ? code.shrs(code.shl(value, wordWidth - width), wordWidth - width) : value;

/** Cuts the result to its width. */
const cutResult: RuleOf = (op, widthOf) => {
  const result = op.result(0);
  const width = widthOf(result);
  if (width >= wordWidth) return;
  const code = new Code(new OpBuilder(op.loc).setInsertionPointAfter(op));
  const cut = signExtended(result, width, code);
  const first = cut.definingOp!.operand(0).definingOp!;
  result.replaceUsesWithIf(cut, ({ owner }) => owner !== first && owner !== cut.definingOp);
};

/** Makes the operands numbers without a sign. */
const withoutSigns: RuleOf = (op, widthOf) => {
  const code = Code.before(op);
  op.operands.forEach((operand, i) => {
    if (operand.type === i32()) op.setOperand(i, zeroExtended(operand, widthOf(operand), code));
  });
};

const both =
  (...rules: readonly RuleOf[]): RuleOf =>
  (op, widthOf) => {
    for (const rule of rules) rule(op, widthOf);
  };

const shift: RuleOf = (op, widthOf) => {
  const amount = constantInteger(op.operand(1))?.value;
  if (widthOf(op.result(0)) > wordWidth && amount !== undefined && amount >= BigInt(wordWidth)) {
    throw opError(op, `shifts by ${amount} bits, but WGSL computes with ${wordWidth} bits`);
  }
};

/** Replaces a cast by what `convert` makes of its operand. */
const cast =
  (convert: (value: Value, from: number, to: number, code: Code) => Value | undefined): RuleOf =>
  (op, widthOf) => {
    const [operand] = op.operands;
    const result = op.result(0);
    const value = convert(operand!, widthOf(operand!), widthOf(result), Code.before(op));
    if (value === undefined) return;
    result.replaceAllUsesWith(value);
    op.erase();
  };

const constant: RuleOf = (op, widthOf) => {
  const value = op.attr("value");
  if (!(value instanceof IntegerAttr)) {
    if (!(value instanceof FloatAttr)) throw opError(op, "has a value that WGSL does not have");
    return;
  }
  if (value.type === i1() || value.type === i32()) return;
  if (widthOf(op.result(0)) > wordWidth && BigInt.asIntN(wordWidth, value.value) !== value.value) {
    throw opError(op, `has the value ${value.value}, but WGSL computes with ${wordWidth} bits`);
  }
  if (!(value.type instanceof IndexType)) op.setAttr("value", IntegerAttr.get(i32(), value.value));
};

/** Only for 32 bits. */
const exactWidth: RuleOf = (op, widthOf) => {
  const values = [...op.operands, ...op.results].filter(({ type }) => type === i32());
  if (values.some((value) => widthOf(value) !== wordWidth)) {
    throw opError(op, `is only possible on ${wordWidth} bits in WGSL`);
  }
};

const countZeros =
  (
    correct: (count: Value, width: number, code: Code) => Value,
    prepare: (value: Value, width: number, code: Code) => Value,
  ): RuleOf =>
  (op, widthOf) => {
    const width = widthOf(op.result(0));
    if (width > wordWidth) throw opError(op, `is only possible on up to ${wordWidth} bits in WGSL`);
    if (width === wordWidth) return;
    const code = Code.before(op);
    op.setOperand(0, prepare(op.operand(0), width, code));
    const behind = new Code(new OpBuilder(op.loc).setInsertionPointAfter(op));
    const result = op.result(0);
    const corrected = correct(result, width, behind);
    if (corrected !== result) result.replaceAllUsesExcept(corrected, corrected.definingOp!);
  };

const unsignedPredicates: ReadonlySet<string> = new Set(["ult", "ule", "ugt", "uge"]);

const rules: ReadonlyMap<OpDefinition, RuleOf> = new Map<OpDefinition, RuleOf>([
  [arith.ConstantOp, constant],
  ...[arith.AddIOp, arith.SubIOp, arith.MulIOp, math.IPowIOp, math.AbsIOp, arith.FPToUIOp].map(
    (def): [OpDefinition, RuleOf] => [def, cutResult],
  ),
  [arith.ShLIOp, both(shift, cutResult)],
  [arith.ShRSIOp, shift],
  [arith.ShRUIOp, both(shift, withoutSigns, cutResult)],
  ...[arith.DivUIOp, arith.RemUIOp, arith.CeilDivUIOp, arith.MaxUIOp, arith.MinUIOp].map(
    (def): [OpDefinition, RuleOf] => [def, both(withoutSigns, cutResult)],
  ),
  [arith.UIToFPOp, withoutSigns],
  [
    arith.CmpIOp,
    (op, widthOf) => {
      const { predicate } = arith.CmpIOp.view(op);
      if (unsignedPredicates.has(arith.CmpIPredicate.nameOf(predicate))) withoutSigns(op, widthOf);
    },
  ],
  [arith.ExtSIOp, cast((value) => (value.type === i1() ? undefined : value))],
  [
    arith.ExtUIOp,
    cast((value, from, _to, code) => (value.type === i1() ? undefined : zeroExtended(value, from, code))),
  ],
  [arith.TruncIOp, cast((value, _from, to, code) => (to === 1 ? undefined : signExtended(value, to, code)))],
  [arith.IndexCastOp, cutResult],
  [arith.IndexCastUIOp, both(withoutSigns, cutResult)],
  [math.CtPopOp, countZeros((count) => count, zeroExtended)],
  [
    math.CountLeadingZerosOp,
    countZeros((count, width, code) => code.sub(count, code.i32(wordWidth - width)), zeroExtended),
  ],
  // A bit behind the highest one stops the count.
  [
    math.CountTrailingZerosOp,
    countZeros(
      (count) => count,
      (value, width, code) => code.or(value, code.i32(2 ** width)),
    ),
  ],
  [arith.BitcastOp, exactWidth],
  [arith.AddUIExtendedOp, exactWidth],
  [arith.MulSIExtendedOp, exactWidth],
  [arith.MulUIExtendedOp, exactWidth],
]);
