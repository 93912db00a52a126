/**
 * Random structured operations with up to three outputs, which may be sums, choices, or anything else, read one another
 * while they come about, begin with constants, and remain without use.
 */
import type { Shaped, Subject } from "../../../support/derivatives.ts";
import { ProgramLines } from "../../../support/program-lines.ts";

/** How often each loop runs. */
const trips = [2, 3, 2];

/** An operand, by the loops that index it. */
interface Operand {
  readonly loops: readonly number[];
  /** The function's argument, and the element in the body. */
  readonly array: string;
  readonly element: string;
}

class Writer extends ProgramLines {
  readonly #kind: "tensor" | "memref";

  constructor(seed: number, kind: "tensor" | "memref") {
    super(seed * 7919 + 3);
    this.#kind = kind;
  }

  program(): Subject {
    const loops = Array.from({ length: 1 + this.random.below(trips.length) }, (_, i) => i);
    const inputs = this.#operands("a", 1 + this.random.below(2), loops);
    const outputs = this.#operands("b", 1 + this.random.below(3), loops);
    const reached = new Set([...inputs, ...outputs].flatMap((operand) => operand.loops));
    if (reached.size < loops.length) inputs[0] = { ...inputs[0]!, loops };
    const all = [...inputs, ...outputs];
    const isTensor = this.#kind === "tensor";
    const returned = isTensor ? outputs.flatMap((output, i) => (this.random.below(3) > 0 ? [{ output, i }] : [])) : [];
    const results = returned.map(({ output }) => this.#type(output)).join(", ");
    this.emit(
      `func.func @f(${all.map((operand) => `${operand.array}: ${this.#type(operand)}`).join(", ")}) -> (${results}) {`,
    );
    const inits = outputs.map((output) =>
      isTensor && this.random.below(3) === 0
        ? this.let(`arith.constant dense<0.9> : ${this.#type(output)}`)
        : output.array,
    );
    this.#operation(loops, inputs, outputs, inits);
    const values = returned.map(({ i }) => `%r#${i}`).join(", ");
    this.emit(`return${returned.length === 0 ? "" : ` ${values} : ${results}`}\n}`);
    return {
      text: this.text,
      types: all.map((operand) => this.#type(operand)),
      resultTypes: returned.map(({ output }) => this.#type(output)),
      args: all.map((operand) => this.#numbers(operand)),
    };
  }

  #operands(name: string, count: number, loops: readonly number[]): Operand[] {
    return Array.from({ length: count }, (_, i) => {
      const some = loops.filter(() => this.random.below(3) > 0);
      const order = this.random.below(2) === 0 ? some : some.reverse();
      return { loops: order, array: `%${name}${i}`, element: `%${name}${i}_0` };
    });
  }

  #type({ loops }: Operand): string {
    return `${this.#kind}<${loops.map((loop) => `${trips[loop]}x`).join("")}f64>`;
  }

  #numbers({ loops }: Operand): Shaped {
    const shape = loops.map((loop) => trips[loop]!);
    const count = shape.reduce((product, size) => product * size, 1);
    return { data: Array.from({ length: count }, () => this.number()), shape };
  }

  #operation(
    loops: readonly number[],
    ins: readonly Operand[],
    outs: readonly Operand[],
    inits: readonly string[],
  ): void {
    const all = [...ins, ...outs];
    const dims = loops.map((loop) => `d${loop}`).join(", ");
    const maps = all.map(
      (operand) => `affine_map<(${dims}) -> (${operand.loops.map((loop) => `d${loop}`).join(", ")})>`,
    );
    const isParallel = (loop: number): boolean => outs.every((output) => output.loops.includes(loop));
    const iterators = loops.map((loop) => (isParallel(loop) ? '"parallel"' : '"reduction"'));
    const typed = (names: readonly string[], operands: readonly Operand[]): string =>
      `${names.join(", ")} : ${operands.map((operand) => this.#type(operand)).join(", ")}`;
    const isTensor = this.#kind === "tensor";
    this.emit(`${isTensor ? `%r:${outs.length} = ` : ""}linalg.generic {
      indexing_maps = [${maps.join(", ")}], iterator_types = [${iterators.join(", ")}]
    } ins(${typed(
      ins.map(({ array }) => array),
      ins,
    )}) outs(${typed(inits, outs)}) {`);
    const elements = all.map(({ element }) => element);
    this.emit(`^bb0(${elements.map((element) => `${element}: f64`).join(", ")}):`);
    const values = [...elements];
    for (let left = 2 + this.random.below(5); left > 0; left--) values.push(this.#computed(values, loops));
    const yielded = outs.map(({ element }) => this.#yielded(element, elements, values));
    this.emit(`linalg.yield ${yielded.join(", ")} : ${yielded.map(() => "f64").join(", ")}`);
    this.emit(isTensor ? `} -> (${outs.map((output) => this.#type(output)).join(", ")})` : "}");
  }

  #computed(values: readonly string[], loops: readonly number[]): string {
    const [x, y] = [this.random.pick(values), this.random.pick(values)];
    const kind = this.random.below(8);
    if (kind === 6) {
      const isGreater = this.let(`arith.cmpf ogt, ${x}, ${y} : f64`);
      return this.let(`arith.select ${isGreater}, ${this.random.pick(values)}, ${this.random.pick(values)} : f64`);
    }
    if (kind === 7) {
      const index = this.let(`linalg.index ${this.random.pick(loops)} : index`);
      const integer = this.let(`arith.index_cast ${index} : index to i32`);
      const number = this.let(`arith.sitofp ${integer} : i32 to f64`);
      return this.let(`arith.addf ${x}, ${number} : f64`);
    }
    const two = ["addf", "subf", "mulf", "maximumf"];
    return this.let(
      kind < two.length ? `arith.${two[kind]} ${x}, ${y} : f64` : `math.${kind === 4 ? "sin" : "tanh"} ${x} : f64`,
    );
  }

  /** What an output becomes: a sum, one of the elements, or one of the last values. */
  #yielded(element: string, elements: readonly string[], values: readonly string[]): string {
    const kind = this.random.below(5);
    if (kind === 0) return this.let(`arith.addf ${element}, ${this.random.pick(values)} : f64`);
    return this.random.pick(kind === 1 ? elements : values.slice(-4));
  }
}

export const randomGeneric = (seed: number, kind: "tensor" | "memref"): Subject => new Writer(seed, kind).program();
