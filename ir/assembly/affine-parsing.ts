/** The syntax of affine maps and integer sets. Grammar: mlir.llvm.org, "Affine Dialect". */

import { AffineExpr, AffineMap, IntegerSet } from "../affine.ts";
import type { AttributeParser } from "./attribute-parser.ts";
import { TokenKind } from "./lexer.ts";

type Names = ReadonlyMap<string, AffineExpr>;

interface Space {
  readonly numDims: number;
  readonly numSymbols: number;
  readonly names: Names;
}

/** `(d0, d1)[s0] -> (d0 + s0, d1)` */
export function parseAffineMapBody(p: AttributeParser): AffineMap {
  const { numDims, numSymbols, names } = parseSpace(p);
  p.parseArrow();
  const results: AffineExpr[] = [];
  p.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    results.push(parseExpression(p, names));
  });
  return AffineMap.get(numDims, numSymbols, results);
}

/** `(d0)[s0] : (d0 - s0 >= 0, d0 == 0)` */
export function parseIntegerSetBody(p: AttributeParser): IntegerSet {
  const { numDims, numSymbols, names } = parseSpace(p);
  p.parseColon();
  const constraints: AffineExpr[] = [];
  const isEquality: boolean[] = [];
  p.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", () => {
    const left = parseExpression(p, names);
    const [negate, equality] = parseComparison(p);
    const right = parseExpression(p, names);
    constraints.push(negate ? right.sub(left) : left.sub(right));
    isEquality.push(equality);
  });
  return IntegerSet.get(numDims, numSymbols, constraints, isEquality);
}

/** `>=`, `<=` or `==`: whether the sides change places, and whether it is an equality. */
function parseComparison(p: AttributeParser): [negate: boolean, equality: boolean] {
  const { kind } = p;
  if (kind !== TokenKind.GREATER && kind !== TokenKind.LESS && kind !== TokenKind.EQUAL) {
    throw p.error("expected '== affine-expr', '<= affine-expr' or '>= affine-expr' at end of affine constraint");
  }
  p.advance();
  p.parseEqual();
  return [kind === TokenKind.LESS, kind === TokenKind.EQUAL];
}

function parseSpace(p: AttributeParser): Space {
  const names = new Map<string, AffineExpr>();
  const declare = (make: (index: number) => AffineExpr): number => {
    let count = 0;
    const close = p.kind === TokenKind.LPAREN ? TokenKind.RPAREN : TokenKind.RSQUARE;
    p.parseDelimited(p.kind, close, close === TokenKind.RPAREN ? ")" : "]", () => {
      const at = p.start;
      const name = p.parseAnyKeyword("bare identifier");
      if (names.has(name)) throw p.error(`redefinition of identifier '${name}'`, at);
      names.set(name, make(count++));
    });
    return count;
  };
  if (p.kind !== TokenKind.LPAREN) throw p.error("expected '(' at start of dimensional identifiers list");
  const numDims = declare((i) => AffineExpr.dim(i));
  const numSymbols = p.kind === TokenKind.LSQUARE ? declare((i) => AffineExpr.symbol(i)) : 0;
  return { numDims, numSymbols, names };
}

/** Sums; operators bind to the left. */
export function parseExpression(p: AttributeParser, names: Names): AffineExpr {
  let left = parseProduct(p, names);
  for (;;) {
    if (p.consumeIf(TokenKind.PLUS)) left = left.add(parseProduct(p, names));
    else if (p.consumeIf(TokenKind.MINUS)) left = left.sub(parseProduct(p, names));
    else return left;
  }
}

function parseProduct(p: AttributeParser, names: Names): AffineExpr {
  let left = parseFactor(p, names);
  for (;;) {
    const at = p.start;
    if (p.consumeIf(TokenKind.STAR)) {
      const right = parseFactor(p, names);
      if (!left.isSymbolicOrConstant && !right.isSymbolicOrConstant) {
        throw p.error(
          "non-affine expression: at least one of the multiply operands has to be either a constant or symbolic",
          at,
        );
      }
      left = left.mul(right);
    } else if (p.atKeyword("floordiv") || p.atKeyword("ceildiv") || p.atKeyword("mod")) {
      const operator = p.text;
      p.advance();
      const right = parseFactor(p, names);
      if (!right.isSymbolicOrConstant) {
        throw p.error(
          `non-affine expression: right operand of ${operator} has to be either a constant or symbolic`,
          at,
        );
      }
      if (right.constantValue === 0n && operator !== "mod") throw p.error("division by zero", at);
      left =
        operator === "mod" ? left.mod(right) : operator === "floordiv" ? left.floorDiv(right) : left.ceilDiv(right);
    } else return left;
  }
}

function parseFactor(p: AttributeParser, names: Names): AffineExpr {
  switch (p.kind) {
    case TokenKind.MINUS: {
      p.advance();
      return parseFactor(p, names).mul(AffineExpr.constant(-1n));
    }
    case TokenKind.INTEGER: {
      const at = p.start;
      const value = p.parseInteger();
      if (value > 0x7fffffffffffffffn) throw p.error("constant too large for index", at);
      return AffineExpr.constant(value);
    }
    case TokenKind.LPAREN: {
      p.advance();
      const inner = parseExpression(p, names);
      p.parseRParen();
      return inner;
    }
    case TokenKind.BARE_ID:
    case TokenKind.INTTYPE: {
      const expression = names.get(p.text);
      if (expression === undefined) throw p.error("use of undeclared identifier");
      p.advance();
      return expression;
    }
    default:
      throw p.error("expected affine expression");
  }
}
