/**
 * Random programs of two functions that call themselves and each other, and change the buffers that they are given, which
 * may be the same or overlap. Numbers go through sines, so that results are smooth and bounded.
 */

import type { Subject } from "../../../support/derivatives.ts";
import { RandomNumbers } from "../../../support/numbers.ts";

const buffer = "memref<?xf64, strided<[?], offset: ?>>";
const signature = `(${buffer}, ${buffer}, f64, index) -> f64`;

/** The names that can be used at a place. */
interface Scope {
  readonly depth: number;
  readonly floats: string[];
  readonly buffers: string[];
  /** From 0 to 3. */
  readonly indices: readonly string[];
}

export const randomRecursion = (seed: number): Subject => new Generator(seed).subject();

class Generator {
  readonly #random: RandomNumbers;
  #names: number;

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed * 7919 + 17);
    this.#names = 0;
  }

  subject(): Subject {
    const second = (): string => this.#random.pick(["%u", "%v", "%w"]);
    return {
      text: `${this.#function("g")}
        ${this.#function("h")}
        func.func @f(%a: memref<?xf64>, %b: memref<?xf64>, %x: f64) -> f64 {
          %c1 = arith.constant 1 : index
          %c2 = arith.constant 2 : index
          %first = memref.subview %a[0] [4] [1] : memref<?xf64> to memref<4xf64, strided<[1]>>
          %last = memref.subview %a[1] [4] [1] : memref<?xf64> to memref<4xf64, strided<[1], offset: 1>>
          %u = memref.cast %first : memref<4xf64, strided<[1]>> to ${buffer}
          %v = memref.cast %last : memref<4xf64, strided<[1], offset: 1>> to ${buffer}
          %w = memref.cast %b : memref<?xf64> to ${buffer}
          %r = func.call @g(%u, ${second()}, %x, %c2) : ${signature}
          %s = func.call @h(${second()}, %u, %r, ${this.#random.pick(["%c1", "%c2"])}) : ${signature}
          return %s : f64
        }`,
      types: ["memref<?xf64>", "memref<?xf64>", "f64"],
      resultTypes: ["f64"],
      args: [[0.4, 0.7, -0.3, 0.9, 0.2], [0.5, -0.6, 0.8, 0.1], 0.6],
    };
  }

  #function(name: string): string {
    const constants = [0, 1, 2, 3].map((value) => `%c${value} = arith.constant ${value} : index`);
    const indices = constants.map((_, value) => `%c${value}`);
    return `func.func private @${name}(%a: ${buffer}, %b: ${buffer}, %x: f64, %n: index) -> f64 {
      ${constants.join("\n")}
      %c4 = arith.constant 4 : index
      %done = arith.cmpi eq, %n, %c0 : index
      %r = scf.if %done -> f64 {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %c1 : index
        ${this.#block({ depth: 0, floats: ["%x"], buffers: ["%a", "%b"], indices }, 9)}
      }
      return %r : f64
    }`;
  }

  #name(): string {
    return `%t${this.#names++}`;
  }

  /** Operations, and a yield of the last number; `next` is yielded in front of it. */
  #block({ depth, floats, buffers, indices }: Scope, count: number, next?: string): string {
    const scope: Scope = { depth, floats: [...floats], buffers: [...buffers], indices };
    const allocated: string[] = [];
    const lines = Array.from({ length: count }, () => this.#operation(scope, allocated));
    const frees = allocated.map((name) => `memref.dealloc ${name} : memref<?xf64>`);
    const result = scope.floats.at(-1)!;
    const end = next === undefined ? `scf.yield ${result} : f64` : `scf.yield ${next}, ${result} : index, f64`;
    return [...lines, ...frees, end].join("\n");
  }

  #operation(scope: Scope, allocated: string[]): string {
    const random = this.#random;
    const { depth, floats, buffers, indices } = scope;
    const name = this.#name();
    const place = (): string => `${random.pick(buffers)}[${random.pick(indices)}] : ${buffer}`;
    const inner: Scope = { ...scope, depth: depth + 1 };
    const kind = random.below(depth < 2 ? 13 : 10);
    if (kind < 2) return `memref.store ${floats.at(-1 - random.below(Math.min(3, floats.length)))}, ${place()}`;
    if (kind === 2) {
      allocated.push(name);
      const view = this.#name();
      const lines = `${name} = memref.alloc(%c4) : memref<?xf64>
        ${view} = memref.cast ${name} : memref<?xf64> to ${buffer}
        memref.copy ${random.pick(buffers)}, ${view} : ${buffer} to ${buffer}`;
      buffers.push(view);
      return lines;
    }
    const given = random.pick(floats);
    const other = random.pick(floats);
    if (kind < 12) floats.push(name);
    if (kind < 5) return `${name} = memref.load ${place()}`;
    if (kind < 8) {
      const argument = this.#name();
      return `${argument} = arith.${random.pick(["mulf", "addf", "subf"])} ${given}, ${other} : f64
        ${name} = math.sin ${argument} : f64`;
    }
    if (kind < 10) {
      const callee = random.pick(["g", "h"]);
      return `${name} = func.call @${callee}(${random.pick(buffers)}, ${random.pick(buffers)}, ${given}, %m) : ${signature}`;
    }
    // The names of what regions see must not hold the result.
    const seen: Scope = { ...inner, floats: floats.filter((float) => float !== name) };
    if (kind === 10) {
      const condition = this.#name();
      // Numbers that decide would make jumps.
      return `${condition} = arith.cmpi ult, ${random.pick([...indices, "%m"])}, ${random.pick([...indices, "%m"])} : index
        ${name} = scf.if ${condition} -> f64 {
          ${this.#block(seen, 3)}
        } else {
          ${this.#block(seen, 2)}
        }`;
    }
    const [iv, sum, again, next] = [this.#name(), this.#name(), this.#name(), this.#name()];
    const body: Scope = { ...seen, floats: [...seen.floats, sum], indices: [...indices, iv] };
    if (kind === 11) {
      return `${name} = scf.for ${iv} = %c0 to %c2 step %c1 iter_args(${sum} = ${given}) -> f64 {
          ${this.#block(body, 3)}
        }`;
    }
    floats.push(`${name}#1`);
    return `${name}:2 = scf.while (${next}i = %c0, ${next}s = ${given}) : (index, f64) -> (index, f64) {
        ${again} = arith.cmpi ult, ${next}i, %c2 : index
        scf.condition(${again}) ${next}i, ${next}s : index, f64
      } do {
      ^bb0(${iv}: index, ${sum}: f64):
        ${next} = arith.addi ${iv}, %c1 : index
        ${this.#block(body, 3, next)}
      }`;
  }
}
