/**
 * Random affine programs: nests of loops with all kinds of bounds and steps, which may run backwards of what is
 * expected or not at all; parallel loops that join what iterations give; branches; accesses at affine places. All
 * numbers stay between -1 and 1.
 */
import type { Subject } from "../../../support/derivatives.ts";
import { ProgramLines } from "../../../support/program-lines.ts";

const buffer = "memref<?xf64>";
const length = 8;
const maxDepth = 3;

interface Scope {
  readonly floats: readonly string[];
  /** Induction variables. */
  readonly ivs: readonly string[];
  /** Nothing is written to memory here: inside parallel loops, and in some programs. */
  readonly isReadOnly: boolean;
}

class Writer extends ProgramLines {
  readonly #isReadOnly: boolean;

  constructor(seed: number) {
    super(seed * 6007 + 5);
    this.#isReadOnly = seed % 3 === 0;
  }

  program(): Subject {
    this.emit(`func.func @f(%x: f64, %y: f64, %a: ${buffer}, %b: ${buffer}, %n: index) -> f64 {`);
    const floats = this.#statements({ floats: ["%x", "%y"], ivs: [], isReadOnly: this.#isReadOnly }, 8, 0);
    this.emit(`return ${floats.at(-1)} : f64\n}`);
    const numbers = (): number[] => Array.from({ length }, () => this.number());
    return {
      text: this.text,
      types: ["f64", "f64", buffer, buffer, "index"],
      resultTypes: ["f64"],
      args: [this.number(), this.number(), numbers(), numbers(), this.random.below(length)],
    };
  }

  #pick<T>(values: readonly T[]): T {
    return this.random.pick(values);
  }

  /** An affine expression of dimensions `d0`... for the induction variables and the symbol `s0`. */
  #expression({ ivs }: Scope): string {
    const constant = this.random.below(6) - 2;
    const terms = [...ivs.map((_, i) => `d${i}`), "s0"];
    const [one, other] = [this.#pick(terms), this.#pick(terms)];
    return this.#pick([
      `${constant}`,
      `${one} + ${constant}`,
      `${one} + ${constant}`,
      `(${one} - ${other}) floordiv 2 + ${constant}`,
      `${one} mod 3 + ${other} ceildiv 2`,
      `${constant} - ${one}`,
    ]);
  }
  #space({ ivs }: Scope): string {
    return `(${ivs.map((_, i) => `d${i}`).join(", ")})[s0]`;
  }
  #operands({ ivs }: Scope): string {
    return `(${ivs.join(", ")})[%n]`;
  }
  #expressions(scope: Scope): string[] {
    return Array.from({ length: 1 + this.random.below(3) }, () => this.#expression(scope));
  }
  /** The greatest or least of some expressions. */
  #bound(scope: Scope, join: "min" | "max"): string {
    return `${join} affine_map<${this.#space(scope)} -> (${this.#expressions(scope).join(", ")})>${this.#operands(scope)}`;
  }
  /** A place below the length, as it is written in an access. */
  #place({ ivs }: Scope): string {
    const variables = [...ivs, "symbol(%n)"];
    const constant = this.random.below(5);
    return this.#pick([
      `(${this.#pick(variables)} + ${constant}) mod ${length}`,
      `(${this.#pick(variables)} * 3 - ${this.#pick(variables)} + ${constant}) mod ${length}`,
      `${constant}`,
    ]);
  }

  // Statements.

  /** Writes statements; returns the numbers that are known behind them. */
  #statements(scope: Scope, count: number, depth: number): readonly string[] {
    const floats = [...scope.floats];
    for (let i = 0; i < count; i++) floats.push(...this.#statement({ ...scope, floats }, depth));
    return floats;
  }

  #statement(scope: Scope, depth: number): readonly string[] {
    const kind = this.random.below(depth < maxDepth ? 12 : 6);
    if (kind < 2) return [this.#arithmetic(scope)];
    if (kind < 4) return [this.#load(scope)];
    if (kind < 6) {
      if (scope.isReadOnly) return [];
      this.#store(scope);
      return [];
    }
    if (kind === 6) return this.#parallel(scope, depth);
    return kind === 7 ? this.#branch(scope, depth) : this.#loop(scope, depth);
  }

  #arithmetic({ floats }: Scope): string {
    const [lhs, rhs] = [this.#pick(floats), this.#pick(floats)];
    if (this.random.below(3) === 0) return this.let(`arith.mulf ${lhs}, ${rhs} : f64`);
    const sum = this.let(`arith.addf ${lhs}, ${rhs} : f64`);
    return this.let(`${this.#pick(["math.sin", "math.tanh"])} ${sum} : f64`);
  }

  #load(scope: Scope): string {
    return this.let(`affine.load ${this.#pick(["%a", "%b"])}[${this.#place(scope)}] : ${buffer}`);
  }

  #store(scope: Scope): void {
    const [value, target] = [this.#pick(scope.floats), this.#pick(["%a", "%b"])];
    this.emit(`affine.store ${value}, ${target}[${this.#place(scope)}] : ${buffer}`);
  }

  #branch(scope: Scope, depth: number): readonly string[] {
    const constraints = this.#expressions(scope).map((expression) => `${expression} >= 0`);
    const results = this.random.below(3);
    const types = results === 0 ? "" : ` -> (${Array(results).fill("f64").join(", ")})`;
    const name = results === 0 ? "" : `${this.name()}:${results}`;
    const set = `affine_set<${this.#space(scope)} : (${constraints.join(", ")})>${this.#operands(scope)}`;
    this.emit(`${name === "" ? "" : `${name} = `}affine.if ${set}${types} {`);
    this.#body(scope, results, depth);
    if (results > 0 || this.random.below(2) === 0) {
      this.emit("} else {");
      this.#body(scope, results, depth);
    }
    this.emit("}");
    return this.#results(name, results);
  }

  #loop(scope: Scope, depth: number): readonly string[] {
    const results = this.random.below(3);
    const [iv, args] = [this.name(), Array.from({ length: results }, () => this.name())];
    const bounds = `${this.#bound(scope, "max")} to ${this.#bound(scope, "min")}`;
    const step = this.#pick(["", " step 2", " step 3", " step 5"]);
    const inits = args.map((arg) => `${arg} = ${this.#pick(scope.floats)}`).join(", ");
    const carried = results === 0 ? "" : ` iter_args(${inits}) -> (${args.map(() => "f64").join(", ")})`;
    const name = results === 0 ? "" : `${this.name()}:${results}`;
    this.emit(`${name === "" ? "" : `${name} = `}affine.for ${iv} = ${bounds}${step}${carried} {`);
    this.#body({ ...scope, floats: [...scope.floats, ...args], ivs: [...scope.ivs, iv] }, results, depth);
    this.emit("}");
    return this.#results(name, results);
  }

  #parallel(scope: Scope, depth: number): readonly string[] {
    const kinds = Array.from({ length: 1 + this.random.below(2) }, () =>
      this.#pick(["addf", "addf", "mulf", "maximumf", "minimumf"]),
    );
    const ivs = Array.from({ length: 1 + this.random.below(2) }, () => this.name());
    const start = (): string => `max(${this.random.below(3)}, symbol(%n) - ${this.random.below(5)})`;
    const end = (): string => `min(symbol(%n) + ${this.random.below(3)}, ${1 + this.random.below(6)})`;
    const list = (make: () => string): string => `(${ivs.map(make).join(", ")})`;
    const steps = list(() => `${1 + this.random.below(3)}`);
    const name = `${this.name()}:${kinds.length}`;
    const reductions = kinds.map((kind) => `"${kind}"`).join(", ");
    const types = kinds.map(() => "f64").join(", ");
    this.emit(
      `${name} = affine.parallel (${ivs.join(", ")}) = ${list(start)} to ${list(end)} step ${steps} reduce (${reductions}) -> (${types}) {`,
    );
    this.#body({ ...scope, ivs: [...scope.ivs, ...ivs], isReadOnly: true }, kinds.length, depth);
    this.emit("}");
    // Of no iteration the greatest is infinite, of which these functions make a number.
    return this.#results(name, kinds.length).map((result) =>
      this.let(`math.tanh ${this.let(`math.atan ${result} : f64`)} : f64`),
    );
  }

  /** The statements of a region, and what it yields. */
  #body(scope: Scope, results: number, depth: number): void {
    const floats = this.#statements(scope, 2 + this.random.below(3), depth + 1);
    const yielded = Array.from({ length: results }, (_, i) => floats.at(-1 - i)!);
    if (results > 0) this.emit(`affine.yield ${yielded.join(", ")} : ${yielded.map(() => "f64").join(", ")}`);
  }

  #results(name: string, count: number): readonly string[] {
    const base = name.split(":")[0];
    return Array.from({ length: count }, (_, i) => `${base}#${i}`);
  }
}

export const randomAffineProgram = (seed: number): Subject => new Writer(seed).program();
