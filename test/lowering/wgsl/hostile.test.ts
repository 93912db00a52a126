/**
 * Kernels that nobody has tuned anything for: the device computes what the js engine does, or says at which operation
 * it cannot.
 */

import { describe, expect, it } from "vitest";
import { compile } from "../../../tools/compile.ts";
import { specialFloats } from "../../support/float-errors.ts";
import { hasDevice, onEngines } from "../../support/webgpu.ts";

const isAvailable = await hasDevice();

type Numbers = Float32Array | Int32Array | Int8Array | Uint8Array;

/** Runs @f on each engine with copies of the arrays, which must hold the same afterwards; returns what they hold. */
async function onBoth(text: string, ...args: readonly (Numbers | number)[]): Promise<number[][]> {
  const results: number[][][] = [];
  for (const [, { f }] of onEngines(text)) {
    const copies = args.map((arg) => (typeof arg === "number" ? arg : arg.slice()));
    await f!(...copies);
    results.push(copies.map((copy) => (typeof copy === "number" ? [copy] : [...copy])));
  }
  expect(results[1]).toEqual(results[0]);
  return results[0]!;
}

/** A function @f that launches one thread for each of `count` elements, whose number is `%i`. */
const launch = (params: string, count: number, body: string): string => `
  func.func @f(${params}) {
    %count = arith.constant ${count} : index
    %unit = arith.constant 1 : index
    gpu.launch blocks(%bx, %by, %bz) in (%gx = %unit, %gy = %unit, %gz = %unit)
        threads(%i, %ty, %tz) in (%sx = %count, %sy = %unit, %sz = %unit) {
      ${body}
      gpu.terminator
    }
    return
  }`;

/** A kernel @k of the module @m in a whole program; `helpers` are functions beside it. */
const kernel = (body: string, helpers = ""): string => `
  module attributes {gpu.container_module} {
    gpu.module @m {
      ${helpers}
      gpu.func @k(%x: memref<8xi32>, %y: memref<8xi32>) kernel {
        %i = gpu.thread_id x
        ${body}
      }
    }
    func.func @f(%x: memref<8xi32>, %y: memref<8xi32>) {
      %c1 = arith.constant 1 : index
      %c8 = arith.constant 8 : index
      gpu.launch_func @m::@k blocks in (%c1, %c1, %c1) threads in (%c8, %c1, %c1)
        args(%x : memref<8xi32>, %y : memref<8xi32>)
      return
    }
  }`;

describe.skipIf(!isAvailable)("comparisons", () => {
  const values = [...specialFloats].filter((x) => x === 0 || !(Math.abs(x) < 2 ** -126));
  const pairs = values.flatMap((a) => values.slice(0, 12).map((b) => [a, b] as const)).slice(0, 256);
  const predicates = "oeq ogt oge olt ole one ord ueq ugt uge ult ule une uno".split(" ");
  it.each(predicates)("%s holds for NaNs and zeros as it should", async (name) => {
    const n = pairs.length;
    const text = launch(
      `%a: memref<${n}xf32>, %b: memref<${n}xf32>, %r: memref<${n}xi1>`,
      n,
      `%x = memref.load %a[%i] : memref<${n}xf32>
       %y = memref.load %b[%i] : memref<${n}xf32>
       %c = arith.cmpf ${name}, %x, %y : f32
       memref.store %c, %r[%i] : memref<${n}xi1>`,
    );
    const [a, b] = [pairs.map(([x]) => x), pairs.map(([, y]) => y)];
    await onBoth(text, Float32Array.from(a), Float32Array.from(b), new Uint8Array(n));
  });
});

/** A loop of two levels that can be left from the inside. */
const branches = `
  %c0 = arith.constant 0 : i32
  %c1 = arith.constant 1 : i32
  %c5 = arith.constant 5 : i32
  %c100 = arith.constant 100 : i32
  %a = memref.load %x[%i] : memref<8xi32>
  cf.br ^head(%c0, %a : i32, i32)
^head(%n: i32, %s: i32):
  %isLarge = arith.cmpi sgt, %s, %c100 : i32
  cf.cond_br %isLarge, ^out(%s : i32), ^body
^body:
  %rest = arith.remsi %s, %c5 : i32
  %isInner = arith.cmpi eq, %rest, %c0 : i32
  %s2 = arith.addi %s, %n : i32
  cf.cond_br %isInner, ^inner(%c0, %s2 : i32, i32), ^next(%s2 : i32)
^inner(%j: i32, %t: i32):
  %t2 = arith.addi %t, %j : i32
  %leaves = arith.cmpi sgt, %t2, %c100 : i32
  %j2 = arith.addi %j, %c1 : i32
  cf.cond_br %leaves, ^out(%t2 : i32), ^on
^on:
  %isLast = arith.cmpi sge, %j, %c5 : i32
  cf.cond_br %isLast, ^next(%t2 : i32), ^inner(%j2, %t2 : i32, i32)
^next(%u: i32):
  %n2 = arith.addi %n, %c1 : i32
  cf.br ^head(%n2, %u : i32, i32)
^out(%r: i32):
  memref.store %r, %y[%i] : memref<8xi32>`;

describe.skipIf(!isAvailable)("control flow", () => {
  const x = Int32Array.of(1, 2, 3, 5, 10, 97, 0, 101);
  const expected = [106, 110, 108, 101, 106, 103, 105, 101];

  it("of blocks is lifted", async () => {
    const [, y] = await onBoth(kernel(`${branches}\ngpu.return`), x, new Int32Array(8));
    expect(y).toEqual(expected);
  });

  it("of blocks in a function that the kernel calls is lifted", async () => {
    const helper = `func.func @select(%x: memref<8xi32>, %y: memref<8xi32>, %i: index) { ${branches}\nreturn }`;
    const call = "func.call @select(%x, %y, %i) : (memref<8xi32>, memref<8xi32>, index) -> ()\ngpu.return";
    const [, y] = await onBoth(kernel(call, helper), x, new Int32Array(8));
    expect(y).toEqual(expected);
  });
});

describe.skipIf(!isAvailable)("what WGSL's front end computes itself", () => {
  it("may overflow", async () => {
    const body = `
      %huge = arith.constant 3.0e38 : f32
      %infinite = arith.mulf %huge, %huge : f32
      %nan = arith.subf %infinite, %infinite : f32
      %largest = arith.constant 2147483647 : i32
      %smallest = arith.constant -2147483648 : i32
      %sum = arith.addi %largest, %largest : i32
      %product = arith.muli %smallest, %largest : i32
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      memref.store %infinite, %x[%c0] : memref<2xf32>
      memref.store %nan, %x[%c1] : memref<2xf32>
      memref.store %sum, %y[%c0] : memref<2xi32>
      memref.store %product, %y[%c1] : memref<2xi32>`;
    const text = launch("%x: memref<2xf32>, %y: memref<2xi32>", 1, body);
    const [x, y] = await onBoth(text, new Float32Array(2), new Int32Array(2));
    expect(x).toEqual([Number.POSITIVE_INFINITY, Number.NaN]);
    expect(y).toEqual([-2, Math.imul(-(2 ** 31), 2 ** 31 - 1)]);
  });

  it("may be undefined, where it is not used", async () => {
    const body = `
      %v = memref.load %x[%i] : memref<8xi32>
      %c32 = arith.constant 32 : i32
      %zero = arith.constant 0 : i32
      %minus = arith.constant -1 : i32
      %isMinus = arith.cmpi eq, %v, %minus : i32
      %r = scf.if %isMinus -> i32 {
        %a = arith.shli %v, %c32 : i32
        %b = arith.divsi %v, %zero : i32
        %c = arith.remui %v, %zero : i32
        %d = arith.addi %a, %b : i32
        %e = arith.addi %c, %d : i32
        scf.yield %e : i32
      } else {
        %a = arith.addi %v, %v : i32
        scf.yield %a : i32
      }
      memref.store %r, %x[%i] : memref<8xi32>`;
    const [x] = await onBoth(launch("%x: memref<8xi32>", 8, body), Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
    expect(x).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  });
});

describe.skipIf(!isAvailable)("atomic updates", () => {
  const ofIntegers = ["addi", "muli", "maxs", "mins", "maxu", "minu", "andi", "ori", "xori"];
  const ofFloats = ["addf", "mulf", "maximumf", "minimumf", "maxnumf", "minnumf"];
  it.each([...ofIntegers.map((kind) => [kind, "i32"] as const), ...ofFloats.map((kind) => [kind, "f32"] as const)])(
    "%s of %s",
    async (kind, type) => {
      const body = `
      %v = memref.load %x[%i] : memref<8x${type}>
      %two = arith.constant 2 : index
      %j = arith.remui %i, %two : index
      %old = memref.atomic_rmw ${kind} %v, %y[%j] : (${type}, memref<2x${type}>) -> ${type}`;
      const text = launch(`%x: memref<8x${type}>, %y: memref<2x${type}>`, 8, body);
      const values = [1, 2, -3, 4, 5, -6, 7, 8];
      if (type === "i32") await onBoth(text, Int32Array.from(values), Int32Array.of(2, 3));
      else await onBoth(text, Float32Array.from(values), Float32Array.of(2, 3));
    },
  );
});

describe.skipIf(!isAvailable)("sine and cosine at once", () => {
  it("are as exact as each by itself", async () => {
    const body = (compute: string): string => `
      %v = memref.load %x[%i] : memref<64xf32>
      ${compute}
      memref.store %s, %y[%i] : memref<64xf32>
      memref.store %c, %z[%i] : memref<64xf32>`;
    const params = "%x: memref<64xf32>, %y: memref<64xf32>, %z: memref<64xf32>";
    const atOnce = body("%s, %c = math.sincos %v : f32");
    const separate = body("%s = math.sin %v : f32\n%c = math.cos %v : f32");
    const x = Float32Array.from({ length: 64 }, (_, i) => (i - 32) * 1.37);
    const results: number[][] = [];
    for (const text of [atOnce, separate]) {
      const [y, z] = [new Float32Array(64), new Float32Array(64)];
      await compile(launch(params, 64, text), { engine: "webgpu" }).f!(x, y, z);
      results.push([...y, ...z]);
    }
    expect(results[0]).toEqual(results[1]);
  });
});

describe.skipIf(!isAvailable)("names", () => {
  it("may be keywords and functions of WGSL", async () => {
    const helpers = `
      func.func @workgroupBarrier(%return: i32) -> i32 {
        %let = arith.addi %return, %return : i32
        return %let : i32
      }
      func.func @max(%var: i32) -> i32 {
        %fn = func.call @workgroupBarrier(%var) : (i32) -> i32
        return %fn : i32
      }`;
    const body = `
      %array = memref.load %x[%i] : memref<8xi32>
      %struct = func.call @max(%array) : (i32) -> i32
      %loop = arith.maxsi %struct, %array : i32
      memref.store %loop, %y[%i] : memref<8xi32>
      gpu.return`;
    const text = kernel(body, helpers).replaceAll("@k", "@switch").replaceAll("@m", "@override");
    const [, y] = await onBoth(text, Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7), new Int32Array(8));
    expect(y).toEqual([0, 2, 4, 6, 8, 10, 12, 14]);
  });
});

describe.skipIf(!isAvailable)("launches", () => {
  const count = (blocks: number, threads: number): string => `
    func.func @f(%x: memref<1xi32>) {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %blocks = arith.constant ${blocks} : index
      %threads = arith.constant ${threads} : index
      gpu.launch blocks(%bx, %by, %bz) in (%gx = %blocks, %gy = %c1, %gz = %c1)
          threads(%tx, %ty, %tz) in (%sx = %threads, %sy = %c1, %sz = %c1) {
        %one = arith.constant 1 : i32
        %old = memref.atomic_rmw addi %one, %x[%c0] : (i32, memref<1xi32>) -> i32
        gpu.terminator
      }
      return
    }`;
  it.each([
    [70_000, 1],
    [3, 256],
    [0, 8],
    [8, 0],
  ])("of %i blocks of %i threads", async (blocks, threads) => {
    expect(await onBoth(count(blocks, threads), Int32Array.of(0))).toEqual([[blocks * threads]]);
  });

  it("of more threads than the device has fail with a message", async () => {
    const { f } = compile(count(1, 2048), { engine: "webgpu" });
    await expect(f!(Int32Array.of(0))).rejects.toThrow(
      /is launched with blocks of 2048x1x1 threads; the device has \d+/,
    );
  });
});

describe("what is refused", () => {
  it("in the code of the host", () => {
    const launch = "gpu.launch_func @m::@k blocks";
    const inClusters = kernel("gpu.return").replace(
      launch,
      launch.replace("blocks", "clusters in (%c1, %c1, %c1) blocks"),
    );
    expect(() => compile(inClusters, { engine: "webgpu" })).toThrow(
      "'gpu.launch_func' op with clusters is not supported",
    );
  });

  const errorOf = (body: string): string => {
    try {
      compile(kernel(`${body}\ngpu.return`), { engine: "webgpu", name: "test.mlir" });
    } catch (error) {
      return (error as Error).message.split("\n")[0]!;
    }
    return "";
  };
  const cases: readonly [string, string][] = [
    [
      `%v = memref.load %x[%i] : memref<8xi32>
       %w = arith.extsi %v : i32 to i64
       %large = arith.constant 4294967296 : i64
       %s = arith.divsi %large, %w : i64
       %t = arith.trunci %s : i64 to i32
       memref.store %t, %x[%i] : memref<8xi32>`,
      "'arith.constant' op has the value 4294967296",
    ],
    ['%no = arith.constant false\n cf.assert %no, "no"', "'cf.assert' op is not possible in WGSL"],
    [
      `%zero = arith.constant 0 : i8
       %d = gpu.dynamic_shared_memory : memref<?xi8, #gpu.address_space<workgroup>>
       memref.store %zero, %d[%i] : memref<?xi8, #gpu.address_space<workgroup>>`,
      "use workgroup attributions",
    ],
    [
      `%c = gpu.cluster_id x
       %v = arith.index_cast %c : index to i32
       memref.store %v, %x[%i] : memref<8xi32>`,
      "'gpu.cluster_id' op is not possible in WGSL, which has no clusters",
    ],
    ['gpu.printf "x"', "'gpu.printf' op is not possible in WGSL"],
  ];
  it.each(cases)("%s", (body, message) => {
    const error = errorOf(body);
    expect(error).toContain(message);
    expect(error).toMatch(/^test.mlir:\d+:\d+: error: /);
  });
});
