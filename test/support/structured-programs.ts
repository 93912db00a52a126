/** Random programs with loops, branches, blocks, calls and memory, for comparing passes with mlir-opt. */

/** Pseudo-random numbers: Marsaglia's xorshift with 32 bits of state. */
class RandomNumbers {
  #state: number;
  constructor(seed: number) {
    this.#state = Math.imul(seed, 0x9e3779b1) >>> 0 || 1;
  }
  /** From 0 up to 1. */
  next(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
  below(bound: number): number {
    return Math.floor(this.next() * bound);
  }
  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)]!;
  }
  chance(probability: number): boolean {
    return this.next() < probability;
  }
}

/** The names that may be used, by type. */
interface Scope {
  readonly i32: string[];
  readonly i1: string[];
  readonly index: string[];
}

interface Signature {
  readonly name: string;
  readonly arguments: number;
  readonly results: number;
}

const binaryOps = ["addi", "subi", "muli", "xori", "andi", "maxsi", "minui", "shli", "divsi"];
const i32s = (count: number): string => new Array(count).fill("i32").join(", ");
const copyOf = ({ i32, i1, index }: Scope): Scope => ({ i32: [...i32], i1: [...i1], index: [...index] });

/** A module of a few functions; the same one for the same seed. */
export const structuredProgram = (seed: number): string => new Generator(seed).module();

class Generator {
  readonly #random: RandomNumbers;
  readonly #functions: Signature[];
  #names: number;
  #lines: string[];

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed);
    this.#functions = [];
    this.#names = 0;
    this.#lines = [];
  }

  module(): string {
    const count = 1 + this.#random.below(4);
    for (let i = 0; i < count; i++) this.#function(`f${i}`, i < count - 1 && this.#random.chance(0.6));
    return `${this.#lines.join("\n")}\n`;
  }

  #fresh(): string {
    return `%v${this.#names++}`;
  }
  #freshList(count: number): string[] {
    return Array.from({ length: count }, () => this.#fresh());
  }
  #values({ i32 }: Scope, count: number): string {
    return Array.from({ length: count }, () => this.#random.pick(i32)).join(", ");
  }

  #function(name: string, isPrivate: boolean): void {
    const random = this.#random;
    const args = Array.from({ length: 1 + random.below(3) }, (_, i) => `%a${i}`);
    const results = 1 + random.below(2);
    const parameters = ["%m: memref<?xi32>", ...args.map((arg) => `${arg}: i32`)].join(", ");
    this.#lines.push(
      `func.func ${isPrivate ? "private " : ""}@${name}(${parameters}) -> (${i32s(results)}) {`,
      "%zero = arith.constant 0 : index",
      "%one = arith.constant 1 : index",
      "%ten = arith.constant 10 : index",
      `%never = arith.cmpi slt, %a0, %a0 : i32`,
      `%less = arith.cmpi slt, %a0, ${random.pick(args)} : i32`,
    );
    const scope: Scope = { i32: [...args], i1: ["%never", "%less"], index: ["%zero", "%one", "%ten"] };
    if (random.chance(0.35)) this.#blocks(scope, results);
    else {
      this.#operations(scope, 4 + random.below(12), 2);
      this.#lines.push(`return ${this.#values(scope, results)} : ${i32s(results)}`);
    }
    this.#lines.push("}");
    this.#functions.push({ name, arguments: args.length, results });
  }

  /** A function's body with several blocks, all of which see what the entry defines. */
  #blocks(scope: Scope, results: number): void {
    const random = this.#random;
    const parameters = Array.from({ length: 2 + random.below(4) }, () => this.#freshList(random.below(3)));
    const target = (from: Scope): string => {
      const block = random.below(parameters.length);
      const count = parameters[block]!.length;
      return count === 0 ? `^b${block}` : `^b${block}(${this.#values(from, count)} : ${i32s(count)})`;
    };
    const end = (from: Scope): void => {
      const kind = random.next();
      if (kind < 0.3) this.#lines.push(`return ${this.#values(from, results)} : ${i32s(results)}`);
      else if (kind < 0.6) this.#lines.push(`cf.br ${target(from)}`);
      else this.#lines.push(`cf.cond_br ${random.pick(from.i1)}, ${target(from)}, ${target(from)}`);
    };
    this.#operations(scope, 2 + random.below(5), 1);
    end(scope);
    parameters.forEach((names, block) => {
      const inner = copyOf(scope);
      inner.i32.push(...names);
      const list = names.map((name) => `${name}: i32`).join(", ");
      this.#lines.push(list === "" ? `^b${block}:` : `^b${block}(${list}):`);
      this.#operations(inner, random.below(5), 1);
      end(inner);
    });
  }

  #operations(scope: Scope, count: number, depth: number): void {
    for (let i = 0; i < count; i++) {
      const kind = this.#random.below(100);
      if (kind < 82 || depth === 0) this.#simple(scope, kind % 82);
      else if (kind < 89) this.#if(scope, depth);
      else if (kind < 96) this.#for(scope, depth);
      else this.#while(scope, depth);
    }
  }

  #simple(scope: Scope, kind: number): void {
    const random = this.#random;
    const name = this.#fresh();
    const [a, b] = [random.pick(scope.i32), random.pick(scope.i32)];
    if (kind < 12) this.#define(scope.i32, name, `arith.constant ${random.pick([0, 1, 2, 3, -1, 7])} : i32`);
    else if (kind < 46) this.#define(scope.i32, name, `arith.${random.pick(binaryOps)} ${a}, ${b} : i32`);
    else if (kind < 54) {
      this.#define(scope.i1, name, `arith.cmpi ${random.pick(["eq", "slt", "uge", "ne"])}, ${a}, ${b} : i32`);
    } else if (kind < 60) this.#define(scope.i32, name, `arith.select ${random.pick(scope.i1)}, ${a}, ${b} : i32`);
    else if (kind < 66) this.#define(scope.i32, name, `memref.load %m[${random.pick(scope.index)}] : memref<?xi32>`);
    else if (kind < 72) this.#lines.push(`memref.store ${a}, %m[${random.pick(scope.index)}] : memref<?xi32>`);
    else if (kind < 76 || this.#functions.length === 0) {
      this.#define(scope.i1, name, `arith.constant ${random.chance(0.5)}`);
    } else this.#call(scope, name, random.pick(this.#functions));
  }
  #define(names: string[], name: string, operation: string): void {
    this.#lines.push(`${name} = ${operation}`);
    names.push(name);
  }

  #call(scope: Scope, name: string, callee: Signature): void {
    const types = ["memref<?xi32>", ...new Array(callee.arguments).fill("i32")].join(", ");
    const args = `%m, ${this.#values(scope, callee.arguments)}`;
    this.#lines.push(
      `${name}:${callee.results} = func.call @${callee.name}(${args}) : (${types}) -> (${i32s(callee.results)})`,
    );
    this.#addResults(scope, name, callee.results);
  }
  #addResults({ i32 }: Scope, name: string, count: number): void {
    for (let i = 0; i < count; i++) i32.push(`${name}#${i}`);
  }

  #if(scope: Scope, depth: number): void {
    const name = this.#fresh();
    const count = 1 + this.#random.below(2);
    this.#lines.push(`${name}:${count} = scf.if ${this.#random.pick(scope.i1)} -> (${i32s(count)}) {`);
    for (const close of ["} else {", "}"]) {
      const inner = copyOf(scope);
      this.#operations(inner, this.#random.below(6), depth - 1);
      this.#lines.push(`scf.yield ${this.#values(inner, count)} : ${i32s(count)}`, close);
    }
    this.#addResults(scope, name, count);
  }

  #for(scope: Scope, depth: number): void {
    const random = this.#random;
    const [name, iv] = [this.#fresh(), this.#fresh()];
    const carried = this.#freshList(1 + random.below(3));
    const inits = carried.map((arg) => `${arg} = ${random.pick(scope.i32)}`).join(", ");
    const bounds = `${random.pick(scope.index)} to ${random.pick(scope.index)} step ${random.pick(["%one", "%ten"])}`;
    const types = i32s(carried.length);
    this.#lines.push(`${name}:${carried.length} = scf.for ${iv} = ${bounds} iter_args(${inits}) -> (${types}) {`);
    const inner = copyOf(scope);
    inner.index.push(iv);
    inner.i32.push(...carried);
    this.#operations(inner, 2 + random.below(7), depth - 1);
    const yielded = carried.map((arg) => (random.chance(0.25) ? arg : random.pick(inner.i32))).join(", ");
    this.#lines.push(`scf.yield ${yielded} : ${types}`, "}");
    this.#addResults(scope, name, carried.length);
  }

  #while(scope: Scope, depth: number): void {
    const random = this.#random;
    const name = this.#fresh();
    const [before, after] = [this.#freshList(1 + random.below(2)), this.#freshList(1 + random.below(2))];
    const inits = before.map((arg) => `${arg} = ${random.pick(scope.i32)}`).join(", ");
    const [inTypes, outTypes] = [i32s(before.length), i32s(after.length)];
    this.#lines.push(`${name}:${after.length} = scf.while (${inits}) : (${inTypes}) -> (${outTypes}) {`);
    const test = copyOf(scope);
    test.i32.push(...before);
    this.#operations(test, random.below(5), depth - 1);
    this.#lines.push(
      `scf.condition(${random.pick(test.i1)}) ${this.#values(test, after.length)} : ${outTypes}`,
      "} do {",
      `^bb0(${after.map((arg) => `${arg}: i32`).join(", ")}):`,
    );
    const body = copyOf(scope);
    body.i32.push(...after);
    this.#operations(body, random.below(5), depth - 1);
    this.#lines.push(`scf.yield ${this.#values(body, before.length)} : ${inTypes}`, "}");
    this.#addResults(scope, name, after.length);
  }
}
