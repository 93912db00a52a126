/**
 * Generates programs as people and front ends write them: functions that call each other, loops, conditions, constants,
 * arithmetic on scalars and vectors, casts, attributes. The same seed gives the same program.
 */
import { CustomFormWriter } from "./custom-form.ts";
import { GenericFormWriter } from "./generic-form.ts";
import {
  type Attribute,
  type ProgramWriter,
  type Signature,
  type Value,
  type ValueGroup,
  valuesOf,
} from "./program-writer.ts";
import { Random } from "./random.ts";

export type Form = "custom" | "generic";

/** A module of at least `size` characters. */
export function generateProgram(form: Form, size: number, seed = 1): string {
  const writer = form === "custom" ? new CustomFormWriter() : new GenericFormWriter();
  const generator = new ProgramGenerator(writer, new Random(seed));
  while (writer.length < size) generator.function();
  return `module {\n${writer.text}}\n`;
}

const floatTypes = ["f32", "f64", "f64", "vector<4xf32>", "tensor<8x16xf64>"];
const integerTypes = ["i32", "i64", "i64", "index", "vector<8xi32>"];
const allTypes = [...floatTypes, ...integerTypes, "i1"];

const floatOps = ["arith.addf", "arith.subf", "arith.mulf", "arith.mulf", "arith.divf", "arith.maximumf"];
const integerOps = ["arith.addi", "arith.subi", "arith.muli", "arith.andi", "arith.xori", "arith.maxsi"];
const floatPredicates = [
  ["oeq", 1],
  ["ogt", 2],
  ["olt", 4],
  ["une", 13],
] as const;
const integerPredicates = [
  ["eq", 0],
  ["slt", 2],
  ["sge", 5],
  ["ult", 6],
] as const;

/** Casts by the type that they start from. */
const casts: Readonly<Record<string, readonly (readonly [op: string, to: string])[]>> = {
  f32: [
    ["arith.extf", "f64"],
    ["arith.fptosi", "i32"],
    ["arith.bitcast", "i32"],
  ],
  f64: [
    ["arith.truncf", "f32"],
    ["arith.fptosi", "i64"],
  ],
  i1: [
    ["arith.extui", "i32"],
    ["arith.extui", "i64"],
  ],
  i32: [
    ["arith.extsi", "i64"],
    ["arith.sitofp", "f32"],
    ["arith.index_cast", "index"],
  ],
  i64: [
    ["arith.trunci", "i32"],
    ["arith.sitofp", "f64"],
    ["arith.index_cast", "index"],
  ],
  index: [
    ["arith.index_cast", "i64"],
    ["arith.index_cast", "i32"],
  ],
};

const attributes: readonly Attribute[] = [
  ["tag", '"hot path"'],
  ["unroll", "4 : i32"],
  ["weights", "[1.0, 2.5, -3.25]"],
  ["layout", "affine_map<(d0, d1) -> (d1, d0)>"],
  ["kind", "{align = 8 : i64, name = @f0}"],
  ["vectorize", "unit"],
];

const fastMathFlags = ["none", "none", "none", "fast", "contract"];
const overflowFlags = ["none", "none", "none", "nsw", "nuw"];

/** Loops and conditions nest at most this deep. */
const maxDepth = 3;

/** As MLIR prints it: `1.500000e+00`. */
const floatText = (value: number): string => value.toExponential(6).replace(/e([+-])(\d)$/, "e$10$2");

class ProgramGenerator {
  readonly #writer: ProgramWriter;
  readonly #random: Random;
  readonly #functions: Signature[];
  /** The values in sight by type, the latest last. */
  #values: Map<string, Value[]>;
  #nextName: number;

  constructor(writer: ProgramWriter, random: Random) {
    this.#writer = writer;
    this.#random = random;
    this.#functions = [];
    this.#values = new Map();
    this.#nextName = 0;
  }

  /** One function with one result. */
  function(): void {
    const random = this.#random;
    const count = 2 + random.below(4);
    const argumentTypes = Array.from({ length: count }, () => random.pick(allTypes));
    const signature = { name: `f${this.#functions.length}`, argumentTypes, resultType: random.pick(floatTypes) };
    const args = argumentTypes.map((type, i) => ({ name: `%arg${i}`, type }));
    this.#values = new Map();
    this.#nextName = 0;
    for (const arg of args) this.#define(arg);
    this.#writer.beginFunction(signature, args, random.oneIn(3) ? [random.pick(attributes)] : []);
    this.#operations(10 + random.below(60), 0);
    this.#writer.endFunction(this.#use(signature.resultType));
    this.#functions.push(signature);
  }

  #operations(count: number, depth: number): void {
    for (let i = 0; i < count; i++) this.#operation(depth);
  }

  #operation(depth: number): void {
    const choice = this.#random.below(100);
    if (choice < 58) this.#arithmetic();
    else if (choice < 72) this.#constant(this.#random.pick(allTypes));
    else if (choice < 82) this.#cast();
    else if (choice < 87) this.#condition();
    else if (choice < 91) this.#select();
    else if (choice < 94 && this.#functions.length > 0) this.#call();
    else if (depth === maxDepth) this.#arithmetic();
    else if (choice < 97) this.#for(depth);
    else this.#if(depth);
  }

  #fresh(type: string): Value {
    return { name: `%${this.#nextName++}`, type };
  }
  #freshGroup(types: readonly string[]): ValueGroup {
    return { name: `%${this.#nextName++}`, types };
  }
  #define(value: Value): void {
    const known = this.#values.get(value.type);
    if (known === undefined) this.#values.set(value.type, [value]);
    else known.push(value);
  }

  /** A value of this type, mostly a recent one; a constant where there is none. */
  #use(type: string): Value {
    const known = this.#values.get(type);
    if (known === undefined || known.length === 0) return this.#constant(type);
    const back = this.#random.below(Math.min(known.length, this.#random.oneIn(4) ? known.length : 4));
    return known[known.length - 1 - back]!;
  }

  /** Defines nothing outside: what is defined inside is forgotten afterwards. */
  #scoped(work: () => void): void {
    const outer = this.#values;
    this.#values = new Map([...outer].map(([type, values]) => [type, values.slice(-8)]));
    work();
    this.#values = outer;
  }

  #constant(type: string): Value {
    const value = this.#fresh(type);
    this.#writer.constant(value, this.#literal(type));
    this.#define(value);
    return value;
  }

  #literal(type: string): string {
    const random = this.#random;
    if (type === "i1") return random.oneIn(2) ? "true" : "false";
    const value = random.below(100_000) - 20_000;
    const number = floatTypes.includes(type) ? floatText(value / 1024) : String(value);
    return type.includes("<") ? `dense<${number}>` : number;
  }

  #arithmetic(): void {
    const random = this.#random;
    const isFloat = random.below(100) < 65;
    const type = random.pick(isFloat ? floatTypes : integerTypes);
    const operands = [this.#use(type), this.#use(type)];
    const result = this.#fresh(type);
    const attached = random.oneIn(25) ? [random.pick(attributes)] : [];
    const op = random.pick(isFloat ? floatOps : integerOps);
    const flags = random.pick(isFloat ? fastMathFlags : overflowFlags);
    this.#writer.arithmetic(op, flags, result, operands, attached);
    this.#define(result);
  }

  #cast(): void {
    const from = this.#random.pick(Object.keys(casts));
    const [op, to] = this.#random.pick(casts[from]!);
    const input = this.#use(from);
    const result = this.#fresh(to);
    this.#writer.cast(op, result, input);
    this.#define(result);
  }

  #condition(): Value {
    const random = this.#random;
    const isFloat = random.oneIn(2);
    const type = isFloat ? random.pick(["f32", "f64"]) : random.pick(["i32", "i64", "index"]);
    const [lhs, rhs] = [this.#use(type), this.#use(type)];
    const result = this.#fresh("i1");
    const predicate = random.pick<readonly [string, number]>(isFloat ? floatPredicates : integerPredicates);
    this.#writer.compare(isFloat ? "arith.cmpf" : "arith.cmpi", predicate, result, lhs, rhs);
    this.#define(result);
    return result;
  }

  #select(): void {
    const type = this.#random.pick(allTypes);
    const condition = this.#use("i1");
    const [ifTrue, ifFalse] = [this.#use(type), this.#use(type)];
    const result = this.#fresh(type);
    this.#writer.select(result, condition, ifTrue, ifFalse);
    this.#define(result);
  }

  #call(): void {
    const callee = this.#random.pick(this.#functions.slice(-100));
    const operands = callee.argumentTypes.map((type) => this.#use(type));
    const result = this.#fresh(callee.resultType);
    this.#writer.call(result, callee, operands);
    this.#define(result);
  }

  #for(depth: number): void {
    const random = this.#random;
    const bounds = [this.#use("index"), this.#use("index"), this.#use("index")];
    const init = Array.from({ length: 1 + random.below(3) }, () => this.#use(random.pick(allTypes)));
    const group = this.#freshGroup(init.map(({ type }) => type));
    const induction = { name: `%i${this.#nextName++}`, type: "index" };
    const variables = init.map(({ type }) => ({ name: `%acc${this.#nextName++}`, type }));
    this.#scoped(() => {
      this.#define(induction);
      for (const variable of variables) this.#define(variable);
      this.#writer.beginFor(group, bounds, induction, init, variables);
      this.#operations(4 + random.below(12), depth + 1);
      this.#writer.endFor(
        group,
        bounds,
        init,
        init.map(({ type }) => this.#use(type)),
      );
    });
    for (const value of valuesOf(group)) this.#define(value);
  }

  #if(depth: number): void {
    const random = this.#random;
    const condition = this.#condition();
    const types = Array.from({ length: random.below(3) }, () => random.pick(allTypes));
    const group = this.#freshGroup(types);
    const branch = (end: (yielded: readonly Value[]) => void): void =>
      this.#scoped(() => {
        this.#operations(2 + random.below(8), depth + 1);
        end(types.map((type) => this.#use(type)));
      });
    this.#writer.beginIf(group, condition);
    branch((yielded) => this.#writer.otherwise(yielded));
    branch((yielded) => this.#writer.endIf(group, condition, yielded));
    if (types.length > 0) for (const value of valuesOf(group)) this.#define(value);
  }
}
