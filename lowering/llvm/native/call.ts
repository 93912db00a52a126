/**
 * JavaScript functions that call native ones, and the other way round. The JavaScript that converts the values is made
 * once per signature, as source text: a loop over the parameters would double the time of a call.
 */

import { getOrMake } from "../../../ir/maps.ts";
import type { LlvmLibrary } from "./library.ts";
import { KINDS, type KoffiValue, type NativeFunction, type NativeImport, type Signature } from "./signature.ts";

/** What guards the calls into a module's code. */
export interface CallGuard {
  /** True once the code is gone. */
  readonly disposed: boolean;
  /** @throws {LlvmError} always, saying so */
  throwDisposed(): never;
  /** What a callback threw during the call. */
  thrown: { readonly error: unknown } | undefined;
}

type KoffiFunction = (...args: KoffiValue[]) => KoffiValue;
type Convert = (value: never, place: string) => unknown;
type Caller = (...args: unknown[]) => unknown;
type CallerMaker = (native: KoffiFunction, guard: CallGuard, places: readonly string[]) => Caller;

const makers = new Map<string, CallerMaker>();

function compileMaker({ parameters, result }: Signature): CallerMaker {
  const names = parameters.map((_, index) => `value${index}`);
  const converted = names.map((name, index) => `convert${index}(${name}, places[${index}])`);
  const source = `"use strict";
    const [${names.map((_, index) => `convert${index}`).join(", ")}] = converts;
    return (native, guard, places) => (${names.join(", ")}) => {
      if (guard.disposed) guard.throwDisposed();
      const result = native(${converted.join(", ")});
      if (guard.thrown) rethrow(guard);
      return ${KINDS[result].fromNative ? "convertResult(result)" : "result"};
    };`;
  const make = new Function("converts", "convertResult", "rethrow", source);
  const converts: Convert[] = parameters.map((kind) => KINDS[kind].toNative);
  return make(converts, KINDS[result].fromNative, rethrow) as CallerMaker;
}

function rethrow(guard: CallGuard): never {
  const { error } = guard.thrown!;
  guard.thrown = undefined;
  throw error;
}

/** The function at `address` as a JavaScript function. `name` stands for it in messages. */
export function functionAt<S extends Signature>(
  library: LlvmLibrary,
  address: bigint,
  signature: S,
  name: string,
  guard: CallGuard,
): NativeFunction<S> {
  const { parameters, result } = signature;
  const key = `${result}(${parameters.join()})`;
  const maker = getOrMake(makers, key, () => compileMaker(signature));
  const types = parameters.map((kind) => KINDS[kind].koffi);
  const native: KoffiFunction = library.koffi.decode(address, library.prototype(KINDS[result].koffi, types));
  const places = parameters.map((_, index) => `argument ${index} of '${name}'`);
  return maker(native, guard, places) as unknown as NativeFunction<S>;
}

/**
 * The address of a native function that calls JavaScript, valid until it is handed to `koffi.unregister`. What the
 * callback throws is thrown again by the call during which it ran; the native code gets 0 as its result.
 */
export function callbackAddress(
  library: LlvmLibrary,
  { signature, call: callback }: NativeImport,
  name: string,
  guard: CallGuard,
): bigint {
  const parameters = signature.parameters.map((kind) => KINDS[kind]);
  const result = KINDS[signature.result];
  const call = callback as (...args: unknown[]) => unknown;
  const run = (...args: KoffiValue[]): KoffiValue => {
    try {
      const value = call(...args.map((arg, index) => parameters[index]!.fromNative?.(arg) ?? arg));
      const native = result.toNative(value, `the result of '${name}'`);
      if (typeof native === "object" && native !== null) throw new TypeError(`'${name}' must return an address`);
      return native;
    } catch (error) {
      guard.thrown ??= { error };
      return signature.result === "pointer" ? null : 0;
    }
  };
  const types = parameters.map((kind) => kind.koffi);
  return library.registerCallback(run, result.koffi, types);
}
