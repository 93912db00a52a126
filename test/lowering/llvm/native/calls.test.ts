/** Calls of native functions and calls back: numbers, pointers and structs. */

import { afterAll, describe, expect, it } from "vitest";
import {
  addressOf,
  copyMemory,
  freeMemory,
  isNativeAvailable,
  NativeModule,
  nativeImport,
  type ParameterKind,
} from "../../../../lowering/llvm/native/index.ts";

const INTEGERS = ["i8", "i16", "i32", "i64"] as const;

const IR = `
${INTEGERS.map((type) => `define ${type} @next_${type}(${type} %x) {\n  %r = add ${type} %x, 1\n  ret ${type} %r\n}`).join("\n")}
define i1 @not(i1 %x) {
  %r = xor i1 %x, true
  ret i1 %r
}
define float @half_f32(float %x) {
  %r = fmul float %x, 0.5
  ret float %r
}
define double @half_f64(double %x) {
  %r = fmul double %x, 0.5
  ret double %r
}
define ptr @same(ptr %p) {
  ret ptr %p
}
define double @sum(ptr %p, i64 %n) {
entry:
  %empty = icmp sle i64 %n, 0
  br i1 %empty, label %exit, label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %s = phi double [ 0.0, %entry ], [ %t, %loop ]
  %q = getelementptr double, ptr %p, i64 %i
  %v = load double, ptr %q
  %t = fadd double %s, %v
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %exit, label %loop
exit:
  %r = phi double [ 0.0, %entry ], [ %t, %loop ]
  ret double %r
}
define void @fill(ptr %p, double %x) {
  store double %x, ptr %p
  ret void
}
define double @mixed(i1 %a, i8 %b, i16 %c, i32 %d, i64 %e, float %f, double %g, ptr %h, double %i, double %j) {
  %va = uitofp i1 %a to double
  %vb = sitofp i8 %b to double
  %vc = sitofp i16 %c to double
  %vd = sitofp i32 %d to double
  %ve = sitofp i64 %e to double
  %vf = fpext float %f to double
  %vh = load double, ptr %h
  %1 = fadd double %va, %vb
  %2 = fadd double %1, %vc
  %3 = fadd double %2, %vd
  %4 = fadd double %3, %ve
  %5 = fadd double %4, %vf
  %6 = fadd double %5, %g
  %7 = fadd double %6, %vh
  %8 = fadd double %7, %i
  %9 = fadd double %8, %j
  ret double %9
}
declare double @sin(double)
define double @sine(double %x) {
  %r = call double @sin(double %x)
  ret double %r
}
declare ptr @malloc(i64)
define ptr @iota(i64 %n) {
entry:
  %bytes = mul i64 %n, 4
  %p = call ptr @malloc(i64 %bytes)
  br label %loop
loop:
  %i = phi i64 [ 0, %entry ], [ %next, %loop ]
  %q = getelementptr i32, ptr %p, i64 %i
  %v = trunc i64 %i to i32
  store i32 %v, ptr %q
  %next = add i64 %i, 1
  %done = icmp eq i64 %next, %n
  br i1 %done, label %exit, label %loop
exit:
  ret ptr %p
}
define i64 @depth(i64 %n) noinline optnone {
entry:
  %frame = alloca [64 x i8]
  store volatile i8 1, ptr %frame
  %leaf = icmp eq i64 %n, 0
  br i1 %leaf, label %exit, label %recurse
recurse:
  %m = sub i64 %n, 1
  %d = call i64 @depth(i64 %m)
  %v = load volatile i8, ptr %frame
  %one = zext i8 %v to i64
  %r = add i64 %d, %one
  ret i64 %r
exit:
  ret i64 0
}
declare double @host_scale(double, i1)
declare ptr @host_pointer(ptr, i64)
define double @twice_scaled(double %x) {
  %a = call double @host_scale(double %x, i1 true)
  %b = call double @host_scale(double %a, i1 false)
  ret double %b
}
define ptr @through_host(ptr %p, i64 %n) {
  %r = call ptr @host_pointer(ptr %p, i64 %n)
  ret ptr %r
}
`;

describe.skipIf(!isNativeAvailable())("calls of native functions", () => {
  let scale = (x: number, up: boolean): number => (up ? x * 10 : x - 1);
  const module = NativeModule.compile(IR, {
    imports: {
      host_scale: nativeImport({ parameters: ["f64", "i1"], result: "f64" }, (x, up) => scale(x, up)),
      host_pointer: nativeImport({ parameters: ["pointer", "i64"], result: "pointer" }, (p, n) => p + n),
    },
  });
  afterAll(() => module.dispose());

  const unary = <K extends ParameterKind>(name: string, kind: K) =>
    module.function(name, { parameters: [kind], result: kind }) as (x: unknown) => unknown;

  it.each<[string, ParameterKind, unknown, unknown]>([
    ["next_i8", "i8", 1, 2],
    ["next_i8", "i8", 127, -128],
    ["next_i8", "i8", 255, 0],
    ["next_i8", "i8", -128, -127],
    ["next_i16", "i16", 32767, -32768],
    ["next_i16", "i16", 65535, 0],
    ["next_i32", "i32", 2 ** 31 - 1, -(2 ** 31)],
    ["next_i32", "i32", 2 ** 32 - 1, 0],
    ["next_i32", "i32", -(2 ** 31), -(2 ** 31) + 1],
    ["next_i64", "i64", 41, 42n],
    ["next_i64", "i64", 2 ** 53 - 1, 2n ** 53n],
    ["next_i64", "i64", 2n ** 53n, 2n ** 53n + 1n],
    ["next_i64", "i64", 2n ** 63n - 1n, -(2n ** 63n)],
    ["next_i64", "i64", 2n ** 64n - 1n, 0n],
    ["not", "i1", true, false],
    ["not", "i1", false, true],
    ["not", "i1", 1, false],
    ["half_f32", "f32", 0.1, Math.fround(0.1) / 2],
    ["half_f32", "f32", Number.NaN, Number.NaN],
    ["half_f64", "f64", 0.1, 0.05],
    ["half_f64", "f64", -0, -0],
    ["half_f64", "f64", Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    ["same", "pointer", 4096, 4096n],
    ["same", "pointer", 2n ** 64n - 1n, 2n ** 64n - 1n],
    ["same", "pointer", null, 0n],
  ])("%s takes %s %s and returns %s", (name, kind, value, result) => {
    expect(unary(name, kind)(value)).toBe(result);
  });

  it.each<[string, ParameterKind, unknown, string]>([
    ["next_i8", "i8", 256, "argument 0 of 'next_i8' must be an integer from -128 to 255, not 256"],
    ["next_i8", "i8", -129, "argument 0 of 'next_i8' must be an integer from -128 to 255, not -129"],
    ["next_i16", "i16", 1.5, "argument 0 of 'next_i16' must be an integer from -32768 to 65535, not 1.5"],
    ["next_i32", "i32", 2 ** 32, "must be an integer from -2147483648 to 4294967295, not 4294967296"],
    ["next_i32", "i32", 1n, "must be an integer from -2147483648 to 4294967295, not 1"],
    ["next_i32", "i32", undefined, "must be an integer from -2147483648 to 4294967295, not undefined"],
    [
      "next_i64",
      "i64",
      2 ** 53,
      "must be a bigint of 64 bits or a number that is a safe integer, not 9007199254740992",
    ],
    ["next_i64", "i64", 2n ** 64n, "must be a bigint of 64 bits"],
    ["next_i64", "i64", -(2n ** 63n) - 1n, "must be a bigint of 64 bits"],
    ["next_i64", "i64", 0.5, "must be a bigint of 64 bits"],
    ["not", "i1", 2, "argument 0 of 'not' must be a boolean, not 2"],
    ["half_f64", "f64", "1", "argument 0 of 'half_f64' must be a number, not 1"],
    ["half_f32", "f32", 1n, "argument 0 of 'half_f32' must be a number, not 1"],
    ["same", "pointer", -1, "must be an address, a typed array, an ArrayBuffer or null, not -1"],
    ["same", "pointer", -1n, "must be an address"],
    ["same", "pointer", [1], "must be an address, a typed array, an ArrayBuffer or null, not Array"],
    ["same", "pointer", "text", "must be an address"],
    ["same", "pointer", new SharedArrayBuffer(8), "must be an address, a typed array, an ArrayBuffer or null, not Sha"],
    ["same", "pointer", Object.create(null), "not an object"],
  ])("%s rejects %s %s", (name, kind, value, message) => {
    expect(() => unary(name, kind)(value)).toThrow(TypeError);
    expect(() => unary(name, kind)(value)).toThrow(message);
  });

  it("passes typed arrays of all sorts as pointers to their memory", () => {
    const sum = module.function("sum", { parameters: ["pointer", "i64"], result: "f64" });
    const array = Float64Array.from({ length: 100 }, (_, i) => i);
    expect(sum(array, 100)).toBe(4950);
    expect(sum(array.subarray(90), 10n)).toBe(945);
    expect(sum(array.buffer, 100)).toBe(4950);
    expect(sum(new DataView(array.buffer, 8), 3)).toBe(6);
    expect(sum(addressOf(array), 100)).toBe(4950);
    expect(sum(new Float64Array(new SharedArrayBuffer(80)), 10)).toBe(0);
    expect(sum(null, 0)).toBe(0);
  });

  it("lets native code write to typed arrays, small ones too", () => {
    const fill = module.function("fill", { parameters: ["pointer", "f64"], result: "void" });
    const small = new Float64Array(1);
    const large = new Float64Array(1000);
    expect(fill(small, 3)).toBeUndefined();
    fill(large.subarray(999), 4);
    expect(small[0]).toBe(3);
    expect(large[999]).toBe(4);
  });

  it("passes arguments of all kinds, in registers and on the stack", () => {
    const mixed = module.function("mixed", {
      parameters: ["i1", "i8", "i16", "i32", "i64", "f32", "f64", "pointer", "f64", "f64"],
      result: "f64",
    });
    const memory = Float64Array.of(100_000);
    expect(mixed(true, -2, 30, -400, 5000n, 0.5, 60_000, memory, 0.25, -0.125)).toBe(164_629.625);
  });

  it("links the mathematical library of the process", () => {
    const sine = module.function("sine", { parameters: ["f64"], result: "f64" });
    expect(sine(1)).toBeCloseTo(Math.sin(1), 15);
  });

  it("gives native code a stack of 16 MiB", () => {
    const depth = module.function("depth", { parameters: ["i64"], result: "i64" });
    expect(depth(100_000)).toBe(100_000n);
  });

  it("reads and frees memory that native code has allocated", () => {
    const iota = module.function("iota", { parameters: ["i64"], result: "pointer" });
    const address = iota(5);
    expect([...new Int32Array(copyMemory(address, 20))]).toEqual([0, 1, 2, 3, 4]);
    expect(copyMemory(address, 0).byteLength).toBe(0);
    freeMemory(address);
  });

  it("calls JavaScript from native code", () => {
    const twice = module.function("twice_scaled", { parameters: ["f64"], result: "f64" });
    expect(twice(2)).toBe(19);
    const through = module.function("through_host", { parameters: ["pointer", "i64"], result: "pointer" });
    expect(through(4096n, 24)).toBe(4120n);
  });

  it("throws what JavaScript threw while native code called it, once", () => {
    const twice = module.function("twice_scaled", { parameters: ["f64"], result: "f64" });
    const original = scale;
    const problem = new RangeError("no scale today");
    scale = () => {
      throw problem;
    };
    expect(() => twice(2)).toThrow(problem);
    scale = () => "text" as unknown as number;
    expect(() => twice(2)).toThrow("the result of 'host_scale' must be a number, not text");
    scale = original;
    expect(twice(2)).toBe(19);
  });

  it("calls functions of its own from JavaScript that native code called", () => {
    const original = scale;
    const half = module.function("half_f64", { parameters: ["f64"], result: "f64" });
    scale = (x) => half(x);
    expect(module.function("twice_scaled", { parameters: ["f64"], result: "f64" })(8)).toBe(2);
    scale = original;
  });
});
