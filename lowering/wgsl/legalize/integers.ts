/**
 * Integers: WGSL has 32 bits. `index` stays, and means 32 bits. Narrower integers are kept in 32 bits with their sign,
 * and cut to their width where a result may leave it; so are truth values where more is done with them than joining
 * them. Wider ones, and `index`, must have values that fit 32 bits with a sign: a constant that does not is an error,
 * other values that do not are cut.
 */
import * as arith from "../../../dialects/arith/index.ts";
import * as math from "../../../dialects/math/index.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { IndexType, IntegerType, i1, i32 } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { errorAt, opError } from "../../../ir/diagnostic.ts";
import { UnknownLoc } from "../../../ir/location.ts";
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
  const widthOf = (value: Value): number => widths.get(value) ?? widthOfType(value);
  // Values are replaced by others, so that their widths are taken beforehand.
  const work = ops.flatMap((op): (() => void)[] => {
    const rule = rules.get(op.def);
    if (rule === undefined) return [];
    const known: Widths = { operands: op.operands.map(widthOf), results: op.results.map(widthOf) };
    return [() => rule(op, known)];
  });
  for (const apply of work) apply();
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

/** The numbers of bits that values had. */
interface Widths {
  readonly operands: readonly number[];
  readonly results: readonly number[];
}
type Rule = (op: Operation, widths: Widths) => void;

/** The lower `width` bits, without and with their sign. */
const zeroExtended = (value: Value, width: number, code: Code): Value =>
  width < wordWidth ? code.and(value, code.i32(2 ** width - 1)) : value;
const signExtended = (value: Value, width: number, code: Code): Value =>
  width < wordWidth ? code.shrs(code.shl(value, wordWidth - width), wordWidth - width) : value;

/** Cuts the result to its width. */
const cutResult: Rule = (op, { results: [width] }) => {
  const result = op.result(0);
  if (width! >= wordWidth) return;
  const code = new Code(new OpBuilder(op.loc).setInsertionPointAfter(op));
  const cut = signExtended(result, width!, code);
  const first = cut.definingOp!.operand(0).definingOp!;
  result.replaceUsesWithIf(cut, ({ owner }) => owner !== first && owner !== cut.definingOp);
};

/** Makes the operands numbers without a sign. */
const withoutSigns: Rule = (op, { operands }) => {
  const code = Code.before(op);
  for (const [i, operand] of op.operands.entries()) {
    if (operand.type === i32()) op.setOperand(i, zeroExtended(operand, operands[i]!, code));
  }
};

const both =
  (...rules: readonly Rule[]): Rule =>
  (op, widths) => {
    for (const rule of rules) rule(op, widths);
  };

const shift: Rule = (op, { results: [width] }) => {
  const amount = constantInteger(op.operand(1))?.value;
  if (width! > wordWidth && amount !== undefined && amount >= BigInt(wordWidth)) {
    throw opError(op, `shifts by ${amount} bits, but WGSL computes with ${wordWidth} bits`);
  }
};

/** Replaces a cast by what `convert` makes of its operand. */
const cast =
  (convert: (value: Value, from: number, to: number, code: Code) => Value | undefined): Rule =>
  (op, { operands, results }) => {
    const value = convert(op.operand(0), operands[0]!, results[0]!, Code.before(op));
    if (value === undefined) return;
    op.result().replaceAllUsesWith(value);
    op.erase();
  };

const constant: Rule = (op, { results: [width] }) => {
  const value = op.attr("value");
  if (!(value instanceof IntegerAttr)) {
    if (!(value instanceof FloatAttr)) throw opError(op, "has a value that WGSL does not have");
    return;
  }
  if (value.type === i1() || value.type === i32()) return;
  if (width! > wordWidth && BigInt.asIntN(wordWidth, value.value) !== value.value) {
    // A constant that several operations share may have no place in the text.
    const user = op.loc instanceof UnknownLoc ? (op.result().users[0] ?? op) : op;
    const message = `'${op.name}' op has the value ${value.value}, but WGSL computes with ${wordWidth} bits`;
    throw errorAt(user.loc, message);
  }
  if (!(value.type instanceof IndexType)) op.setAttr("value", IntegerAttr.get(i32(), value.value));
};

/** Only for 32 bits. */
const exactWidth: Rule = (op, { operands, results }) => {
  const values = [...op.operands, ...op.results];
  if ([...operands, ...results].some((width, i) => values[i]!.type === i32() && width !== wordWidth)) {
    throw opError(op, `is only possible on ${wordWidth} bits in WGSL`);
  }
};

const countZeros =
  (
    correct: (count: Value, width: number, code: Code) => Value,
    prepare: (value: Value, width: number, code: Code) => Value,
  ): Rule =>
  (op, { results: [resultWidth] }) => {
    const width = resultWidth!;
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

const rules: ReadonlyMap<OpDefinition, Rule> = new Map<OpDefinition, Rule>([
  [arith.ConstantOp, constant],
  ...[arith.AddIOp, arith.SubIOp, arith.MulIOp, math.IPowIOp, math.AbsIOp, arith.FPToUIOp].map(
    (def): [OpDefinition, Rule] => [def, cutResult],
  ),
  [arith.ShLIOp, both(shift, cutResult)],
  [arith.ShRSIOp, shift],
  [arith.ShRUIOp, both(shift, withoutSigns, cutResult)],
  ...[arith.DivUIOp, arith.RemUIOp, arith.CeilDivUIOp, arith.MaxUIOp, arith.MinUIOp].map(
    (def): [OpDefinition, Rule] => [def, both(withoutSigns, cutResult)],
  ),
  [arith.UIToFPOp, withoutSigns],
  [
    arith.CmpIOp,
    (op, widths) => {
      const { predicate } = arith.CmpIOp.view(op);
      if (unsignedPredicates.has(arith.CmpIPredicate.nameOf(predicate))) withoutSigns(op, widths);
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
