/** `llvm.inline_asm`: instructions of the machine in text. */

import { ArrayAttribute, integerEnum, StrAttr, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { i64 } from "../../ir/builtin/types.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { TailCallKind } from "./attributes.ts";
import { AnyLLVMType } from "./constraints.ts";

export const AsmDialect = integerEnum("ATT (0) or Intel (1) asm dialect", i64, { att: 0, intel: 1 });

export const InlineAsmOp = defineOp("llvm.inline_asm", {
  summary: "Instructions of the machine; constraints say where they find and leave values",
  operands: { operands: variadic(AnyLLVMType) },
  attributes: {
    asm_string: StrAttr,
    constraints: StrAttr,
    has_side_effects: optional(UnitAttribute),
    is_align_stack: optional(UnitAttribute),
    tail_call_kind: defaulted(TailCallKind, () => TailCallKind.of("none")),
    asm_dialect: optional(AsmDialect),
    operand_attrs: optional(ArrayAttribute),
  },
  results: { res: optional(AnyLLVMType) },
  assemblyFormat: `(\`has_side_effects\` $has_side_effects^)? (\`is_align_stack\` $is_align_stack^)?
    (\`tail_call_kind\` \`=\` $tail_call_kind^)? (\`asm_dialect\` \`=\` $asm_dialect^)?
    (\`operand_attrs\` \`=\` $operand_attrs^)? attr-dict
    $asm_string \`,\` $constraints operands \`:\` functional-type(operands, results)`,
});
export type InlineAsmOp = Op<typeof InlineAsmOp>;

const anything: readonly MemoryEffect[] = [{ kind: "read" }, { kind: "write" }];
InlineAsmOp.implement(MemoryEffectOpInterface, {
  effects: ({ has_side_effects }) => (has_side_effects === undefined ? [] : anything),
});
