/**
 * Rule files: derivative rules in YAML, for those who write no code.
 *
 *     math.sin: { operand: grad * math.cos(operand) }
 *     arith.cmpf: none
 *     arith.bitcast: { error: no derivative can be followed through the bits of a number }
 *     arith.extf: { linear: true, in: arith.truncf(grad) }
 *     math.atan2:
 *       let: { square: lhs * lhs + rhs * rhs }
 *       lhs: grad * (rhs / square)
 *       rhs: -grad * (lhs / square)
 *
 *     llvm.call @cbrt(x): { x: grad / (3 * result * result) }
 *     llvm.call @printf(...): none
 *
 * A rule is for an operation, or for the calls of a function that is only declared; `(...)` means any parameters.
 *
 * Every operand has a formula, or `none` if no derivative flows through it. A formula may use `grad` (`grad(name)` where
 * there are several results), operands, results and attributes by name, numbers, `+ - * /`, comparisons,
 * `select(condition, a, b)`, any operation by name, and what `let` gives a name to.
 *
 * This module loads ANTLR's run time and a YAML parser, so tools import it only when a rule file is given.
 */
import { isAlias, isMap, isScalar, type Pair, parseDocument, type Scalar, type YAMLMap } from "yaml";
import { SourceFile } from "../assembly/source-file.ts";
import { arityOf, type OperandSpec } from "../constraint.ts";
import type { Context } from "../context.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import { Diagnostic, DiagnosticError, type DiagnosticHandler, reporting } from "../diagnostic.ts";
import { CallOpInterface } from "../interfaces/control-flow.ts";
import type { DerivativeRule } from "../interfaces/differentiable.ts";
import { FileLineColLoc } from "../location.ts";
import { suggestion } from "../nearest-name.ts";
import type { Formula, FormulaRule } from "./formula.ts";
import { parseFormula, parsePart } from "./formula-parser.ts";
import { derivativeRules } from "./formula-rules.ts";
import { FormulaError, FormulaScope, type KnownOps } from "./formula-scope.ts";
import { functionOperation, type RuledFunction, resultOfFunction } from "./function-operation.ts";

/**
 * The rules of a file, for operations that the context knows. Mistakes are reported through the context; then the result
 * is undefined.
 */
export function loadDerivativeRules(name: string, text: string, context: Context): DerivativeRule[] | undefined {
  const ops: KnownOps = {
    names: [...context.ops].map((op) => op.name),
    find: (op) => context.op(op),
    isLinear(op) {
      const def = context.op(op);
      return def !== undefined && context.derivative(def)?.linear === true;
    },
  };
  const locations = new Map<FormulaRule, FileLineColLoc>();
  const report: DiagnosticHandler = (diagnostic) => context.emit(diagnostic);
  const rules = compileRuleFile(new SourceFile(name, text), ops, report, locations);
  return rules === undefined ? undefined : derivativeRules(rules, context.ops, locations);
}

/** The rules of a file as data; undefined if a mistake was reported. Where they stand is put into `locations`. */
export function compileRuleFile(
  file: SourceFile,
  ops: KnownOps,
  report: DiagnosticHandler,
  locations?: Map<FormulaRule, FileLineColLoc>,
): FormulaRule[] | undefined {
  let ok = true;
  const compiler = new RuleFileCompiler(file, ops, locations);
  const rules = compiler.compile((diagnostic) => {
    ok = false;
    report(diagnostic);
  });
  return ok ? rules : undefined;
}

type Entry = Pair<unknown, unknown>;

const functionPattern = /^(\S+) @([\w.$-]+)\(([^()]*)\)$/;
const parameterPattern = /^[A-Za-z_]\w*$/;
/** Names that mean something else in a rule. */
const reserved: ReadonlySet<string> = new Set(["grad", "select", "let", "linear", "error", "none", resultOfFunction]);

class RuleFileCompiler {
  readonly #file: SourceFile;
  readonly #ops: KnownOps;
  /** Operations that the file itself says are linear. */
  readonly #linearOps: Set<string>;
  readonly #locations: Map<FormulaRule, FileLineColLoc> | undefined;

  constructor(file: SourceFile, ops: KnownOps, locations: Map<FormulaRule, FileLineColLoc> | undefined) {
    this.#file = file;
    this.#locations = locations;
    this.#linearOps = new Set();
    this.#ops = {
      names: ops.names,
      find: (name) => ops.find(name),
      isLinear: (name) => this.#linearOps.has(name) || ops.isLinear(name),
    };
  }

  /** Reports at most one mistake of each rule. */
  compile(report: DiagnosticHandler): FormulaRule[] {
    const document = parseDocument(this.#file.text, { prettyErrors: false });
    for (const { message, pos } of document.errors) report(this.#error(message, pos[0]).diagnostic);
    const { contents } = document;
    if (document.errors.length > 0 || contents === null) return [];
    if (!isMap(contents)) {
      report(
        this.#error("expected operations with their rules: 'dialect.operation: ...'", offsetOf(contents)).diagnostic,
      );
      return [];
    }
    for (const entry of contents.items) {
      if (isMap(entry.value) && (entry.value as YAMLMap<unknown, unknown>).get("linear") === true)
        this.#linearOps.add(keyOf(entry));
    }
    const rules: FormulaRule[] = [];
    for (const entry of contents.items) {
      const rule = reporting(report, () => this.#rule(entry));
      if (rule === undefined) continue;
      rules.push(rule);
      this.#locations?.set(rule, this.#location(offsetOf(entry.key)));
    }
    return rules;
  }

  #error(message: string, offset: number): DiagnosticError {
    return new DiagnosticError(new Diagnostic("error", this.#location(offset), message));
  }

  #location(offset: number): FileLineColLoc {
    const [line, column] = this.#file.lineColumn(offset);
    return FileLineColLoc.get(this.#file.name, line, column);
  }

  #rule(entry: Entry): FormulaRule {
    const key = keyOf(entry);
    const at = offsetOf(entry.key);
    const called = key.includes("@") ? this.#function(key, at) : undefined;
    const name = called?.op ?? key;
    const op = this.#ops.find(name);
    if (op === undefined) throw this.#error(`unknown operation '${name}'${suggestion(name, this.#ops.names)}`, at);
    if (called !== undefined && !op.interfaces.has(CallOpInterface)) {
      throw this.#error(`'${name}' is no call`, at);
    }
    const subject = called ?? { op: name };
    const { value } = entry;
    if (isScalar(value) && value.value === "none") return { kind: "none", ...subject };
    if (!isMap(value)) {
      const where = value === null ? at : offsetOf(value);
      throw this.#error(`expected 'none' or a formula for each operand of '${key}'`, where);
    }
    const message = value.get("error");
    if (message !== undefined) return { kind: "error", ...subject, message: String(message) };
    if (called === undefined) return this.#formulas(op, value, at);
    const { function: fn } = called;
    if (fn.parameters === undefined) {
      throw this.#error(`of a function with any parameters a rule file can only say 'none' or 'error'`, at);
    }
    return { ...this.#formulas(functionOperation(op, fn, true), value, at), ...called };
  }

  /** Reads `llvm.call @sin(x)`. */
  #function(key: string, at: number): { op: string; function: RuledFunction } {
    const [, op, name, list] = functionPattern.exec(key) ?? [];
    if (op === undefined || name === undefined || list === undefined) {
      throw this.#error("expected a call and the parameters of a function: 'dialect.call @function(x, y)'", at);
    }
    if (list === "...") return { op, function: { name } };
    const parameters = list === "" ? [] : list.split(",").map((parameter) => parameter.trim());
    const wrong = parameters.find(
      (parameter, i) =>
        !parameterPattern.test(parameter) || reserved.has(parameter) || parameters.indexOf(parameter) < i,
    );
    if (wrong !== undefined) throw this.#error(`'${wrong}' cannot be the name of a parameter here`, at);
    return { op, function: { name, parameters } };
  }

  #formulas(op: OpDefinition, map: YAMLMap, at: number): FormulaRule {
    const specs = ((op.spec as OpSpec).operands ?? {}) as Readonly<Record<string, OperandSpec>>;
    const scope = new FormulaScope(op, this.#ops);
    this.#lets(map, scope);
    const operands: Record<string, Formula | null> = {};
    let linear = false;
    for (const entry of map.items) {
      const key = keyOf(entry);
      if (key === "let") continue;
      if (key === "linear") linear = this.#boolean(entry);
      else if (specs[key] === undefined) {
        const known = [...Object.keys(specs), "let", "linear", "error"];
        throw this.#error(`'${op.name}' has no operand '${key}'${suggestion(key, known)}`, offsetOf(entry.key));
      } else operands[key] = this.#operand(op, key, specs[key], entry, scope, map);
    }
    for (const name of Object.keys(specs)) {
      if (operands[name] !== undefined) continue;
      const advice = `say '${name}: none' if no derivative flows through it`;
      throw this.#error(`'${op.name}' has an operand '${name}' without a formula; ${advice}`, at);
    }
    return { kind: "formulas", op: op.name, linear, lets: scope.lets, operands };
  }

  #lets(map: YAMLMap, scope: FormulaScope): void {
    const entry = map.items.find((candidate) => keyOf(candidate) === "let");
    if (entry === undefined) return;
    if (!isMap(entry.value))
      throw this.#error("expected names with formulas: 'let: { name: ... }'", offsetOf(entry.key));
    const lets = entry.value;
    for (const named of lets.items) {
      this.#inFormula(named, lets, (text) => scope.addLet(keyOf(named), parsePart(text, scope)));
    }
  }

  #boolean({ key, value }: Entry): boolean {
    if (isScalar(value) && typeof value.value === "boolean") return value.value;
    throw this.#error("expected true or false", offsetOf(value ?? key));
  }

  #operand(
    op: OpDefinition,
    name: string,
    spec: OperandSpec,
    entry: Entry,
    scope: FormulaScope,
    map: YAMLMap,
  ): Formula | null {
    if (isScalar(entry.value) && entry.value.value === "none") return null;
    if (arityOf(spec) === "variadic") {
      throw this.#error(
        `operand '${name}' of '${op.name}' is variadic; a rule file can only say 'none' of it`,
        offsetOf(entry.key),
      );
    }
    return this.#inFormula(entry, map, (text) => parseFormula(text, scope));
  }

  /** Compiles the formula of an entry of `map`, and finds the place of what is wrong in it. */
  #inFormula<T>(entry: Entry, map: YAMLMap, compile: (text: string) => T): T {
    const node = entry.value;
    if (!isScalar(node) || isAlias(node) || node.source === undefined || node.value === null) {
      throw this.#error("expected a formula or 'none'", offsetOf(node ?? entry.key));
    }
    try {
      return compile(node.source);
    } catch (error) {
      if (!(error instanceof FormulaError)) throw error;
      const located = this.#error(error.message, this.#offsetInScalar(node, error.offset));
      if (map.flow === true && error.message.includes("too early")) {
        const hint = "a comma ends a formula between { and }; put it in quotes or on a line of its own";
        located.attachNote(this.#location(offsetOf(node)), hint);
      }
      throw located;
    }
  }

  /** The place in the file of a place in a scalar; its beginning where the text is not taken as it stands. */
  #offsetInScalar(node: Scalar, offset: number): number {
    const [start, end] = node.range!;
    const written = this.#file.text.slice(start, end);
    if (written === node.source) return start + offset;
    return written.slice(1, -1) === node.source ? start + 1 + offset : start;
  }
}

const keyOf = ({ key }: Entry): string => (isScalar(key) ? String(key.value) : "");

const offsetOf = (node: unknown): number => (node as { range?: readonly number[] | null } | null)?.range?.[0] ?? 0;
