/** Loops that end when a condition says so. */

import { type Program, program } from "./program.ts";

export const whileLoops: readonly Program[] = [
  program(
    "a while loop with a data-dependent number of iterations",
    [[3.7], [100.25]],
    `func.func @f(%x: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %half = arith.constant 0.5 : f64
      %r = scf.while (%s = %x) : (f64) -> f64 {
        %c = arith.cmpf ogt, %s, %one : f64
        scf.condition(%c) %s : f64
      } do {
      ^bb0(%s: f64):
        %t = arith.mulf %s, %half : f64
        %u = math.sin %t : f64
        %v = arith.mulf %u, %half : f64
        %w = arith.addf %t, %v : f64
        scf.yield %w : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a while loop that is never entered",
    [[0.5]],
    `func.func @f(%x: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %r = scf.while (%s = %x) : (f64) -> f64 {
        %c = arith.cmpf ogt, %s, %one : f64
        %q = arith.mulf %s, %s : f64
        scf.condition(%c) %q : f64
      } do {
      ^bb0(%s: f64):
        scf.yield %s : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a while loop that computes in both regions and captures",
    [[9.5, 0.7]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %r, %k = scf.while (%s = %x, %t = %y) : (f64, f64) -> (f64, f64) {
        %a = math.sqrt %s : f64
        %c = arith.cmpf ogt, %a, %one : f64
        %b = arith.mulf %a, %y : f64
        scf.condition(%c) %b, %t : f64, f64
      } do {
      ^bb0(%u: f64, %v: f64):
        %d = math.sin %v : f64
        %e = arith.addf %v, %u : f64
        %g = arith.mulf %u, %d : f64
        scf.yield %g, %e : f64, f64
      }
      %m = arith.mulf %r, %k : f64
      return %m : f64
    }`,
  ),
  program(
    "a while loop inside a counted loop, and the other way round",
    [[5.5], [2.5]],
    `func.func @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 3 : index
      %one = arith.constant 1.0 : f64
      %half = arith.constant 0.5 : f64
      %three = arith.constant 3.0 : f64
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x) -> (f64) {
        %w = scf.while (%s = %a) : (f64) -> f64 {
          %c = arith.cmpf ogt, %s, %one : f64
          scf.condition(%c) %s : f64
        } do {
        ^bb0(%s: f64):
          %t = scf.for %j = %c0 to %n step %c1 iter_args(%u = %s) -> (f64) {
            %p = math.cos %u : f64
            %q = arith.mulf %p, %half : f64
            %h = arith.mulf %u, %half : f64
            %d = arith.addf %h, %q : f64
            scf.yield %d : f64
          }
          scf.yield %t : f64
        }
        %m = arith.mulf %w, %three : f64
        scf.yield %m : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "nested while loops",
    [[17.3]],
    `func.func @f(%x: f64) -> f64 {
      %one = arith.constant 1.0 : f64
      %four = arith.constant 4.0 : f64
      %half = arith.constant 0.5 : f64
      %r = scf.while (%s = %x) : (f64) -> f64 {
        %c = arith.cmpf ogt, %s, %one : f64
        scf.condition(%c) %s : f64
      } do {
      ^bb0(%s: f64):
        %t = scf.while (%u = %s) : (f64) -> f64 {
          %d = arith.cmpf ogt, %u, %four : f64
          scf.condition(%d) %u : f64
        } do {
        ^bb0(%u: f64):
          %v = math.sqrt %u : f64
          %w = arith.addf %v, %half : f64
          scf.yield %w : f64
        }
        %y = arith.mulf %t, %half : f64
        %z = math.sin %y : f64
        scf.yield %z : f64
      }
      return %r : f64
    }`,
  ),
];
