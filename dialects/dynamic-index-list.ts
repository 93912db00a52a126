/** The syntax of lists that mix constants and values: `[%i, 4, %j]`. What they are stands in ir/mixed-index.ts. */

import type { AsmParser, UnresolvedOperand } from "../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../ir/assembly/asm-printer.ts";
import type { CustomDirective } from "../ir/assembly/format.ts";
import { TokenKind } from "../ir/assembly/token-parser.ts";
import { DenseArrayAttr, denseI64Array, isInRange } from "../ir/builtin/attributes.ts";
import { i64 } from "../ir/builtin/types.ts";
import { errorAt } from "../ir/diagnostic.ts";
import { dynamicIndex, type IndexList, numDynamicIndices } from "../ir/mixed-index.ts";
import type { Operation } from "../ir/operation.ts";
import { valuesNamed } from "../ir/traits.ts";

type Delimiter = "paren" | "square";

const tokens = {
  paren: { open: TokenKind.LPAREN, close: TokenKind.RPAREN, text: ["(", ")"] },
  square: { open: TokenKind.LSQUARE, close: TokenKind.RSQUARE, text: ["[", "]"] },
} as const;

export interface DynamicIndexList {
  readonly operands: readonly UnresolvedOperand[];
  readonly constants: DenseArrayAttr;
}

export function parseDynamicIndexList(parser: AsmParser, delimiter: Delimiter = "square"): DynamicIndexList {
  const operands: UnresolvedOperand[] = [];
  const constants: bigint[] = [];
  const { open, close, text } = tokens[delimiter];
  const parseItem = (): void => {
    const at = parser.start;
    const operand = parser.parseOptionalOperand();
    if (operand !== undefined) {
      operands.push(operand);
      constants.push(dynamicIndex);
      return;
    }
    const value = parser.parseInteger();
    if (!isInRange(i64(), value)) throw parser.error("integer value too large", at);
    constants.push(value);
  };
  parser.parseDelimited(open, close, text[1], parseItem, " in dynamic index list");
  return { operands, constants: denseI64Array(constants) };
}

export function printDynamicIndexList(
  printer: AsmPrinter,
  { operands, constants }: IndexList,
  delimiter: Delimiter = "square",
): void {
  const [open, close] = tokens[delimiter].text;
  let next = 0;
  printer.write(open).list(constants.values, (value) => {
    // The operation may be malformed, and printed because of that.
    const operand = value === dynamicIndex ? operands[next++] : undefined;
    if (operand !== undefined) printer.operand(operand);
    else printer.write(String(value));
  });
  printer.write(close);
}

const directive = (delimiter: Delimiter): CustomDirective => ({
  parse(parser, state, operandsName, constantsName) {
    const { operands, constants } = parseDynamicIndexList(parser, delimiter);
    state.setOperands(operandsName!, operands);
    state.setAttribute(constantsName!, constants);
  },
  print(op, printer, operandsName, constantsName) {
    const constants = op.attr(constantsName!);
    if (!(constants instanceof DenseArrayAttr)) return;
    printDynamicIndexList(printer, { operands: valuesNamed(op, operandsName!), constants }, delimiter);
  },
});

/** `custom<DynamicIndexList>($operands, $constants)` in assembly formats. */
export const dynamicIndexListDirective = directive("square");
/** The same with parentheses. */
export const dynamicIndexListInParentheses = directive("paren");

/** Throws unless there are `count` places, with as many values as the attribute says. */
export function verifyDynamicIndexList(op: Operation, name: string, count: number, list: IndexList): void {
  const { length } = list.constants.values;
  if (length !== count) throw errorAt(op.loc, `expected ${count} ${name} values, got ${length}`);
  const dynamic = numDynamicIndices(list.constants);
  if (list.operands.length !== dynamic) throw errorAt(op.loc, `expected ${dynamic} dynamic ${name} values`);
}
