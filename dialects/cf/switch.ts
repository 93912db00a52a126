/** `cf.switch`: a branch to one of many blocks by the value of an integer. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyInteger, AnyType, DenseI32Array } from "../../ir/builtin/constraints.ts";
import type { IntegerType } from "../../ir/builtin/types.ts";
import { anySuccessor, optional, variadic, variadicSuccessors } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { Pure, Terminator } from "../../ir/traits.ts";
import {
  caseOperandsOf,
  caseSegments,
  IntElementsAttr,
  type ParsedCase,
  parseCase,
  parseFlag,
  setCases,
  switchAttributes,
  switchBranch,
  switchDecision,
} from "../switch-cases.ts";

export const SwitchOp = defineOp(
  "cf.switch",
  {
    summary: "Branches to one of many blocks by the value of an integer",
    operands: { flag: AnyInteger, defaultOperands: variadic(AnyType), caseOperands: variadic(AnyType) },
    attributes: {
      case_values: optional(IntElementsAttr),
      /** How many of `caseOperands` are passed in each case. */
      case_operand_segments: DenseI32Array,
    },
    successors: { defaultDestination: anySuccessor, caseDestinations: variadicSuccessors },
    traits: [caseSegments, Pure, Terminator],
  },
  {
    parse: parseSwitch,
    print({ op, flag, defaultOperands, case_values, defaultDestination, caseDestinations }, printer): void {
      printer.write(" ").operand(flag).write(" : ").type(flag.type).write(", [").newline();
      printer.write("  default: ").successorAndOperands(defaultDestination, defaultOperands);
      caseDestinations.forEach((block, i) => {
        printer
          .write(",")
          .newline()
          .write(`  ${caseText(case_values!.elementAttr(i) as IntegerAttr)}: `);
        printer.successorAndOperands(block, caseOperandsOf(SwitchOp.view(op), i));
      });
      if (case_values !== undefined) printer.newline();
      printer.write("]").optionalAttrDict(op, switchAttributes);
    },
    verify({ op, flag, case_values, caseDestinations }): void {
      if (case_values === undefined && caseDestinations.length === 0) return;
      const { elementType = flag.type, numElements = 0 } = case_values ?? {};
      if (elementType !== flag.type) {
        throw opError(op, `'flag' type ('${flag.type}') should match case value type ('${elementType}')`);
      }
      if (numElements !== caseDestinations.length) {
        const counts = `(${numElements}) should match number of case destinations (${caseDestinations.length})`;
        throw opError(op, `number of case values ${counts}`);
      }
    },
  },
);
export type SwitchOp = Op<typeof SwitchOp>;

SwitchOp.implement(BranchOpInterface, { ...switchBranch, decision: (view) => switchDecision(view.flag, view) });

// Syntax: `%flag : i32, [ default: ^bb1(%a : T), 42: ^bb2, ... ] {attributes}`.

function parseSwitch(parser: AsmParser, state: ParsedOperation): void {
  const flag = parseFlag(parser);
  parser.parseLSquare();
  parser.parseKeyword("default");
  parser.parseColon();
  const defaultCase = parser.parseSuccessorAndOperands();
  const cases: ParsedCase[] = [];
  while (parser.parseOptionalComma()) {
    const parsed = parseCase(parser);
    cases.push({ ...parsed, value: BigInt.asUintN(flag.type.width, parsed.value) });
  }
  parser.parseRSquare();
  parser.parseOptionalAttrDict(state);
  setCases(parser, state, flag, defaultCase, cases);
}

/** Written without a sign, as MLIR does, where MLIR can read that again: its reader has signed integers of 64 bits. */
const caseText = (value: IntegerAttr): string =>
  String((value.type as IntegerType).width < 64 ? value.unsignedValue : value.value);
