/**
 * The types of native functions at the level of C: what a JavaScript value becomes on the way in and on the way out.
 * Several results and aggregates have no kind: they are passed through a pointer to memory that holds them.
 */

import { LlvmError } from "./error.ts";

/** Memory that the caller owns. It stays where it is for the duration of a call. */
export type NativeMemory = ArrayBufferView | ArrayBuffer;

/** What JavaScript passes for each kind. Integers may be signed or unsigned; `null` is the null pointer. */
export interface ArgumentTypes {
  i1: boolean | number;
  i8: number;
  i16: number;
  i32: number;
  i64: bigint | number;
  f32: number;
  f64: number;
  pointer: bigint | number | NativeMemory | null;
}

/** What JavaScript gets for each kind. Integers are signed; a pointer is its address, 0 for the null pointer. */
export interface ResultTypes {
  i1: boolean;
  i8: number;
  i16: number;
  i32: number;
  i64: bigint;
  f32: number;
  f64: number;
  pointer: bigint;
  void: undefined;
}

export type ParameterKind = keyof ArgumentTypes;
export type ResultKind = keyof ResultTypes;

export interface Signature {
  readonly parameters: readonly ParameterKind[];
  readonly result: ResultKind;
}

type Values<Kinds extends readonly ParameterKind[], Types extends Record<ParameterKind, unknown>> = {
  -readonly [I in keyof Kinds]: Types[Kinds[I]];
};

/** The JavaScript function that calls a native one of signature `S`. */
export type NativeFunction<S extends Signature> = (
  ...args: Values<S["parameters"], ArgumentTypes>
) => ResultTypes[S["result"]];

/** The JavaScript function that native code of signature `S` calls. Returns a pointer as an address. */
export type NativeCallback<S extends Signature> = (
  ...args: Values<S["parameters"], ResultTypes>
) => S["result"] extends ParameterKind ? Exclude<ArgumentTypes[S["result"]], NativeMemory> : void;

/** A JavaScript function that LLVM IR declares and calls. `nativeImport` makes one. */
export interface NativeImport {
  readonly signature: Signature;
  readonly call: (...args: never[]) => unknown;
}

/** Makes `call` known to native code under the types of `signature`. */
export const nativeImport = <const S extends Signature>(signature: S, call: NativeCallback<S>): NativeImport => ({
  signature,
  call,
});

/** What koffi takes and returns. */
export type KoffiValue = number | bigint | NativeMemory | null;

interface Kind {
  /** The type in LLVM IR. */
  readonly ir: string;
  /** The type that koffi passes. */
  readonly koffi: string;
  /** Converts what JavaScript passes for `place`. @throws {TypeError} if it does not fit */
  toNative(value: unknown, place: string): KoffiValue;
  /** Converts what koffi returned. Undefined where that is the value already. */
  fromNative?(value: KoffiValue): unknown;
}

const describe = (value: unknown) =>
  typeof value === "object" && value !== null ? (value.constructor?.name ?? "an object") : `${String(value)}`;

function misfit(value: unknown, place: string, expected: string): TypeError {
  return new TypeError(`${place} must be ${expected}, not ${describe(value)}`);
}

function integerKind(bits: 8 | 16 | 32): Kind {
  const lowest = -(2 ** (bits - 1));
  const highest = 2 ** bits - 1;
  return {
    ir: `i${bits}`,
    koffi: `int${bits}_t`,
    toNative(value, place) {
      if (typeof value === "number" && Number.isInteger(value) && value >= lowest && value <= highest) return value;
      throw misfit(value, place, `an integer from ${lowest} to ${highest}`);
    },
  };
}

function floatKind(ir: string): Kind {
  return {
    ir,
    koffi: ir,
    toNative(value, place) {
      if (typeof value === "number") return value;
      throw misfit(value, place, "a number");
    },
  };
}

const LOWEST_I64 = -(2n ** 63n);
const HIGHEST_I64 = 2n ** 64n - 1n;

export const KINDS: Readonly<Record<ResultKind, Kind>> = {
  void: { ir: "void", koffi: "void", toNative: () => null, fromNative: () => undefined },
  i1: {
    ir: "i1",
    koffi: "uint8_t",
    toNative(value, place) {
      if (value === true || value === 1) return 1;
      if (value === false || value === 0) return 0;
      throw misfit(value, place, "a boolean");
    },
    // The bits above the lowest are undefined in the calling conventions of LLVM's i1.
    fromNative: (value) => (Number(value) & 1) === 1,
  },
  i8: integerKind(8),
  i16: integerKind(16),
  i32: integerKind(32),
  i64: {
    ir: "i64",
    koffi: "int64_t",
    toNative(value, place) {
      if (typeof value === "bigint" ? value >= LOWEST_I64 && value <= HIGHEST_I64 : Number.isSafeInteger(value)) {
        return value as bigint | number;
      }
      throw misfit(value, place, "a bigint of 64 bits or a number that is a safe integer");
    },
    // koffi returns a number where it is exact.
    fromNative: (value) => BigInt(value as bigint | number),
  },
  f32: floatKind("float"),
  f64: floatKind("double"),
  pointer: {
    ir: "ptr",
    koffi: "void *",
    toNative(value, place) {
      if (typeof value === "bigint" ? value >= 0n && value <= HIGHEST_I64 : value === null)
        return value as bigint | null;
      if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
      if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value as NativeMemory;
      throw misfit(value, place, "an address, a typed array, an ArrayBuffer or null");
    },
    fromNative: (value) => (value as bigint | null) ?? 0n,
  },
};

/** The types of a function in LLVM IR, as LLVM prints them. */
export interface IrSignature {
  readonly parameters: readonly string[];
  readonly result: string;
  readonly isVariadic: boolean;
}

const printTypes = (parameters: readonly string[], result: string) => `(${parameters.join(", ")}) -> ${result}`;

/** @throws {LlvmError} unless the function of that name has exactly the types of `signature`: a call would crash */
export function checkSignature(name: string, actual: IrSignature, signature: Signature): void {
  const wanted = printTypes(
    signature.parameters.map((kind) => KINDS[kind].ir),
    KINDS[signature.result].ir,
  );
  const variadic = actual.isVariadic ? ["..."] : [];
  const found = printTypes([...actual.parameters, ...variadic], actual.result);
  if (wanted !== found) throw new LlvmError(`'${name}' is ${found} in LLVM IR and cannot be called as ${wanted}`);
}
