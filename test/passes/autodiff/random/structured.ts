/**
 * Random structured programs for differentiation: nested branches and loops with captured and carried values, calls, and
 * buffers. All numbers stay between -1 and 1, so that results are smooth and bounded, however deep the program is.
 */
import type { Argument, Subject } from "../../../support/derivatives.ts";

import { type Buffer, bufferSize, inner, type Scope, StatementWriter } from "./statements.ts";

interface Helper {
  readonly name: string;
  readonly types: readonly string[];
  readonly resultTypes: readonly string[];
}

const maxDepth = 3;

class Generator extends StatementWriter {
  readonly #helpers: Helper[];

  constructor(seed: number) {
    super(seed);
    this.#helpers = [];
  }

  program(): Subject {
    for (let i = this.random.below(3); i > 0; i--) this.#helper(`h${i}`);
    const types = this.#argumentTypes(1 + this.random.below(3), this.random.below(3), this.random.chance(40));
    const resultTypes = this.#function("f", types, 12 + this.random.below(12));
    const args = types.map((type): Argument => {
      if (type === "index") return this.random.below(7);
      if (type.includes("xindex>")) return Array.from({ length: bufferSize }, () => this.random.below(7));
      if (type.startsWith("memref")) return Array.from({ length: bufferSize }, () => this.random.number());
      return this.random.number();
    });
    return { text: this.lines.join("\n"), types: types.map(stripped), resultTypes, args };
  }

  // Functions.

  /** The buffers among them are all written or all constant, since what is written must not overlap others. */
  #argumentTypes(floats: number, buffers: number, areConstant: boolean): string[] {
    const types = Array.from({ length: floats }, () => this.floatType());
    for (let i = 0; i < buffers; i++) {
      const element = this.random.chance(20) ? "index" : this.floatType();
      types.push(`memref<${bufferSize}x${element}>${areConstant ? " constant" : ""}`);
    }
    if (this.random.chance(60)) types.push("index");
    return types;
  }

  #helper(name: string): void {
    const types = this.#argumentTypes(1 + this.random.below(2), this.random.below(2), true);
    const resultTypes = this.#function(name, types, 5 + this.random.below(6));
    this.#helpers.push({ name, types, resultTypes });
  }

  /** Writes a function and returns the types of its results. */
  #function(name: string, types: readonly string[], size: number): string[] {
    const scope: Scope = { floats: [], integers: [], dims: [], buffers: [] };
    const params = types.map((type) => {
      const param = this.name();
      if (type === "index") {
        scope.integers.push(param);
        scope.dims.push(param);
      } else if (type.startsWith("memref")) scope.buffers.push(this.#bufferOf(param, type));
      else scope.floats.push({ name: param, type });
      return `${param}: ${stripped(type)}`;
    });
    const start = this.lines.length;
    const frees = this.#statements(scope, size, 0);
    const results = Array.from({ length: 1 + this.random.below(2) }, () => {
      const type = this.floatType();
      return { value: this.float(scope, type), type };
    });
    for (const line of frees) this.emit(line);
    const resultTypes = results.map(({ type }) => type);
    this.emit(`return ${results.map(({ value }) => value).join(", ")} : ${resultTypes.join(", ")}\n}`);
    this.lines.splice(start, 0, `func.func @${name}(${params.join(", ")}) -> (${resultTypes.join(", ")}) {`);
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
    const choice = this.random.below(100);
    if (choice < 45) this.arithmetic(scope);
    else if (choice < 50) this.integerArithmetic(scope);
    else if (choice < 66) this.access(scope);
    else if (choice < 72) this.allocation(scope, frees);
    else if (choice < 76) this.#call(scope);
    else if (depth >= maxDepth) this.arithmetic(scope);
    else if (choice < 83) this.#branch(scope, depth);
    else if (choice < 86) this.#switch(scope, depth);
    else if (choice < 88) this.#once(scope, depth);
    else if (choice < 94) this.#countedLoop(scope, depth);
    else if (choice < 96) this.#parallelLoop(scope, depth);
    else this.#whileLoop(scope, depth);
  }

  #call(scope: Scope): void {
    if (this.#helpers.length === 0) return;
    const { name, types, resultTypes } = this.random.pick(this.#helpers);
    const args: string[] = [];
    for (const type of types) {
      if (type === "index") args.push(this.integer(scope));
      else if (!type.startsWith("memref")) args.push(this.float(scope, type));
      else {
        const fitting = scope.buffers.filter((buffer) => buffer.isConstant && buffer.type === stripped(type));
        if (fitting.length === 0) return;
        args.push(this.random.pick(fitting).name);
      }
    }
    const signature = `(${types.map(stripped).join(", ")}) -> (${resultTypes.join(", ")})`;
    const [result, ...more] = resultTypes.map(() => this.name());
    this.emit(`${[result, ...more].join(", ")} = func.call @${name}(${args.join(", ")}) : ${signature}`);
    [result!, ...more].forEach((value, i) => {
      scope.floats.push({ name: value, type: resultTypes[i]! });
    });
  }

  // Structured control flow.

  /** Types of what regions yield; indices among them have no derivatives. */
  #carriedTypes(): string[] {
    return Array.from({ length: this.random.below(4) }, () => (this.random.chance(20) ? "index" : this.floatType()));
  }

  #value(scope: Scope, type: string): string {
    return type === "index" ? this.integer(scope) : this.float(scope, type);
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
    const frees = this.#statements(scope, 1 + this.random.below(5), depth + 1);
    const values = this.#values(scope, types);
    for (const line of frees) this.emit(line);
    this.emit(`${terminator}${values.length === 0 ? "" : ` ${values.join(", ")} : ${types.join(", ")}`}`);
  }

  /** `%a, %b = ` for results, which are declared behind the operation. */
  #results(types: readonly string[]): { readonly names: readonly string[]; readonly prefix: string } {
    const names = types.map(() => this.name());
    return { names, prefix: names.length === 0 ? "" : `${names.join(", ")} = ` };
  }

  #branch(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const isAffine = scope.dims.length > 0 && this.random.chance(40);
    const [dialect, condition] = isAffine ? ["affine", this.#set(scope)] : ["scf", this.condition(scope)];
    const { names, prefix } = this.#results(types);
    const arrow = types.length === 0 ? "" : ` -> (${types.join(", ")})`;
    this.emit(`${prefix}${dialect}.if ${condition}${arrow} {`);
    this.#body(inner(scope), depth, types, `${dialect}.yield`);
    if (types.length > 0 || this.random.chance(50)) {
      this.emit("} else {");
      this.#body(inner(scope), depth, types, `${dialect}.yield`);
    }
    this.emit("}");
    this.#declare(scope, names, types);
  }

  #set({ dims }: Scope): string {
    const condition = this.random.pick(["d0 - 2 >= 0", "d0 mod 2 == 0", "d0 - d1 >= 0, 5 - d0 >= 0"]);
    return `affine_set<(d0, d1) : (${condition})>(${this.random.pick(dims)}, ${this.random.pick(dims)})`;
  }

  #switch(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const argument = this.bounded(scope, 4);
    const { names, prefix } = this.#results(types);
    this.emit(`${prefix}scf.index_switch ${argument}${types.length === 0 ? "" : ` -> ${types.join(", ")}`}`);
    for (const label of ["case 0", "case 2", "default"]) {
      this.emit(`${label} {`);
      this.#body(inner(scope), depth, types);
      this.emit("}");
    }
    this.#declare(scope, names, types);
  }

  #once(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    const { names, prefix } = this.#results(types);
    this.emit(`${prefix}scf.execute_region -> (${types.join(", ")}) {`);
    this.#body(inner(scope), depth, types);
    this.emit("}");
    this.#declare(scope, names, types);
  }

  #countedLoop(scope: Scope, depth: number): void {
    const types = this.#carriedTypes();
    if (this.random.chance(40)) {
      const step = this.random.chance(50) ? "" : " step 2";
      this.#loop(scope, depth, types, {
        dialect: "affine",
        bounds: `${this.affineBound(scope)} to ${this.upperBound(scope)}${step}`,
      });
      return;
    }
    const lower = this.random.chance(50) ? this.index(this.random.below(3)) : this.bounded(scope, 3);
    const upper = this.random.chance(50) ? this.index(this.random.below(5)) : this.bounded(scope, 5);
    const step = this.index(1 + this.random.below(2));
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
    const args = types.map(() => this.name());
    const iv = this.name();
    const carried = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    const iterArgs = types.length === 0 ? "" : ` iter_args(${carried}) -> (${types.join(", ")})`;
    this.emit(`${prefix}${dialect}.for ${iv} = ${bounds}${iterArgs} {`);
    const body = inner(scope);
    body.integers.push(iv);
    if (dialect === "affine") body.dims.push(iv);
    this.#declare(body, args, types);
    this.#body(body, depth, types, `${dialect}.yield`);
    this.emit("}");
    this.#declare(scope, names, types);
  }

  /** A sum, product or choice over iterations that change nothing but memory of their own. */
  #parallelLoop(scope: Scope, depth: number): void {
    const type = this.floatType();
    const isAffine = this.random.chance(40);
    const join = this.random.pick(["addf", "addf", "mulf", "maximumf", "minimumf"]);
    const init = this.float(scope, type);
    const scale = this.let(`arith.constant 0.15 : ${type}`);
    const [sum, iv] = [this.name(), this.name()];
    const body: Scope = { ...inner(scope), buffers: scope.buffers.filter(({ isConstant }) => isConstant) };
    if (isAffine) {
      const upper = scope.dims.length === 0 ? "4" : `min(4, ${this.random.pick(scope.dims)})`;
      this.emit(`${sum} = affine.parallel (${iv}) = (0) to (${upper}) reduce ("${join}") -> (${type}) {`);
      body.dims.push(iv);
    } else {
      const lower = this.index(this.random.below(2));
      const upper = this.bounded(scope, 5);
      const step = this.index(1 + this.random.below(2));
      this.emit(`${sum} = scf.parallel (${iv}) = (${lower}) to (${upper}) step (${step}) init (${init}) -> ${type} {`);
    }
    body.integers.push(iv);
    const frees = this.#statements(body, 1 + this.random.below(4), depth + 1);
    const value = this.float(body, type);
    const small = join === "addf" ? this.let(`arith.mulf ${value}, ${scale} : ${type}`) : value;
    for (const line of frees) this.emit(line);
    if (isAffine) this.emit(`affine.yield ${small} : ${type}\n}`);
    else {
      const [a, b] = [this.name(), this.name()];
      this.emit(`scf.reduce(${small} : ${type}) {\n^bb0(${a}: ${type}, ${b}: ${type}):`);
      this.emit(`scf.reduce.return ${this.let(`arith.${join} ${a}, ${b} : ${type}`)} : ${type}\n}\n}`);
    }
    scope.floats.push({ name: this.let(`math.tanh ${sum} : ${type}`), type });
  }

  /** The first carried value counts, so that the loop ends; the two regions carry different values. */
  #whileLoop(scope: Scope, depth: number): void {
    const entering = this.#carriedTypes();
    const leaving = this.#carriedTypes();
    const inits = [this.index(0), ...this.#values(scope, entering)];
    const limit = this.bounded(scope, 4);
    const { names, prefix } = this.#results(["index", ...leaving]);
    const args = ["index", ...entering].map(() => this.name());
    const types = (list: readonly string[]): string => ["index", ...list].join(", ");
    const carried = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    this.emit(`${prefix}scf.while (${carried}) : (${types(entering)}) -> (${types(leaving)}) {`);
    const before = inner(scope);
    this.#declare(before, args, ["index", ...entering]);
    const frees = this.#statements(before, 1 + this.random.below(3), depth + 1);
    const goesOn = this.let(`arith.cmpi ult, ${args[0]}, ${limit} : index`);
    const passed = [args[0]!, ...this.#values(before, leaving)];
    for (const line of frees) this.emit(line);
    this.emit(`scf.condition(${goesOn}) ${passed.join(", ")} : ${types(leaving)}\n} do {`);
    const afterArgs = ["index", ...leaving].map(() => this.name());
    this.emit(`^bb0(${afterArgs.map((arg, i) => `${arg}: ${["index", ...leaving][i]}`).join(", ")}):`);
    const after = inner(scope);
    this.#declare(after, afterArgs, ["index", ...leaving]);
    const next = this.let(`arith.addi ${afterArgs[0]}, ${this.index(1)} : index`);
    const afterFrees = this.#statements(after, 1 + this.random.below(3), depth + 1);
    const values = [next, ...this.#values(after, entering)];
    for (const line of afterFrees) this.emit(line);
    this.emit(`scf.yield ${values.join(", ")} : ${types(entering)}\n}`);
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
