/** Expressions of debug information: how the debugger finds a variable from what it is told of it. */

import type { AttributeParser } from "../../../ir/assembly/attribute-parser.ts";
import { TokenKind } from "../../../ir/assembly/token-parser.ts";
import { defineAttr, type InstanceOf } from "../../../ir/define-attribute.ts";
import { dwarfField } from "./dwarf.ts";

const operation = dwarfField("operation encoding", "DW_OP_");
const encoding = dwarfField("encoding", "DW_ATE_");

/** `DW_OP_plus_uconst(3)`; an argument is a number or the word for an encoding. */
export const DIExpressionElemAttr = defineAttr<{
  readonly opcode: string;
  readonly arguments: readonly (bigint | string)[];
}>("llvm.di_expression_elem", {
  parse(parser) {
    const opcode = operation.parse(parser);
    const args: (bigint | string)[] = [];
    if (parser.parseOptionalLParen()) {
      parser.parseCommaSeparated(() => {
        args.push(parser.kind === TokenKind.BARE_ID ? encoding.parse(parser) : parser.parseInteger());
      });
      parser.parseRParen();
    }
    return { opcode, arguments: args };
  },
  print(element, printer) {
    printer.write(element.opcode);
    if (element.arguments.length > 0) printer.write(`(${element.arguments.join(", ")})`);
  },
});
export type DIExpressionElemAttr = InstanceOf<typeof DIExpressionElemAttr>;

/** `#llvm.di_expression<[DW_OP_deref, DW_OP_plus_uconst(3)]>` */
export const DIExpressionAttr = defineAttr<{ readonly operations: readonly DIExpressionElemAttr[] }>(
  "llvm.di_expression",
  {
    parse(parser: AttributeParser) {
      const operations: DIExpressionElemAttr[] = [];
      parser.parseLess();
      if (parser.kind === TokenKind.LSQUARE) {
        parser.parseDelimited(TokenKind.LSQUARE, TokenKind.RSQUARE, "]", () => {
          operations.push(DIExpressionElemAttr.get(DIExpressionElemAttr.spec.parse(parser)));
        });
      }
      parser.parseGreater();
      return { operations };
    },
    print({ operations }, printer) {
      printer.write("<");
      if (operations.length > 0) {
        printer.write("[").list(operations, (element) => DIExpressionElemAttr.spec.print(element, printer));
        printer.write("]");
      }
      printer.write(">");
    },
    alias: "di_expression",
  },
);
export type DIExpressionAttr = InstanceOf<typeof DIExpressionAttr>;

export const noExpression = (): DIExpressionAttr => DIExpressionAttr.get({ operations: [] });
export const debugExpressionAttributes = [DIExpressionAttr, DIExpressionElemAttr] as const;
