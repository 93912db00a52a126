/** Affine expressions, maps and sets in MLIR syntax. */
import type { AffineBinaryOpExpr, AffineDimExpr, AffineExpr, AffineSymbolExpr } from "./expr.ts";

const operators = { mul: "*", mod: "mod", floordiv: "floordiv", ceildiv: "ceildiv" };

/** What dimensions and symbols are called. */
export type InputName = (input: AffineDimExpr | AffineSymbolExpr) => string;

const positionName: InputName = ({ kind, position }) => `${kind === "dim" ? "d" : "s"}${position}`;

/** The text of an expression. */
export const printAffineExpr = (expr: AffineExpr, nameOf: InputName = positionName): string =>
  print(expr, nameOf, false);

/** As an operand of a product or division (`isOperand`), a compound expression needs parentheses. */
function print(expr: AffineExpr, nameOf: InputName, isOperand: boolean): string {
  switch (expr.kind) {
    case "dim":
    case "symbol":
      return nameOf(expr);
    case "constant":
      return String(expr.value);
    default: {
      const text = expr.kind === "add" ? printSum(expr, nameOf) : printProduct(expr, expr.kind, nameOf);
      return isOperand ? `(${text})` : text;
    }
  }
}

function printProduct({ lhs, rhs }: AffineBinaryOpExpr, kind: keyof typeof operators, nameOf: InputName): string {
  if (kind === "mul" && rhs.constantValue === -1n) return `-${print(lhs, nameOf, true)}`;
  return `${print(lhs, nameOf, true)} ${operators[kind]} ${print(rhs, nameOf, true)}`;
}

function printSum({ lhs, rhs }: AffineBinaryOpExpr, nameOf: InputName): string {
  const left = print(lhs, nameOf, false);
  if (rhs.kind === "constant" && rhs.value < 0n) return `${left} - ${-rhs.value}`;
  const factor = rhs.kind === "mul" ? rhs.rhs.constantValue : undefined;
  if (rhs.kind === "mul" && factor !== undefined && factor < 0n) {
    if (factor === -1n) return `${left} - ${print(rhs.lhs, nameOf, rhs.lhs.kind === "add")}`;
    return `${left} - ${print(rhs.lhs, nameOf, true)} * ${-factor}`;
  }
  return `${left} + ${print(rhs, nameOf, false)}`;
}

/** `(d0, d1)[s0]` */
export function printSpace(numDims: number, numSymbols: number): string {
  const names = (letter: string, count: number): string =>
    Array.from({ length: count }, (_, i) => `${letter}${i}`).join(", ");
  return `(${names("d", numDims)})${numSymbols === 0 ? "" : `[${names("s", numSymbols)}]`}`;
}
