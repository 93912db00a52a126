/**
 * The syntax of `affine.parallel`:
 * `(%i, %j) = (bound, ...) to (bound, ...) step (1, 2) reduce ("addf", ...) -> (T, ...) { ... } {attributes}`,
 * where a bound is an expression of values, or `min(...)` or `max(...)` of several.
 */
import { AffineExpr, AffineMap } from "../../ir/affine.ts";
import { parseAffineExprOfSSAIds, parseAffineMapOfSSAIds } from "../../ir/assembly/affine-parsing.ts";
import type { AsmParser, ParsedArgument } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { AffineMapAttr, ArrayAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { i32, i64, indexType, RankedTensorType } from "../../ir/builtin/types.ts";
import type { Value } from "../../ir/value.ts";
import { AtomicRMWKind, type AtomicRMWKindName } from "../arith/index.ts";
import type { Applied } from "./map-operands.ts";
import { lowerBounds, type ParallelOp, reductionKinds, stepsOf, upperBounds } from "./parallel.ts";
import { printAffineMapOfSSAIds } from "./syntax.ts";

export function parseParallel(parser: AsmParser, state: ParsedOperation): void {
  const ivs = parseInductionVariables(parser);
  parser.parseEqual();
  parseBounds(parser, state, "lower");
  parser.parseKeyword("to");
  parseBounds(parser, state, "upper");
  const steps = parser.parseOptionalKeyword("step") ? parseSteps(parser, state) : ivs.map(() => 1n);
  state.addAttribute("steps", ArrayAttr.get(steps.map((step) => IntegerAttr.get(i64(), step))));
  const reductions = parser.parseOptionalKeyword("reduce") ? parseReductions(parser) : [];
  state.addAttribute("reductions", ArrayAttr.get(reductions));
  state.resultTypes = parser.parseOptionalArrowTypes();
  state.regions.push(parser.parseRegion(state, { args: ivs }));
  parser.parseOptionalAttrDict(state);
}

function parseInductionVariables(parser: AsmParser): ParsedArgument[] {
  const args: ParsedArgument[] = [];
  const parseName = (): void => {
    args.push(parser.parseArgument({}, indexType()));
  };
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseName, " in argument list");
  return args;
}

/** The values of dimensions or of symbols, each once. */
class Inputs {
  readonly #exprs: Map<Value, AffineExpr>;
  readonly #make: (position: number) => AffineExpr;
  constructor(make: (position: number) => AffineExpr) {
    this.#exprs = new Map();
    this.#make = make;
  }
  get values(): Value[] {
    return [...this.#exprs.keys()];
  }
  add(value: Value): AffineExpr {
    const known = this.#exprs.get(value);
    if (known !== undefined) return known;
    const expr = this.#make(this.#exprs.size);
    this.#exprs.set(value, expr);
    return expr;
  }
}

/** Adds the map of the bounds and the sizes of its groups to the attributes, and its inputs to the operands. */
function parseBounds(parser: AsmParser, state: ParsedOperation, which: "lower" | "upper"): void {
  const keyword = which === "lower" ? "max" : "min";
  const dims = new Inputs(AffineExpr.dim);
  const symbols = new Inputs(AffineExpr.symbol);
  const results: AffineExpr[] = [];
  const sizes: number[] = [];
  const parseGroup = (): void => {
    const { map, operands } = parser.parseOptionalKeyword(keyword)
      ? parseAffineMapOfSSAIds(parser, "paren")
      : parseAffineExprOfSSAIds(parser);
    const values = operands.map((operand) => parser.resolveOperand(operand, indexType()));
    const dimExprs = values.slice(0, map.numDims).map((value) => dims.add(value));
    const symbolExprs = values.slice(map.numDims).map((value) => symbols.add(value));
    results.push(...map.results.map((expr) => expr.replaceDimsAndSymbols(dimExprs, symbolExprs)));
    sizes.push(map.numResults);
  };
  parser.parseDelimited(TokenKind.LPAREN, TokenKind.RPAREN, ")", parseGroup);
  const map = AffineMap.get(dims.values.length, symbols.values.length, results);
  const groups = DenseElementsAttr.fromNumbers(RankedTensorType.get([sizes.length], i32()), sizes);
  state.addAttribute(`${which}BoundsMap`, AffineMapAttr.get(map));
  state.addAttribute(`${which}BoundsGroups`, groups);
  state.operands.push(...dims.values, ...symbols.values);
}

function parseSteps(parser: AsmParser, state: ParsedOperation): bigint[] {
  const { map } = parseAffineMapOfSSAIds(parser, "paren");
  return map.results.map((expr) => {
    if (expr.kind !== "constant") throw parser.error("steps must be constant integers", state.loc);
    return expr.value;
  });
}

/** `("addf", "maximumf")` */
function parseReductions(parser: AsmParser): IntegerAttr[] {
  const kinds: IntegerAttr[] = [];
  parser.parseLParen();
  parser.parseCommaSeparated(() => {
    const at = parser.start;
    const name = parser.parseString();
    if (!(name in AtomicRMWKind.cases)) throw parser.error(`invalid reduction value: "${name}"`, at);
    kinds.push(AtomicRMWKind.of(name as AtomicRMWKindName));
  });
  parser.parseRParen();
  return kinds;
}

export function printParallel(view: ParallelOp, printer: AsmPrinter): void {
  const { op, results, region } = view;
  printer.write(" (").operands(region.front.args).write(") = (");
  printBounds(printer, lowerBounds(view), "max");
  printer.write(") to (");
  printBounds(printer, upperBounds(view), "min");
  printer.write(")");
  const steps = stepsOf(view);
  if (steps.some((step) => step !== 1n)) printer.write(` step (${steps.join(", ")})`);
  if (results.length > 0) {
    const kinds = reductionKinds(view).map((kind) => `"${kind}"`);
    printer
      .write(` reduce (${kinds.join(", ")}) -> (`)
      .types(op.resultTypes)
      .write(")");
  }
  printer.write(" ").region(region, { entryBlockArgs: false, terminators: results.length > 0 });
  printer.optionalAttrDict(op, inherentAttributes(view));
}

const inherentAttributes = ({ op }: ParallelOp): ReadonlySet<string> => new Set(op.def.attributeNames);

function printBounds(printer: AsmPrinter, bounds: readonly Applied[], keyword: string): void {
  printer.list(bounds, (bound) => {
    if (bound.map.numResults === 1) printAffineMapOfSSAIds(printer, bound);
    else {
      printer.write(`${keyword}(`);
      printAffineMapOfSSAIds(printer, bound);
      printer.write(")");
    }
  });
}
