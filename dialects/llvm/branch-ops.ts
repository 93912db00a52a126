/** Branches between the blocks of a function in the llvm dialect. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Block } from "../../ir/block.ts";
import { type DenseArrayAttr, denseI32Array, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnySignlessInteger, AnyType, DenseI32Array, I1 } from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { IntegerType } from "../../ir/builtin/types.ts";
import { anySuccessor, attrConstraint, optional, variadic, variadicSuccessors } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import type { Operation } from "../../ir/operation.ts";
import { operandSegmentSizes, sizesAttr } from "../../ir/segments.ts";
import { Pure, Terminator, Unreachable } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { caseOperandsOf, caseSegments, caseValues, switchBranch, switchDecision } from "../switch-cases.ts";
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
  successorOperandRange: ({ op }) => [0, op.numOperands],
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

const IntElementsAttr = attrConstraint(
  "integer elements attribute",
  (attr): attr is DenseElementsAttr => attr instanceof DenseElementsAttr && attr.elementType instanceof IntegerType,
);

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
      printer.newline().write("]").optionalAttrDict(op, writtenAttributes);
    },
  },
);
export type SwitchOp = Op<typeof SwitchOp>;

SwitchOp.implement(BranchOpInterface, { ...switchBranch, decision: (view) => switchDecision(view.value, view) });

const writtenAttributes: ReadonlySet<string> = new Set(["case_values", "case_operand_segments"]);

/** `%value : i32, ^default(%a : T) [ 42: ^bb1, -1: ^bb2 ] {attributes}` */
function parseSwitch(parser: AsmParser, state: ParsedOperation): void {
  const value = parser.parseOperand();
  parser.parseColon();
  const typeAt = parser.start;
  const type = parser.parseType();
  if (!(type instanceof IntegerType)) {
    throw parser.error(`invalid kind of type specified: expected builtin.integer, but found '${type}'`, typeAt);
  }
  parser.parseComma();
  const [defaultBlock, defaultOperands] = parser.parseSuccessorAndOperands();
  const values: bigint[] = [];
  const cases: [Block, Value[]][] = [];
  parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
    values.push(parser.parseInteger());
    parser.parseColon();
    cases.push(parser.parseSuccessorAndOperands());
  });
  parser.parseOptionalAttrDict(state);
  const caseOperands = cases.flatMap(([, operands]) => operands);
  state.operands = [parser.resolveOperand(value, type), ...defaultOperands, ...caseOperands];
  state.successors.push(defaultBlock, ...cases.map(([block]) => block));
  state.addAttribute(operandSegmentSizes, sizesAttr([1, defaultOperands.length, caseOperands.length]));
  state.addAttribute("case_operand_segments", denseI32Array(cases.map(([, operands]) => operands.length)));
  if (values.length > 0) state.addAttribute("case_values", caseValues(type, values));
}

export const UnreachableOp = defineOp("llvm.unreachable", {
  summary: "Marks a place that control never reaches",
  traits: [Terminator, Unreachable],
  assemblyFormat: "attr-dict",
});
export type UnreachableOp = Op<typeof UnreachableOp>;

export const branchOps = [BrOp, CondBrOp, SwitchOp, UnreachableOp] as const;
