/** Branches between the blocks of a function in the llvm dialect. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { type DenseArrayAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnySignlessInteger, AnyType, DenseI32Array, I1 } from "../../ir/builtin/constraints.ts";
import { anySuccessor, optional, variadic, variadicSuccessors } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { Pure, Terminator, Unreachable } from "../../ir/traits.ts";
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
import { AnyLLVMType } from "./constraints.ts";
import { LoopAnnotationAttr } from "./metadata/loops.ts";

const terminator = [Pure, Terminator] as const;
const weights = { branch_weights: optional(DenseI32Array) } as const;
const annotation = { loop_annotation: optional(LoopAnnotationAttr) } as const;

export const BrOp = defineOp("llvm.br", {
  summary: "Branches to a block",
  operands: { destOperands: variadic(AnyLLVMType) },
  attributes: annotation,
  successors: { dest: anySuccessor },
  traits: terminator,
  assemblyFormat: "$dest (`(` $destOperands^ `:` type($destOperands) `)`)? attr-dict",
});
export type BrOp = Op<typeof BrOp>;

BrOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }) => ({ start: 0, count: op.numOperands }),
  successorForOperands: ({ dest }) => dest,
});

export const CondBrOp = defineOp(
  "llvm.cond_br",
  {
    summary: "Branches to one of two blocks by a condition",
    operands: { condition: I1, trueDestOperands: variadic(AnyLLVMType), falseDestOperands: variadic(AnyLLVMType) },
    attributes: { ...weights, ...annotation },
    successors: { trueDest: anySuccessor, falseDest: anySuccessor },
    traits: terminator,
    assemblyFormat: `$condition (\`weights\` \`(\` $branch_weights^ \`)\`)? \`,\`
      $trueDest (\`(\` $trueDestOperands^ \`:\` type($trueDestOperands) \`)\`)? \`,\`
      $falseDest (\`(\` $falseDestOperands^ \`:\` type($falseDestOperands) \`)\`)? attr-dict`,
  },
  { verify: verifyWeights },
);
export type CondBrOp = Op<typeof CondBrOp>;

CondBrOp.implement(BranchOpInterface, {
  successorOperandRange: ({ op }, index) => CondBrOp.operandRange(op, index + 1),
  successorForOperands: ({ trueDest, falseDest }, [condition]) =>
    condition instanceof IntegerAttr ? (condition.boolValue ? trueDest : falseDest) : undefined,
  decision: ({ condition }) => ({ value: condition }),
});

function verifyWeights({ op, branch_weights }: { op: Operation; branch_weights: DenseArrayAttr | undefined }): void {
  if (branch_weights === undefined || branch_weights.values.length === op.successors.length) return;
  const counts = `${branch_weights.values.length} vs ${op.successors.length}`;
  throw errorAt(op.loc, `expects number of branch weights to match number of successors: ${counts}`);
}

export const SwitchOp = defineOp(
  "llvm.switch",
  {
    summary: "Branches to one of many blocks by the value of an integer",
    operands: { value: AnySignlessInteger, defaultOperands: variadic(AnyType), caseOperands: variadic(AnyType) },
    attributes: {
      case_values: optional(IntElementsAttr),
      /** How many of `caseOperands` are passed in each case. */
      case_operand_segments: DenseI32Array,
      ...weights,
    },
    successors: { defaultDestination: anySuccessor, caseDestinations: variadicSuccessors },
    traits: [caseSegments, Pure, Terminator],
  },
  {
    verify(view) {
      const { op, value, case_values, caseDestinations } = view;
      const count = case_values?.numElements ?? 0;
      if (count !== caseDestinations.length) {
        throw errorAt(op.loc, "expects number of case values to match number of case destinations");
      }
      verifyWeights(view);
      if (case_values !== undefined && case_values.elementType !== value.type) {
        throw errorAt(op.loc, "expects case value type to match condition value type");
      }
    },
    parse: parseSwitch,
    print(view, printer) {
      const { op, value, defaultOperands, case_values, defaultDestination, caseDestinations } = view;
      printer.write(" ").operand(value).write(" : ").type(value.type).write(", ");
      printer.successorAndOperands(defaultDestination, defaultOperands).write(" [");
      caseDestinations.forEach((block, i) => {
        if (i > 0) printer.write(",");
        printer.newline().write(`  ${(case_values!.elementAttr(i) as IntegerAttr).value}: `);
        printer.successorAndOperands(block, caseOperandsOf(view, i));
      });
      printer.newline().write("]").optionalAttrDict(op, switchAttributes);
    },
  },
);
export type SwitchOp = Op<typeof SwitchOp>;

SwitchOp.implement(BranchOpInterface, { ...switchBranch, decision: (view) => switchDecision(view.value, view) });

/** `%value : i32, ^default(%a : T) [ 42: ^bb1, -1: ^bb2 ] {attributes}` */
function parseSwitch(parser: AsmParser, state: ParsedOperation): void {
  const flag = parseFlag(parser);
  const defaultCase = parser.parseSuccessorAndOperands();
  const cases: ParsedCase[] = [];
  parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
    cases.push(parseCase(parser));
  });
  parser.parseOptionalAttrDict(state);
  setCases(parser, state, flag, defaultCase, cases);
}

export const UnreachableOp = defineOp("llvm.unreachable", {
  summary: "Marks a place that control never reaches",
  traits: [Terminator, Unreachable],
  assemblyFormat: "attr-dict",
});
export type UnreachableOp = Op<typeof UnreachableOp>;

export const branchOps = [BrOp, CondBrOp, SwitchOp, UnreachableOp] as const;
