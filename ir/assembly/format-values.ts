/** The steps of formats that read and write operands and the types of operands and results. */

import type { Type } from "../attribute.ts";
import { FunctionType } from "../builtin/types.ts";
import { arityOf, constraintOf, type TypeClass } from "../constraint.ts";
import type { TypeDefinition } from "../define-attribute.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import type { DiagnosticError } from "../diagnostic.ts";
import type { IndexRange } from "../index-range.ts";
import type { Operation } from "../operation.ts";
import type { Segment } from "../segments.ts";
import type { Value } from "../value.ts";
import type { AsmParser } from "./asm-parser.ts";
import { type FormatState, type FormatStep, operandGroup, resultGroup } from "./format-state.ts";
import { TokenKind } from "./token-parser.ts";

const isFixed = (segments: readonly Segment[]): boolean => segments.every((segment) => segment.arity === "single");

/** `$operand` */
export function operandStep(def: OpDefinition, group: number): FormatStep {
  const { arity } = def.operandSegments[group]!;
  const isPresent = (op: Operation): boolean => def.operandRange(op, group).count > 0;
  if (arity === "single") {
    const read = (parser: AsmParser, state: FormatState): void => {
      state.operands.setOne(group, parser.parseOperand());
    };
    const hasFixedIndex = isFixed(def.operandSegments);
    return {
      parse: read,
      parseOptional(parser, state) {
        if (parser.kind !== TokenKind.PERCENT_ID) return false;
        read(parser, state);
        return true;
      },
      print(op, printer) {
        printer.formatGap();
        printer.operand(op.operand(hasFixedIndex ? group : def.operandRange(op, group).start));
      },
      isPresent,
    };
  }
  const readOptional = (parser: AsmParser, state: FormatState): boolean => {
    const isHere = parser.kind === TokenKind.PERCENT_ID;
    const list = !isHere ? [] : arity === "variadic" ? parser.parseOperandList() : [parser.parseOperand()];
    state.operands.setList(group, list);
    return isHere;
  };
  return {
    parse: readOptional,
    parseOptional: readOptional,
    print(op, printer) {
      printer.formatGap();
      const { start, count } = def.operandRange(op, group);
      for (let i = start; i < start + count; i++) {
        if (i > start) printer.write(", ");
        printer.operand(op.operand(i));
      }
    },
    isPresent,
  };
}

/** `operands` */
export const allOperandsStep: FormatStep = {
  parse(parser, state) {
    state.allOperands = parser.parseOperandList();
  },
  print(op, printer) {
    printer.formatGap();
    printer.allOperands(op);
  },
};

/** `type($group)`, `type(operands)` or `type(results)`; `qualified` types are written with their dialect. */
export function typesStep(def: OpDefinition, of: string, qualified: boolean): FormatStep {
  const operand = operandGroup(def, of);
  const result = resultGroup(def, of);
  // A group may be called "operands" or "results" as well.
  if (operand >= 0 || result >= 0) return groupTypesStep(def, operand >= 0, Math.max(operand, result), of, qualified);
  if (of === "operands") return allOperandTypesStep;
  if (of === "results") return allResultTypesStep;
  throw new Error(`assembly format of '${def.name}': unknown name '${of}' in type(...)`);
}

const allOperandTypesStep: FormatStep = {
  parse(parser, state) {
    state.allOperandTypes = parser.parseTypeList();
  },
  print(op, printer) {
    printer.formatGap();
    printer.types(op.operandTypes);
  },
  isPresent: (op) => op.numOperands > 0,
};

const allResultTypesStep: FormatStep = {
  parse(parser, state) {
    state.allResultTypes = parser.parseTypeList();
  },
  print(op, printer) {
    printer.formatGap();
    printer.types(op.resultTypes);
  },
  isPresent: (op) => op.numResults > 0,
};

function groupTypesStep(
  def: OpDefinition,
  isOperand: boolean,
  group: number,
  name: string,
  qualified: boolean,
): FormatStep {
  const { operands, results } = def.spec as OpSpec;
  const spec = (isOperand ? operands : results)![name]!;
  const arity = arityOf(spec);
  const { typeClass } = constraintOf(spec);
  const stripped = qualified ? undefined : asDefinition<TypeDefinition>(constraintOf(spec));
  const readOne = (parser: AsmParser): Type => {
    const at = parser.start;
    const type =
      stripped === undefined || parser.kind === TokenKind.EXCLAMATION_ID
        ? parser.parseType()
        : stripped.get(stripped.spec.parse(parser));
    if (typeClass !== undefined && !typeClass.is(type)) throw wrongClass(parser, typeClass, type, at);
    return type;
  };
  const readList = (parser: AsmParser): Type[] => {
    if (arity === "optional") {
      const type = parser.parseOptionalType();
      return type === undefined ? [] : [type];
    }
    return parser.parseTypeList();
  };
  const range = (op: Operation): IndexRange => (isOperand ? def.operandRange(op, group) : def.resultRange(op, group));
  const valueAt = (op: Operation, index: number): Value => (isOperand ? op.operand(index) : op.result(index));
  const hasFixedIndex = isFixed(isOperand ? def.operandSegments : def.resultSegments);
  return {
    parse(parser, state) {
      const groups = isOperand ? state.operandTypes : state.resultTypes;
      if (arity === "single") groups.setOne(group, readOne(parser));
      else groups.setList(group, readList(parser));
    },
    print(op, printer) {
      printer.formatGap();
      if (hasFixedIndex && stripped === undefined) {
        printer.type(valueAt(op, group).type);
        return;
      }
      const { start, count } = range(op);
      for (let i = start; i < start + count; i++) {
        if (i > start) printer.write(", ");
        const { type } = valueAt(op, i);
        if (stripped?.is(type)) stripped.spec.print(type, printer);
        else printer.type(type);
      }
    },
    isPresent: (op) => range(op).count > 0,
  };
}

const functionClass: TypeClass = { name: "builtin.function", is: (type) => type instanceof FunctionType };

function wrongClass(parser: AsmParser, { name }: TypeClass, type: Type, at: number): DiagnosticError {
  const expected = name === undefined ? "" : `: expected ${name}, but found '${type}'`;
  return parser.error(`invalid kind of type specified${expected}`, at);
}

/** A constraint that is itself the definition of a dialect's attribute or type. */
export function asDefinition<D>(constraint: unknown): D | undefined {
  return typeof constraint === "object" && constraint !== null && "spec" in constraint ? (constraint as D) : undefined;
}

/** `functional-type(inputs, results)`; each is a group, or `operands` and `results` for all. */
export function functionalTypeStep(def: OpDefinition, inputs: string, results: string): FormatStep {
  const operand = operandGroup(def, inputs);
  const result = resultGroup(def, results);
  const part = (types: readonly Type[], { start, count }: IndexRange): readonly Type[] =>
    types.slice(start, start + count);
  return {
    parse(parser, state) {
      const at = parser.start;
      const type = parser.parseType();
      if (!(type instanceof FunctionType)) throw wrongClass(parser, functionClass, type, at);
      if (operand < 0) state.allOperandTypes = type.inputs;
      else state.operandTypes.setList(operand, type.inputs);
      if (result < 0) state.allResultTypes = type.results;
      else state.resultTypes.setList(result, type.results);
    },
    print(op, printer) {
      printer.formatGap();
      printer.functionalType(
        operand < 0 ? op.operandTypes : part(op.operandTypes, def.operandRange(op, operand)),
        result < 0 ? op.resultTypes : part(op.resultTypes, def.resultRange(op, result)),
      );
    },
  };
}
