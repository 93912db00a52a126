/**
 * Lists that mix constants and values: `[%i, 4, %j]`. The constants stand in an attribute, in which `Dynamic` marks the
 * places of the values; the values stand in a group of operands.
 */
import type { AsmParser, UnresolvedOperand } from "../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../ir/assembly/asm-printer.ts";
import { TokenKind } from "../ir/assembly/token-parser.ts";
import { type DenseArrayAttr, denseI64Array } from "../ir/builtin/attributes.ts";
import { errorAt } from "../ir/diagnostic.ts";
import type { Operation } from "../ir/operation.ts";
import type { Value } from "../ir/value.ts";

/** What marks a value's place in the attribute. */
export const dynamicIndex = -(2n ** 63n);

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
    const operand = parser.parseOptionalOperand();
    if (operand !== undefined) {
      operands.push(operand);
      constants.push(dynamicIndex);
      return;
    }
    const value = parser.parseOptionalInteger();
    if (value === undefined) throw parser.error("expected SSA value or integer");
    constants.push(value);
  };
  parser.parseDelimited(open, close, text[1], parseItem, " in dynamic index list");
  return { operands, constants: denseI64Array(constants) };
}

export function printDynamicIndexList(
  printer: AsmPrinter,
  operands: readonly Value[],
  constants: DenseArrayAttr,
  delimiter: Delimiter = "square",
): void {
  const [open, close] = tokens[delimiter].text;
  let next = 0;
  printer.write(open).list(constants.values, (value) => {
    if (value === dynamicIndex) printer.operand(operands[next++]!);
    else printer.write(String(value));
  });
  printer.write(close);
}

/** The list with each place as a value or a constant. */
export function mixedIndices(operands: readonly Value[], constants: DenseArrayAttr): (Value | bigint)[] {
  let next = 0;
  return constants.values.map((value) => (value === dynamicIndex ? operands[next++]! : value));
}

/** Throws unless there are `count` places, with as many values as the attribute says. */
export function verifyDynamicIndexList(
  op: Operation,
  name: string,
  count: number,
  operands: readonly Value[],
  constants: DenseArrayAttr,
): void {
  const { values } = constants;
  if (values.length !== count) throw errorAt(op.loc, `expected ${count} ${name} values, got ${values.length}`);
  const dynamic = values.filter((value) => value === dynamicIndex).length;
  if (operands.length !== dynamic) throw errorAt(op.loc, `expected ${dynamic} dynamic ${name} values`);
}
