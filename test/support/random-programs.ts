/** Random programs of straight-line arithmetic, whose results are defined for all arguments. */

import { RandomNumbers } from "./numbers.ts";

export interface RandomProgram {
  /** Operations of the body of a function, and its `return`. */
  readonly body: string;
  readonly inputs: readonly string[];
  readonly results: readonly string[];
  /** Arguments, as `compile`'s functions take them, and as constants in MLIR. */
  readonly args: readonly { readonly value: boolean | number | bigint; readonly text: string }[];
}

const integerTypes = ["i1", "i8", "i16", "i32", "i64", "i24", "i48"] as const;
const floatTypes = ["f16", "bf16", "f32", "f64"] as const;
const integerOps = ["addi", "subi", "muli", "andi", "ori", "xori", "maxsi", "maxui", "minsi", "minui"];
const divisions = ["divui", "remui", "ceildivui"];
const shifts = ["shli", "shrsi", "shrui"];
const predicates = ["eq", "ne", "slt", "sle", "sgt", "sge", "ult", "ule", "ugt", "uge"];
// Of the zeros, `maxnumf` and `minnumf` may return either.
const floatOps = ["addf", "subf", "mulf", "divf", "maximumf", "minimumf"];
const floatPredicates = [
  "oeq",
  "ogt",
  "oge",
  "olt",
  "ole",
  "one",
  "ord",
  "ueq",
  "ugt",
  "uge",
  "ult",
  "ule",
  "une",
  "uno",
];
const integerEdges = [0n, 1n, -1n, 2n, -2n, 7n, 255n, -(2n ** 63n), 2n ** 63n - 1n, 0x1234567890abcdefn];
const floatEdges = [0, -0, 1, -1.5, 0.1, 3e4, -1e-5, 1 / 3, Infinity, -Infinity, 123456.789];

const widthOf = (type: string): number => Number(type.slice(1));
const isInteger = (type: string): boolean => type.startsWith("i");

/** A program of `size` operations; the same one for the same seed. */
export class ProgramGenerator {
  readonly #random: RandomNumbers;
  readonly #lines: string[];
  readonly #values: Map<string, string[]>;
  #next: number;

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed);
    this.#lines = [];
    this.#values = new Map();
    this.#next = 0;
  }

  generate(size: number): RandomProgram {
    const inputs = [...integerTypes, ...floatTypes];
    inputs.forEach((type, i) => {
      this.#values.set(type, [`%a${i}`]);
    });
    for (let i = 0; i < size; i++) this.#addOperation();
    const results = inputs;
    const last = results.map((type) => this.#values.get(type)!.at(-1)!);
    const body = [...this.#lines, `return ${last.join(", ")} : ${results.join(", ")}`].join("\n");
    return { body, inputs, results, args: inputs.map((type) => this.#argument(type)) };
  }

  #argument(type: string): RandomProgram["args"][number] {
    if (!isInteger(type)) {
      const value = this.#random.pick(floatEdges);
      return { value, text: `${floatText(value, type)} : ${type}` };
    }
    const width = widthOf(type);
    const value = BigInt.asIntN(width, this.#random.pick(integerEdges));
    if (width === 1) return { value: value !== 0n, text: String(value !== 0n) };
    return { value: width <= 32 ? Number(value) : value, text: `${value} : ${type}` };
  }

  #operand(type: string): string {
    return this.#random.pick(this.#values.get(type)!);
  }
  #define(type: string, text: string): string {
    const name = `%v${this.#next++}`;
    this.#lines.push(`${name} = ${text}`);
    this.#values.get(type)!.push(name);
    return name;
  }
  /** A constant that is no candidate for operands. */
  #constant(type: string, value: bigint | boolean): string {
    const name = `%v${this.#next++}`;
    this.#lines.push(`${name} = arith.constant ${typeof value === "boolean" ? value : `${value} : ${type}`}`);
    return name;
  }

  #addOperation(): void {
    const random = this.#random;
    const type = random.pick([...integerTypes, ...floatTypes]);
    const [a, b] = [this.#operand(type), this.#operand(type)];
    const kind = random.below(10);
    if (kind === 0) this.#define(type, `arith.select ${this.#operand("i1")}, ${a}, ${b} : ${type}`);
    else if (!isInteger(type)) this.#addFloatOperation(type, a, b, kind);
    else if (kind === 1) this.#define("i1", `arith.cmpi ${random.pick(predicates)}, ${a}, ${b} : ${type}`);
    else if (kind === 2) this.#addIntegerCast(type, a);
    else if (kind === 3 && type !== "i1") {
      const one = this.#constant(type, 1n);
      const divisor = this.#define(type, `arith.ori ${b}, ${one} : ${type}`);
      this.#define(type, `arith.${random.pick(divisions)} ${a}, ${divisor} : ${type}`);
    } else if (kind === 4 && type !== "i1") {
      const limit = this.#constant(type, BigInt(widthOf(type)));
      const amount = this.#define(type, `arith.remui ${b}, ${limit} : ${type}`);
      this.#define(type, `arith.${random.pick(shifts)} ${a}, ${amount} : ${type}`);
    } else this.#define(type, `arith.${random.pick(integerOps)} ${a}, ${b} : ${type}`);
  }

  #addIntegerCast(from: string, a: string): void {
    const to = this.#random.pick([...integerTypes, ...floatTypes].filter((type) => type !== from));
    if (!isInteger(to)) this.#define(to, `arith.${this.#random.pick(["sitofp", "uitofp"])} ${a} : ${from} to ${to}`);
    else {
      const isWider = widthOf(to) > widthOf(from);
      const operation = isWider ? this.#random.pick(["extsi", "extui"]) : "trunci";
      this.#define(to, `arith.${operation} ${a} : ${from} to ${to}`);
    }
  }

  #addFloatOperation(type: string, a: string, b: string, kind: number): void {
    const random = this.#random;
    if (kind === 1) this.#define("i1", `arith.cmpf ${random.pick(floatPredicates)}, ${a}, ${b} : ${type}`);
    else if (kind === 2) {
      const other = random.pick(floatTypes.filter((candidate) => bitsOf(candidate) !== bitsOf(type)));
      const operation = bitsOf(other) > bitsOf(type) ? "extf" : "truncf";
      this.#define(other, `arith.${operation} ${a} : ${type} to ${other}`);
    } else if (kind === 3) this.#define(type, `arith.negf ${a} : ${type}`);
    else if (kind === 4) this.#define(type, `math.absf ${a} : ${type}`);
    else this.#define(type, `arith.${random.pick(floatOps)} ${a}, ${b} : ${type}`);
  }
}

const bitsOf = (type: string): number => ({ f16: 16, bf16: 16, f32: 32, f64: 64 })[type]!;

const infinityBits: Readonly<Record<string, string>> = {
  f16: "0x7C00",
  bf16: "0x7F80",
  f32: "0x7F800000",
  f64: "0x7FF0000000000000",
};
const negativeInfinityBits: Readonly<Record<string, string>> = {
  f16: "0xFC00",
  bf16: "0xFF80",
  f32: "0xFF800000",
  f64: "0xFFF0000000000000",
};

function floatText(value: number, type: string): string {
  if (value === Infinity) return infinityBits[type]!;
  if (value === -Infinity) return negativeInfinityBits[type]!;
  const text = Object.is(value, -0) ? "-0.0" : String(value);
  return /[.]/.test(text) ? text : text.includes("e") ? text.replace("e", ".0e") : `${text}.0`;
}

export const randomProgram = (seed: number, size: number): RandomProgram => new ProgramGenerator(seed).generate(size);

/** The program as a function of its arguments. */
export function asFunction(name: string, { inputs, results, body }: RandomProgram): string {
  const args = inputs.map((type, i) => `%a${i}: ${type}`);
  return `func.func @${name}(${args.join(", ")}) -> (${results.join(", ")}) {\n${body}\n}`;
}

/** The program with its arguments as constants, which folds to constants. */
export function asConstants(name: string, { args, results, body }: RandomProgram): string {
  const constants = args.map(({ text }, i) => `%a${i} = arith.constant ${text}`);
  return `func.func @${name}() -> (${results.join(", ")}) {\n${constants.join("\n")}\n${body}\n}`;
}
