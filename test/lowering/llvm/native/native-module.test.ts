/** Modules that are compiled in the process. */

import { describe, expect, it } from "vitest";
import {
  emitAssembly,
  isNativeAvailable,
  LlvmError,
  NativeModule,
  type OptLevel,
} from "../../../../lowering/llvm/native/index.ts";

const IDENTITY = "define double @id(double %x) {\n  ret double %x\n}\n";

/** A basic block of `length` operations on earlier values, chosen at random: each is [operation, operand, operand]. */
function randomOperations(length: number): [0 | 1 | 2, number, number][] {
  let seed = 1;
  return Array.from({ length }, (_, i) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return [((seed >> 3) % 3) as 0 | 1 | 2, i + 1 - ((seed >> 8) % Math.min(i + 1, 900)), i + 1];
  });
}

const NAMES = ["add", "sub", "xor"];
const OPERATIONS = [(a: bigint, b: bigint) => a + b, (a: bigint, b: bigint) => a - b, (a: bigint, b: bigint) => a ^ b];

function longBlock(length: number): string {
  const lines = randomOperations(length).map(([operation, a, b], i) => {
    return `  %v${i + 2} = ${NAMES[operation]} i64 %v${a}, %v${b}`;
  });
  return `define i64 @long(i64 %v0, i64 %v1) {\n${lines.join("\n")}\n  ret i64 %v${length + 1}\n}\n`;
}

/** What `longBlock` computes. */
function longBlockValue(length: number, v0: bigint, v1: bigint): bigint {
  const values = [v0, v1];
  for (const [operation, a, b] of randomOperations(length)) {
    values.push(BigInt.asIntN(64, OPERATIONS[operation]!(values[a]!, values[b]!)));
  }
  return values.at(-1)!;
}

function errorOf(work: () => unknown): LlvmError {
  try {
    work();
  } catch (error) {
    if (error instanceof LlvmError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}

describe.skipIf(!isNativeAvailable())("native modules", () => {
  it.each<OptLevel>([0, 1, 2, 3])("compile at level %i", (optLevel) => {
    const module = NativeModule.compile(
      "define i32 @f(i32 %x) {\n  %a = alloca i32\n  store i32 %x, ptr %a\n  %v = load i32, ptr %a\n  ret i32 %v\n}",
      { optLevel },
    );
    expect(module.function("f", { parameters: ["i32"], result: "i32" })(7)).toBe(7);
    module.dispose();
  });

  it("name the functions they export", () => {
    const module = NativeModule.compile(`${IDENTITY}
define internal i32 @inner() {
  ret i32 1
}
define weak i32 @"strange name \\22"() {
  ret i32 2
}
declare double @cos(double)
define i32 @"k\u00e9"() {
  %r = call i32 @inner()
  ret i32 %r
}`);
    expect(module.functionNames).toEqual(["id", 'strange name "', "k\u00e9"]);
    expect(module.function('strange name "', { parameters: [], result: "i32" })()).toBe(2);
    expect(module.function("k\u00e9", { parameters: [], result: "i32" })()).toBe(1);
    module.dispose();
  });

  it("may be without functions", () => {
    const module = NativeModule.compile("");
    expect(module.functionNames).toEqual([]);
    expect(() => module.address("f")).toThrow("no function 'f' in the native module, which defines none");
    module.dispose();
  });

  it("are independent of each other and keep their data", () => {
    const ir = `@count = internal global i64 0
define i64 @next() {
  %v = load i64, ptr @count
  %n = add i64 %v, 1
  store i64 %n, ptr @count
  ret i64 %n
}`;
    const [a, b] = [NativeModule.compile(ir), NativeModule.compile(ir)];
    const nextA = a.function("next", { parameters: [], result: "i64" });
    const nextB = b.function("next", { parameters: [], result: "i64" });
    expect([nextA(), nextA(), nextB(), nextA()]).toEqual([1n, 2n, 1n, 3n]);
    a.dispose();
    expect(nextB()).toBe(2n);
    b.dispose();
  });

  it("can be compiled and disposed of many times", () => {
    for (let i = 0; i < 200; i++) {
      const module = NativeModule.compile(`define i32 @f() {\n  ret i32 ${i}\n}`, { optLevel: 0 });
      expect(module.function("f", { parameters: [], result: "i32" })()).toBe(i);
      module.dispose();
    }
  });

  it("refuse calls once they have been disposed of", () => {
    const module = NativeModule.compile(IDENTITY);
    const id = module.function("id", { parameters: ["f64"], result: "f64" });
    module.dispose();
    module.dispose();
    expect(() => id(1)).toThrow("the native module has been disposed of");
    expect(() => module.address("id")).toThrow("the native module has been disposed of");
  });

  it("refuse functions they do not define", () => {
    const module = NativeModule.compile(IDENTITY);
    const message = "no function 'g' in the native module, which defines 'id'";
    expect(() => module.function("g", { parameters: [], result: "void" })).toThrow(message);
    module.dispose();
  });

  it.each([
    ["double @f(double %x)", "(double) -> double", "ret double %x"],
    ["i1 @f(i32 %x)", "(i32) -> i1", "ret i1 true"],
    ["void @f()", "() -> void", "ret void"],
    ["i32 @f(i32 %x, ...)", "(i32, ...) -> i32", "ret i32 %x"],
    ["{ i32, i32 } @f(i32 %x)", "(i32) -> { i32, i32 }", "ret { i32, i32 } zeroinitializer"],
    ["i32 @f(<4 x float> %x)", "(<4 x float>) -> i32", "ret i32 0"],
    ["i32 @f(i128 %x)", "(i128) -> i32", "ret i32 0"],
  ])("refuse to call %s as something else", (head, types, body) => {
    const module = NativeModule.compile(`define ${head} {\n  ${body}\n}`);
    expect(() => module.function("f", { parameters: ["i32"], result: "i32" })).toThrow(
      `'f' is ${types} in LLVM IR and cannot be called as (i32) -> i32`,
    );
    module.dispose();
  });

  it("place syntax errors", () => {
    const error = errorOf(() =>
      NativeModule.compile("define i32 @f() {\n  %x = fadd double 1.0\n  ret i32 0\n}", { name: "kernel.ll" }),
    );
    expect(error.message).toContain("kernel.ll:3:3: error: expected ',' in arithmetic operation");
    expect([error.line, error.column]).toEqual([3, 3]);
  });

  it("place what the verifier finds where it can", () => {
    const ir = "define i32 @f(i32 %x) {\n  %b = add i32 %a, 1\n  %a = add i32 %x, 1\n  ret i32 %b\n}";
    const error = errorOf(() => NativeModule.compile(ir));
    expect(error.message).toContain("Instruction does not dominate all uses!");
    expect([error.line, error.column]).toEqual([3, 3]);
    const placeless = errorOf(() =>
      NativeModule.compile("define void @f() {\n  br label %a\na:\n  br label %a\n}\n@llvm.used = global i32 0"),
    );
    expect(placeless.message).toMatch(/llvm\.used/);
    expect([placeless.line, placeless.column]).toEqual([undefined, undefined]);
  });

  it.each([
    ["nothing but noise", "\u0000\u0001\ufffd%%%"],
    ["half a function", "define i32 @f("],
    ["an undefined value", "define i32 @f() {\n  ret i32 %x\n}"],
    ["another type of result", "define i32 @f() {\n  ret double 1.0\n}"],
    ["MLIR", "module {\n  func.func @f() { return }\n}"],
    ["a deep nest", `@x = global ${"[1 x ".repeat(2000)}i8${"]".repeat(2000)} ${"[".repeat(1000)}`],
    ["two definitions", IDENTITY + IDENTITY],
    ["bitcode's magic number", "BC\u00c0\u00de"],
  ])("report %s", (_, ir) => {
    expect(() => NativeModule.compile(ir)).toThrow(LlvmError);
  });

  it("report undefined symbols when they are compiled", () => {
    const ir =
      "declare double @no_such_function(double)\ndefine double @f(double %x) {\n  %r = call double @no_such_function(double %x)\n  ret double %r\n}";
    expect(() => NativeModule.compile(ir)).toThrow(/^Symbols not found: \[ _?no_such_function \]$/);
  });

  it("report shared libraries that cannot be loaded", () => {
    const compile = () => NativeModule.compile(IDENTITY, { sharedLibraries: ["/nonexistent/libnothing.so"] });
    expect(compile).toThrow("/nonexistent/libnothing.so");
  });

  it("report what the back end cannot do", () => {
    const ir = 'define i32 @f() {\n  %r = call i32 asm "nonsense $0", "=r"()\n  ret i32 %r\n}';
    expect(() => NativeModule.compile(ir)).toThrow(/nonsense/);
  });

  it("refuse global constructors", () => {
    const ir = `@llvm.global_ctors = appending global [1 x { i32, ptr, ptr }] [{ i32, ptr, ptr } { i32 65535, ptr @init, ptr null }]
declare i32 @rand()
@seed = global i32 0
define void @init() {
  %r = call i32 @rand()
  store i32 %r, ptr @seed
  ret void
}`;
    expect(() => NativeModule.compile(ir)).toThrow("global constructors, which the native engine does not run");
  });

  it.each([9000, 11_000])("compile a basic block of %i operations", (length) => {
    const module = NativeModule.compile(longBlock(length));
    const long = module.function("long", { parameters: ["i64", "i64"], result: "i64" });
    expect(long(3, 5)).toBe(longBlockValue(length, 3n, 5n));
    module.dispose();
  });

  it("generate code for very long basic blocks without optimizing it", () => {
    // Without scheduling and global register allocation, there is more to move between registers and memory.
    const target = { triple: "x86_64-unknown-linux-gnu" };
    const linesPerOperation = (length: number) =>
      emitAssembly(longBlock(length), { target }).split("\n").length / length;
    expect(linesPerOperation(11_000)).toBeGreaterThan(1.1 * linesPerOperation(9000));
  }, 60_000);
});
