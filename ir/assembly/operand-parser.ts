/**
 * Reads what stands between an operation's name and its regions: operands, arguments, attribute dictionaries. The names
 * of values are kept here.
 */
import type { Type } from "../attribute.ts";
import type { DictionaryAttr } from "../builtin/attributes.ts";
import type { Context } from "../context.ts";
import { Diagnostic, DiagnosticError } from "../diagnostic.ts";
import type { Location } from "../location.ts";
import type { Value } from "../value.ts";
import { AttributeParser } from "./attribute-parser.ts";
import type { ParsedOperation } from "./parsed-operation.ts";
import type { SourceFile } from "./source-file.ts";
import { ScopeError, SSAScopes, UnresolvedOperand } from "./ssa-scopes.ts";
import { TokenKind } from "./token-parser.ts";

/** An argument of a region's entry block, with what the syntax gives of it. */
export interface ParsedArgument {
  readonly operand: UnresolvedOperand;
  readonly type: Type;
  readonly attributes: DictionaryAttr | undefined;
  /** By default it stands where its name does. */
  readonly loc: Location | undefined;
}

export class OperandParser extends AttributeParser {
  readonly scopes: SSAScopes;
  /** Where a list of operands is collected, so that the list itself takes no more memory than it needs. */
  readonly #operands: UnresolvedOperand[];

  constructor(file: SourceFile, context: Context) {
    super(file, context);
    this.scopes = new SSAScopes(this);
    this.#operands = [];
  }

  // Operands.

  parseOptionalOperand(): UnresolvedOperand | undefined {
    if (this.kind !== TokenKind.PERCENT_ID) return undefined;
    const offset = this.start;
    const word = this.wordAt(offset + 1, this.end);
    this.advance();
    return new UnresolvedOperand(word, this.kind === TokenKind.HASH_ID ? this.#parseResultNumber() : 0, offset);
  }

  #parseResultNumber(): number {
    const number = Number(this.file.text.slice(this.start + 1, this.end));
    if (!Number.isInteger(number)) throw this.syntaxError("invalid SSA value result number");
    this.advance();
    return number;
  }

  parseOperand(): UnresolvedOperand {
    const operand = this.parseOptionalOperand();
    if (operand === undefined) throw this.missing("SSA operand");
    return operand;
  }

  /** `%a, %b`, possibly empty. */
  parseOperandList(): UnresolvedOperand[] {
    if (this.kind !== TokenKind.PERCENT_ID) return [];
    const operands = this.#operands;
    let count = 0;
    do operands[count++] = this.parseOperand();
    while (this.parseOptionalComma());
    return operands.slice(0, count);
  }

  /** `(%a, %b)` or `[%a, %b]`. */
  parseDelimitedOperands(delimiter: "paren" | "square"): UnresolvedOperand[] {
    const operands: UnresolvedOperand[] = [];
    const { LPAREN, RPAREN, LSQUARE, RSQUARE } = TokenKind;
    const parseItem = (): void => {
      operands.push(this.parseOperand());
    };
    if (delimiter === "paren") this.parseDelimited(LPAREN, RPAREN, ")", parseItem, " in operand list");
    else this.parseDelimited(LSQUARE, RSQUARE, "]", parseItem, " in operand list");
    return operands;
  }

  resolveOperand(operand: UnresolvedOperand, type: Type): Value {
    const value = this.scopes.resolve(operand, type);
    if (value instanceof ScopeError) throw this.scopeError(value);
    return value;
  }

  /** Resolves operands to one type each. `at` is where an error about their number stands. */
  resolveOperands(operands: readonly UnresolvedOperand[], types: readonly Type[], at: number): Value[] {
    const count = operands.length;
    if (count !== types.length) {
      throw this.error(
        `number of operands and types do not match: got ${count} operands and ${types.length} types`,
        at,
      );
    }
    const values = new Array<Value>(count);
    for (let i = 0; i < count; i++) values[i] = this.resolveOperand(operands[i]!, types[i]!);
    return values;
  }

  protected scopeError({ message, offset, note }: ScopeError): DiagnosticError {
    const error = new DiagnosticError(new Diagnostic("error", this.locationAt(offset), message));
    if (note !== undefined) error.attachNote(this.locationAt(note.offset), note.message);
    return error;
  }

  // Attributes of operations.

  /** `{...}` if it stands here; names of inherent attributes go to their slots. */
  parseOptionalAttrDict(state: ParsedOperation): void {
    if (this.kind === TokenKind.LBRACE) {
      this.parseNamedAttributes((name, value) => {
        state.addAttribute(name, value);
      });
    }
  }

  /** `attributes {...}` */
  parseOptionalAttrDictWithKeyword(state: ParsedOperation): void {
    if (this.parseOptionalKeyword("attributes")) {
      if (this.kind !== TokenKind.LBRACE) throw this.missing("'{' in attribute dictionary");
      this.parseOptionalAttrDict(state);
    }
  }

  // Arguments of regions.

  /** `%name`, with a type and attributes where the syntax has them. */
  parseArgument(allow: { type?: boolean; attributes?: boolean } = { type: true }, type?: Type): ParsedArgument {
    const operand = this.parseOperand();
    if (operand.number !== 0) throw this.syntaxError("argument name should not have a result number", operand.offset);
    const given = allow.type === true ? this.parseColonType() : type;
    if (given === undefined) throw this.syntaxError("expected ':'");
    let attributes: DictionaryAttr | undefined;
    if (allow.attributes === true && this.kind === TokenKind.LBRACE) attributes = this.parseDictionary();
    return { operand, type: given, attributes, loc: this.parseOptionalLocation() };
  }

  parseOptionalLocation(): Location | undefined {
    return this.atKeyword("loc") ? this.parseLocation() : undefined;
  }

  /** `(%a = %init, ...)`; the types of the arguments are not known yet. */
  parseAssignmentList(): { readonly arg: UnresolvedOperand; readonly value: UnresolvedOperand }[] {
    const assignments: { arg: UnresolvedOperand; value: UnresolvedOperand }[] = [];
    this.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
      const arg = this.parseOperand();
      this.parseEqual();
      assignments.push({ arg, value: this.parseOperand() });
    });
    return assignments;
  }

  /** An argument from a name that was read already. */
  argument(operand: UnresolvedOperand, type: Type): ParsedArgument {
    return { operand, type, attributes: undefined, loc: undefined };
  }
}
