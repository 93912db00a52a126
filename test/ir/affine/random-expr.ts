/** Random affine expressions: as text, as they are built, and as a plain tree that is evaluated by definition. */
import fc from "fast-check";
import { AffineExpr } from "../../../ir/affine.ts";

export const numDims = 3;
export const numSymbols = 2;

type Operator = "+" | "-" | "*" | "mod" | "floordiv" | "ceildiv";

export type Tree =
  | { readonly name: string; readonly index: number }
  | { readonly value: number }
  | { readonly operator: Operator; readonly lhs: Tree; readonly rhs: Tree };

const leaf: fc.Arbitrary<Tree> = fc.oneof(
  fc.nat(numDims - 1).map((index) => ({ name: "d", index })),
  fc.nat(numSymbols - 1).map((index) => ({ name: "s", index })),
  fc.constantFrom(0, 1, 2, 3, 4, 6, 8, 12, 16, 5, 7, -1, -2, -3, -4).map((value) => ({ value })),
);

const operators: readonly Operator[] = ["+", "+", "+", "-", "*", "mod", "floordiv", "ceildiv"];

/** Expressions of every shape that is affine, or semi-affine if `isPure` is false. */
export function trees(isPure: boolean): fc.Arbitrary<Tree> {
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof({ maxDepth: 5, depthSize: "max", withCrossShrink: true }, leaf, {
      weight: 4,
      arbitrary: fc.record({ operator: fc.constantFrom(...operators), lhs: tie("tree"), rhs: tie("tree") }),
    }),
  }));
  return tree.map((candidate) => makeAffine(candidate, isPure));
}

/** Turns the products and quotients that are not affine into sums. */
function makeAffine(tree: Tree, isPure: boolean): Tree {
  if (!("operator" in tree)) return tree;
  const lhs = makeAffine(tree.lhs, isPure);
  const rhs = makeAffine(tree.rhs, isPure);
  return { operator: isAffine(tree.operator, build(lhs), build(rhs), isPure) ? tree.operator : "+", lhs, rhs };
}

function isAffine(operator: Operator, lhs: AffineExpr, rhs: AffineExpr, isPure: boolean): boolean {
  const isFactor = (expr: AffineExpr): boolean => (isPure ? expr.kind === "constant" : expr.isSymbolicOrConstant);
  switch (operator) {
    case "+":
    case "-":
      return true;
    case "*":
      return isFactor(lhs) || isFactor(rhs);
    default:
      return isFactor(rhs) && rhs.constantValue !== 0n;
  }
}

export function text(tree: Tree): string {
  if ("name" in tree) return `${tree.name}${tree.index}`;
  if ("value" in tree) return tree.value < 0 ? `(${tree.value})` : `${tree.value}`;
  return `(${text(tree.lhs)} ${tree.operator} ${text(tree.rhs)})`;
}

export function build(tree: Tree): AffineExpr {
  if ("name" in tree) return tree.name === "d" ? AffineExpr.dim(tree.index) : AffineExpr.symbol(tree.index);
  if ("value" in tree) return AffineExpr.constant(tree.value);
  const lhs = build(tree.lhs);
  const rhs = build(tree.rhs);
  switch (tree.operator) {
    case "+":
      return lhs.add(rhs);
    case "-":
      return lhs.sub(rhs);
    case "*":
      return lhs.mul(rhs);
    case "mod":
      return lhs.mod(rhs);
    case "floordiv":
      return lhs.floorDiv(rhs);
    case "ceildiv":
      return lhs.ceilDiv(rhs);
  }
}

/** The value by definition, which is small enough for numbers; NaN where a divisor has none. */
export function treeValue(tree: Tree, dims: readonly number[], symbols: readonly number[]): number {
  if ("name" in tree) return (tree.name === "d" ? dims : symbols)[tree.index]!;
  if ("value" in tree) return tree.value;
  const lhs = treeValue(tree.lhs, dims, symbols);
  const rhs = treeValue(tree.rhs, dims, symbols);
  switch (tree.operator) {
    case "+":
      return lhs + rhs;
    case "-":
      return lhs - rhs;
    case "*":
      return lhs * rhs + 0;
    case "mod":
      return rhs > 0 ? lhs - rhs * Math.floor(lhs / rhs) : Number.NaN;
    case "floordiv":
      return rhs !== 0 ? Math.floor(lhs / rhs) + 0 : Number.NaN;
    case "ceildiv":
      return rhs !== 0 ? Math.ceil(lhs / rhs) + 0 : Number.NaN;
  }
}
