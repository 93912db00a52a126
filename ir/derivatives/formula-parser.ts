/**
 * Compiles the text of formulas: the parser that ANTLR makes of Formula.g4 gives a tree, of which every name and every
 * operation is checked. A formula must be linear in the gradients, or forward mode would not follow from it.
 */
import { type ANTLRErrorListener, BaseErrorListener, CharStream, CommonTokenStream, type Token } from "antlr4ng";
import { arityOf, constraintOf, type OperandSpec } from "../constraint.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import type { ComparisonPredicate } from "../interfaces/arithmetic.ts";
import { suggestion } from "../nearest-name.ts";
import type { ArithmeticOperator, Formula } from "./formula.ts";
import { FormulaError, type FormulaScope, kindOf, type Part } from "./formula-scope.ts";
import { FormulaLexer } from "./generated/FormulaLexer.ts";
import {
  type ArgumentContext,
  BinaryContext,
  type CallContext,
  ComparisonContext,
  type ExpressionContext,
  FormulaParser,
  NameContext,
  NegationContext,
  NumberContext,
  ParenthesesContext,
} from "./generated/FormulaParser.ts";

/**
 * The formula for an operand's derivative.
 * @throws FormulaError that says what is wrong, and where.
 */
export function parseFormula(text: string, scope: FormulaScope): Formula {
  const part = parsePart(text, scope);
  if (part.kind === "condition") throw new FormulaError("expected a number, but this is a condition", 0);
  if (!part.hasGrad) {
    throw new FormulaError("the formula is not proportional to 'grad'; say 'none' if no derivative flows here", 0);
  }
  return part.formula;
}

/**
 * Any part of a formula, for names that others use.
 * @throws FormulaError
 */
export function parsePart(text: string, scope: FormulaScope): Part {
  const lexer = new FormulaLexer(CharStream.fromString(text));
  lexer.removeErrorListeners();
  const parser = new FormulaParser(new CommonTokenStream(lexer));
  parser.removeErrorListeners();
  parser.addErrorListener(new FirstError(text) as ANTLRErrorListener);
  try {
    return new FormulaCompiler(scope).compile(parser.formula().expression());
  } catch (error) {
    if (error instanceof RangeError) throw new FormulaError("the formula is nested too deeply", 0);
    throw error;
  }
}

/** Turns the first syntax error into an exception. */
class FirstError extends BaseErrorListener {
  readonly #text: string;
  constructor(text: string) {
    super();
    this.#text = text;
  }
  override syntaxError(_recognizer: unknown, offending: unknown, _line: number, _column: number): void {
    const token = offending as Token;
    const { start } = token;
    if (start >= this.#text.trimEnd().length) throw new FormulaError("the formula ends too early", start);
    throw new FormulaError(`unexpected '${token.text}'`, start);
  }
}

const isZero = (formula: Formula): boolean => formula.kind === "number" && formula.value === 0;

class FormulaCompiler {
  readonly #scope: FormulaScope;

  constructor(scope: FormulaScope) {
    this.#scope = scope;
  }

  compile(tree: ExpressionContext): Part {
    if (tree instanceof ParenthesesContext) return this.compile(tree.expression());
    if (tree instanceof NumberContext) {
      const text = tree.NUMBER().getText();
      const value = Number(text);
      if (!Number.isFinite(value)) throw new FormulaError(`the number ${text} is too large`, offsetOf(tree));
      return { formula: { kind: "number", value }, kind: "number", hasGrad: false };
    }
    if (tree instanceof NameContext) return this.#scope.lookup(tree.NAME().getText(), offsetOf(tree));
    if (tree instanceof NegationContext) return this.#negation(tree);
    if (tree instanceof BinaryContext) return this.#arithmetic(tree);
    if (tree instanceof ComparisonContext) return this.#comparison(tree);
    return this.#call(tree as CallContext);
  }

  #number(tree: ExpressionContext): Part {
    const part = this.compile(tree);
    if (part.kind !== "condition") return part;
    throw new FormulaError("expected a number, but this is a condition", offsetOf(tree));
  }

  #negation(tree: NegationContext): Part {
    const { formula, hasGrad } = this.#number(tree.expression());
    if (formula.kind === "number") {
      return { formula: { kind: "number", value: -formula.value }, kind: "number", hasGrad };
    }
    return { formula: { kind: "negate", operand: formula }, kind: "number", hasGrad };
  }

  #arithmetic(tree: BinaryContext): Part {
    const operator = tree._operator!.text as ArithmeticOperator;
    const [lhs, rhs] = [this.#number(tree.expression(0)!), this.#number(tree.expression(1)!)];
    const at = tree._operator!.start;
    switch (operator) {
      case "*":
        if (lhs.hasGrad && rhs.hasGrad) throw new FormulaError("gradients cannot be multiplied with each other", at);
        break;
      case "/":
        if (rhs.hasGrad) throw new FormulaError("it is not possible to divide by a gradient", at);
        if (isZero(rhs.formula)) throw new FormulaError("division by zero", at);
        break;
      default:
        requireSameDegree(lhs, rhs, at);
    }
    const hasGrad = lhs.hasGrad || rhs.hasGrad;
    return { formula: { kind: "arithmetic", operator, lhs: lhs.formula, rhs: rhs.formula }, kind: "number", hasGrad };
  }

  #comparison(tree: ComparisonContext): Part {
    const [lhs, rhs] = [this.#number(tree.expression(0)!), this.#number(tree.expression(1)!)];
    if (lhs.hasGrad || rhs.hasGrad) throw new FormulaError("gradients cannot be compared", offsetOf(tree));
    const predicate = tree._predicate!.text as ComparisonPredicate;
    const formula: Formula = { kind: "compare", predicate, lhs: lhs.formula, rhs: rhs.formula };
    return { formula, kind: "condition", hasGrad: false };
  }

  #call(tree: CallContext): Part {
    const name = tree.NAME().getText();
    if (name === "grad") return this.#gradient(tree);
    if (name === "select") return this.#select(tree);
    return this.#operation(name, tree);
  }

  /** `grad(result)` */
  #gradient(tree: CallContext): Part {
    const [argument, ...more] = tree.argument();
    const result = argument?.expression();
    if (more.length > 0 || !(result instanceof NameContext)) {
      throw new FormulaError("expected the name of one result in grad(...)", offsetOf(tree));
    }
    return this.#scope.gradient(result.NAME().getText(), offsetOf(result));
  }

  /** `select(condition, whenTrue, whenFalse)` */
  #select(tree: CallContext): Part {
    const trees = tree.argument().map((argument) => argument.expression());
    if (trees.length !== 3) throw new FormulaError(`'select' takes 3 operands, not ${trees.length}`, offsetOf(tree));
    const condition = this.compile(trees[0]!);
    if (condition.kind === "number" || condition.hasGrad) {
      throw new FormulaError("expected a condition, such as a < b", offsetOf(trees[0]!));
    }
    const [whenTrue, whenFalse] = [this.#number(trees[1]!), this.#number(trees[2]!)];
    requireSameDegree(whenTrue, whenFalse, offsetOf(tree));
    return {
      formula: {
        kind: "select",
        condition: condition.formula,
        whenTrue: whenTrue.formula,
        whenFalse: whenFalse.formula,
      },
      kind: "number",
      hasGrad: whenTrue.hasGrad || whenFalse.hasGrad,
    };
  }

  /** `dialect.operation(operands, attribute = name)` */
  #operation(name: string, tree: CallContext): Part {
    const { ops } = this.#scope;
    const at = offsetOf(tree);
    const def = ops.find(name);
    if (def === undefined) {
      throw new FormulaError(`unknown operation '${name}'${suggestion(name, ["select", "grad", ...ops.names])}`, at);
    }
    if (def.resultSegments.length !== 1) throw new FormulaError(`'${name}' does not have exactly one result`, at);
    const operands: Part[] = [];
    const attributes: Record<string, string> = {};
    for (const argument of tree.argument()) {
      const key = argument.NAME()?.getText();
      if (key === undefined) operands.push(this.compile(argument.expression()));
      else attributes[key] = this.#attribute(def, key, argument);
    }
    checkOperandCount(def, operands.length, at);
    const withGrad = operands.filter((operand) => operand.hasGrad);
    if (withGrad.length > 0 && !ops.isLinear(name)) {
      throw new FormulaError(`'${name}' has no rule that says it is linear, so it cannot be applied to a gradient`, at);
    }
    if (withGrad.length > 1) throw new FormulaError("only one operand may have a gradient in it", at);
    const formula: Formula = { kind: "call", op: name, operands: operands.map((part) => part.formula), attributes };
    const result = constraintOf(Object.values<OperandSpec>((def.spec as OpSpec).results ?? {})[0]!);
    return { formula, kind: kindOf(result), hasGrad: withGrad.length > 0 };
  }

  /** The name of the attribute that is handed on. */
  #attribute(def: OpDefinition, key: string, argument: ArgumentContext): string {
    const known = Object.keys((def.spec as OpSpec).attributes ?? {});
    if (!known.includes(key)) {
      throw new FormulaError(`'${def.name}' has no attribute '${key}'${suggestion(key, known)}`, offsetOf(argument));
    }
    const tree = argument.expression();
    const { formula } = this.compile(tree);
    if (formula.kind === "attribute") return formula.name;
    throw new FormulaError(`expected the name of an attribute of '${this.#scope.op.name}'`, offsetOf(tree));
  }
}

const offsetOf = (tree: ExpressionContext | ArgumentContext): number => tree.start!.start;

/** Sums of gradients and of other numbers do not mix; zero is both. */
function requireSameDegree(lhs: Part, rhs: Part, at: number): void {
  if (lhs.hasGrad === rhs.hasGrad || isZero(lhs.formula) || isZero(rhs.formula)) return;
  throw new FormulaError("one side is proportional to 'grad', the other is not", at);
}

function checkOperandCount(def: OpDefinition, count: number, at: number): void {
  const specs = Object.values<OperandSpec>((def.spec as OpSpec).operands ?? {});
  const required = specs.filter((spec) => arityOf(spec) === "single").length;
  const isOpen = specs.some((spec) => arityOf(spec) === "variadic");
  const isRight = count >= required && (isOpen || count <= specs.length);
  if (isRight) return;
  const wanted = isOpen || required < specs.length ? `at least ${required}` : `${required}`;
  throw new FormulaError(`'${def.name}' takes ${wanted} operand${required === 1 ? "" : "s"}, not ${count}`, at);
}
