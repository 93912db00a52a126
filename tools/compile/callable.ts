/** Functions that check and convert what they are given and what they return. */

import type { FunctionType } from "../../ir/builtin/types.ts";
import { argumentConverter } from "../../lowering/host/arguments.ts";
import type { ArgumentConverter, HostFunction, HostValue } from "../../lowering/host/memref.ts";
import { type ResultConverter, resultConverter } from "../../lowering/host/results.ts";
import type { AsyncHostFunction } from "../../lowering/wgsl/engine.ts";

export type Callable = (...args: unknown[]) => unknown;
type Compiled = HostFunction | AsyncHostFunction;

/** A program that ended before its end: its own assertion failed, or it did what has no defined result. */
export class ProgramError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "ProgramError";
  }
}

/**
 * The function `name` of this type for JavaScript. It throws TypeErrors and RangeErrors for arguments that do not fit.
 * Without `compiled` the engine cannot call functions of this type.
 */
export function callable(
  name: string,
  type: FunctionType,
  compiled: Compiled = refuse(`the engine cannot call functions of type '${type}' from JavaScript`),
): Callable {
  const places = type.inputs.map((_, i) => `argument ${i} of '${name}'`);
  const toHost = type.inputs.map((input, i): ArgumentConverter => {
    return (
      argumentConverter(input) ?? refuse(`${places[i]} has the type '${input}', which JavaScript has no values for`)
    );
  });
  const fromHost = type.results.map((result, i): ResultConverter => {
    const place = `result ${i} of '${name}'`;
    return resultConverter(result) ?? refuse(`${place} has the type '${result}', which JavaScript has no values for`);
  });
  const [first] = fromHost;
  return (...args) => {
    if (args.length !== toHost.length) {
      throw new TypeError(`'${name}' takes ${count(toHost.length, "argument")}, but is given ${args.length}`);
    }
    const values = new Array<HostValue>(args.length);
    for (let i = 0; i < values.length; i++) values[i] = toHost[i]!(args[i], places[i]!);
    const convert = (result: HostValue | undefined): unknown => {
      if (fromHost.length <= 1) return first?.(result!);
      return (result as readonly HostValue[]).map((value, i) => fromHost[i]!(value));
    };
    const result = run(name, compiled, values);
    if (!(result instanceof Promise)) return convert(result);
    return result.then(convert, (error) => {
      throw describedError(name, error);
    });
  };
}

const count = (size: number, what: string): string => `${size} ${what}${size === 1 ? "" : "s"}`;

function refuse(message: string): () => never {
  return () => {
    throw new TypeError(message);
  };
}

function run(name: string, compiled: Compiled, values: HostValue[]): ReturnType<Compiled> {
  try {
    return compiled(...values);
  } catch (error) {
    throw describedError(name, error);
  }
}

function describedError(name: string, error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  if (error instanceof RangeError && /call stack/i.test(error.message)) {
    return new ProgramError(`'${name}' calls functions too deeply`, { cause: error });
  }
  return new ProgramError(`'${name}': ${error.message}`, { cause: error });
}
