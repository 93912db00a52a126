/** The integer operations of `arith`. */

import {
  AddIOp,
  AddUIExtendedOp,
  AndIOp,
  CeilDivSIOp,
  CeilDivUIOp,
  CmpIOp,
  CmpIPredicate,
  DivSIOp,
  DivUIOp,
  FloorDivSIOp,
  MaxSIOp,
  MaxUIOp,
  MinSIOp,
  MinUIOp,
  MulIOp,
  MulSIExtendedOp,
  MulUIExtendedOp,
  OrIOp,
  RemSIOp,
  RemUIOp,
  ShLIOp,
  ShRSIOp,
  ShRUIOp,
  SubIOp,
  XOrIOp,
} from "../../../dialects/arith/index.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { fromBigInt, integerRepresentation, toBigInt } from "../representation.ts";
import { type RuleEntry, scalar, scalars } from "../rule.ts";
import { comparison, integerOperations, integerRule, integerText } from "./integers.ts";

/** The lower half of a result of twice the width, and its upper half in the type of the second result. */
const extended = (def: OpDefinition, operator: "+" | "*", isSigned: boolean): RuleEntry =>
  scalars(def, ({ args, operandTypes, resultTypes }) => {
    const representation = integerRepresentation(operandTypes[0]!)!;
    const [a, b] = args.map((arg) => toBigInt(arg, representation, isSigned));
    const whole = `${a} ${operator} ${b}`;
    const high = `(${whole}) >> ${representation.width}n`;
    return [fromBigInt(whole, representation), fromBigInt(high, integerRepresentation(resultTypes[1]!)!)];
  });

export const arithIntegerRules: readonly RuleEntry[] = [
  integerRule(AddIOp, integerOperations.add),
  integerRule(SubIOp, integerOperations.sub),
  integerRule(MulIOp, integerOperations.mul),
  integerRule(DivSIOp, integerOperations.divSigned),
  integerRule(DivUIOp, integerOperations.divUnsigned),
  integerRule(CeilDivSIOp, integerOperations.ceilDivSigned),
  integerRule(CeilDivUIOp, integerOperations.ceilDivUnsigned),
  integerRule(FloorDivSIOp, integerOperations.floorDivSigned),
  integerRule(RemSIOp, integerOperations.remSigned),
  integerRule(RemUIOp, integerOperations.remUnsigned),
  integerRule(AndIOp, integerOperations.and),
  integerRule(OrIOp, integerOperations.or),
  integerRule(XOrIOp, integerOperations.xor),
  integerRule(ShLIOp, integerOperations.shiftLeft),
  integerRule(ShRSIOp, integerOperations.shiftRightSigned),
  integerRule(ShRUIOp, integerOperations.shiftRightUnsigned),
  integerRule(MaxSIOp, integerOperations.maxSigned),
  integerRule(MaxUIOp, integerOperations.maxUnsigned),
  integerRule(MinSIOp, integerOperations.minSigned),
  integerRule(MinUIOp, integerOperations.minUnsigned),
  extended(AddUIExtendedOp, "+", false),
  extended(MulSIExtendedOp, "*", true),
  extended(MulUIExtendedOp, "*", false),
  scalar(CmpIOp, ({ op, args, operandTypes, checked }) => {
    const operation = comparison(CmpIPredicate.nameOf(CmpIOp.view(op).predicate));
    return integerText(operation, args, integerRepresentation(operandTypes[0]!)!, checked);
  }),
];
