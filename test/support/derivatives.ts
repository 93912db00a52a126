/**
 * Derivatives of a function `@f` in both modes and by differences. The function may take floats, integers, tensors and
 * buffers, and return several values; what is differentiated is a weighted sum of its results and of what it leaves in its
 * buffers.
 */
import { expect } from "vitest";
import type { ElementArray } from "../../lowering/host/storage.ts";
import { type Callable, type CompiledModule, compile, type EngineName, type NdArray } from "../../tools/compile.ts";
import { defaultContext } from "../../tools/registry.ts";
import { transformed } from "./pipeline.ts";

/** Numbers in row-major order. */
export interface Shaped {
  readonly data: readonly number[];
  readonly shape: readonly number[];
}

/** A list stands for a buffer or tensor whose type has at most one dynamic size. */
export type Argument = number | boolean | readonly number[] | Shaped;

export interface Subject {
  /** Defines `@f`. */
  readonly text: string;
  readonly types: readonly string[];
  readonly resultTypes: readonly string[];
  readonly args: readonly Argument[];
}

/** A subject in a table of tests. */
export interface NamedSubject extends Subject {
  readonly name: string;
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
/** Buffers of complex numbers count as buffers of their parts. */
const isDifferentiable = (type: string): boolean =>
  /^((memref|tensor)<.*)?f(32|64)>?$|^memref<.*complex<f(32|64)>>$/.test(type);
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

/**
 * The gradient of half the sum of the squares of what `@f` returns, as a subject of its own: its derivatives are second
 * derivatives of `@f`. Buffers are not supported.
 */
export function gradientOf({ text, types, resultTypes, args }: Subject): Subject {
  const wrt = types.filter(isDifferentiable);
  const outputs = resultTypes.flatMap((type, i) => (isDifferentiable(type) ? [{ type, value: `%r#${i}` }] : []));
  const cotangents = `${outputs.map(({ value }) => value).join(", ")} : ${outputs.map(({ type }) => type).join(", ")}`;
  const call = `(${names("x", types)})`;
  const signature = `(${types.join(", ")}) -> (${resultTypes.join(", ")})`;
  const gradient = `func.func @f(${typed("x", types).join(", ")}) -> (${wrt.join(", ")}) {
    %r:${resultTypes.length} = func.call @primal${call} : ${signature}
    %g:${resultTypes.length + wrt.length} = ad.vjp @primal${call} cotangents(${cotangents}) : (${types.join(", ")}) -> (${[...resultTypes, ...wrt].join(", ")})
    return ${wrt.map((_, i) => `%g#${resultTypes.length + i}`).join(", ")} : ${wrt.join(", ")}
  }`;
  return { text: `${text.replaceAll("@f(", "@primal(")}\n${gradient}`, types, resultTypes: wrt, args };
}

const arrayFor = (type: string, values: readonly number[]): ElementArray => {
  if (/f64>+$/.test(type)) return Float64Array.from(values);
  if (/f32>+$/.test(type)) return Float32Array.from(values);
  if (type.endsWith("i32>")) return Int32Array.from(values);
  if (type.endsWith("i1>")) return Uint8Array.from(values);
  return BigInt64Array.from(values, BigInt);
};

const numbersOf = (value: Argument): readonly number[] => {
  if (typeof value !== "object") return [Number(value)];
  return "shape" in value ? value.data : value;
};

/** The value with other numbers; `change` gets each with its place. */
function map(value: Argument, change: (number: number, place: number) => number): Argument {
  if (typeof value !== "object") return change(Number(value), 0);
  return "shape" in value ? { data: value.data.map(change), shape: value.shape } : value.map(change);
}

/** What a compiled function takes. */
function hostValue(type: string, value: Argument): unknown {
  if (typeof value !== "object") return value;
  return "shape" in value ? { data: arrayFor(type, value.data), shape: value.shape } : arrayFor(type, value);
}

/** What a compiled function has returned, or left in a buffer. Arrays are dense. */
function fromHost(value: unknown): Argument {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (typeof value !== "object") return value as number | boolean;
  const { data, shape } = value as NdArray;
  return { data: Array.from(data as Float64Array), shape };
}

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
  #weighted(results: readonly unknown[], buffers: readonly unknown[]): number {
    const { types, resultTypes } = this.#subject;
    let position = 0;
    let sum = 0;
    const add = (value: unknown): void => {
      for (const number of numbersOf(fromHost(value))) sum += weight(position++) * number;
    };
    results.forEach((result, i) => {
      if (isDifferentiable(resultTypes[i]!)) add(result);
    });
    buffers.forEach((buffer, i) => {
      if (isBuffer(types[i]!) && isDifferentiable(types[i]!)) add(buffer);
    });
    return sum;
  }

  #host(args: readonly Argument[]): unknown[] {
    return args.map((value, i) => hostValue(this.#subject.types[i]!, value));
  }

  value(args: readonly Argument[]): number {
    const host = this.#host(args);
    return this.#weighted(this.#call("f", host), host);
  }

  reverse(): { value: number; gradient: number[] } {
    const { types, resultTypes, args } = this.#subject;
    const host = this.#host(args);
    let position = 0;
    const weights = (type: string, like: Argument): unknown =>
      hostValue(
        type,
        map(like, () => weight(position++)),
      );
    const cotangents = this.#call("f", this.#host(args)).flatMap((result, i) =>
      isDifferentiable(resultTypes[i]!) ? [weights(resultTypes[i]!, fromHost(result))] : [],
    );
    const shadows = types.map((type, i) =>
      isBuffer(type) && isDifferentiable(type) ? weights(type, args[i]!) : undefined,
    );
    const outputs = this.#call("reverse", [
      ...host,
      ...shadows.filter((shadow) => shadow !== undefined),
      ...cotangents,
    ]);
    const value = this.#weighted(outputs.slice(0, resultTypes.length), host);
    const returned = outputs.slice(resultTypes.length);
    let next = 0;
    const gradient = types.flatMap((type, i) => {
      if (!isDifferentiable(type)) return [];
      return numbersOf(fromHost(isBuffer(type) ? shadows[i] : returned[next++]));
    });
    return { value, gradient };
  }

  /** The derivative by one number: number `element` of argument `index`. */
  forward(index: number, element: number): { value: number; derivative: number } {
    const { types, resultTypes, args } = this.#subject;
    const host = this.#host(args);
    const tangents = types.map((type, i) => {
      if (!isDifferentiable(type)) return undefined;
      return hostValue(
        type,
        map(args[i]!, (_, k) => (i === index && k === element ? 1 : 0)),
      );
    });
    const outputs = this.#call("forward", [...host, ...tangents.filter((tangent) => tangent !== undefined)]);
    const value = this.#weighted(outputs.slice(0, resultTypes.length), host);
    const dots = outputs.slice(resultTypes.length);
    let dot = 0;
    const byResult = resultTypes.map((type) => (isDifferentiable(type) ? dots[dot++] : undefined));
    return { value, derivative: this.#weighted(byResult, tangents) };
  }

  /** Richardson's extrapolation: an error of the order of step^4. */
  difference(index: number, element: number): number {
    const { args } = this.#subject;
    const at = (offset: number): number =>
      this.value(
        args.map((value, i) => (i === index ? map(value, (x, k) => (k === element ? x + offset : x)) : value)),
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
    for (let element = 0; element < numbersOf(subject.args[i]!).length; element++) {
      const along = probe.forward(i, element);
      values.push(along.value);
      forward.push(along.derivative);
      differences.push(probe.difference(i, element));
    }
  });
  return { values, reverse: gradient, forward, differences };
}

/** The slope of `f` by argument `index`, as the central difference of a step. */
export const slopeAt =
  (f: (...point: number[]) => number, point: readonly number[], index: number) =>
  (step: number): number => {
    const at = (offset: number): number => f(...point.map((value, i) => (i === index ? value + offset : value)));
    return (at(step) - at(-step)) / (2 * step);
  };

/** The largest distance between two lists of numbers, relative to the largest number where that is above 1. */
export function distance(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY;
  const scale = Math.max(1, ...a.map(Math.abs), ...b.map(Math.abs));
  const largest = Math.max(0, ...a.map((value, i) => Math.abs(value - b[i]!))) / scale;
  return Number.isNaN(largest) ? Number.POSITIVE_INFINITY : largest;
}

/** How far numbers that should all be the same are from the first. */
export const spread = (values: readonly number[]): number =>
  distance(
    values,
    values.map(() => values[0]!),
  );

/** How far from each other numbers may be that should be the same: relative to the largest, where that is above 1. */
export interface Bounds {
  /** The ways to the value itself; any value will do if that is left out. */
  readonly values?: number;
  /** Reverse and forward mode. */
  readonly modes: number;
  /** The modes and differences, which may be left out where there are none to trust. */
  readonly differences?: number;
}

/** Expects both modes and differences to give the same derivatives, and all of them the same value. */
export function expectAgreement({ values, reverse, forward, differences }: Derivatives, bounds: Bounds): void {
  const within = (a: readonly number[], b: readonly number[], bound: number | undefined): void => {
    if (bound === 0) expect(a).toEqual(b);
    else if (bound !== undefined) expect(distance(a, b), `${a} and ${b}`).toBeLessThanOrEqual(bound);
  };
  within(
    values,
    values.map(() => values[0]!),
    bounds.values,
  );
  within(reverse, forward, bounds.modes);
  within(reverse, differences, bounds.differences);
  within(forward, differences, bounds.differences);
}
