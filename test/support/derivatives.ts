/**
 * Derivatives of a function `@f` in both modes and by differences. The function may take floats, integers and buffers, and
 * return several values; what is differentiated is a weighted sum of its results and of what it leaves in its buffers.
 */
import { type Callable, type CompiledModule, compile, type EngineName } from "../../tools/compile.ts";
import { defaultContext } from "../../tools/registry.ts";
import { transformed } from "./pipeline.ts";

export type Argument = number | boolean | readonly number[];

export interface Subject {
  /** Defines `@f`. */
  readonly text: string;
  readonly types: readonly string[];
  readonly resultTypes: readonly string[];
  /** A list of numbers for each buffer. */
  readonly args: readonly Argument[];
}

export interface DerivativeOptions {
  readonly engine?: EngineName;
  /** Passes to run on the requests; the module is verified behind each. */
  readonly passes?: string;
}

/** The derivatives by each number among the differentiable arguments, in order. */
export interface Derivatives {
  /** The weighted sum itself, as each of the functions computes it. */
  readonly values: readonly number[];
  readonly reverse: readonly number[];
  readonly forward: readonly number[];
  /** Central differences, which mean little unless all numbers are f64. */
  readonly differences: readonly number[];
}

const isBuffer = (type: string): boolean => type.startsWith("memref");
const isDifferentiable = (type: string): boolean => /^(memref<.*)?f(32|64)>?$/.test(type);
const names = (prefix: string, types: readonly string[]): string => types.map((_, i) => `%${prefix}${i}`).join(", ");
const typed = (prefix: string, types: readonly string[]): string[] => types.map((type, i) => `%${prefix}${i}: ${type}`);
const group = (word: string, prefix: string, types: readonly string[]): string =>
  types.length === 0 ? "" : `${word}(${names(prefix, types)} : ${types.join(", ")})`;

/** A function that makes one request and returns what the request gives. */
function asking(name: string, params: readonly string[], request: string, outputs: readonly string[]): string {
  const types = outputs.join(", ");
  const results = outputs.length === 0 ? "" : `%r:${outputs.length} = `;
  const returned = outputs.map((_, i) => `%r#${i}`).join(", ");
  return `func.func @${name}(${params.join(", ")}) -> (${types}) {
    ${results}${request} -> (${types})
    return ${returned}${outputs.length === 0 ? "" : ` : ${types}`}
  }\n`;
}

/** The text with functions `@reverse` and `@forward` that ask for the derivatives of `@f`. */
export function withRequests({ text, types, resultTypes }: Omit<Subject, "args">): string {
  const wrt = types.filter(isDifferentiable);
  const scalars = wrt.filter((type) => !isBuffer(type));
  const buffers = wrt.filter(isBuffer);
  const outputs = resultTypes.filter(isDifferentiable);
  const args = `@f(${names("x", types)})`;
  const reverse = asking(
    "reverse",
    [...typed("x", types), ...typed("s", buffers), ...typed("c", outputs)],
    `ad.vjp ${args} ${group("shadows", "s", buffers)} ${group("cotangents", "c", outputs)} : (${types.join(", ")})`,
    [...resultTypes, ...scalars],
  );
  const forward = asking(
    "forward",
    [...typed("x", types), ...typed("t", wrt)],
    `ad.jvp ${args} ${group("tangents", "t", wrt)} : (${types.join(", ")})`,
    [...resultTypes, ...outputs],
  );
  return `${text}\n${reverse}${forward}`;
}

const arrayFor = (type: string, values: readonly number[]): Float64Array | Float32Array | BigInt64Array => {
  if (type.endsWith("f64>")) return Float64Array.from(values);
  if (type.endsWith("f32>")) return Float32Array.from(values);
  return BigInt64Array.from(values, BigInt);
};

const hostValue = (type: string, value: Argument): unknown =>
  typeof value === "object" ? arrayFor(type, value) : value;

/** Different for each number, so that no two contributions are mistaken for each other. */
const weight = (position: number): number => 1 + 0.37 * ((position * 7) % 11);

/** The functions of one program, and the ways to ask them. */
class Probe {
  readonly #module: CompiledModule;
  readonly #subject: Subject;
  constructor(module: CompiledModule, subject: Subject) {
    this.#module = module;
    this.#subject = subject;
  }

  #call(name: string, args: readonly unknown[]): unknown[] {
    const result = (this.#module[name] as Callable)(...args);
    return result === undefined ? [] : Array.isArray(result) ? result : [result];
  }

  /** Sums what belongs to differentiable results and buffers, with weights. */
  #weighted(results: readonly unknown[], buffers: readonly (ArrayLike<number> | undefined)[]): number {
    const { types, resultTypes } = this.#subject;
    let position = 0;
    let sum = 0;
    results.forEach((result, i) => {
      if (isDifferentiable(resultTypes[i]!)) sum += weight(position++) * (result as number);
    });
    buffers.forEach((buffer, i) => {
      if (!isBuffer(types[i]!) || !isDifferentiable(types[i]!)) return;
      for (let k = 0; k < buffer!.length; k++) sum += weight(position++) * buffer![k]!;
    });
    return sum;
  }

  #host(args: readonly Argument[]): unknown[] {
    return args.map((value, i) => hostValue(this.#subject.types[i]!, value));
  }

  value(args: readonly Argument[]): number {
    const host = this.#host(args);
    return this.#weighted(this.#call("f", host), host as ArrayLike<number>[]);
  }

  reverse(): { value: number; gradient: number[] } {
    const { types, resultTypes, args } = this.#subject;
    const host = this.#host(args);
    const cotangents = resultTypes.filter(isDifferentiable).map((_, i) => weight(i));
    let position = cotangents.length;
    const shadows = types.map((type, i) =>
      isBuffer(type) && isDifferentiable(type)
        ? arrayFor(
            type,
            (args[i] as readonly number[]).map(() => weight(position++)),
          )
        : undefined,
    );
    const outputs = this.#call("reverse", [
      ...host,
      ...shadows.filter((shadow) => shadow !== undefined),
      ...cotangents,
    ]);
    const value = this.#weighted(outputs.slice(0, resultTypes.length), host as ArrayLike<number>[]);
    const scalars = outputs.slice(resultTypes.length) as number[];
    let scalar = 0;
    const gradient = types.flatMap((type, i) => {
      if (!isDifferentiable(type)) return [];
      return isBuffer(type) ? Array.from(shadows[i] as Float64Array) : [scalars[scalar++]!];
    });
    return { value, gradient };
  }

  /** The derivative by one number: number `element` of argument `index`. */
  forward(index: number, element: number): { value: number; derivative: number } {
    const { types, resultTypes, args } = this.#subject;
    const host = this.#host(args);
    const tangents = types.map((type, i) => {
      if (!isDifferentiable(type)) return undefined;
      if (!isBuffer(type)) return i === index ? 1 : 0;
      return arrayFor(
        type,
        (args[i] as readonly number[]).map((_, k) => (i === index && k === element ? 1 : 0)),
      );
    });
    const outputs = this.#call("forward", [...host, ...tangents.filter((tangent) => tangent !== undefined)]);
    const value = this.#weighted(outputs.slice(0, resultTypes.length), host as ArrayLike<number>[]);
    const dots = outputs.slice(resultTypes.length) as number[];
    let dot = 0;
    const byResult = resultTypes.map((type) => (isDifferentiable(type) ? dots[dot++]! : undefined));
    return { value, derivative: this.#weighted(byResult, tangents as ArrayLike<number>[]) };
  }

  /** Richardson's extrapolation: an error of the order of step^4. */
  difference(index: number, element: number): number {
    const { args } = this.#subject;
    const at = (offset: number): number =>
      this.value(
        args.map((value, i) => {
          if (i !== index) return value;
          if (typeof value === "number") return value + offset;
          return (value as readonly number[]).map((entry, k) => (k === element ? entry + offset : entry));
        }),
      );
    const slope = (step: number): number => (at(step) - at(-step)) / (2 * step);
    const step = 1e-3;
    return (4 * slope(step / 2) - slope(step)) / 3;
  }
}

export function derivativesOf(
  subject: Subject,
  { engine = "js", passes = "autodiff,lower-ad-tape" }: DerivativeOptions = {},
): Derivatives {
  const context = defaultContext();
  const module = compile(transformed(withRequests(subject), passes, context), { engine, context });
  const probe = new Probe(module, subject);
  const { value, gradient } = probe.reverse();
  const values = [probe.value(subject.args), value];
  const forward: number[] = [];
  const differences: number[] = [];
  subject.types.forEach((type, i) => {
    if (!isDifferentiable(type)) return;
    const count = isBuffer(type) ? (subject.args[i] as readonly number[]).length : 1;
    for (let element = 0; element < count; element++) {
      const along = probe.forward(i, element);
      values.push(along.value);
      forward.push(along.derivative);
      differences.push(probe.difference(i, element));
    }
  });
  return { values, reverse: gradient, forward, differences };
}

/** The largest distance between two lists of numbers, relative to the largest number where that is above 1. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1, ...a.map(Math.abs), ...b.map(Math.abs));
  const largest = Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]!))) / scale;
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest;
}
