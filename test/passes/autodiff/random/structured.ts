/**
 * Random structured programs for differentiation: nested branches and loops with captured and carried values, calls, and
 * buffers. All numbers stay between -1 and 1, so that results are smooth and bounded, however deep the program is.
 */
import type { Argument, Subject } from "../../../support/derivatives.ts";

/** Pseudo-random numbers, the same everywhere. Algorithm: xorshift32 (Marsaglia, 2003). */
class Random {
  #state: number;
  constructor(seed: number) {
    this.#state = (seed * 2654435761 + 0x9e3779b9) >>> 0 || 1;
  }
  /** A number from 0 to below `count`. */
  below(count: number): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state % count;
  }
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
  /** A number between -0.9 and 0.9. */
  number(): number {
    return (this.below(1801) - 900) / 1000;
  }
}

interface Buffer {
  readonly name: string;
  readonly type: string;
  readonly element: string;
  /** Nothing ever writes it, so that functions which read it may be called. */
  readonly isConstant: boolean;
}

/** The names that can be used at a place. */
interface Scope {
  readonly floats: { readonly name: string; readonly type: string }[];
  /** Indices from 0 to 6. */
  readonly integers: string[];
  /** Those among them that affine expressions may use. */
  readonly dims: string[];
  readonly buffers: Buffer[];
}

const inner = ({ floats, integers, dims, buffers }: Scope): Scope => ({
  floats: [...floats],
  integers: [...integers],
  dims: [...dims],
  buffers: [...buffers],
});

interface Helper {
  readonly name: string;
  readonly types: readonly string[];
  readonly resultTypes: readonly string[];
}

const bufferSize = 4;
const maxDepth = 3;

class Generator {
  readonly #random: Random;
  readonly #lines: string[];
  readonly #helpers: Helper[];
  #names: number;

  constructor(seed: number) {
    this.#random = new Random(seed);
    this.#lines = [];
    this.#helpers = [];
    this.#names = 0;
  }

  program(): Subject {
    for (let i = this.#random.below(3); i > 0; i--) this.#helper(`h${i}`);
    const types = this.#argumentTypes(1 + this.#random.below(3), this.#random.below(3), this.#random.chance(40));
    const resultTypes = this.#function("f", types, 12 + this.#random.below(12));
    const args = types.map((type): Argument => {
      if (type === "index") return this.#random.below(7);
      if (type.includes("xindex>")) return Array.from({ length: bufferSize }, () => this.#random.below(7));
      if (type.startsWith("memref")) return Array.from({ length: bufferSize }, () => this.#random.number());
      return this.#random.number();
    });
    return { text: this.#lines.join("\n"), types: types.map(stripped), resultTypes, args };
  }

  // Names and choices.

  #name(): string {
    return `%v${this.#names++}`;
  }
  #emit(line: string): void {
    this.#lines.push(line);
  }
  #let(expression: string): string {
    const name = this.#name();
    this.#emit(`${name} = ${expression}`);
    return name;
  }
  #floatType(): string {
    return this.#random.chance(25) ? "f32" : "f64";
  }
  #constant(type: string): string {
    return this.#let(`arith.constant ${this.#random.number().toFixed(3)} : ${type}`);
  }
  #index(value: number): string {
    return this.#let(`arith.constant ${value} : index`);
  }

  /** A float of this type from the scope. */
  #float(scope: Scope, type: string): string {
    const found = scope.floats.filter((float) => float.type === type);
    if (found.length > 0 && !this.#random.chance(5)) return this.#random.pick(found).name;
    return this.#constant(type);
  }
  #integer(scope: Scope): string {
    return scope.integers.length > 0 ? this.#random.pick(scope.integers) : this.#index(this.#random.below(7));
  }
  /** An index below a bound. */
  #bounded(scope: Scope, bound: number): string {
    return this.#let(`arith.remui ${this.#integer(scope)}, ${this.#index(bound)} : index`);
  }
  #condition(scope: Scope): string {
    if (this.#random.chance(40)) {
      // Values are seldom at such a limit, where a program jumps.
      const limit = this.#let(`arith.constant ${this.#random.number().toFixed(3)}37 : f64`);
      return this.#let(`arith.cmpf ogt, ${this.#float(scope, "f64")}, ${limit} : f64`);
    }
    const limit = this.#index(this.#random.below(6));
    return this.#let(`arith.cmpi ugt, ${this.#integer(scope)}, ${limit} : index`);
  }

  // Functions.

  /** The buffers among them are all written or all constant, since what is written must not overlap others. */
  #argumentTypes(floats: number, buffers: number, areConstant: boolean): string[] {
    const types = Array.from({ length: floats }, () => this.#floatType());
    for (let i = 0; i < buffers; i++) {
      const element = this.#random.chance(20) ? "index" : this.#floatType();
      types.push(`memref<${bufferSize}x${element}>${areConstant ? " constant" : ""}`);
    }
    if (this.#random.chance(60)) types.push("index");
    return types;
  }

  #helper(name: string): void {
    const types = this.#argumentTypes(1 + this.#random.below(2), this.#random.below(2), true);
    const resultTypes = this.#function(name, types, 5 + this.#random.below(6));
    this.#helpers.push({ name, types, resultTypes });
  }

  /** Writes a function and returns the types of its results. */
  #function(name: string, types: readonly string[], size: number): string[] {
    const scope: Scope = { floats: [], integers: [], dims: [], buffers: [] };
    const params = types.map((type) => {
      const param = this.#name();
      if (type === "index") {
        scope.integers.push(param);
        scope.dims.push(param);
      } else if (type.startsWith("memref")) scope.buffers.push(this.#bufferOf(param, type));
      else scope.floats.push({ name: param, type });
      return `${param}: ${stripped(type)}`;
    });
    const start = this.#lines.length;
    const frees = this.#statements(scope, size, 0);
    const results = Array.from({ length: 1 + this.#random.below(2) }, () => {
      const type = this.#floatType();
      return { value: this.#float(scope, type), type };
    });
    for (const line of frees) this.#emit(line);
    const resultTypes = results.map(({ type }) => type);
    this.#emit(`return ${results.map(({ value }) => value).join(", ")} : ${resultTypes.join(", ")}\n}`);
    this.#lines.splice(start, 0, `func.func @${name}(${params.join(", ")}) -> (${resultTypes.join(", ")}) {`);
    return resultTypes;
  }

  #bufferOf(name: string, type: string): Buffer {
    const isConstant = type.endsWith("constant");
    return { name, type: stripped(type), element: /x([a-z0-9]+)>/.exec(type)![1]!, isConstant };
  }

  // Statements.

  /** Writes statements; returns the lines that free what they have allocated. */
  #statements(scope: Scope, count: number, depth: number): string[] {
    const frees: string[] = [];
    for (let i = 0; i < count; i++) this.#statement(scope, depth, frees);
    return frees;
  }

  #statement(scope: Scope, depth: number, frees: string[]): void {
    const choice = this.#random.below(100);
    if (choice < 45) this.#arithmetic(scope);
    else if (choice < 50) this.#integerArithmetic(scope);
    else if (choice < 66) this.#access(scope);
    else if (choice < 72) this.#allocation(scope, frees);
    else if (choice < 76) this.#call(scope);
    else if (depth >= maxDepth) this.#arithmetic(scope);
    else if (choice < 83) this.#branch(scope, depth);
    else if (choice < 86) this.#switch(scope, depth);
    else if (choice < 88) this.#once(scope, depth);
    else if (choice < 94) this.#countedLoop(scope, depth);
    else if (choice < 96) this.#parallelLoop(scope, depth);
    else this.#whileLoop(scope, depth);
  }

  #arithmetic(scope: Scope): void {
    const type = this.#floatType();
    const [a, b] = [this.#float(scope, type), this.#float(scope, type)];
    const result = this.#expression(scope, type, a, b);
    scope.floats.push({ name: result, type });
  }

  /** A number between -1 and 1 from two such. */
  #expression(scope: Scope, type: string, a: string, b: string): string {
    const constant = (value: string): string => this.#let(`arith.constant ${value} : ${type}`);
    if (this.#random.chance(12)) return this.#complexExpression(scope, type, a, b);
    switch (this.#random.below(10)) {
      case 0:
      case 1:
        return this.#let(`math.sin ${a} : ${type}`);
      case 2:
        return this.#let(`math.cos ${a} : ${type}`);
      case 3:
        return this.#let(`math.tanh ${a} : ${type}`);
      case 4:
        return this.#let(`arith.mulf ${a}, ${b} : ${type}`);
      case 5: {
        const sum = this.#let(`arith.addf ${a}, ${b} : ${type}`);
        return this.#let(`arith.mulf ${sum}, ${constant("0.5")} : ${type}`);
      }
      case 6: {
        const divisor = this.#let(`arith.addf ${b}, ${constant("2.5")} : ${type}`);
        return this.#let(`arith.divf ${a}, ${divisor} : ${type}`);
      }
      case 7: {
        const shifted = this.#let(`arith.subf ${a}, ${constant("1.0")} : ${type}`);
        return this.#let(`math.exp ${shifted} : ${type}`);
      }
      case 8:
        return this.#let(`arith.select ${this.#condition(scope)}, ${a}, ${b} : ${type}`);
      default:
        return this.#converted(scope, type);
    }
  }

  /** A part of a complex number that was made of such numbers. */
  #complexExpression(scope: Scope, type: string, a: string, b: string): string {
    const complex = `complex<${type}>`;
    const create = (re: string, im: string): string => this.#let(`complex.create ${re}, ${im} : ${complex}`);
    const [z, y] = [create(a, b), create(this.#float(scope, type), a)];
    const apply = (expression: string): string => this.#let(`complex.${expression} : ${complex}`);
    const shifted = (): string =>
      apply(`add ${y}, ${this.#let(`complex.constant [2.5 : ${type}, 0.5 : ${type}] : ${complex}`)}`);
    const result = this.#random.pick([
      () => apply(`mul ${z}, ${y}`),
      () => apply(`sin ${z}`),
      () => apply(`conj ${z}`),
      () => apply(`div ${z}, ${shifted()}`),
      () => apply(`log ${shifted()}`),
      () => this.#let(`arith.select ${this.#condition(scope)}, ${z}, ${y} : ${complex}`),
    ])();
    const part = apply(`${this.#random.pick(["re", "im"])} ${result}`);
    return this.#let(`arith.mulf ${part}, ${this.#let(`arith.constant 0.5 : ${type}`)} : ${type}`);
  }

  #converted(scope: Scope, type: string): string {
    const [op, source] = type === "f64" ? ["extf", "f32"] : ["truncf", "f64"];
    return this.#let(`arith.${op} ${this.#float(scope, source!)} : ${source} to ${type}`);
  }

  #integerArithmetic(scope: Scope): void {
    const sum = this.#let(`arith.addi ${this.#integer(scope)}, ${this.#integer(scope)} : index`);
    scope.integers.push(this.#let(`arith.remui ${sum}, ${this.#index(7)} : index`));
  }

  #access(scope: Scope): void {
    if (scope.buffers.length === 0) return;
    const buffer = this.#random.pick(scope.buffers);
    const isAffine = scope.dims.length > 0 && this.#random.chance(40);
    const dialect = isAffine ? "affine" : "memref";
    const index = isAffine ? `(${this.#affineSum(scope)}) mod ${bufferSize}` : this.#bounded(scope, bufferSize);
    const place = `${buffer.name}[${index}] : ${buffer.type}`;
    const isIndex = buffer.element === "index";
    if (!buffer.isConstant && this.#random.chance(50)) {
      this.#emit(`${dialect}.store ${isIndex ? this.#integer(scope) : this.#float(scope, buffer.element)}, ${place}`);
    } else if (isIndex) scope.integers.push(this.#let(`${dialect}.load ${place}`));
    else scope.floats.push({ name: this.#let(`${dialect}.load ${place}`), type: buffer.element });
  }

  /** A buffer with values in all places, by stores or as a copy. */
  #allocation(scope: Scope, frees: string[]): void {
    const element = this.#random.chance(20) ? "index" : this.#floatType();
    const type = `memref<${bufferSize}x${element}>`;
    const isFreed = this.#random.chance(60);
    const name = this.#let(`memref.${isFreed ? "alloc" : "alloca"}() : ${type}`);
    if (isFreed) frees.push(`memref.dealloc ${name} : ${type}`);
    const alike = scope.buffers.filter((buffer) => buffer.type === type);
    if (alike.length > 0 && this.#random.chance(50)) {
      this.#emit(`memref.copy ${this.#random.pick(alike).name}, ${name} : ${type} to ${type}`);
    } else {
      for (let i = 0; i < bufferSize; i++) {
        const value = element === "index" ? this.#integer(scope) : this.#float(scope, element);
        this.#emit(`memref.store ${value}, ${name}[${this.#index(i)}] : ${type}`);
      }
    }
    scope.buffers.push({ name, type, element, isConstant: false });
    if (!this.#random.chance(20)) return;
    const cast = `memref<?x${element}>`;
    const view = this.#let(`memref.cast ${name} : ${type} to ${cast}`);
    scope.buffers.push({ name: view, type: cast, element, isConstant: false });
  }

  #call(scope: Scope): void {
    if (this.#helpers.length === 0) return;
    const { name, types, resultTypes } = this.#random.pick(this.#helpers);
    const args: string[] = [];
    for (const type of types) {
      if (type === "index") args.push(this.#integer(scope));
      else if (!type.startsWith("memref")) args.push(this.#float(scope, type));
      else {
        const fitting = scope.buffers.filter((buffer) => buffer.isConstant && buffer.type === stripped(type));
        if (fitting.length === 0) return;
        args.push(this.#random.pick(fitting).name);
      }
    }
    const signature = `(${types.map(stripped).join(", ")}) -> (${resultTypes.join(", ")})`;
    const [result, ...more] = resultTypes.map(() => this.#name());
    this.#emit(`${[result, ...more].join(", ")} = func.call @${name}(${args.join(", ")}) : ${signature}`);
    [result!, ...more].forEach((value, i) => {
      scope.floats.push({ name: value, type: resultTypes[i]! });
    });
  }

  // Affine expressions.

  #affineSum({ dims }: Scope): string {
    const [a, b] = [this.#random.pick(dims), this.#random.pick(dims)];
    return this.#random.pick([a, `${a} + ${b}`, `${a} * 3 - ${b}`, `${a} - 5`]);
  }

  /** An affine expression of one index, between 0 and 4, applied to that index; or a constant. */
  #affineBound({ dims }: Scope): string {
    if (dims.length === 0 || this.#random.chance(30)) return `${this.#random.below(5)}`;
    const expr = this.#random.pick([
      "d0 mod 5",
      "d0 floordiv 2",
      "(d0 + 1) ceildiv 2",
      "-d0 + 6 - (d0 floordiv 4) * 2",
    ]);
    return `affine_map<(d0) -> (${expr})>(${this.#random.pick(dims)})`;
  }

  /** The same, or the least of two. */
  #upperBound(scope: Scope): string {
    if (scope.dims.length === 0 || this.#random.chance(70)) return this.#affineBound(scope);
    const [a, b] = [this.#random.pick(scope.dims), this.#random.pick(scope.dims)];
    return `min affine_map<(d0, d1) -> (d0, d1 floordiv 2 + 1, 4)>(${a}, ${b})`;
  }

  // Structured control flow.

  /** Types of what regions yield; indices among them have no derivatives. */
  #carriedTypes(): string[] {
    return Array.from({ length: this.#random.below(4) }, () => (this.#random.chance(20) ? "index" : this.#floatType()));
  }
  #value(scope: Scope, type: string): string {
    return type === "index" ? this.#integer(scope) : this.#float(scope, type);
  }
  #values(scope: Scope, types: readonly string[]): string[] {
    return types.map((type) => this.#value(scope, type));
  }
  #declare(scope: Scope, names: readonly string[], types: readonly string[]): void {
    names.forEach((name, i) => {
      if (types[i] === "index") scope.integers.push(name);
      else scope.floats.push({ name, type: types[i]! });
    });
  }

  /** A region's statements, and its terminator with values of these types. */
  #body(scope: Scope, depth: number, types: readonly string[], terminator = "scf.yield"): void {
    const frees = this.#statements(scope, 1 + this.#random.below(5), depth + 1);
    const values = this.#values(scope, types);
    for (const line of frees) this.#emit(line);
    this.#emit(`${terminator}${values.length === 0 ? "" : ` ${values.join(", ")} : ${types.join(", ")}`}`);
  }

  /** `%a, %b = ` for results, which are declared behind the operation. */
  #results(types: readonly string[]): { readonly names: readonly string[]; readonly prefix: string } {
    const names = types.map(() => this.#name());
    return { names, prefix: names.length === 0 ? "" : `${names.join(", ")} = ` };
  }

  #branch(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const isAffine = scope.dims.length > 0 && this.#random.chance(40);
    const [dialect, condition] = isAffine ? ["affine", this.#set(scope)] : ["scf", this.#condition(scope)];
    const { names, prefix } = this.#results(types);
    const arrow = types.length === 0 ? "" : ` -> (${types.join(", ")})`;
    this.#emit(`${prefix}${dialect}.if ${condition}${arrow} {`);
    this.#body(inner(scope), depth, types, `${dialect}.yield`);
    if (types.length > 0 || this.#random.chance(50)) {
      this.#emit("} else {");
      this.#body(inner(scope), depth, types, `${dialect}.yield`);
    }
    this.#emit("}");
    this.#declare(scope, names, types);
  }

  #set({ dims }: Scope): string {
    const condition = this.#random.pick(["d0 - 2 >= 0", "d0 mod 2 == 0", "d0 - d1 >= 0, 5 - d0 >= 0"]);
    return `affine_set<(d0, d1) : (${condition})>(${this.#random.pick(dims)}, ${this.#random.pick(dims)})`;
  }

  #switch(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const argument = this.#bounded(scope, 4);
    const { names, prefix } = this.#results(types);
    this.#emit(`${prefix}scf.index_switch ${argument}${types.length === 0 ? "" : ` -> ${types.join(", ")}`}`);
    for (const label of ["case 0", "case 2", "default"]) {
      this.#emit(`${label} {`);
      this.#body(inner(scope), depth, types);
      this.#emit("}");
    }
    this.#declare(scope, names, types);
  }

  #once(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const { names, prefix } = this.#results(types);
    this.#emit(`${prefix}scf.execute_region -> (${types.join(", ")}) {`);
    this.#body(inner(scope), depth, types);
    this.#emit("}");
    this.#declare(scope, names, types);
  }

  #countedLoop(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    if (this.#random.chance(40)) {
      const step = this.#random.chance(50) ? "" : " step 2";
      this.#loop(scope, depth, types, {
        dialect: "affine",
        bounds: `${this.#affineBound(scope)} to ${this.#upperBound(scope)}${step}`,
      });
      return;
    }
    const lower = this.#random.chance(50) ? this.#index(this.#random.below(3)) : this.#bounded(scope, 3);
    const upper = this.#random.chance(50) ? this.#index(this.#random.below(5)) : this.#bounded(scope, 5);
    const step = this.#index(1 + this.#random.below(2));
    this.#loop(scope, depth, types, { dialect: "scf", bounds: `${lower} to ${upper} step ${step}` });
  }

  #loop(
    scope: Scope,
    depth: number,
    types: readonly string[],
    { dialect, bounds }: { readonly dialect: "affine" | "scf"; readonly bounds: string },
  ): void {
    const inits = this.#values(scope, types);
    const { names, prefix } = this.#results(types);
    const args = types.map(() => this.#name());
    const iv = this.#name();
    const carried = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    const iterArgs = types.length === 0 ? "" : ` iter_args(${carried}) -> (${types.join(", ")})`;
    this.#emit(`${prefix}${dialect}.for ${iv} = ${bounds}${iterArgs} {`);
    const body = inner(scope);
    body.integers.push(iv);
    if (dialect === "affine") body.dims.push(iv);
    this.#declare(body, args, types);
    this.#body(body, depth, types, `${dialect}.yield`);
    this.#emit("}");
    this.#declare(scope, names, types);
  }

  /** A sum, product or choice over iterations that change nothing but memory of their own. */
  #parallelLoop(scope: Scope, depth: number): void {
    const type = this.#floatType();
    const isAffine = this.#random.chance(40);
    const join = this.#random.pick(["addf", "addf", "mulf", "maximumf", "minimumf"]);
    const init = this.#float(scope, type);
    const scale = this.#let(`arith.constant 0.15 : ${type}`);
    const [sum, iv] = [this.#name(), this.#name()];
    const body: Scope = { ...inner(scope), buffers: scope.buffers.filter(({ isConstant }) => isConstant) };
    if (isAffine) {
      const upper = scope.dims.length === 0 ? "4" : `min(4, ${this.#random.pick(scope.dims)})`;
      this.#emit(`${sum} = affine.parallel (${iv}) = (0) to (${upper}) reduce ("${join}") -> (${type}) {`);
      body.dims.push(iv);
    } else {
      const lower = this.#index(this.#random.below(2));
      const upper = this.#bounded(scope, 5);
      const step = this.#index(1 + this.#random.below(2));
      this.#emit(`${sum} = scf.parallel (${iv}) = (${lower}) to (${upper}) step (${step}) init (${init}) -> ${type} {`);
    }
    body.integers.push(iv);
    const frees = this.#statements(body, 1 + this.#random.below(4), depth + 1);
    const value = this.#float(body, type);
    const small = join === "addf" ? this.#let(`arith.mulf ${value}, ${scale} : ${type}`) : value;
    for (const line of frees) this.#emit(line);
    if (isAffine) this.#emit(`affine.yield ${small} : ${type}\n}`);
    else {
      const [a, b] = [this.#name(), this.#name()];
      this.#emit(`scf.reduce(${small} : ${type}) {\n^bb0(${a}: ${type}, ${b}: ${type}):`);
      this.#emit(`scf.reduce.return ${this.#let(`arith.${join} ${a}, ${b} : ${type}`)} : ${type}\n}\n}`);
    }
    scope.floats.push({ name: this.#let(`math.tanh ${sum} : ${type}`), type });
  }

  /** The first carried value counts, so that the loop ends; the two regions carry different values. */
  #whileLoop(scope: Scope, depth: number): void {
    const entering = this.#carriedTypes();
    const leaving = this.#carriedTypes();
    const inits = [this.#index(0), ...this.#values(scope, entering)];
    const limit = this.#bounded(scope, 4);
    const { names, prefix } = this.#results(["index", ...leaving]);
    const args = ["index", ...entering].map(() => this.#name());
    const types = (list: readonly string[]): string => ["index", ...list].join(", ");
    const carried = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    this.#emit(`${prefix}scf.while (${carried}) : (${types(entering)}) -> (${types(leaving)}) {`);
    const before = inner(scope);
    this.#declare(before, args, ["index", ...entering]);
    const frees = this.#statements(before, 1 + this.#random.below(3), depth + 1);
    const goesOn = this.#let(`arith.cmpi ult, ${args[0]}, ${limit} : index`);
    const passed = [args[0]!, ...this.#values(before, leaving)];
    for (const line of frees) this.#emit(line);
    this.#emit(`scf.condition(${goesOn}) ${passed.join(", ")} : ${types(leaving)}\n} do {`);
    const afterArgs = ["index", ...leaving].map(() => this.#name());
    this.#emit(`^bb0(${afterArgs.map((arg, i) => `${arg}: ${["index", ...leaving][i]}`).join(", ")}):`);
    const after = inner(scope);
    this.#declare(after, afterArgs, ["index", ...leaving]);
    const next = this.#let(`arith.addi ${afterArgs[0]}, ${this.#index(1)} : index`);
    const afterFrees = this.#statements(after, 1 + this.#random.below(3), depth + 1);
    const values = [next, ...this.#values(after, entering)];
    for (const line of afterFrees) this.#emit(line);
    this.#emit(`scf.yield ${values.join(", ")} : ${types(entering)}\n}`);
    this.#declare(scope, names, ["index", ...leaving]);
  }
}

const stripped = (type: string): string => type.replace(" constant", "");

/** The program of a seed. */
export const randomProgram = (seed: number): Subject => new Generator(seed).program();

/** The same program with all floats in f64; what converts them becomes an identity. */
export function widened({ text, types, resultTypes, args }: Subject): Subject {
  const wide = (given: string): string => given.replaceAll("f32", "f64");
  const identities = text.replaceAll(
    /arith\.(?:extf|truncf) (%\w+) : f\d+ to f\d+/g,
    (_, value) => `arith.maximumf ${value}, ${value} : f64`,
  );
  return { text: wide(identities), types: types.map(wide), resultTypes: resultTypes.map(wide), args };
}
