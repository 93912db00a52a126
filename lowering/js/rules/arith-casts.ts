/** Casts, selection and constants of `arith`. */

import {
  BitcastOp,
  ConstantOp,
  ExtFOp,
  ExtSIOp,
  ExtUIOp,
  FPToSIOp,
  FPToUIOp,
  IndexCastOp,
  IndexCastUIOp,
  RoundingMode,
  ScalingExtFOp,
  ScalingTruncFOp,
  SelectOp,
  SIToFPOp,
  TruncFOp,
  TruncIOp,
  UIToFPOp,
} from "../../../dialects/arith/index.ts";
import type { Attribute, Type } from "../../../ir/attribute.ts";
import { FloatAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { FloatType, IndexType, IntegerType, RankedTensorType, VectorType } from "../../../ir/builtin/types.ts";
import type { OpDefinition } from "../../../ir/define-op.ts";
import { opError } from "../../../ir/diagnostic.ts";
import type { OpResult } from "../../../ir/value.ts";
import { elementValues, numberText } from "../constants.ts";
import type { FunctionEmitter } from "../function-emitter.ts";
import { storageOf } from "../memory-access.ts";
import {
  fromBigInt,
  type IntegerRepresentation,
  integerRepresentation,
  toBigInt,
  toNumber,
  unsigned,
  wrap,
} from "../representation.ts";
import { call, type RuleEntry, type ScalarContext, scalar, statement } from "../rule.ts";
import { tensorOf } from "../runtime/tensors.ts";
import { narrowCall, round, rounded } from "./floats.ts";

/** An integer in another type; `isSigned` says how it is read if that one is wider. */
function castInteger(text: string, from: IntegerRepresentation, to: IntegerRepresentation, isSigned: boolean): string {
  // The bits of an index, which is a number with its sign, matter to wider integers only.
  const isIndexBits = from.kind === "index" && !isSigned && to.width > from.width;
  if (from.kind === "bigint" || isIndexBits) {
    return fromBigInt(toBigInt(text, from, isSigned), to);
  }
  const number = toNumber(text, from, isSigned || from.kind === "index");
  switch (to.kind) {
    case "bool":
      return `(${number} & 1) !== 0`;
    case "int":
      return to.width > from.width ? number : wrap(number, to);
    case "bigint":
      return to.width > from.width ? `BigInt(${number})` : wrap(`BigInt(${number})`, to);
    case "index":
      return number;
  }
}

export const integerCast = (def: OpDefinition, isSigned: boolean): RuleEntry =>
  scalar(def, ({ op, args, operandTypes, resultTypes }) => {
    const from = integerRepresentation(operandTypes[0]!);
    const to = integerRepresentation(resultTypes[0]!);
    if (from !== undefined && to !== undefined) return castInteger(args[0]!, from, to, isSigned);
    throw opError(op, "is supported by the js engine for integers and indices only");
  });

const fromInteger = (def: OpDefinition, isSigned: boolean): RuleEntry =>
  scalar(def, ({ args, operandTypes, resultTypes }) => {
    const representation = integerRepresentation(operandTypes[0]!)!;
    const type = resultTypes[0] as FloatType;
    if (representation.kind !== "bigint") return round(toNumber(args[0]!, representation, isSigned), type);
    const value = toBigInt(args[0]!, representation, isSigned);
    return type.kind === "f64" ? `Number(${value})` : round(call("roundToOdd", value), type);
  });

/** What does not fit has no defined result; here it is the integer part modulo a power of two. */
const toInteger = (def: OpDefinition): RuleEntry =>
  scalar(def, ({ args, resultTypes }) => {
    const representation = integerRepresentation(resultTypes[0]!)!;
    switch (representation.kind) {
      case "bool":
        return `(${args[0]} & 1) !== 0`;
      case "int":
        return wrap(args[0]!, representation);
      default:
        return wrap(call("truncateToBigInt", args[0]!), representation);
    }
  });

/** The bits of a scalar as an integer of its width, in that integer's representation. */
function bitsText(text: string, type: Type): string {
  if (!(type instanceof FloatType)) return text;
  if (type.kind === "f64") return call("bitsOfF64", text);
  if (type.kind === "f32") return call("bitsOfF32", text);
  return wrap(narrowCall("encode", type, text), integerRepresentation(IntegerType.get(type.width))!);
}

function textOfBits(text: string, type: Type): string {
  if (!(type instanceof FloatType)) return text;
  if (type.kind === "f64") return call("f64OfBits", text);
  if (type.kind === "f32") return call("f32OfBits", text);
  return narrowCall("decode", type, unsigned(`(${text})`, integerRepresentation(IntegerType.get(type.width))!));
}

function bitcast({ op, args, operandTypes, resultTypes }: ScalarContext): string {
  const [from, to] = [operandTypes[0]!, resultTypes[0]!];
  const isScalar = [from, to].every((type) => type instanceof FloatType || type instanceof IntegerType);
  if (!isScalar) throw opError(op, "is supported by the js engine for integers and floats only");
  return from === to ? args[0]! : textOfBits(bitsText(args[0]!, from), to);
}

/** Rounds as the operation's attribute says; by default to nearest, ties to even. */
function truncated(text: string, type: Type, mode: IntegerAttr | undefined): string {
  const rounding = mode === undefined ? "to_nearest_even" : RoundingMode.nameOf(mode);
  if (rounding === "to_nearest_even") return round(text, type);
  return call("roundDirected", text, `"${(type as FloatType).kind}"`, `"${rounding}"`);
}

/** A scale, which is a power of two, in the type in which it is used. */
const scaleText = (scale: string, type: Type): string => round(call("round_f8E8M0FNU", scale), type);

/** Makes `result` stand for a constant, which is written where it is used. */
export function emitConstant(value: Attribute, result: OpResult, fn: FunctionEmitter): void {
  const { owner: op, type } = result;
  try {
    if (value instanceof IntegerAttr || value instanceof FloatAttr) {
      fn.alias(result, numberText(value));
      if (type instanceof IndexType) fn.setMagnitude(result, Math.abs((value as IntegerAttr).number));
      return;
    }
    const elements = elementValues(value);
    if (elements !== undefined && type instanceof VectorType) fn.alias(result, fn.module.constant(elements));
    else if (elements !== undefined && type instanceof RankedTensorType) {
      fn.alias(result, fn.module.constant(tensorOf(storageOf(type), type.shape, elements)));
    } else throw opError(op, "holds a value that the js engine does not support");
  } catch (error) {
    throw error instanceof RangeError ? opError(op, error.message) : error;
  }
}

export const arithCastRules: readonly RuleEntry[] = [
  integerCast(ExtSIOp, true),
  integerCast(ExtUIOp, false),
  integerCast(TruncIOp, true),
  integerCast(IndexCastOp, true),
  integerCast(IndexCastUIOp, false),
  fromInteger(SIToFPOp, true),
  fromInteger(UIToFPOp, false),
  toInteger(FPToSIOp),
  toInteger(FPToUIOp),
  rounded(ExtFOp, (a) => a),
  scalar(TruncFOp, ({ op, args, resultTypes }) => truncated(args[0]!, resultTypes[0]!, TruncFOp.view(op).roundingmode)),
  scalar(ScalingExtFOp, ({ args: [value, scale], resultTypes: [type] }) =>
    round(`${round(value!, type!)} * ${scaleText(scale!, type!)}`, type!),
  ),
  scalar(ScalingTruncFOp, ({ op, args: [value, scale], operandTypes, resultTypes }) => {
    const type = operandTypes[0]!;
    const scaled = round(`${value} / ${scaleText(scale!, type)}`, type);
    return truncated(scaled, resultTypes[0]!, ScalingTruncFOp.view(op).roundingmode);
  }),
  scalar(BitcastOp, bitcast),
  scalar(SelectOp, ({ args: [condition, a, b] }) => `${condition} ? ${a} : ${b}`),
  statement(ConstantOp, ({ value, result }, fn) => emitConstant(value, result, fn)),
];
