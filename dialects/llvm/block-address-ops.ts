/** Blocks as values: their addresses, and jumps to such. A tag in a block says which one an address means. */

import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Block } from "../../ir/block.ts";
import { denseI32Array } from "../../ir/builtin/attributes.ts";
import { AnyType, DenseI32Array, FlatSymbolRef } from "../../ir/builtin/constraints.ts";
import { variadic, variadicSuccessors } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { IndexRange } from "../../ir/index-range.ts";
import { BranchOpInterface } from "../../ir/interfaces/control-flow.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import { attributeField, structAttr } from "../../ir/struct-attribute.ts";
import type { Trait } from "../../ir/trait.ts";
import { Pure, Terminator } from "../../ir/traits.ts";
import type { Value } from "../../ir/value.ts";
import { offsetsOf, verifySegments } from "../switch-cases.ts";
import { BlockTagAttr, BlockTagOp, findBlockTag } from "./block-tags.ts";
import { AnyPointer } from "./constraints.ts";
import { FuncOp } from "./func-ops.ts";

export const BlockAddressAttr = structAttr("llvm.blockaddress", {
  function: attributeField(FlatSymbolRef),
  tag: attributeField(BlockTagAttr),
});

export const BlockAddressOp = defineOp("llvm.blockaddress", {
  summary: "The address of a block, for 'llvm.indirectbr'",
  attributes: { block_addr: BlockAddressAttr },
  results: { res: AnyPointer },
  traits: [Pure],
  assemblyFormat: "$block_addr attr-dict `:` qualified(type($res))",
});
export type BlockAddressOp = Op<typeof BlockAddressOp>;

BlockAddressOp.implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, block_addr }, tables) {
    const symbol = tables.lookupNearest(op, block_addr.function);
    if (!FuncOp.is(symbol) || findBlockTag(FuncOp.view(symbol!).body, block_addr.tag.id) === undefined) {
      throw opError(op, "expects an existing block label target in the referenced function");
    }
  },
});

/** `indbr_operand_segments` divides the operands that are passed on. */
const successorSegments: Trait = {
  name: "VariadicOfVariadic",
  verify(op) {
    const { succOperands, successors, indbr_operand_segments } = IndirectBrOp.view(op);
    const segments = indbr_operand_segments.numbers;
    verifySegments(op, "succOperands", succOperands, "indbr_operand_segments", segments);
    if (segments.length === successors.length) return;
    throw opError(op, "expects as many elements in 'indbr_operand_segments' as there are successors");
  },
};

export const IndirectBrOp = defineOp(
  "llvm.indirectbr",
  {
    summary: "Branches to the block whose address it is given",
    operands: { addr: AnyPointer, succOperands: variadic(AnyType) },
    /** How many of `succOperands` are passed to each block. */
    attributes: { indbr_operand_segments: DenseI32Array },
    successors: { successors: variadicSuccessors },
    traits: [successorSegments, Pure, Terminator],
  },
  {
    // `%p : !llvm.ptr, [ ^bb1(%a : T), ^bb2 ] {attributes}`
    parse(parser, state) {
      const addr = parser.parseOperand();
      parser.parseColon();
      const type = parser.parseType();
      parser.parseComma();
      const targets: [Block, Value[]][] = [];
      parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
        targets.push(parser.parseSuccessorAndOperands());
      });
      parser.parseOptionalAttrDict(state);
      state.operands = [parser.resolveOperand(addr, type), ...targets.flatMap(([, operands]) => operands)];
      state.successors.push(...targets.map(([block]) => block));
      state.addAttribute("indbr_operand_segments", denseI32Array(targets.map(([, operands]) => operands.length)));
    },
    print(view, printer) {
      const { op, addr, successors } = view;
      printer.write(" ").operand(addr).write(" : ").type(addr.type).write(", [");
      successors.forEach((block, i) => {
        if (i > 0) printer.write(",");
        printer.newline().successorAndOperands(block, passedTo(view, i));
      });
      printer.newline().write("]").optionalAttrDict(op, writtenAttributes);
    },
  },
);
export type IndirectBrOp = Op<typeof IndirectBrOp>;
const writtenAttributes: ReadonlySet<string> = new Set(["indbr_operand_segments"]);

/** Where the operands stand that go to block `index`. */
function rangeOf({ indbr_operand_segments }: IndirectBrOp, index: number): IndexRange {
  const offsets = offsetsOf(indbr_operand_segments);
  return { start: 1 + offsets[index]!, count: offsets[index + 1]! - offsets[index]! };
}

function passedTo(view: IndirectBrOp, index: number): readonly Value[] {
  const { start, count } = rangeOf(view, index);
  return view.op.operands.slice(start, start + count);
}

IndirectBrOp.implement(BranchOpInterface, {
  successorOperandRange: rangeOf,
  setSuccessorOperands(view, index, values) {
    const groups = view.successors.map((_, i) => (i === index ? values : passedTo(view, i)));
    view.op.setOperands([view.addr, ...groups.flat()]);
    view.op.setAttr("indbr_operand_segments", denseI32Array(groups.map((group) => group.length)));
  },
});

export const blockAddressOps = [BlockTagOp, BlockAddressOp, IndirectBrOp] as const;
export const blockAddressAttributes = [BlockTagAttr, BlockAddressAttr] as const;
