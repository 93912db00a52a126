/**
 * Random programs that write to tensors and read them again, through slices, branches, loops and calls, in ways that tempt
 * a compiler to write to a buffer that is still needed. Each program can be executed here, where tensors are values.
 */
import { expect } from "vitest";
import type { Callable } from "../../tools/compile.ts";
import { RandomNumbers } from "./numbers.ts";

const size = 8;
const partSize = 3;
const type = `tensor<${size}xf32>`;
const partType = `tensor<${partSize}xf32>`;

type Tensor = readonly number[];
type Value = Tensor | number | boolean;
type Environment = Map<string, Value>;
/** A line of the program: its text, and what it does. */
type Execute = (env: Environment) => void;

/** What may be used at some place. */
interface Scope {
  readonly tensors: string[];
  readonly parts: Part[];
  readonly scalars: string[];
}
/** A slice of a tensor, perhaps with other elements. */
interface Part {
  readonly name: string;
  readonly source: string;
  readonly offset: string;
}

export interface TensorProgram {
  /** Functions of a module; `@f` is the program. */
  readonly text: string;
  /** The results for these arguments. An element that nothing was written to is NaN. */
  evaluate(args: TensorArguments): { readonly tensor: Tensor; readonly scalar: number };
}

export interface TensorArguments {
  readonly x: Tensor;
  readonly y: Tensor;
  readonly v: number;
  /** At most 2. */
  readonly i: number;
  readonly n: number;
  readonly c: boolean;
}

/** Arguments for each number of iterations and each way of the branches. */
const argumentSets: readonly TensorArguments[] = [0, 1, 3].flatMap((n) =>
  [true, false].map((c) => ({
    x: [1, 2, 3, 4, 5, 6, 7, 8],
    y: [-1, -2, -3, -4, -5, -6, -7, -8],
    v: 0.5,
    i: n === 3 ? 2 : 1,
    n,
    c,
  })),
);

/** Expects a compiled program to compute what it should, and if `keepsArguments`, to leave its arguments as they were. */
export function expectValues(f: Callable, program: TensorProgram, keepsArguments: boolean): void {
  for (const args of argumentSets) {
    const expected = program.evaluate(args);
    const [x, y] = [Float32Array.from(args.x), Float32Array.from(args.y)];
    const [tensor, scalar] = f(x, y, args.v, args.i, args.n, args.c) as [Float32Array, number];
    const message = `${program.text}\n${JSON.stringify(args)}`;
    // Elements that nothing was written to may be anything.
    const actual = [...tensor].map((element, i) => (Number.isNaN(expected.tensor[i]) ? Number.NaN : element));
    expect(actual, message).toEqual(expected.tensor);
    if (!Number.isNaN(expected.scalar)) expect(scalar, message).toBe(expected.scalar);
    if (keepsArguments) expect([...x, ...y], message).toEqual([...args.x, ...args.y]);
  }
}

export const randomTensorProgram = (seed: number): TensorProgram => new Generator(seed).generate();

const undefinedElements: Tensor = new Array<number>(size).fill(Number.NaN);
const withElement = (tensor: Tensor, index: number, value: number): Tensor => tensor.with(index, value);

/** Reads its second argument and may write to its first one. */
const helper = `func.func private @helper(%a: ${type}, %b: ${type}, %i: index) -> ${type} {
  %0 = tensor.extract %b[%i] : ${type}
  %1 = tensor.insert %0 into %a[%i] : ${type}
  return %1 : ${type}
}
`;

class Generator {
  readonly #random: RandomNumbers;
  readonly #lines: string[];
  #next: number;
  #depth: number;

  constructor(seed: number) {
    this.#random = new RandomNumbers(seed * 7919 + 17);
    this.#lines = [];
    this.#next = 0;
    this.#depth = 0;
  }

  generate(): TensorProgram {
    const scope: Scope = { tensors: ["%x", "%y", "%k"], parts: [], scalars: ["%v"] };
    this.#line(`func.func @f(%x: ${type}, %y: ${type}, %v: f32, %i: index, %n: index, %c: i1) -> (${type}, f32) {`);
    this.#line("  %c0 = arith.constant 0 : index");
    this.#line("  %c1 = arith.constant 1 : index");
    this.#line(`  %k = arith.constant dense<1.0> : ${type}`);
    const body = this.#operations(scope, 4 + this.#random.below(10));
    const tensor = this.#recent(scope.tensors);
    const scalar = scope.scalars.at(-1)!;
    this.#line(`  return ${tensor}, ${scalar} : ${type}, f32`);
    this.#line("}");
    return {
      text: helper + this.#lines.join("\n"),
      evaluate(args) {
        const env: Environment = new Map<string, Value>(
          Object.entries(args).map(([name, value]) => [`%${name}`, value]),
        );
        env.set("%k", new Array<number>(size).fill(1));
        for (const execute of body) execute(env);
        return { tensor: env.get(tensor) as Tensor, scalar: env.get(scalar) as number };
      },
    };
  }

  #line(text: string): void {
    this.#lines.push("  ".repeat(this.#depth) + text);
  }
  #name(prefix: string): string {
    return `%${prefix}${this.#next++}`;
  }
  #recent<T>(values: readonly T[]): T {
    return this.#random.pick(values.slice(-4));
  }

  #operations(scope: Scope, count: number): Execute[] {
    const kinds = [
      this.#insert,
      this.#insert,
      this.#extract,
      this.#extractSlice,
      this.#insertIntoSlice,
      this.#insertSlice,
      this.#empty,
      this.#select,
      this.#call,
      this.#fill,
      this.#elementwise,
      this.#if,
      this.#for,
    ];
    return Array.from({ length: count }, () => this.#random.pick(kinds).call(this, scope)).filter(
      (execute) => execute !== undefined,
    );
  }

  #insert(scope: Scope): Execute {
    const [result, dest, scalar] = [this.#name("t"), this.#recent(scope.tensors), this.#random.pick(scope.scalars)];
    this.#line(`  ${result} = tensor.insert ${scalar} into ${dest}[%i] : ${type}`);
    scope.tensors.push(result);
    return (env) =>
      env.set(result, withElement(env.get(dest) as Tensor, env.get("%i") as number, env.get(scalar) as number));
  }

  #extract(scope: Scope): Execute {
    const [element, total, source] = [this.#name("e"), this.#name("f"), this.#random.pick(scope.tensors)];
    const other = scope.scalars.at(-1)!;
    this.#line(`  ${element} = tensor.extract ${source}[%i] : ${type}`);
    this.#line(`  ${total} = arith.addf ${element}, ${other} : f32`);
    scope.scalars.push(total);
    return (env) => {
      const value = (env.get(source) as Tensor)[env.get("%i") as number]!;
      env.set(total, Math.fround(value + (env.get(other) as number)));
    };
  }

  #offset(): string {
    return this.#random.pick(["0", "2", "%i"]);
  }
  #offsetOf(offset: string, env: Environment): number {
    return offset === "%i" ? (env.get("%i") as number) : Number(offset);
  }

  #extractSlice(scope: Scope): Execute {
    const [result, source, offset] = [this.#name("s"), this.#random.pick(scope.tensors), this.#offset()];
    this.#line(`  ${result} = tensor.extract_slice ${source}[${offset}] [${partSize}] [1] : ${type} to ${partType}`);
    scope.parts.push({ name: result, source, offset });
    return (env) => {
      const at = this.#offsetOf(offset, env);
      env.set(result, (env.get(source) as Tensor).slice(at, at + partSize));
    };
  }

  #insertIntoSlice(scope: Scope): Execute | undefined {
    if (scope.parts.length === 0) return undefined;
    const part = this.#random.pick(scope.parts);
    const [result, scalar] = [this.#name("s"), this.#random.pick(scope.scalars)];
    this.#line(`  ${result} = tensor.insert ${scalar} into ${part.name}[%i] : ${partType}`);
    scope.parts.push({ ...part, name: result });
    return (env) =>
      env.set(result, withElement(env.get(part.name) as Tensor, env.get("%i") as number, env.get(scalar) as number));
  }

  /** Mostly puts a slice back to where it was taken from. */
  #insertSlice(scope: Scope): Execute | undefined {
    if (scope.parts.length === 0) return undefined;
    const part = this.#random.pick(scope.parts);
    const result = this.#name("t");
    const dest = this.#random.below(3) === 0 ? this.#random.pick(scope.tensors) : part.source;
    const offset = this.#random.below(4) === 0 ? this.#offset() : part.offset;
    this.#line(
      `  ${result} = tensor.insert_slice ${part.name} into ${dest}[${offset}] [${partSize}] [1] : ${partType} into ${type}`,
    );
    scope.tensors.push(result);
    return (env) => {
      const at = this.#offsetOf(offset, env);
      env.set(result, (env.get(dest) as Tensor).toSpliced(at, partSize, ...(env.get(part.name) as Tensor)));
    };
  }

  #empty(scope: Scope): Execute {
    const result = this.#name("t");
    this.#line(`  ${result} = tensor.empty() : ${type}`);
    scope.tensors.push(result);
    return (env) => env.set(result, undefinedElements);
  }

  #select(scope: Scope): Execute {
    const [result, a, b] = [this.#name("t"), this.#random.pick(scope.tensors), this.#random.pick(scope.tensors)];
    this.#line(`  ${result} = arith.select %c, ${a}, ${b} : ${type}`);
    scope.tensors.push(result);
    return (env) => env.set(result, env.get(env.get("%c") === true ? a : b)!);
  }

  #call(scope: Scope): Execute {
    const [result, a, b] = [this.#name("t"), this.#random.pick(scope.tensors), this.#random.pick(scope.tensors)];
    this.#line(`  ${result} = func.call @helper(${a}, ${b}, %i) : (${type}, ${type}, index) -> ${type}`);
    scope.tensors.push(result);
    return (env) => {
      const i = env.get("%i") as number;
      env.set(result, withElement(env.get(a) as Tensor, i, (env.get(b) as Tensor)[i]!));
    };
  }

  #fill(scope: Scope): Execute {
    const [result, dest, scalar] = [
      this.#name("t"),
      this.#random.pick(scope.tensors),
      this.#random.pick(scope.scalars),
    ];
    this.#line(`  ${result} = linalg.fill ins(${scalar} : f32) outs(${dest} : ${type}) -> ${type}`);
    scope.tensors.push(result);
    return (env) => env.set(result, new Array<number>(size).fill(env.get(scalar) as number));
  }

  /** Adds up tensors, or takes the elements of the first one. */
  #elementwise(scope: Scope): Execute {
    const [result, source, dest] = [
      this.#name("t"),
      this.#random.pick(scope.tensors),
      this.#random.pick(scope.tensors),
    ];
    const isSum = this.#random.below(2) === 0;
    const maps = 'indexing_maps = [affine_map<(d) -> (d)>, affine_map<(d) -> (d)>], iterator_types = ["parallel"]';
    this.#line(`  ${result} = linalg.generic {${maps}} ins(${source} : ${type}) outs(${dest} : ${type}) {`);
    this.#line("  ^bb0(%in: f32, %out: f32):");
    this.#line(`    %sum = arith.addf %in, ${isSum ? "%out" : "%in"} : f32`);
    this.#line("    linalg.yield %sum : f32");
    this.#line(`  } -> ${type}`);
    scope.tensors.push(result);
    return (env) => {
      const [x, y] = [env.get(source) as Tensor, env.get(isSum ? dest : source) as Tensor];
      env.set(
        result,
        x.map((element, i) => Math.fround(element + y[i]!)),
      );
    };
  }

  /** Generates a region and what it yields in the end. */
  #region(outer: Scope, yields: (inner: Scope) => readonly string[]): { body: Execute[]; yielded: readonly string[] } {
    this.#depth++;
    const inner: Scope = { tensors: [...outer.tensors], parts: [...outer.parts], scalars: [...outer.scalars] };
    const body = this.#operations(inner, this.#random.below(5));
    const yielded = yields(inner);
    this.#line(`  scf.yield ${yielded.join(", ")} : ${yielded.map(() => type).join(", ")}`);
    this.#depth--;
    return { body, yielded };
  }

  #if(scope: Scope): Execute | undefined {
    if (this.#depth >= 2) return undefined;
    const result = this.#name("t");
    const pick = (inner: Scope): string[] => [this.#recent(inner.tensors)];
    this.#line(`  ${result} = scf.if %c -> (${type}) {`);
    const whenTrue = this.#region(scope, pick);
    this.#line("  } else {");
    const whenFalse = this.#region(scope, pick);
    this.#line("  }");
    scope.tensors.push(result);
    return (env) => {
      const { body, yielded } = env.get("%c") === true ? whenTrue : whenFalse;
      const inner: Environment = new Map(env);
      for (const execute of body) execute(inner);
      env.set(result, inner.get(yielded[0]!)!);
    };
  }

  /** Mostly carries each tensor on in its place. */
  #for(scope: Scope): Execute | undefined {
    if (this.#depth >= 2) return undefined;
    const args = Array.from({ length: 1 + this.#random.below(2) }, () => this.#name("a"));
    const inits = args.map(() => this.#random.pick(scope.tensors));
    const [result, iv] = [this.#name("t"), this.#name("j")];
    const assignments = args.map((arg, i) => `${arg} = ${inits[i]}`).join(", ");
    const types = args.map(() => type).join(", ");
    this.#line(
      `  ${result}:${args.length} = scf.for ${iv} = %c0 to %n step %c1 iter_args(${assignments}) -> (${types}) {`,
    );
    const isAnyOrder = this.#random.below(5) === 0;
    const inner: Scope = { ...scope, tensors: [...scope.tensors, ...args] };
    const writes: Execute[] = [];
    const { body, yielded } = this.#region(inner, (last) => {
      if (isAnyOrder) return args.map(() => this.#recent(last.tensors));
      return args.map((arg) => {
        if (this.#random.below(4) === 0) return arg;
        writes.push(this.#insert({ ...last, tensors: [arg] }));
        return `%t${this.#next - 1}`;
      });
    });
    this.#line("  }");
    const results = args.map((_, i) => `${result}#${i}`);
    scope.tensors.push(...results);
    return (env) => {
      let carried = inits.map((init) => env.get(init)!);
      for (let j = 0; j < (env.get("%n") as number); j++) {
        const iteration: Environment = new Map(env);
        args.forEach((arg, i) => {
          iteration.set(arg, carried[i]!);
        });
        for (const execute of [...body, ...writes]) execute(iteration);
        carried = yielded.map((name) => iteration.get(name)!);
      }
      results.forEach((name, i) => {
        env.set(name, carried[i]!);
      });
    };
  }
}
