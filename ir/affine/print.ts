/** Affine expressions, maps and sets in MLIR syntax. */
import type { AffineBinaryOpExpr, AffineExpr } from "./expr.ts";

const operators = { mul: "*", mod: "mod", floordiv: "floordiv", ceildiv: "ceildiv" };

/** Writes an expression; as an operand of a product or division (`isOperand`), a compound one needs parentheses. */
export function printAffineExpr(expr: AffineExpr, isOperand = false): string {
  switch (expr.kind) {
    case "dim":
      return `d${expr.position}`;
    case "symbol":
      return `s${expr.position}`;
    case "constant":
      return String(expr.value);
    default: {
      const text = expr.kind === "add" ? printSum(expr) : printProduct(expr, expr.kind);
      return isOperand ? `(${text})` : text;
    }
  }
}

function printProduct({ lhs, rhs }: AffineBinaryOpExpr, kind: keyof typeof operators): string {
  if (kind === "mul" && rhs.constantValue === -1n) return `-${printAffineExpr(lhs, true)}`;
  return `${printAffineExpr(lhs, true)} ${operators[kind]} ${printAffineExpr(rhs, true)}`;
}

function printSum({ lhs, rhs }: AffineBinaryOpExpr): string {
  const left = printAffineExpr(lhs);
  if (rhs.kind === "constant" && rhs.value < 0n) return `${left} - ${-rhs.value}`;
  const factor = rhs.kind === "mul" ? rhs.rhs.constantValue : undefined;
  if (rhs.kind === "mul" && factor !== undefined && factor < 0n) {
    if (factor === -1n) return `${left} - ${printAffineExpr(rhs.lhs, rhs.lhs.kind === "add")}`;
    return `${left} - ${printAffineExpr(rhs.lhs, true)} * ${-factor}`;
  }
  return `${left} + ${printAffineExpr(rhs)}`;
}

/** `(d0, d1)[s0]` */
export function printSpace(numDims: number, numSymbols: number): string {
  const names = (letter: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `${letter}${i}`).join(", ");
  return `(${names("d", numDims)})${numSymbols === 0 ? "" : `[${names("s", numSymbols)}]`}`;
}
