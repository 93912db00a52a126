/** Random straight-line code on floats, indices and buffers. All numbers stay between -1 and 1. */

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

export interface Buffer {
  readonly name: string;
  readonly type: string;
  readonly element: string;
  /** Nothing ever writes it, so that functions which read it may be called. */
  readonly isConstant: boolean;
}

/** The names that can be used at a place. */
export interface Scope {
  readonly floats: { readonly name: string; readonly type: string }[];
  /** Indices from 0 to 6. */
  readonly integers: string[];
  /** Those among them that affine expressions may use. */
  readonly dims: string[];
  readonly buffers: Buffer[];
}

export const inner = ({ floats, integers, dims, buffers }: Scope): Scope => ({
  floats: [...floats],
  integers: [...integers],
  dims: [...dims],
  buffers: [...buffers],
});

export const bufferSize = 4;

/** Writes straight-line code: arithmetic, accesses to buffers, allocations, and expressions of affine maps. */
export class StatementWriter {
  protected readonly random: Random;
  protected readonly lines: string[];
  #names: number;

  constructor(seed: number) {
    this.random = new Random(seed);
    this.lines = [];
    this.#names = 0;
  }

  // Names and choices.

  protected name(): string {
    return `%v${this.#names++}`;
  }

  protected emit(line: string): void {
    this.lines.push(line);
  }

  protected let(expression: string): string {
    const name = this.name();
    this.emit(`${name} = ${expression}`);
    return name;
  }

  protected floatType(): string {
    return this.random.chance(25) ? "f32" : "f64";
  }

  protected constant(type: string): string {
    return this.let(`arith.constant ${this.random.number().toFixed(3)} : ${type}`);
  }

  protected index(value: number): string {
    return this.let(`arith.constant ${value} : index`);
  }

  /** A float of this type from the scope. */
  protected float(scope: Scope, type: string): string {
    const found = scope.floats.filter((float) => float.type === type);
    if (found.length > 0 && !this.random.chance(5)) return this.random.pick(found).name;
    return this.constant(type);
  }

  protected integer(scope: Scope): string {
    return scope.integers.length > 0 ? this.random.pick(scope.integers) : this.index(this.random.below(7));
  }

  /** An index below a bound. */
  protected bounded(scope: Scope, bound: number): string {
    return this.let(`arith.remui ${this.integer(scope)}, ${this.index(bound)} : index`);
  }

  protected condition(scope: Scope): string {
    if (this.random.chance(40)) {
      // Values are seldom at such a limit, where a program jumps.
      const limit = this.let(`arith.constant ${this.random.number().toFixed(3)}37 : f64`);
      return this.let(`arith.cmpf ogt, ${this.float(scope, "f64")}, ${limit} : f64`);
    }
    const limit = this.index(this.random.below(6));
    return this.let(`arith.cmpi ugt, ${this.integer(scope)}, ${limit} : index`);
  }

  protected arithmetic(scope: Scope): void {
    const type = this.floatType();
    const [a, b] = [this.float(scope, type), this.float(scope, type)];
    const result = this.expression(scope, type, a, b);
    scope.floats.push({ name: result, type });
  }

  /** A number between -1 and 1 from two such. */
  protected expression(scope: Scope, type: string, a: string, b: string): string {
    const constant = (value: string): string => this.let(`arith.constant ${value} : ${type}`);
    if (this.random.chance(12)) return this.complexExpression(scope, type, a, b);
    switch (this.random.below(10)) {
      case 0:
      case 1:
        return this.let(`math.sin ${a} : ${type}`);
      case 2:
        return this.let(`math.cos ${a} : ${type}`);
      case 3:
        return this.let(`math.tanh ${a} : ${type}`);
      case 4:
        return this.let(`arith.mulf ${a}, ${b} : ${type}`);
      case 5: {
        const sum = this.let(`arith.addf ${a}, ${b} : ${type}`);
        return this.let(`arith.mulf ${sum}, ${constant("0.5")} : ${type}`);
      }
      case 6: {
        const divisor = this.let(`arith.addf ${b}, ${constant("2.5")} : ${type}`);
        return this.let(`arith.divf ${a}, ${divisor} : ${type}`);
      }
      case 7: {
        const shifted = this.let(`arith.subf ${a}, ${constant("1.0")} : ${type}`);
        return this.let(`math.exp ${shifted} : ${type}`);
      }
      case 8:
        return this.let(`arith.select ${this.condition(scope)}, ${a}, ${b} : ${type}`);
      default:
        return this.converted(scope, type);
    }
  }

  /** A part of a complex number that was made of such numbers. */
  protected complexExpression(scope: Scope, type: string, a: string, b: string): string {
    const complex = `complex<${type}>`;
    const create = (re: string, im: string): string => this.let(`complex.create ${re}, ${im} : ${complex}`);
    const [z, y] = [create(a, b), create(this.float(scope, type), a)];
    const apply = (expression: string): string => this.let(`complex.${expression} : ${complex}`);
    const shifted = (): string =>
      apply(`add ${y}, ${this.let(`complex.constant [2.5 : ${type}, 0.5 : ${type}] : ${complex}`)}`);
    const result = this.random.pick([
      () => apply(`mul ${z}, ${y}`),
      () => apply(`sin ${z}`),
      () => apply(`conj ${z}`),
      () => apply(`div ${z}, ${shifted()}`),
      () => apply(`log ${shifted()}`),
      () => this.let(`arith.select ${this.condition(scope)}, ${z}, ${y} : ${complex}`),
    ])();
    const part = apply(`${this.random.pick(["re", "im"])} ${result}`);
    return this.let(`arith.mulf ${part}, ${this.let(`arith.constant 0.5 : ${type}`)} : ${type}`);
  }

  protected converted(scope: Scope, type: string): string {
    const [op, source] = type === "f64" ? ["extf", "f32"] : ["truncf", "f64"];
    return this.let(`arith.${op} ${this.float(scope, source!)} : ${source} to ${type}`);
  }

  protected integerArithmetic(scope: Scope): void {
    const sum = this.let(`arith.addi ${this.integer(scope)}, ${this.integer(scope)} : index`);
    scope.integers.push(this.let(`arith.remui ${sum}, ${this.index(7)} : index`));
  }

  protected access(scope: Scope): void {
    if (scope.buffers.length === 0) return;
    const buffer = this.random.pick(scope.buffers);
    const isAffine = scope.dims.length > 0 && this.random.chance(40);
    const dialect = isAffine ? "affine" : "memref";
    const index = isAffine ? `(${this.affineSum(scope)}) mod ${bufferSize}` : this.bounded(scope, bufferSize);
    const place = `${buffer.name}[${index}] : ${buffer.type}`;
    const isIndex = buffer.element === "index";
    if (!buffer.isConstant && this.random.chance(50)) {
      this.emit(`${dialect}.store ${isIndex ? this.integer(scope) : this.float(scope, buffer.element)}, ${place}`);
    } else if (isIndex) scope.integers.push(this.let(`${dialect}.load ${place}`));
    else scope.floats.push({ name: this.let(`${dialect}.load ${place}`), type: buffer.element });
  }

  /** A buffer with values in all places, by stores or as a copy. */
  protected allocation(scope: Scope, frees: string[]): void {
    const element = this.random.chance(20) ? "index" : this.floatType();
    const type = `memref<${bufferSize}x${element}>`;
    const isFreed = this.random.chance(60);
    const name = this.let(`memref.${isFreed ? "alloc" : "alloca"}() : ${type}`);
    if (isFreed) frees.push(`memref.dealloc ${name} : ${type}`);
    const alike = scope.buffers.filter((buffer) => buffer.type === type);
    if (alike.length > 0 && this.random.chance(50)) {
      this.emit(`memref.copy ${this.random.pick(alike).name}, ${name} : ${type} to ${type}`);
    } else {
      for (let i = 0; i < bufferSize; i++) {
        const value = element === "index" ? this.integer(scope) : this.float(scope, element);
        this.emit(`memref.store ${value}, ${name}[${this.index(i)}] : ${type}`);
      }
    }
    scope.buffers.push({ name, type, element, isConstant: false });
    if (!this.random.chance(20)) return;
    const cast = `memref<?x${element}>`;
    const view = this.let(`memref.cast ${name} : ${type} to ${cast}`);
    scope.buffers.push({ name: view, type: cast, element, isConstant: false });
  }

  // Affine expressions.

  protected affineSum({ dims }: Scope): string {
    const [a, b] = [this.random.pick(dims), this.random.pick(dims)];
    return this.random.pick([a, `${a} + ${b}`, `${a} * 3 - ${b}`, `${a} - 5`]);
  }

  /** An affine expression of one index, between 0 and 4, applied to that index; or a constant. */
  protected affineBound({ dims }: Scope): string {
    if (dims.length === 0 || this.random.chance(30)) return `${this.random.below(5)}`;
    const expr = this.random.pick(["d0 mod 5", "d0 floordiv 2", "(d0 + 1) ceildiv 2", "-d0 + 6 - (d0 floordiv 4) * 2"]);
    return `affine_map<(d0) -> (${expr})>(${this.random.pick(dims)})`;
  }

  /** The same, or the least of two. */
  protected upperBound(scope: Scope): string {
    if (scope.dims.length === 0 || this.random.chance(70)) return this.affineBound(scope);
    const [a, b] = [this.random.pick(scope.dims), this.random.pick(scope.dims)];
    return `min affine_map<(d0, d1) -> (d0, d1 floordiv 2 + 1, 4)>(${a}, ${b})`;
  }
}
