/** Syntax that several operations of the dialect have. */

import type { AsmParser, ParsedArgument, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import type { Type } from "../../ir/attribute.ts";
import type { Value } from "../../ir/value.ts";

/** ` iter_args(%arg = %init, ...)`, with the keyword before it; nothing if there are no arguments. */
export function printInitializers(
  printer: AsmPrinter,
  keyword: string,
  args: readonly Value[],
  inits: readonly Value[],
): void {
  if (args.length === 0) return;
  printer.write(` ${keyword}(`).list(args.keys(), (i) => {
    printer.operand(args[i]!).write(" = ").operand(inits[i]!);
  });
  printer.write(")");
}

/** `(%i, %j)`: arguments whose types the operation knows. */
export function parseArgumentNames(parser: AsmParser, type: Type): ParsedArgument[] {
  const args: ParsedArgument[] = [];
  const parseName = (): void => {
    args.push(parser.parseArgument({}, type));
  };
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseName, " in argument list");
  return args;
}

/** The arguments that a list of `%arg = %init` names. */
export const initializedArguments = (
  parser: AsmParser,
  assignments: readonly { readonly arg: UnresolvedOperand }[],
  types: readonly Type[],
): ParsedArgument[] => assignments.map(({ arg }, i) => parser.argument(arg, types[i]!));
