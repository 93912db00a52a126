/** Functions that are called from parallel loops and kernels: their derivatives add atomically to what is shared there. */

import { describe, expect, test } from "vitest";
import { derivativesOf, expectAgreement, type Subject, withRequests } from "../../../support/derivatives.ts";
import { testEngines } from "../../../support/engines.ts";
import { failureOf, transformedText } from "../../../support/pipeline.ts";

const constants = `
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c2 = arith.constant 2 : index
  %c4 = arith.constant 4 : index`;

/** Reads two elements: one that all iterations read, and one of each iteration's own. */
const helper = `func.func private @h(%x: memref<4xf64>, %i: index) -> f64 {${constants}
  %a = memref.load %x[%c0] : memref<4xf64>
  %b = memref.load %x[%i] : memref<4xf64>
  %p = arith.mulf %a, %b : f64
  return %p : f64
}`;

const call = (x: string, i: string): string => `func.call @h(${x}, ${i}) : (memref<4xf64>, index) -> f64`;

interface Program extends Subject {
  /** How many additions are atomic, and how many are not, besides the two to the shadow of `%y` at the end. */
  readonly atomic: number;
  readonly plain: number;
}

const x = [0.3, -0.8, 1.2, 0.7];
const oneBuffer = { types: ["memref<4xf64>"], resultTypes: ["f64"], args: [x] };

/** A function whose body fills `%y`. */
const filling = (body: string): string => `func.func @f(%x: memref<4xf64>) -> f64 {${constants}
      %y = memref.alloca() : memref<4xf64>
      ${body}
      %y0 = memref.load %y[%c1] : memref<4xf64>
      %y1 = memref.load %y[%c2] : memref<4xf64>
      %product = arith.mulf %y0, %y1 : f64
      return %product : f64
    }`;

const programs: Readonly<Record<string, Program>> = {
  "a call in a parallel loop": {
    ...oneBuffer,
    text: `${helper}
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = ${call("%x", "%i")}
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 2,
    plain: 0,
  },
  "a call in a parallel loop that reads elements of its own as well": {
    ...oneBuffer,
    text: `${helper}
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %u = memref.load %x[%i] : memref<4xf64>
        %v = ${call("%x", "%i")}
        %w = arith.mulf %u, %v : f64
        memref.store %w, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 3,
    plain: 0,
  },
  "a call in a forall": {
    ...oneBuffer,
    text: `${helper}
    ${filling(`scf.forall (%i) in (4) {
        %v = ${call("%x", "%i")}
        memref.store %v, %y[%i] : memref<4xf64>
      }`)}`,
    atomic: 2,
    plain: 0,
  },
  "a call in a parallel loop and another one behind it": {
    ...oneBuffer,
    text: `${helper}
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = ${call("%x", "%i")}
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }
      %w = ${call("%x", "%c2")}
      memref.store %w, %y[%c1] : memref<4xf64>`)}`,
    atomic: 2,
    plain: 2,
  },
  "a call of a function that calls another one": {
    ...oneBuffer,
    text: `${helper}
    func.func private @outer(%x: memref<4xf64>, %i: index) -> f64 {
      %v = ${call("%x", "%i")}
      %w = math.sin %v : f64
      return %w : f64
    }
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = func.call @outer(%x, %i) : (memref<4xf64>, index) -> f64
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 2,
    plain: 0,
  },
  "recursion in a parallel loop": {
    ...oneBuffer,
    text: `func.func private @sum(%x: memref<4xf64>, %i: index) -> f64 {${constants}
      %a = memref.load %x[%i] : memref<4xf64>
      %last = arith.cmpi eq, %i, %c0 : index
      %r = scf.if %last -> f64 {
        scf.yield %a : f64
      } else {
        %j = arith.subi %i, %c1 : index
        %s = func.call @sum(%x, %j) : (memref<4xf64>, index) -> f64
        %t = arith.mulf %s, %a : f64
        scf.yield %t : f64
      }
      return %r : f64
    }
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = func.call @sum(%x, %i) : (memref<4xf64>, index) -> f64
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 1,
    plain: 0,
  },
  "a call with a buffer of each iteration's own": {
    ...oneBuffer,
    text: `${helper}
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %own = memref.alloca() : memref<4xf64>
        %a = memref.load %x[%i] : memref<4xf64>
        scf.for %k = %c0 to %c4 step %c1 {
          memref.store %a, %own[%k] : memref<4xf64>
        }
        %v = ${call("%own", "%i")}
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 0,
    // Two in the function, one for the element that the iteration reads.
    plain: 3,
  },
  "a parallel loop in a function that is called in one": {
    ...oneBuffer,
    text: `func.func private @total(%x: memref<4xf64>, %i: index) -> f64 {${constants}
      %zero = arith.constant 0.0 : f64
      %s = scf.parallel (%j) = (%c0) to (%c4) step (%c1) init (%zero) -> f64 {
        %a = memref.load %x[%j] : memref<4xf64>
        %b = math.sin %a : f64
        scf.reduce(%b : f64) {
        ^bb0(%u: f64, %v: f64):
          %w = arith.addf %u, %v : f64
          scf.reduce.return %w : f64
        }
      }
      return %s : f64
    }
    ${filling(`scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = func.call @total(%x, %i) : (memref<4xf64>, index) -> f64
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`)}`,
    atomic: 1,
    plain: 0,
  },
  "a checkpointed loop in a parallel one": {
    ...oneBuffer,
    text: filling(`%one = arith.constant 1.0 : f64
      scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %v = scf.for %k = %c0 to %c4 step %c1 iter_args(%s = %one) -> f64 {
          %a = memref.load %x[%k] : memref<4xf64>
          %b = arith.mulf %a, %s : f64
          %c = math.sin %b : f64
          scf.yield %c : f64
        } {ad.checkpoint = "binomial:2"}
        memref.store %v, %y[%i] : memref<4xf64>
        scf.reduce
      }`),
    atomic: 1,
    plain: 0,
  },
  "a place that is seen through a layout whose places may meet": {
    ...oneBuffer,
    text: `func.func private @each(%x: memref<4xf64, strided<[?]>>, %y: memref<4xf64>) {${constants}
      scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %a = memref.load %x[%i] : memref<4xf64, strided<[?]>>
        %b = math.sin %a : f64
        memref.store %b, %y[%i] : memref<4xf64>
        scf.reduce
      }
      return
    }
    ${filling(`%v = memref.reinterpret_cast %x to offset: [0], sizes: [4], strides: [%c0] : memref<4xf64> to memref<4xf64, strided<[?]>>
      func.call @each(%v, %y) : (memref<4xf64, strided<[?]>>, memref<4xf64>) -> ()`)}`,
    atomic: 1,
    plain: 0,
  },
};

const passesFor = (name: string): string => (name.includes("layout") ? "inline,autodiff" : "autodiff");

describe.each(Object.keys(programs))("%s", (name) => {
  const { atomic, plain, ...subject } = programs[name]!;

  test("adds atomically to what is shared, and only there", () => {
    const text = transformedText(withRequests(subject), passesFor(name));
    const reversed = text.split("func.func").filter((fn) => /@\w*_(vjp|pullback)\w*\(/.test(fn.split("{")[0]!));
    const count = (pattern: RegExp): number => reversed.join().match(pattern)?.length ?? 0;
    expect(count(/memref\.atomic_rmw addf/g)).toBe(atomic);
    expect(
      count(/%(\d+) = memref\.load (%\w+)(\[.*\]) : .*\n\s*%(\d+) = arith\.addf %\1, .*\n\s*memref\.store %\4, \2/g),
    ).toBe(plain + 2);
  });

  testEngines("is right", ({ engine }) => {
    const passes = `${passesFor(name)},lower-ad-tape`;
    expectAgreement(derivativesOf(subject, { engine, passes }), { modes: 1e-12, differences: 1e-7 });
  });
});

describe("atomic additions", () => {
  const histogram: Subject = {
    text: `func.func @f(%x: f64, %m: memref<4xf64>, %h: memref<2xf64>) -> f64 {${constants}
      scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
        %a = memref.load %m[%i] : memref<4xf64>
        %b = math.sin %a : f64
        %c = arith.mulf %b, %x : f64
        %j = arith.remui %i, %c2 : index
        %o = memref.atomic_rmw addf %c, %h[%j] : (f64, memref<2xf64>) -> f64
        scf.reduce
      }
      %before = memref.atomic_rmw addf %x, %h[%c0] : (f64, memref<2xf64>) -> f64
      %p = memref.load %h[%c0] : memref<2xf64>
      %q = memref.load %h[%c1] : memref<2xf64>
      %r = arith.mulf %p, %q : f64
      %s = arith.mulf %r, %before : f64
      return %s : f64
    }`,
    types: ["f64", "memref<4xf64>", "memref<2xf64>"],
    resultTypes: ["f64"],
    args: [0.5, x, [1, 2]],
  };
  /** What reverse mode makes of the program above has atomic additions, too. */
  const gradient = (): Subject => {
    const [, made] = /^module \{\n(.*)\n\}\s*$/s.exec(
      transformedText(programs["a call in a parallel loop"]!.text, "inline,autodiff{function=f name=df}"),
    )!;
    return {
      text: `${made!.replace("@f(", "@primal(")}
      func.func @f(%x: memref<4xf64>, %s: memref<4xf64>, %c: f64) -> f64 {
        %y = func.call @df(%x, %s, %c) : (memref<4xf64>, memref<4xf64>, f64) -> f64
        return %y : f64
      }`,
      types: ["memref<4xf64>", "memref<4xf64>", "f64"],
      resultTypes: ["f64"],
      args: [x, [0.1, 0.2, 0.3, 0.4], 1.3],
    };
  };

  testEngines("are differentiated", ({ engine }) => {
    for (const subject of [histogram, gradient()]) {
      const passes = "inline,autodiff,lower-ad-tape";
      expectAgreement(derivativesOf(subject, { engine, passes }), { modes: 1e-12, differences: 1e-7 });
    }
  });

  test("other updates are refused", () => {
    const text = histogram.text.replace("atomic_rmw addf %c", "atomic_rmw mulf %c");
    expect(failureOf(withRequests({ ...histogram, text }), "autodiff").join()).toContain(
      "'memref.atomic_rmw' op cannot be differentiated: threads update an element by something else than a sum",
    );
  });
});

test("an argument whose layout may have one place for all indices", () => {
  const text = `func.func @f(%x: memref<4xf64, strided<[?]>>) -> f64 {${constants}
    %zero = arith.constant 0.0 : f64
    %s = scf.parallel (%i) = (%c0) to (%c4) step (%c1) init (%zero) -> f64 {
      %a = memref.load %x[%i] : memref<4xf64, strided<[?]>>
      scf.reduce(%a : f64) {
      ^bb0(%u: f64, %v: f64):
        %w = arith.addf %u, %v : f64
        scf.reduce.return %w : f64
      }
    }
    return %s : f64
  }`;
  expect(transformedText(text, "autodiff{function=f}")).toContain("memref.atomic_rmw addf");
  expect(transformedText(text.replaceAll("strided<[?]>", "strided<[1]>"), "autodiff{function=f}")).not.toContain(
    "memref.atomic_rmw",
  );
});

test("a structured operation on a view that shows one element at all places", () => {
  const scaled = (stride: string): Subject => ({
    ...oneBuffer,
    text: `func.func @f(%x: memref<4xf64>) -> f64 {${constants}
      %y = memref.alloca() : memref<4xf64>
      %v = memref.reinterpret_cast %x to offset: [%c0], sizes: [4], strides: [${stride}] : memref<4xf64> to memref<4xf64, strided<[?], offset: ?>>
      linalg.mul ins(%v, %x : memref<4xf64, strided<[?], offset: ?>>, memref<4xf64>) outs(%y : memref<4xf64>)
      %a = memref.load %y[%c1] : memref<4xf64>
      %b = memref.load %y[%c2] : memref<4xf64>
      %p = arith.mulf %a, %b : f64
      return %p : f64
    }`,
  });
  // In the parallel iterations of a structured operation such additions would meet.
  const operations = (subject: Subject): number => {
    const [, derivative] = transformedText(withRequests(subject), "autodiff").split("private @f_vjp(");
    return derivative!.split("func.func")[0]!.match(/linalg\./g)!.length;
  };
  const [repeated, distinct] = [scaled("%c0"), scaled("%c1")];
  expect(operations(repeated)).toBeLessThan(operations(distinct));
  for (const subject of [repeated, distinct]) {
    expectAgreement(derivativesOf(subject), { modes: 1e-12, differences: 1e-7 });
  }
});

describe("a request", () => {
  const square = `func.func private @g(%x: memref<4xf64>) -> f64 {${constants}
    %a = memref.load %x[%c1] : memref<4xf64>
    %p = arith.mulf %a, %a : f64
    return %p : f64
  }`;
  const request = (shadow: string): string =>
    `ad.grad @g(%x) shadows(${shadow} : memref<4xf64>) : (memref<4xf64>) -> ()`;
  const atomics = (text: string): number =>
    transformedText(`${square}\n${text}`, "autodiff").match(/memref\.atomic_rmw/g)?.length ?? 0;
  const parallel = (body: string): string => `scf.parallel (%i) = (%c0) to (%c4) step (%c1) {
      ${body}
      scf.reduce
    }`;

  test("in a parallel loop, with one shadow for all iterations", () => {
    const text = `func.func @f(%x: memref<4xf64>, %s: memref<4xf64>) {${constants}
      ${parallel(request("%s"))}
      return
    }`;
    expect(atomics(text)).toBe(1);
  });

  test("in a forall, with one shadow for all threads", () => {
    const text = `func.func @f(%x: memref<4xf64>, %s: memref<4xf64>) {
      scf.forall (%i) in (4) {
        ${request("%s")}
      }
      return
    }`;
    expect(atomics(text)).toBe(1);
  });

  test("in a function that a kernel calls", () => {
    const text = `func.func private @inner(%x: memref<4xf64>, %s: memref<4xf64>) {
      ${request("%s")}
      return
    }
    func.func @f(%x: memref<4xf64>, %s: memref<4xf64>) {${constants}
      gpu.launch blocks(%bx, %by, %bz) in (%gx = %c1, %gy = %c1, %gz = %c1)
                 threads(%tx, %ty, %tz) in (%sx = %c4, %sy = %c1, %sz = %c1) {
        func.call @inner(%x, %s) : (memref<4xf64>, memref<4xf64>) -> ()
        gpu.terminator
      }
      return
    }`;
    expect(atomics(text)).toBe(1);
  });

  test("in a parallel loop, with a shadow for each iteration", () => {
    const text = `func.func @f(%x: memref<4xf64>) {${constants}
      ${parallel(`%s = memref.alloca() : memref<4xf64>\n${request("%s")}`)}
      return
    }`;
    expect(atomics(text)).toBe(0);
  });

  test("in a function that a parallel loop calls", () => {
    const text = `func.func private @inner(%x: memref<4xf64>, %s: memref<4xf64>) {
      ${request("%s")}
      return
    }
    func.func private @outer(%x: memref<4xf64>, %s: memref<4xf64>) {
      func.call @inner(%x, %s) : (memref<4xf64>, memref<4xf64>) -> ()
      return
    }
    func.func @f(%x: memref<4xf64>, %s: memref<4xf64>) {${constants}
      ${parallel("func.call @outer(%x, %s) : (memref<4xf64>, memref<4xf64>) -> ()")}
      return
    }`;
    expect(atomics(text)).toBe(1);
  });

  test("in a function that a parallel loop calls, with a shadow of its own", () => {
    const text = `func.func private @inner(%x: memref<4xf64>) {
      %s = memref.alloca() : memref<4xf64>
      ${request("%s")}
      return
    }
    func.func @f(%x: memref<4xf64>) {${constants}
      ${parallel("func.call @inner(%x) : (memref<4xf64>) -> ()")}
      return
    }`;
    expect(atomics(text)).toBe(0);
  });

  test("outside of parallel loops", () => {
    expect(atomics(`func.func @f(%x: memref<4xf64>, %s: memref<4xf64>) {\n${request("%s")}\nreturn\n}`)).toBe(0);
  });
});
