/** `math.ipowi`, which LLVM has no instruction for, as calls of functions that square repeatedly. */

import { CallOp } from "../../../dialects/func/index.ts";
import { IPowIOp } from "../../../dialects/math/index.ts";
import { parseModule } from "../../../ir/assembly/parse.ts";
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { SymbolRefAttr } from "../../../ir/builtin/attributes.ts";
import { IndexType, IntegerType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";

const functionName = (type: Type): string => `math.ipowi.${type}`;

/** A negative power is 1 / base^-exponent, which is 0 but for 1 and -1, and undefined for 0. */
const functionText = (type: Type): string => `
  func.func private @${functionName(type)}(%base: ${type}, %exponent: ${type}) -> ${type} {
    %zero = arith.constant 0 : ${type}
    %one = arith.constant 1 : ${type}
    %isnegative = arith.cmpi slt, %exponent, %zero : ${type}
    %negated = arith.subi %zero, %exponent : ${type}
    %magnitude = arith.select %isnegative, %negated, %exponent : ${type}
    %power:3 = scf.while (%rest = %magnitude, %factor = %base, %product = %one) : (${type}, ${type}, ${type}) -> (${type}, ${type}, ${type}) {
      %goeson = arith.cmpi ne, %rest, %zero : ${type}
      scf.condition(%goeson) %rest, %factor, %product : ${type}, ${type}, ${type}
    } do {
    ^bb0(%rest: ${type}, %factor: ${type}, %product: ${type}):
      %bit = arith.andi %rest, %one : ${type}
      %isset = arith.cmpi ne, %bit, %zero : ${type}
      %more = arith.muli %product, %factor : ${type}
      %next = arith.select %isset, %more, %product : ${type}
      %square = arith.muli %factor, %factor : ${type}
      %shifted = arith.shrui %rest, %one : ${type}
      scf.yield %shifted, %square, %next : ${type}, ${type}, ${type}
    }
    %isunit = arith.cmpi eq, %base, %one : ${type}
    %minusone = arith.subi %zero, %one : ${type}
    %isminusunit = arith.cmpi eq, %base, %minusone : ${type}
    %hasinverse = arith.ori %isunit, %isminusunit : i1
    %inverse = arith.select %hasinverse, %power#2, %zero : ${type}
    %result = arith.select %isnegative, %inverse, %power#2 : ${type}
    return %result : ${type}
  }`;

/** @throws {DiagnosticError} at a power of vectors or of `i1` */
export function expandIntegerPowers(module: Operation, context: Context): void {
  const powers: Operation[] = [];
  module.walk((op) => {
    if (IPowIOp.is(op)) powers.push(op);
    return undefined;
  });
  const types = new Set(powers.map((op) => scalarType(op)));
  for (const type of types) {
    const source = parseModule(functionText(type), context)!;
    const func = source.regions[0]!.front.first!;
    func.moveToEnd(module.regions[0]!.front);
  }
  for (const op of powers) {
    const callee = SymbolRefAttr.get(functionName(op.result().type));
    const call = OpBuilder.before(op).create(CallOp, { callee, operands: op.operands, resultTypes: op.resultTypes });
    op.replaceAllUsesWith(call.results);
    op.erase();
  }
}

function scalarType(op: Operation): Type {
  const { type } = op.result();
  if (type instanceof IndexType || (type instanceof IntegerType && type.width > 1)) return type;
  throw opError(op, "is supported by the llvm engine for integers of more than one bit only");
}
