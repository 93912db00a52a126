/** The syntax of affine maps and integer sets. Grammar: mlir.llvm.org, "Affine Dialect". */

import { AffineExpr, AffineMap, IntegerSet } from "../affine.ts";
import type { DiagnosticError } from "../diagnostic.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";
import type { OperandParser } from "./operand-parser.ts";
import type { UnresolvedOperand } from "./ssa-scopes.ts";

/** What may stand in an expression besides numbers: the expression of the current token; undefined if that is none. */
type Leaf = () => AffineExpr | undefined;

interface Space {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly leaf: Leaf;
}

/** `(d0, d1)[s0] -> (d0 + s0, d1)` */
export function parseAffineMapBody(p: AttributeParser): AffineMap {
  const { numDims, numSymbols, leaf } = parseSpace(p);
  p.expect(TokenKind.ARROW, "'->' or ':'");
  const results: AffineExpr[] = [];
  const parseResult = (): void => {
    results.push(parseExpression(p, leaf));
  };
  p.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseResult, " in affine map range");
  return AffineMap.get(numDims, numSymbols, results);
}

/** `(d0)[s0] : (d0 - s0 >= 0, d0 == 0)` */
export function parseIntegerSetBody(p: AttributeParser): IntegerSet {
  const { numDims, numSymbols, leaf } = parseSpace(p);
  p.expect(TokenKind.COLON, "'->' or ':'");
  const constraints: AffineExpr[] = [];
  const isEquality: boolean[] = [];
  const parseConstraint = (): void => {
    const left = parseExpression(p, leaf);
    const [negate, equality] = parseComparison(p);
    const right = parseExpression(p, leaf);
    constraints.push(negate ? right.sub(left) : left.sub(right));
    isEquality.push(equality);
  };
  p.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseConstraint, " in integer set constraint list");
  // A set without constraints has a trivial one, as in MLIR.
  if (constraints.length === 0) return IntegerSet.get(numDims, numSymbols, [AffineExpr.constant(0n)], [true]);
  return IntegerSet.get(numDims, numSymbols, constraints, isEquality);
}

const comparisonExpected = "expected '== affine-expr' or '>= affine-expr' at end of affine constraint";

/** `>=`, `<=` or `==`: whether the sides change places, and whether it is an equality. */
function parseComparison(p: AttributeParser): [negate: boolean, equality: boolean] {
  const { kind } = p;
  if (kind !== TokenKind.GREATER && kind !== TokenKind.LESS && kind !== TokenKind.EQUAL) {
    throw p.syntaxError(comparisonExpected);
  }
  p.advance();
  if (!p.parseOptionalEqual()) throw p.syntaxError(comparisonExpected);
  return [kind === TokenKind.LESS, kind === TokenKind.EQUAL];
}

function parseSpace(p: AttributeParser): Space {
  const names = new Map<string, AffineExpr>();
  const declare = (make: (index: number) => AffineExpr): void => {
    const at = p.start;
    const name = p.parseOptionalAnyKeyword();
    if (name === undefined) throw p.missing("bare identifier");
    if (names.has(name)) throw p.syntaxError(`redefinition of identifier '${name}'`, at);
    names.set(name, make(names.size));
  };
  const { LPAREN, RPAREN, LSQUARE, RSQUARE } = TokenKind;
  p.parseDelimited(LPAREN, RPAREN, ")", () => declare(AffineExpr.dim), " in dimensional identifier list");
  const numDims = names.size;
  const declareSymbol = (): void => declare((i) => AffineExpr.symbol(i - numDims));
  if (p.kind === LSQUARE) p.parseDelimited(LSQUARE, RSQUARE, "]", declareSymbol, " in symbol list");
  const numSymbols = names.size - numDims;
  const leaf = (): AffineExpr | undefined => {
    if (p.kind !== TokenKind.BARE_ID && p.kind !== TokenKind.INTTYPE) return undefined;
    const expression = names.get(p.text);
    if (expression === undefined) throw p.syntaxError("use of undeclared identifier", p.previousEnd);
    p.advance();
    return expression;
  };
  return { numDims, numSymbols, leaf };
}

/** Sums; operators bind to the left. */
function parseExpression(p: AttributeParser, leaf: Leaf): AffineExpr {
  let left = parseProduct(p, leaf);
  for (;;) {
    if (p.consumeIf(TokenKind.PLUS)) left = left.add(parseProduct(p, leaf, true));
    else if (p.consumeIf(TokenKind.MINUS)) left = left.sub(parseProduct(p, leaf, true));
    else return left;
  }
}

function parseProduct(p: AttributeParser, leaf: Leaf, isRight = false): AffineExpr {
  let left = parseFactor(p, leaf, isRight);
  for (;;) {
    const at = p.start;
    if (p.consumeIf(TokenKind.STAR)) {
      const right = parseFactor(p, leaf, true);
      if (!left.isSymbolicOrConstant && !right.isSymbolicOrConstant) {
        throw p.syntaxError(
          "non-affine expression: at least one of the multiply operands has to be either a constant or symbolic",
          at,
        );
      }
      left = left.mul(right);
    } else if (p.atKeyword("floordiv") || p.atKeyword("ceildiv") || p.atKeyword("mod")) {
      const operator = p.text;
      p.advance();
      const right = parseFactor(p, leaf, true);
      if (!right.isSymbolicOrConstant) {
        throw p.syntaxError(
          `non-affine expression: right operand of ${operator} has to be either a constant or symbolic`,
          at,
        );
      }
      left =
        operator === "mod" ? left.mod(right) : operator === "floordiv" ? left.floorDiv(right) : left.ceilDiv(right);
    } else return left;
  }
}

/** A number, a name, or something in parentheses; `isRight` if an operator stands before it. */
function parseFactor(p: AttributeParser, leaf: Leaf, isRight: boolean): AffineExpr {
  switch (p.kind) {
    case TokenKind.MINUS: {
      p.advance();
      return parseFactor(p, leaf, isRight).mul(AffineExpr.constant(-1n));
    }
    case TokenKind.INTEGER: {
      const at = p.start;
      const value = p.parseInteger();
      if (value > 0x7fffffffffffffffn) throw p.syntaxError("constant too large for index", at);
      return AffineExpr.constant(value);
    }
    case TokenKind.LPAREN: {
      p.advance();
      if (p.kind === TokenKind.RPAREN) throw p.syntaxError("no expression inside parentheses");
      const inner = parseExpression(p, leaf);
      p.parseRParen();
      return inner;
    }
    default: {
      if (isBinaryOperator(p)) throw missingOperand(p, isRight);
      const expression = leaf();
      if (expression !== undefined) return expression;
      throw isRight ? missingOperand(p, true) : p.syntaxError("expected affine expression");
    }
  }
}

const missingOperand = (p: AttributeParser, isRight: boolean): DiagnosticError =>
  p.syntaxError(`missing ${isRight ? "right" : "left"} operand of binary operator`);

const isBinaryOperator = (p: AttributeParser): boolean => p.kind === TokenKind.STAR || p.kind === TokenKind.PLUS;

/** An affine map whose inputs are named in place, and their names: the dimensions and, behind them, the symbols. */
export interface AffineMapOfSSAIds {
  readonly map: AffineMap;
  readonly operands: readonly UnresolvedOperand[];
}

/** Reads expressions of values: `%i + 1, symbol(%n)`. A value that stands twice is one input. */
class SSAIdReader {
  readonly #parser: OperandParser;
  readonly #dims: UnresolvedOperand[];
  readonly #symbols: UnresolvedOperand[];
  readonly #known: Map<string, AffineExpr>;
  readonly #results: AffineExpr[];

  constructor(parser: OperandParser) {
    this.#parser = parser;
    this.#dims = [];
    this.#symbols = [];
    this.#known = new Map();
    this.#results = [];
  }

  parseResult(): void {
    this.#results.push(parseExpression(this.#parser, () => this.#leaf()));
  }

  get map(): AffineMapOfSSAIds {
    const map = AffineMap.get(this.#dims.length, this.#symbols.length, this.#results);
    return { map, operands: [...this.#dims, ...this.#symbols] };
  }

  #leaf(): AffineExpr | undefined {
    const p = this.#parser;
    if (p.kind === TokenKind.PERCENT_ID) return this.#input(this.#dims, AffineExpr.dim);
    if (p.kind !== TokenKind.BARE_ID) return undefined;
    if (!p.parseOptionalKeyword("symbol")) throw p.syntaxError("use of undeclared identifier", p.previousEnd);
    p.expect(TokenKind.LPAREN, "'(' at start of SSA symbol");
    const symbol = this.#input(this.#symbols, AffineExpr.symbol);
    p.expect(TokenKind.RPAREN, "')' at end of SSA symbol");
    return symbol;
  }

  #input(inputs: UnresolvedOperand[], make: (position: number) => AffineExpr): AffineExpr {
    const operand = this.#parser.parseOperand();
    const key = `${operand.name}#${operand.number}`;
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const expr = make(inputs.length);
    inputs.push(operand);
    this.#known.set(key, expr);
    return expr;
  }
}

/** `[%i + 1, symbol(%n)]` */
export function parseAffineMapOfSSAIds(p: OperandParser, delimiter: "paren" | "square" = "square"): AffineMapOfSSAIds {
  const reader = new SSAIdReader(p);
  const [open, close, text] =
    delimiter === "paren" ? [TokenKind.LPAREN, TokenKind.RPAREN, ")"] : [TokenKind.LSQUARE, TokenKind.RSQUARE, "]"];
  p.parseDelimited(open, close, text, () => reader.parseResult(), " in affine map");
  return reader.map;
}

/** `%i + 1`, as a map with one result. */
export function parseAffineExprOfSSAIds(p: OperandParser): AffineMapOfSSAIds {
  const reader = new SSAIdReader(p);
  reader.parseResult();
  return reader.map;
}
