/**
 * What a split function reads is read again in its pullback where nobody writes to it in between, and kept on a stack
 * where somebody may: it, those that call it, or the same memory under another name.
 */
import { describe, expect, test } from "vitest";
import { printModule } from "../../../../ir/assembly/asm-printer.ts";
import { isEngineAvailable } from "../../../../tools/compile.ts";
import { derivativesOf, expectAgreement } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";
import { transformed } from "../../../support/pipeline.ts";
import { memoryOfReverse } from "../../../support/second-derivatives.ts";
import { expectFreed } from "../../../support/watched-memory.ts";
import { buffer } from "./buffers.ts";

const type = `(${buffer}, ${buffer}, f64, index) -> f64`;

/** Reads `%a` and `%w`, changes `%a`, and calls itself with `first` and `second`. */
const walk = (first: string, second: string): string => `
  func.func private @walk(%a: ${buffer}, %w: ${buffer}, %x: f64, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %done = arith.cmpi eq, %n, %c0 : index
    %r = scf.if %done -> f64 {
      scf.yield %x : f64
    } else {
      %m = arith.subi %n, %c1 : index
      %y = memref.load %a[%m] : ${buffer}
      %z = memref.load %w[%m] : ${buffer}
      %p = arith.mulf %x, %y : f64
      %q = arith.mulf %p, %z : f64
      %s = math.sin %q : f64
      memref.store %s, %a[%c0] : ${buffer}
      %t = func.call @walk(${first}, ${second}, %s, %m) : ${type}
      %v = arith.mulf %t, %y : f64
      scf.yield %v : f64
    }
    return %r : f64
  }`;

interface Program {
  readonly callee: string;
  /** With `%a` and `%w`, buffers of 4 numbers; gives `%r`. */
  readonly body: string;
  /** How many numbers are put on stacks in each call. */
  readonly pushes: number;
}

const plain = walk("%a", "%w");
const call = (a: string, w: string, x = "%x", result = "%r"): string =>
  `${result} = func.call @walk(${a}, ${w}, ${x}, %c3) : ${type}`;

const programs: Readonly<Record<string, Program>> = {
  "nobody writes": { callee: plain, body: call("%a", "%w"), pushes: 4 },
  "the caller writes afterwards": {
    callee: plain,
    body: `${call("%a", "%w")}\nmemref.store %r, %w[%c1] : ${buffer}`,
    pushes: 5,
  },
  "the caller writes in the next iteration": {
    callee: plain,
    body: `%r = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %x) -> f64 {
      memref.store %s, %w[%i] : ${buffer}
      ${call("%a", "%w", "%s", "%t")}
      scf.yield %t : f64
    }`,
    pushes: 5,
  },
  "the caller writes in front of it": {
    callee: plain,
    body: `memref.store %x, %w[%c1] : ${buffer}\n${call("%a", "%w")}`,
    pushes: 4,
  },
  "both are the same": { callee: plain, body: call("%a", "%a"), pushes: 5 },
  "both are parts of the same": {
    callee: plain,
    body: `%part = memref.subview %a[1] [3] [1] : ${buffer} to memref<3xf64, strided<[1], offset: 1>>
      %base, %offset, %size, %stride = memref.extract_strided_metadata %part : memref<3xf64, strided<[1], offset: 1>> -> memref<f64>, index, index, index
      %v = memref.reinterpret_cast %base to offset: [0], sizes: [%c4], strides: [1] : memref<f64> to ${buffer}
      ${call("%a", "%v")}`,
    pushes: 5,
  },
  "they change places": { callee: walk("%w", "%a"), body: call("%a", "%w"), pushes: 5 },
  "one may be the other": {
    callee: plain,
    body: `%c = arith.cmpf ogt, %x, %x : f64
      %v = arith.select %c, %a, %w : ${buffer}
      ${call("%a", "%v")}`,
    pushes: 5,
  },
  "it is freed afterwards": {
    callee: plain,
    body: `%v = memref.alloc(%c4) : ${buffer}
      %half = arith.constant 0.5 : f64
      scf.for %i = %c0 to %c4 step %c1 { memref.store %half, %v[%i] : ${buffer} }
      ${call("%a", "%v")}
      memref.dealloc %v : ${buffer}`,
    pushes: 4,
  },
  "it is allocated and freed in a loop": {
    callee: plain,
    body: `%r = scf.for %k = %c0 to %c3 step %c1 iter_args(%s = %x) -> f64 {
      %v = memref.alloc(%c4) : ${buffer}
      scf.for %i = %c0 to %c4 step %c1 { memref.store %s, %v[%i] : ${buffer} }
      ${call("%a", "%v", "%s", "%t")}
      memref.dealloc %v : ${buffer}
      scf.yield %t : f64
    }`,
    pushes: 4,
  },
  "another one is freed and allocated in its place": {
    callee: plain,
    body: `${call("%a", "%w", "%x", "%u")}
      %v = memref.alloc(%c4) : ${buffer}
      scf.for %i = %c0 to %c4 step %c1 { memref.store %u, %v[%i] : ${buffer} }
      ${call("%w", "%v", "%u", "%r")}
      memref.dealloc %v : ${buffer}`,
    pushes: 9,
  },
};

const text = ({ callee, body }: Program): string => `${callee}
  func.func @f(%x: f64) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c3 = arith.constant 3 : index
    %c4 = arith.constant 4 : index
    %a = memref.alloc(%c4) : ${buffer}
    %w = memref.alloc(%c4) : ${buffer}
    %last = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %x) -> f64 {
      %t = math.cos %s : f64
      memref.store %s, %a[%i] : ${buffer}
      memref.store %t, %w[%i] : ${buffer}
      scf.yield %t : f64
    }
    ${body}
    %sum = scf.for %i = %c0 to %c4 step %c1 iter_args(%s = %r) -> f64 {
      %y = memref.load %a[%i] : ${buffer}
      %t = arith.addf %s, %y : f64
      scf.yield %t : f64
    }
    memref.dealloc %a : ${buffer}
    memref.dealloc %w : ${buffer}
    return %sum : f64
  }`;

describeEngines("arguments of split functions", ({ engine }) => {
  test.each(Object.entries(programs))("%s", (_, program) => {
    const subject = { text: text(program), types: ["f64"], resultTypes: ["f64"], args: [0.7] };
    expectAgreement(derivativesOf(subject, { engine }), { values: 1e-14, modes: 1e-12, differences: 1e-7 });
  });
});

test.each(Object.entries(programs))("what is kept: %s", (_, program) => {
  const made = printModule(transformed(text(program), "autodiff{function=f}"));
  expect(made.match(/ad\.stack\.push .* : !ad\.stack<f64>/g)).toHaveLength(program.pushes);
});

describe.skipIf(!isEngineAvailable("llvm"))("memory", () => {
  test.each(Object.entries(programs))("%s", (_, program) => {
    expectFreed(memoryOfReverse(text(program)));
  });
});
