/** Derivatives through buffers that are views of others, chosen among others, or handed on by branches and loops. */

import { test } from "vitest";
import { derivativesOf, expectAgreement, type Subject } from "../../../support/derivatives.ts";
import { describeEngines } from "../../../support/engines.ts";

const numbers = (count: number, seed: number): number[] =>
  Array.from({ length: count }, (_, i) => Math.sin(1.7 * i + seed) + 0.3);

const view = (text: string): Omit<Subject, "args"> & { args: Subject["args"] } => ({
  text: `func.func @f(%a: memref<?xf64>, %n: index) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %c3 = arith.constant 3 : index
      %c6 = arith.constant 6 : index
      ${text}
    }`,
  types: ["memref<?xf64>", "index"],
  resultTypes: ["f64"],
  args: [numbers(6, 0.2), 2],
});

const two = (text: string, third = "i1", value: boolean | number = true): Subject => ({
  text: `func.func @f(%a: memref<?xf64>, %b: memref<?xf64>, %c: ${third}) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      ${text}
    }`,
  types: ["memref<?xf64>", "memref<?xf64>", third],
  resultTypes: ["f64"],
  args: [numbers(4, 0.5), numbers(4, 0.9), value],
});

const squares = (buffer: string, type: string, count: string): string => `
  %sum = scf.for %i = %c0 to ${count} step %c1 iter_args(%s = %zero) -> (f64) {
    %x = memref.load ${buffer}[%i] : ${type}
    %w = math.sin %x : f64
    memref.store %w, ${buffer}[%i] : ${type}
    %p = arith.mulf %x, %w : f64
    %t = arith.addf %s, %p : f64
    scf.yield %t : f64
  }
  return %sum : f64`;

const subjects: Readonly<Record<string, Subject>> = {
  "a part with a step": view(`%zero = arith.constant 0.0 : f64
    %v = memref.subview %a[1] [3] [%n] : memref<?xf64> to memref<3xf64, strided<[?], offset: 1>>
    ${squares("%v", "memref<3xf64, strided<[?], offset: 1>>", "%c2")}`),
  "a part in a loop": view(`%zero = arith.constant 0.0 : f64
    %all = scf.for %k = %c0 to %c3 step %c1 iter_args(%s = %zero) -> (f64) {
      %v = memref.subview %a[%k] [3] [1] : memref<?xf64> to memref<3xf64, strided<[1], offset: ?>>
      %x = memref.load %v[%c2] : memref<3xf64, strided<[1], offset: ?>>
      %y = memref.load %v[%c0] : memref<3xf64, strided<[1], offset: ?>>
      %p = arith.mulf %x, %y : f64
      memref.store %p, %v[%c1] : memref<3xf64, strided<[1], offset: ?>>
      %t = arith.addf %s, %p : f64
      scf.yield %t : f64
    }
    return %all : f64`),
  "another shape": view(`%zero = arith.constant 0.0 : f64
    %k = memref.cast %a : memref<?xf64> to memref<6xf64>
    %e = memref.expand_shape %k [[0, 1]] output_shape [2, 3] : memref<6xf64> into memref<2x3xf64>
    %tr = memref.transpose %e (i, j) -> (j, i) : memref<2x3xf64> to memref<3x2xf64, strided<[1, 3]>>
    %u = memref.load %tr[%c2, %c1] : memref<3x2xf64, strided<[1, 3]>>
    %y = memref.load %e[%c1, %c0] : memref<2x3xf64>
    %q = arith.mulf %u, %y : f64
    memref.store %q, %e[%c0, %c0] : memref<2x3xf64>
    %l = memref.collapse_shape %e [[0, 1]] : memref<2x3xf64> into memref<6xf64>
    ${squares("%l", "memref<6xf64>", "%c6")}`),
  "a new layout": view(`%zero = arith.constant 0.0 : f64
    %v = memref.reinterpret_cast %a to offset: [1], sizes: [3], strides: [%n] : memref<?xf64> to memref<3xf64, strided<[?], offset: 1>>
    ${squares("%v", "memref<3xf64, strided<[?], offset: 1>>", "%c2")}`),
  "a layout in which all places are one": view(`
    %v = memref.reinterpret_cast %a to offset: [5], sizes: [4], strides: [0] : memref<?xf64> to memref<4xf64, strided<[0], offset: 5>>
    scf.for %i = %c0 to %c3 step %c1 {
      %j = arith.addi %i, %c1 : index
      %x = memref.load %a[%i] : memref<?xf64>
      %y = memref.load %a[%j] : memref<?xf64>
      %p = arith.mulf %x, %y : f64
      memref.store %p, %v[%i] : memref<4xf64, strided<[0], offset: 5>>
    }
    %r = memref.load %v[%c0] : memref<4xf64, strided<[0], offset: 5>>
    return %r : f64`),
  "a layout in which all places are one, of another buffer": two(`
    %v = memref.reinterpret_cast %b to offset: [0], sizes: [4], strides: [0] : memref<?xf64> to memref<4xf64, strided<[0]>>
    %last = arith.constant 3 : index
    scf.for %i = %c0 to %last step %c1 {
      %j = arith.addi %i, %c1 : index
      %x = memref.load %a[%i] : memref<?xf64>
      %y = memref.load %a[%j] : memref<?xf64>
      %p = arith.mulf %x, %y : f64
      memref.store %p, %v[%i] : memref<4xf64, strided<[0]>>
    }
    %r = memref.load %v[%c1] : memref<4xf64, strided<[0]>>
    return %r : f64`),
  "a part of an allocation": view(`%zero = arith.constant 0.0 : f64
    %m = memref.alloc(%c6) : memref<?xf64>
    memref.copy %a, %m : memref<?xf64> to memref<?xf64>
    %v = memref.subview %m[%n] [3] [1] : memref<?xf64> to memref<3xf64, strided<[1], offset: ?>>
    %sum = scf.for %i = %c0 to %c3 step %c1 iter_args(%s = %zero) -> (f64) {
      %x = memref.load %v[%i] : memref<3xf64, strided<[1], offset: ?>>
      %p = arith.mulf %x, %x : f64
      %t = arith.addf %s, %p : f64
      scf.yield %t : f64
    }
    memref.dealloc %m : memref<?xf64>
    return %sum : f64`),
  "a choice": two(`%zero = arith.constant 0.0 : f64
    %m = arith.select %c, %a, %b : memref<?xf64>
    ${squares("%m", "memref<?xf64>", "%c4")}`),
  "a branch": two(`%zero = arith.constant 0.0 : f64
    %m = scf.if %c -> (memref<?xf64>) {
      scf.yield %b : memref<?xf64>
    } else {
      scf.yield %a : memref<?xf64>
    }
    ${squares("%m", "memref<?xf64>", "%c4")}`),
  "buffers that change places": two(
    `%half = arith.constant 0.5 : f64
    %r:2 = scf.for %k = %c0 to %c step %c1 iter_args(%from = %a, %to = %b) -> (memref<?xf64>, memref<?xf64>) {
      %last = arith.constant 3 : index
      scf.for %i = %c1 to %last step %c1 {
        %before = arith.subi %i, %c1 : index
        %x = memref.load %from[%before] : memref<?xf64>
        %y = memref.load %from[%i] : memref<?xf64>
        %p = arith.mulf %x, %y : f64
        %h = arith.mulf %p, %half : f64
        memref.store %h, %to[%i] : memref<?xf64>
      }
      scf.yield %to, %from : memref<?xf64>, memref<?xf64>
    }
    %x = memref.load %r#0[%c1] : memref<?xf64>
    return %x : f64`,
    "index",
    3,
  ),
  "a loop until something": two(
    `%zero = arith.constant 0.0 : f64
    %r:3 = scf.while (%m = %a, %other = %b, %k = %c0) : (memref<?xf64>, memref<?xf64>, index) -> (memref<?xf64>, memref<?xf64>, index) {
      %more = arith.cmpi slt, %k, %c : index
      scf.condition(%more) %m, %other, %k : memref<?xf64>, memref<?xf64>, index
    } do {
    ^bb0(%m: memref<?xf64>, %other: memref<?xf64>, %k: index):
      %x = memref.load %m[%k] : memref<?xf64>
      %w = math.sin %x : f64
      memref.store %w, %other[%c0] : memref<?xf64>
      %next = arith.addi %k, %c1 : index
      scf.yield %other, %m, %next : memref<?xf64>, memref<?xf64>, index
    }
    ${squares("%r#0", "memref<?xf64>", "%c4")}`,
    "index",
    3,
  ),
};

describeEngines("views", ({ engine }) => {
  test.each(Object.entries(subjects))("%s", (_, subject) => {
    const choices = typeof subject.args[2] === "boolean" ? [true, false] : [undefined];
    for (const choice of choices) {
      const args = choice === undefined ? subject.args : [...subject.args.slice(0, 2), choice];
      expectAgreement(derivativesOf({ ...subject, args }, { engine }), {
        values: 5e-13,
        modes: 1e-12,
        differences: 1e-8,
      });
    }
  });
});
