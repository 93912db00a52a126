/** Straight-line code. */

import { type Program, program } from "./program.ts";

export const straightLine: readonly Program[] = [
  program(
    "a polynomial of two variables",
    [
      [1.5, -0.5],
      [0, 2],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %xx = arith.mulf %x, %x : f64
      %xy = arith.mulf %xx, %y : f64
      %three = arith.constant 3.0 : f64
      %t = arith.mulf %three, %xy : f64
      %d = arith.subf %t, %y : f64
      %n = arith.negf %d : f64
      return %n : f64
    }`,
  ),
  program(
    "a value that is used many times",
    [[0.7]],
    `func.func @f(%x: f64) -> f64 {
      %a = math.sin %x : f64
      %b = arith.mulf %a, %a : f64
      %c = arith.mulf %b, %a : f64
      %d = arith.addf %c, %a : f64
      %e = arith.divf %d, %b : f64
      return %e : f64
    }`,
  ),
  program(
    "an argument that does not matter",
    [[2, 3]],
    `func.func @f(%x: f64, %unused: f64) -> f64 {
      %a = arith.mulf %x, %x : f64
      return %a : f64
    }`,
  ),
  program(
    "a result that is a constant",
    [[2]],
    `func.func @f(%x: f64) -> f64 {
      %a = arith.constant 4.0 : f64
      return %a : f64
    }`,
  ),
  program(
    "a select between two values",
    [
      [0.5, 2],
      [2.5, 2],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c = arith.cmpf olt, %x, %y : f64
      %s = arith.select %c, %x, %y : f64
      %r = arith.mulf %s, %x : f64
      return %r : f64
    }`,
  ),
];
