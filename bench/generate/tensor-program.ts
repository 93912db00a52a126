/**
 * Generates programs of the dialects on the way from tensors to loops: linalg on tensors, slices, tensors that loops carry,
 * loops over memory. Each function can be bufferized. The same seed gives the same program.
 */
import { Lines } from "./lines.ts";
import { Random } from "./random.ts";

/** A module of at least `size` characters. */
export function generateTensorProgram(size: number, seed = 1): string {
  const generator = new TensorProgramGenerator(new Random(seed));
  while (generator.length < size) generator.function();
  return `module {\n${generator.text}}\n`;
}

const sizes = [4, 8, 16, 32, 64];
const elementTypes = ["f32", "f64"];
const unaryOps = ["math.tanh", "math.exp", "math.sin", "arith.negf", "math.absf"];
const binaryOps = ["arith.addf", "arith.mulf", "arith.subf", "arith.maximumf"];

const identityMap = "affine_map<(d0, d1) -> (d0, d1)>";

class TensorProgramGenerator extends Lines {
  readonly #random: Random;
  #functions: number;
  /** Number of the next value in the function. */
  #values: number;
  /** Of the tensor that the function calculates with. */
  #rows: number;
  #columns: number;
  #element: string;

  constructor(random: Random) {
    super();
    this.#random = random;
    this.#functions = 0;
    this.#values = 0;
    this.#rows = 0;
    this.#columns = 0;
    this.#element = "";
  }

  get #tensor(): string {
    return `tensor<${this.#rows}x${this.#columns}x${this.#element}>`;
  }

  function(): void {
    const random = this.#random;
    this.#values = 0;
    [this.#rows, this.#columns] = [random.pick(sizes), random.pick(sizes)];
    this.#element = random.pick(elementTypes);
    const buffer = `memref<?x${this.#element}>`;
    const parameters = `%a: ${this.#tensor}, %b: ${this.#tensor}, %m: ${buffer}, %n: index`;
    this.open(`func.func @f${this.#functions++}(${parameters}) -> ${this.#tensor} {`);
    this.line(`%zero = arith.constant 0.0 : ${this.#element}`);
    for (const index of [0, 1]) this.line(`%c${index} = arith.constant ${index} : index`);
    let value = "%a";
    for (let count = 3 + random.below(4); count > 0; count--) {
      const part = random.below(5);
      if (part === 0) value = this.#product(value);
      else if (part === 1) value = this.#elementwise(value);
      else if (part === 2) value = this.#slice(value);
      else if (part === 3) value = this.#loopOverTensor(value, buffer);
      else this.#loopOverMemory(buffer);
    }
    this.line(`return ${value} : ${this.#tensor}`);
    this.close("}");
  }

  #next(): string {
    return `%${this.#values++}`;
  }
  /** A line that defines one value, whose name it returns. */
  #define(text: string): string {
    const name = this.#next();
    this.line(`${name} = ${text}`);
    return name;
  }
  #empty(): string {
    return this.#define(`tensor.empty() : ${this.#tensor}`);
  }

  /** The product with a constant square matrix. */
  #product(value: string): string {
    const square = `tensor<${this.#columns}x${this.#columns}x${this.#element}>`;
    const factor = this.#define(`arith.constant dense<${this.#random.below(9)}.5> : ${square}`);
    const empty = this.#empty();
    const start = this.#define(
      `linalg.fill ins(%zero : ${this.#element}) outs(${empty} : ${this.#tensor}) -> ${this.#tensor}`,
    );
    const inputs = `ins(${value}, ${factor} : ${this.#tensor}, ${square})`;
    return this.#define(`linalg.matmul ${inputs} outs(${start} : ${this.#tensor}) -> ${this.#tensor}`);
  }

  #elementwise(value: string): string {
    const empty = this.#empty();
    const result = this.#next();
    const maps = `indexing_maps = [${identityMap}, ${identityMap}, ${identityMap}]`;
    const inputs = `ins(${value}, %b : ${this.#tensor}, ${this.#tensor}) outs(${empty} : ${this.#tensor})`;
    this.open(`${result} = linalg.generic {${maps}, iterator_types = ["parallel", "parallel"]} ${inputs} {`);
    this.line(`^bb0(%x: ${this.#element}, %y: ${this.#element}, %out: ${this.#element}):`);
    const first = this.#define(`${this.#random.pick(unaryOps)} %x : ${this.#element}`);
    const second = this.#define(`${this.#random.pick(binaryOps)} ${first}, %y : ${this.#element}`);
    this.line(`linalg.yield ${second} : ${this.#element}`);
    this.close(`} -> ${this.#tensor}`);
    return result;
  }

  /** Takes a corner out and puts it in somewhere else. */
  #slice(value: string): string {
    const [rows, columns] = [this.#rows / 2, this.#columns / 2];
    const corner = `tensor<${rows}x${columns}x${this.#element}>`;
    const shape = `[${rows}, ${columns}] [1, 1]`;
    const taken = this.#define(`tensor.extract_slice ${value}[0, 0] ${shape} : ${this.#tensor} to ${corner}`);
    const place = `[${rows}, ${columns}] ${shape}`;
    return this.#define(`tensor.insert_slice ${taken} into ${value}${place} : ${corner} into ${this.#tensor}`);
  }

  #loopOverTensor(value: string, buffer: string): string {
    const result = this.#next();
    this.open(`${result} = scf.for %i = %c0 to %n step %c1 iter_args(%t = ${value}) -> (${this.#tensor}) {`);
    const loaded = this.#define(`memref.load %m[%i] : ${buffer}`);
    const old = this.#define(`tensor.extract %t[%c0, %c1] : ${this.#tensor}`);
    const sum = this.#define(`${this.#random.pick(binaryOps)} ${loaded}, ${old} : ${this.#element}`);
    const changed = this.#define(`tensor.insert ${sum} into %t[%c1, %c0] : ${this.#tensor}`);
    this.line(`scf.yield ${changed} : ${this.#tensor}`);
    this.close("}");
    return result;
  }

  #loopOverMemory(buffer: string): void {
    const isParallel = this.#random.oneIn(2);
    const bounds = isParallel ? "scf.parallel (%i) = (%c0) to (%n) step (%c1)" : "scf.for %i = %c0 to %n step %c1";
    this.open(`${bounds} {`);
    const loaded = this.#define(`memref.load %m[%i] : ${buffer}`);
    const changed = this.#define(`${this.#random.pick(unaryOps)} ${loaded} : ${this.#element}`);
    this.line(`memref.store ${changed}, %m[%i] : ${buffer}`);
    this.close("}");
  }
}
