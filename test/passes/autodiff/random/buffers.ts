/**
 * Random programs that hide which memory they use: views of views, among them such that show elements at several places,
 * in the opposite order or as overlapping rows; buffers that are chosen, handed on by branches and loops, or made there;
 * indices that are kept in buffers; functions that write to what they are given, once as one buffer and once as two. All
 * numbers stay between -1 and 1.
 */
import type { Subject } from "../../../support/derivatives.ts";
import { ProgramLines } from "../../../support/program-lines.ts";

const vector = "memref<?xf64, strided<[?], offset: ?>>";
const matrix = "memref<2x2xf64, strided<[?, ?], offset: ?>>";
const places = "memref<4xindex>";
const length = 4;
const maxDepth = 3;

/** A buffer of the type `vector`. */
interface Vector {
  readonly name: string;
  /** It has as many elements at least. */
  readonly size: number;
  /** It must not leave the region that frees its memory. */
  readonly stays: boolean;
}

interface Matrix {
  readonly name: string;
  readonly stays: boolean;
}

interface Scope {
  readonly floats: string[];
  /** Indices from 0 to 3. */
  readonly indices: string[];
  readonly vectors: Vector[];
  readonly matrices: Matrix[];
  /** Buffers of indices from 0 to 3. */
  readonly places: string[];
}

const inner = (scope: Scope): Scope => ({
  floats: [...scope.floats],
  indices: [...scope.indices],
  vectors: [...scope.vectors],
  matrices: [...scope.matrices],
  places: [...scope.places],
});

class Writer extends ProgramLines {
  /** Whether memory may be allocated: calls of functions that do so are not inlined in loops. */
  #allocates: boolean;

  constructor(seed: number) {
    super(seed * 7919 + 1);
    this.#allocates = false;
  }

  program(): Subject {
    this.emit(`func.func private @helper(%p: ${vector}, %q: ${vector}, %x: f64, %i: index) -> f64 {`);
    this.#body({
      ...this.#empty(),
      floats: ["%x"],
      indices: ["%i"],
      vectors: ["%p", "%q"].map((name) => ({ name, size: 2, stays: false })),
    });
    this.#allocates = true;
    const types = ["f64", "memref<4xf64>", "memref<4xf64>", "index"];
    this.emit("func.func @f(%x: f64, %a: memref<4xf64>, %b: memref<4xf64>, %i: index) -> f64 {");
    const scope = { ...this.#empty(), floats: ["%x"], indices: ["%i"] };
    for (const name of ["%a", "%b"]) this.#addVector(scope, name, "memref<4xf64>", length, false);
    this.#body(scope);
    const numbers = (): number[] => Array.from({ length }, () => this.number());
    return {
      text: this.text,
      types,
      resultTypes: ["f64"],
      args: [this.number(), numbers(), numbers(), this.random.below(length)],
    };
  }

  #body(scope: Scope): void {
    const frees = this.#statements(scope, 14, 0);
    const result = this.#load(scope);
    for (const line of frees) this.emit(line);
    this.emit(`return ${result} : f64\n}`);
  }

  #empty(): Scope {
    return { floats: [], indices: [], vectors: [], matrices: [], places: [] };
  }
  #constant(value: number): string {
    return this.let(`arith.constant ${value} : index`);
  }
  #float({ floats }: Scope): string {
    return this.random.below(20) === 0
      ? this.let(`arith.constant ${this.number().toFixed(3)} : f64`)
      : this.random.pick(floats);
  }
  /** An index below a bound. */
  #index({ indices }: Scope, bound: number): string {
    const index = this.random.below(3) === 0 ? this.#constant(this.random.below(length)) : this.random.pick(indices);
    return bound === length ? index : this.let(`arith.remui ${index}, ${this.#constant(bound)} : index`);
  }
  #condition(scope: Scope): string {
    return this.random.below(2) === 0
      ? this.let(`arith.cmpf ogt, ${this.#float(scope)}, ${this.#float(scope)} : f64`)
      : this.let(`arith.cmpi ult, ${this.#index(scope, length)}, ${this.#index(scope, length)} : index`);
  }
  #vector({ vectors }: Scope, leaves = false): Vector {
    return this.random.pick(leaves ? vectors.filter(({ stays }) => !stays) : vectors);
  }

  // Statements.

  /** Writes statements; returns the lines that free what they have allocated. */
  #statements(scope: Scope, count: number, depth: number): string[] {
    const frees: string[] = [];
    for (let i = 0; i < count; i++) this.#statement(scope, depth, frees);
    return frees;
  }

  #statement(scope: Scope, depth: number, frees: string[]): void {
    const simple = [
      () => this.#arithmetic(scope),
      () => void scope.floats.push(this.#load(scope)),
      () => this.#store(scope),
      () => this.#store(scope),
      () => this.#view(scope),
      () => this.#view(scope),
      ...(this.#allocates ? [() => this.#allocate(scope, frees), () => this.#keepPlaces(scope)] : []),
    ];
    const structured = [
      () => this.#branch(scope, depth),
      () => this.#loop(scope, depth),
      () => this.#whileLoop(scope, depth),
      ...(this.#allocates ? [() => this.#parallelLoop(scope), () => this.#call(scope)] : []),
    ];
    const isSimple = depth >= maxDepth || this.random.below(100) < 75;
    this.random.pick(isSimple ? simple : structured)();
  }

  #arithmetic(scope: Scope): void {
    const [a, b] = [this.#float(scope), this.#float(scope)];
    const ways = [
      () => this.let(`math.sin ${a} : f64`),
      () => this.let(`math.cos ${a} : f64`),
      () => this.let(`arith.mulf ${a}, ${b} : f64`),
      () => this.let(`arith.select ${this.#condition(scope)}, ${a}, ${b} : f64`),
    ];
    scope.floats.push(this.random.pick(ways)());
  }

  #place(scope: Scope): string {
    if (scope.matrices.length > 0 && this.random.below(4) === 0) {
      const { name } = this.random.pick(scope.matrices);
      return `${name}[${this.#index(scope, 2)}, ${this.#index(scope, 2)}] : ${matrix}`;
    }
    const { name, size } = this.#vector(scope);
    return `${name}[${this.#index(scope, size)}] : ${vector}`;
  }
  #load(scope: Scope): string {
    return this.let(`memref.load ${this.#place(scope)}`);
  }
  #store(scope: Scope): void {
    const value = this.#float(scope);
    this.emit(`memref.store ${value}, ${this.#place(scope)}`);
  }

  /** Writes an index to a buffer of them, or reads one there. */
  #keepPlaces(scope: Scope): void {
    if (scope.places.length === 0 || this.random.below(4) === 0) {
      const name = this.let(`memref.alloca() : ${places}`);
      for (let i = 0; i < length; i++) {
        this.emit(`memref.store ${this.#index(scope, length)}, ${name}[${this.#constant(i)}] : ${places}`);
      }
      scope.places.push(name);
      return;
    }
    const place = `${this.random.pick(scope.places)}[${this.#index(scope, length)}] : ${places}`;
    if (this.random.below(2) === 0) scope.indices.push(this.let(`memref.load ${place}`));
    else this.emit(`memref.store ${this.#index(scope, length)}, ${place}`);
  }

  // Buffers.

  #addVector(scope: Scope, name: string, type: string, size: number, stays: boolean): void {
    scope.vectors.push({ name: this.let(`memref.cast ${name} : ${type} to ${vector}`), size, stays });
  }

  /** A buffer with numbers in all places, by stores or as a copy. */
  #allocate(scope: Scope, frees: string[]): void {
    const stays = this.random.below(2) === 0;
    const source = this.#vector(scope);
    const isCopy = this.random.below(3) === 0;
    const size = isCopy ? source.size : length;
    const count = isCopy
      ? this.let(`memref.dim ${source.name}, ${this.#constant(0)} : ${vector}`)
      : this.#constant(length);
    const name = this.let(`memref.${stays ? "alloc" : "alloca"}(${count}) : memref<?xf64>`);
    if (stays) frees.push(`memref.dealloc ${name} : memref<?xf64>`);
    if (isCopy) this.emit(`memref.copy ${source.name}, ${name} : ${vector} to memref<?xf64>`);
    else {
      for (let i = 0; i < length; i++) {
        this.emit(`memref.store ${this.#float(scope)}, ${name}[${this.#constant(i)}] : memref<?xf64>`);
      }
    }
    this.#addVector(scope, name, "memref<?xf64>", size, stays);
  }

  #view(scope: Scope): void {
    const source = this.#vector(scope);
    const ways = [
      () => this.#part(scope, source),
      () => this.#otherLayout(scope, source),
      () => this.#matrixOf(scope, source),
      () => this.#row(scope),
      () => this.#choice(scope, source),
      () => this.#unranked(scope, source),
    ];
    this.random.pick(ways)();
  }

  #part(scope: Scope, { name, size, stays }: Vector): void {
    const step = size >= 3 ? 1 + this.random.below(2) : 1;
    const count = 1 + this.random.below(Math.floor((size - 1) / step) + 1);
    const offset = this.#index(scope, size - (count - 1) * step);
    const slice = `${name}[${offset}] [${this.#constant(count)}] [${this.#constant(step)}]`;
    scope.vectors.push({ name: this.let(`memref.subview ${slice} : ${vector} to ${vector}`), size: count, stays });
  }

  /** What a vector is made of: its memory, the offset, and the stride. */
  #metadata({ name }: Vector): { base: string; offset: string; stride: string } {
    const [base, offset, size, stride] = [this.name(), this.name(), this.name(), this.name()];
    this.emit(
      `${base}, ${offset}, ${size}, ${stride} = memref.extract_strided_metadata ${name} : ${vector} -> memref<f64>, index, index, index`,
    );
    return { base, offset, stride };
  }

  /** All places one element, or the elements in the opposite order. */
  #otherLayout(scope: Scope, source: Vector): void {
    const { base, offset, stride } = this.#metadata(source);
    const last = this.let(`arith.muli ${stride}, ${this.#constant(source.size - 1)} : index`);
    const start = this.let(`arith.addi ${offset}, ${last} : index`);
    const zero = this.#constant(0);
    const step = this.random.below(2) === 0 ? zero : this.let(`arith.subi ${zero}, ${stride} : index`);
    const count = this.#constant(source.size);
    const layout = `offset: [${start}], sizes: [${count}], strides: [${step}]`;
    const name = this.let(`memref.reinterpret_cast ${base} to ${layout} : memref<f64> to ${vector}`);
    scope.vectors.push({ ...source, name });
  }

  /** Two rows behind each other, or such that share elements; or the columns of another matrix. */
  #matrixOf(scope: Scope, source: Vector): void {
    if (scope.matrices.length > 0 && this.random.below(3) === 0) {
      const { name, stays } = this.random.pick(scope.matrices);
      scope.matrices.push({
        name: this.let(`memref.transpose ${name} (i, j) -> (j, i) : ${matrix} to ${matrix}`),
        stays,
      });
      return;
    }
    if (source.size < 3) return;
    const { base, offset, stride } = this.#metadata(source);
    const rows = this.#constant(source.size === length && this.random.below(2) === 0 ? 2 : 1);
    const outer = this.let(`arith.muli ${stride}, ${rows} : index`);
    const layout = `offset: [${offset}], sizes: [2, 2], strides: [${outer}, ${stride}]`;
    const name = this.let(`memref.reinterpret_cast ${base} to ${layout} : memref<f64> to ${matrix}`);
    scope.matrices.push({ name, stays: source.stays });
  }

  #row(scope: Scope): void {
    if (scope.matrices.length === 0) return;
    const { name, stays } = this.random.pick(scope.matrices);
    const type = "memref<2xf64, strided<[?], offset: ?>>";
    const slice = `${name}[${this.#index(scope, 2)}, 0] [1, 2] [1, 1]`;
    this.#addVector(scope, this.let(`memref.subview ${slice} : ${matrix} to ${type}`), type, 2, stays);
  }

  #choice(scope: Scope, source: Vector): void {
    const other = this.#vector(scope);
    const name = this.let(`arith.select ${this.#condition(scope)}, ${source.name}, ${other.name} : ${vector}`);
    scope.vectors.push({ name, size: Math.min(source.size, other.size), stays: source.stays || other.stays });
  }

  #unranked(scope: Scope, source: Vector): void {
    const unranked = this.let(`memref.cast ${source.name} : ${vector} to memref<*xf64>`);
    scope.vectors.push({ ...source, name: this.let(`memref.cast ${unranked} : memref<*xf64> to ${vector}`) });
  }

  // Structured control flow. What is passed on has two elements at least.

  #passable(scope: Scope): Vector {
    const wide = scope.vectors.filter(({ size, stays }) => size >= 2 && !stays);
    return this.random.pick(wide);
  }

  #receive(scope: Scope, [a, b, x]: readonly string[]): void {
    for (const name of [a!, b!]) scope.vectors.push({ name, size: 2, stays: false });
    scope.floats.push(x!);
  }

  /** Writes statements and a terminator that passes on two buffers and a number. */
  #region(scope: Scope, depth: number, terminator: string, first: readonly string[] = []): void {
    const frees = this.#statements(scope, 2 + this.random.below(4), depth + 1);
    for (const line of frees) this.emit(line);
    const values = [...first, this.#passable(scope).name, this.#passable(scope).name, this.#float(scope)];
    const types = [...first.map(() => "index"), vector, vector, "f64"];
    this.emit(`${terminator} ${values.join(", ")} : ${types.join(", ")}`);
  }

  #branch(scope: Scope, depth: number): void {
    const results = [this.name(), this.name(), this.name()];
    const condition = this.#condition(scope);
    this.emit(`${results.join(", ")} = scf.if ${condition} -> (${vector}, ${vector}, f64) {`);
    this.#region(inner(scope), depth, "scf.yield");
    this.emit("} else {");
    this.#region(inner(scope), depth, "scf.yield");
    this.emit("}");
    this.#receive(scope, results);
  }

  #loop(scope: Scope, depth: number): void {
    const results = [this.name(), this.name(), this.name()];
    const args = [this.name(), this.name(), this.name()];
    const inits = [this.#passable(scope).name, this.#passable(scope).name, this.#float(scope)];
    const iv = this.name();
    const [zero, one] = [this.#constant(0), this.#constant(1)];
    const carried = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    const bound = this.#index(scope, length);
    this.emit(
      `${results.join(", ")} = scf.for ${iv} = ${zero} to ${bound} step ${one} iter_args(${carried}) -> (${vector}, ${vector}, f64) {`,
    );
    const body = inner(scope);
    body.indices.push(iv);
    this.#receive(body, args);
    this.#region(body, depth, "scf.yield");
    this.emit("}");
    this.#receive(scope, results);
  }

  #whileLoop(scope: Scope, depth: number): void {
    const [results, args, after] = [0, 1, 2].map(() => [this.name(), this.name(), this.name(), this.name()]);
    const inits = [this.#constant(0), this.#passable(scope).name, this.#passable(scope).name, this.#float(scope)];
    const types = `(index, ${vector}, ${vector}, f64)`;
    const carried = args!.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    const limit = this.#index(scope, length);
    this.emit(`${results!.join(", ")} = scf.while (${carried}) : ${types} -> ${types} {`);
    const before = inner(scope);
    this.#receive(before, args!.slice(1));
    const goesOn = this.let(`arith.cmpi ult, ${args![0]}, ${limit} : index`);
    this.#region(before, depth, `scf.condition(${goesOn})`, [args![0]!]);
    this.emit(`} do {\n^bb0(${after!.map((arg, i) => `${arg}: ${["index", vector, vector, "f64"][i]}`).join(", ")}):`);
    const body = inner(scope);
    body.indices.push(after![0]!);
    this.#receive(body, after!.slice(1));
    const next = this.let(`arith.addi ${after![0]}, ${this.#constant(1)} : index`);
    this.#region(body, depth, "scf.yield", [next]);
    this.emit("}");
    this.#receive(scope, results!.slice(1));
  }

  /** A sum of what iterations read, and a buffer to which each of them writes its element. */
  #parallelLoop(scope: Scope): void {
    const target = this.let("memref.alloca() : memref<4xf64>");
    const [sum, iv, a, b] = [this.name(), this.name(), this.name(), this.name()];
    const bounds = [this.#constant(0), this.#constant(length), this.#constant(1)];
    this.emit(
      `${sum} = scf.parallel (${iv}) = (${bounds[0]}) to (${bounds[1]}) step (${bounds[2]}) init (${this.#float(scope)}) -> f64 {`,
    );
    const body = inner(scope);
    body.indices.push(iv);
    for (let i = 0; i < 2; i++) body.floats.push(this.#load(body));
    this.#arithmetic(body);
    this.#view(body);
    const product = this.let(`arith.mulf ${body.floats.at(-1)}, ${this.#load(body)} : f64`);
    this.emit(`memref.store ${product}, ${target}[${iv}] : memref<4xf64>`);
    this.emit(`scf.reduce(${product} : f64) {\n^bb0(${a}: f64, ${b}: f64):`);
    this.emit(`scf.reduce.return ${this.let(`arith.addf ${a}, ${b} : f64`)} : f64\n}\n}`);
    scope.floats.push(this.let(`math.sin ${sum} : f64`));
    this.#addVector(scope, target, "memref<4xf64>", length, false);
  }

  /** The buffers may be the same. */
  #call(scope: Scope): void {
    const args = [
      this.#passable(scope).name,
      this.#passable(scope).name,
      this.#float(scope),
      this.#index(scope, length),
    ];
    scope.floats.push(this.let(`func.call @helper(${args.join(", ")}) : (${vector}, ${vector}, f64, index) -> f64`));
  }
}

/** The program of a seed. */
export const randomBufferProgram = (seed: number): Subject => new Writer(seed).program();
