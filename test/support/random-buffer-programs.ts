/**
 * Random programs that allocate buffers and hand them around: through views, choices, branches, loops and calls. They free
 * nothing. Each buffer holds a number of its own, and `@f(%bits, %n, %sum)` adds up some of them, so that it matters which
 * buffers are used; the bits decide where branches go, and loops have `%n` iterations.
 */
import { RandomNumbers } from "./numbers.ts";

const buffer = "memref<?xf32, strided<[?], offset: ?>>";
const helperArguments = `${buffer}, ${buffer}, i64, index, memref<1xf32>`;

export const randomBufferProgram = (seed: number): string => new Generator(seed).generate();

const runtime = `
func.func private @init(%m: memref<8xf32>, %x: f32) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c8 = arith.constant 8 : index
  scf.for %i = %c0 to %c8 step %c1 {
    memref.store %x, %m[%i] : memref<8xf32>
  }
  return
}
func.func private @add(%m: ${buffer}, %weight: f32, %sum: memref<1xf32>) {
  %c0 = arith.constant 0 : index
  %x = memref.load %m[%c0] : ${buffer}
  %0 = arith.mulf %x, %weight : f32
  %1 = memref.load %sum[%c0] : memref<1xf32>
  %2 = arith.addf %1, %0 : f32
  memref.store %2, %sum[%c0] : memref<1xf32>
  return
}
`;

class Generator {
  readonly #random: RandomNumbers;
  readonly #lines: string[];
  #names: number;
  #numbers: number;
  #depth: number;
  /** How many operations may still be made; the program ends soon after that. */
  #budget: number;
  #helpers: number;

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed * 6271 + 11);
    this.#lines = [];
    this.#names = 0;
    this.#numbers = 0;
    this.#depth = 0;
    this.#budget = 0;
    this.#helpers = 0;
  }

  generate(): string {
    const count = this.#random.below(3);
    for (let i = 0; i < count; i++) this.#helper(i);
    this.#line("func.func @f(%bits: i64, %n: index, %sum: memref<1xf32>) {");
    this.#constants();
    this.#budget = 6 + this.#random.below(14);
    const buffers = this.#operations([this.#alloc()]);
    this.#use(buffers);
    this.#use(buffers);
    this.#line("  return");
    this.#line("}");
    return runtime + this.#lines.join("\n");
  }

  #helper(index: number): void {
    const visibility = this.#random.below(2) === 0 ? "private " : "";
    this.#line(
      `func.func ${visibility}@h${index}(%a: ${buffer}, %b: ${buffer}, %bits: i64, %n: index, %sum: memref<1xf32>) -> (${buffer}, ${buffer}) {`,
    );
    this.#constants();
    this.#budget = this.#random.below(6);
    const buffers = this.#operations(["%a", "%b"]);
    this.#line(`  return ${this.#recent(buffers)}, ${this.#recent(buffers)} : ${buffer}, ${buffer}`);
    this.#line("}");
    this.#helpers++;
  }

  #constants(): void {
    this.#line("  %c0 = arith.constant 0 : index");
    this.#line("  %c1 = arith.constant 1 : index");
  }
  #line(text: string): void {
    this.#lines.push("  ".repeat(this.#depth) + text);
  }
  #name(prefix: string): string {
    return `%${prefix}${this.#names++}`;
  }
  #recent(buffers: readonly string[]): string {
    return this.#random.pick(this.#random.below(3) === 0 ? buffers : buffers.slice(-3));
  }

  /** Makes operations while there is a budget; returns all buffers that are there in the end. */
  #operations(before: readonly string[]): string[] {
    const buffers = [...before];
    const structured = [this.#if, this.#for, this.#while, this.#execute, this.#switch, this.#diamond];
    const kinds = [this.#allocated, this.#allocated, this.#use, this.#use, this.#view, this.#select, this.#call];
    const count = this.#depth === 0 ? Number.POSITIVE_INFINITY : this.#random.below(6);
    for (let i = 0; i < count && this.#budget > 0; i++) {
      this.#budget--;
      const isStructured = this.#depth < 4 && this.#random.below(3) === 0;
      buffers.push(...this.#random.pick(isStructured ? structured : kinds).call(this, buffers));
    }
    return buffers;
  }

  #alloc(): string {
    const [alloc, number, cast] = [this.#name("m"), this.#name("x"), this.#name("b")];
    this.#line(`  ${alloc} = memref.alloc() : memref<8xf32>`);
    this.#line(`  ${number} = arith.constant ${++this.#numbers}.0 : f32`);
    this.#line(`  func.call @init(${alloc}, ${number}) : (memref<8xf32>, f32) -> ()`);
    this.#line(`  ${cast} = memref.cast ${alloc} : memref<8xf32> to ${buffer}`);
    return cast;
  }
  #allocated(): string[] {
    return [this.#alloc()];
  }

  #use(buffers: readonly string[]): string[] {
    const weight = this.#name("w");
    this.#line(`  ${weight} = arith.constant ${1 + this.#random.below(9)}.0 : f32`);
    this.#line(`  func.call @add(${this.#recent(buffers)}, ${weight}, %sum) : (${buffer}, f32, memref<1xf32>) -> ()`);
    return [];
  }

  /** Its first element is there whatever views it is taken of. */
  #view(buffers: readonly string[]): string[] {
    const [view, cast] = [this.#name("v"), this.#name("b")];
    const part = "memref<1xf32, strided<[?], offset: ?>>";
    this.#line(`  ${view} = memref.subview ${this.#recent(buffers)}[0] [1] [1] : ${buffer} to ${part}`);
    this.#line(`  ${cast} = memref.cast ${view} : ${part} to ${buffer}`);
    return [cast];
  }

  #select(buffers: readonly string[]): string[] {
    const [condition, result] = [this.#condition(), this.#name("b")];
    this.#line(
      `  ${result} = arith.select ${condition}, ${this.#recent(buffers)}, ${this.#recent(buffers)} : ${buffer}`,
    );
    return [result];
  }

  #call(buffers: readonly string[]): string[] {
    if (this.#helpers === 0) return [];
    const result = this.#name("b");
    const callee = `@h${this.#random.below(this.#helpers)}`;
    this.#line(
      `  ${result}:2 = func.call ${callee}(${this.#recent(buffers)}, ${this.#recent(buffers)}, %bits, %n, %sum) : (${helperArguments}) -> (${buffer}, ${buffer})`,
    );
    return [`${result}#0`, `${result}#1`];
  }

  #condition(): string {
    const [amount, shifted, bit] = [this.#name("s"), this.#name("s"), this.#name("c")];
    this.#line(`  ${amount} = arith.constant ${this.#random.below(16)} : i64`);
    this.#line(`  ${shifted} = arith.shrui %bits, ${amount} : i64`);
    this.#line(`  ${bit} = arith.trunci ${shifted} : i64 to i1`);
    return bit;
  }

  // Operations with regions: two results at most, which are buffers of the region or from outside.

  #results(): { readonly name: string; readonly count: number; readonly all: readonly string[] } {
    const [name, count] = [this.#name("b"), 1 + this.#random.below(2)];
    return { name, count, all: Array.from({ length: count }, (_, i) => `${name}#${i}`) };
  }
  #types(count: number): string {
    return new Array(count).fill(buffer).join(", ");
  }

  /** A region with one block that ends with what `end` makes of the buffers that are passed on. */
  #region(
    buffers: readonly string[],
    count: number,
    end = (values: string, types: string) => `${"scf.yield"} ${values} : ${types}`,
  ): void {
    this.#depth++;
    const inner = this.#operations(buffers);
    this.#line(`  ${end(this.#passed(inner, count), this.#types(count))}`);
    this.#depth--;
  }
  #passed(buffers: readonly string[], count: number): string {
    return Array.from({ length: count }, () => this.#recent(buffers)).join(", ");
  }

  #if(buffers: readonly string[]): readonly string[] {
    const condition = this.#condition();
    const { name, count, all } = this.#results();
    this.#line(`  ${name}:${count} = scf.if ${condition} -> (${this.#types(count)}) {`);
    this.#region(buffers, count);
    this.#line("  } else {");
    this.#region(buffers, count);
    this.#line("  }");
    return all;
  }

  #switch(buffers: readonly string[]): readonly string[] {
    const { name, count, all } = this.#results();
    this.#line(`  ${name}:${count} = scf.index_switch %n -> ${this.#types(count)}`);
    for (const label of ["case 1", "default"]) {
      this.#line(`  ${label} {`);
      this.#region(buffers, count);
      this.#line("  }");
    }
    return all;
  }

  #for(buffers: readonly string[]): readonly string[] {
    const { name, count, all } = this.#results();
    const args = all.map(() => this.#name("a"));
    const inits = args.map((arg) => `${arg} = ${this.#recent(buffers)}`).join(", ");
    this.#line(
      `  ${name}:${count} = scf.for ${this.#name("i")} = %c0 to %n step %c1 iter_args(${inits}) -> (${this.#types(count)}) {`,
    );
    this.#region([...buffers, ...args], count);
    this.#line("  }");
    return all;
  }

  #while(buffers: readonly string[]): readonly string[] {
    const { name, count, all } = this.#results();
    const args = all.map(() => this.#name("a"));
    const [counter, next, condition, inner] = [this.#name("i"), this.#name("i"), this.#name("c"), this.#name("i")];
    const inits = [...args.map((arg) => `${arg} = ${this.#recent(buffers)}`), `${counter} = %c0`].join(", ");
    const types = `${this.#types(count)}, index`;
    this.#line(`  ${name}:${count + 1} = scf.while (${inits}) : (${types}) -> (${types}) {`);
    this.#line(`    ${condition} = arith.cmpi slt, ${counter}, %n : index`);
    this.#region(
      [...buffers, ...args],
      count,
      (values) => `scf.condition(${condition}) ${values}, ${counter} : ${types}`,
    );
    const passed = all.map(() => this.#name("a"));
    this.#line("  } do {");
    this.#line(`  ^bb0(${passed.map((arg) => `${arg}: ${buffer}`).join(", ")}, ${inner}: index):`);
    this.#line(`    ${next} = arith.addi ${inner}, %c1 : index`);
    this.#region([...buffers, ...passed], count, (values) => `scf.yield ${values}, ${next} : ${types}`);
    this.#line("  }");
    return all;
  }

  #execute(buffers: readonly string[]): readonly string[] {
    const { name, count, all } = this.#results();
    this.#line(`  ${name}:${count} = scf.execute_region -> (${this.#types(count)}) {`);
    this.#depth++;
    const inner = this.#random.below(2) === 0 ? buffers : [...buffers, ...this.#blocks(buffers)];
    this.#depth--;
    this.#region(inner, count);
    this.#line("  }");
    return all;
  }

  /** Blocks in the function itself. */
  #diamond(buffers: readonly string[]): readonly string[] {
    if (this.#depth > 0) return [];
    return this.#blocks(buffers);
  }
  #blocks(buffers: readonly string[]): readonly string[] {
    return this.#random.below(2) === 0 ? this.#blockLoop(buffers) : this.#branches(buffers);
  }

  #label(): string {
    return `^bb${this.#names++}`;
  }

  /** Two blocks, of which one may be left out, and one behind them. */
  #branches(buffers: readonly string[]): readonly string[] {
    const condition = this.#condition();
    const [left, right, join] = [this.#label(), this.#label(), this.#label()];
    const [argument, joined] = [this.#name("a"), this.#name("a")];
    const direct = this.#random.below(3) === 0 ? `${join}(${this.#recent(buffers)} : ${buffer})` : right;
    this.#line(`  cf.cond_br ${condition}, ${left}(${this.#recent(buffers)} : ${buffer}), ${direct}`);
    this.#line(`${left}(${argument}: ${buffer}):`);
    const jump = (values: string): string => `cf.br ${join}(${values} : ${buffer})`;
    this.#region([...buffers, argument], 1, jump);
    if (direct === right) {
      this.#line(`${right}:`);
      this.#region(buffers, 1, jump);
    }
    this.#line(`${join}(${joined}: ${buffer}):`);
    return [joined];
  }

  #blockLoop(buffers: readonly string[]): readonly string[] {
    const [head, body, exit] = [this.#label(), this.#label(), this.#label()];
    const [carried, counter, next, condition, left] = ["a", "i", "i", "c", "a"].map((prefix) => this.#name(prefix));
    this.#line(`  cf.br ${head}(${this.#recent(buffers)}, %c0 : ${buffer}, index)`);
    this.#line(`${head}(${carried}: ${buffer}, ${counter}: index):`);
    this.#line(`  ${condition} = arith.cmpi slt, ${counter}, %n : index`);
    this.#line(`  cf.cond_br ${condition}, ${body}, ${exit}(${this.#recent([...buffers, carried!])} : ${buffer})`);
    this.#line(`${body}:`);
    this.#line(`  ${next} = arith.addi ${counter}, %c1 : index`);
    this.#region([...buffers, carried!], 1, (values) => `cf.br ${head}(${values}, ${next} : ${buffer}, index)`);
    this.#line(`${exit}(${left}: ${buffer}):`);
    return [carried!, left!];
  }
}
