/** Loops whose number of iterations is known when they begin. */

import { type Program, program } from "./program.ts";

export const countedLoops: readonly Program[] = [
  program(
    "a sum over a counted loop",
    [[1.1]],
    `func.func @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 5 : index
      %zero = arith.constant 0.0 : f64
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %zero) -> (f64) {
        %k = arith.index_cast %i : index to i64
        %fk = arith.sitofp %k : i64 to f64
        %a = arith.mulf %x, %fk : f64
        %b = math.sin %a : f64
        %t = arith.addf %s, %b : f64
        scf.yield %t : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a recurrence whose states are needed, with swapped carried values",
    [[0.9, 0.3]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 7 : index
      %r:2 = scf.for %i = %c0 to %n step %c1 iter_args(%a = %x, %b = %y) -> (f64, f64) {
        %s = math.sin %a : f64
        %p = arith.mulf %s, %b : f64
        %q = arith.addf %p, %x : f64
        scf.yield %b, %q : f64, f64
      }
      %m = arith.mulf %r#0, %r#1 : f64
      return %m : f64
    }`,
  ),
  program(
    "bounds and a step that are not 0 and 1, and a loop that is never entered",
    [[1.2]],
    `func.func @f(%x: f64) -> f64 {
      %c3 = arith.constant 3 : index
      %c4 = arith.constant 4 : index
      %c20 = arith.constant 20 : index
      %a = scf.for %i = %c3 to %c20 step %c4 iter_args(%s = %x) -> (f64) {
        %k = arith.index_cast %i : index to i64
        %fk = arith.sitofp %k : i64 to f64
        %p = arith.divf %s, %fk : f64
        %q = math.cos %p : f64
        %t = arith.mulf %q, %s : f64
        scf.yield %t : f64
      }
      %b = scf.for %i = %c20 to %c3 step %c4 iter_args(%s = %a) -> (f64) {
        %t = arith.mulf %s, %s : f64
        scf.yield %t : f64
      }
      return %b : f64
    }`,
  ),
  program(
    "a loop over 32-bit integers, signed and unsigned",
    [[0.8]],
    `func.func @f(%x: f64) -> f64 {
      %m = arith.constant -3 : i32
      %n = arith.constant 4 : i32
      %c1 = arith.constant 1 : i32
      %c2 = arith.constant 2 : i32
      %a = scf.for %i = %m to %n step %c2 iter_args(%s = %x) -> (f64) : i32 {
        %fk = arith.sitofp %i : i32 to f64
        %p = arith.mulf %s, %fk : f64
        %q = math.sin %p : f64
        %t = arith.addf %q, %s : f64
        scf.yield %t : f64
      }
      %b = scf.for unsigned %i = %c1 to %n step %c1 iter_args(%s = %a) -> (f64) : i32 {
        %fk = arith.uitofp %i : i32 to f64
        %p = arith.mulf %s, %fk : f64
        %q = math.sin %p : f64
        scf.yield %q : f64
      }
      return %b : f64
    }`,
  ),
  program(
    "nested loops that share a tape",
    [[0.4, 0.2]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 4 : index
      %m = arith.constant 3 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %t = scf.for %j = %c0 to %m step %c1 iter_args(%u = %s) -> (f64) {
          %v = math.sin %u : f64
          %w = arith.mulf %v, %y : f64
          %z = arith.addf %w, %u : f64
          scf.yield %z : f64
        }
        %q = arith.mulf %t, %s : f64
        scf.yield %q : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a triangular loop nest: a tape of tapes",
    [[0.4, 0.2]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 5 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %t = scf.for %j = %c0 to %i step %c1 iter_args(%u = %s) -> (f64) {
          %v = math.sin %u : f64
          %w = arith.mulf %v, %y : f64
          %z = arith.addf %w, %u : f64
          scf.yield %z : f64
        }
        scf.yield %t : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "three nested loops, the innermost bound known in the middle only",
    [[0.3]],
    `func.func @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 3 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %a = scf.for %j = %c0 to %n step %c1 iter_args(%t = %s) -> (f64) {
          %bound = arith.addi %i, %j : index
          %b = scf.for %k = %c0 to %bound step %c1 iter_args(%u = %t) -> (f64) {
            %v = math.sin %u : f64
            %w = arith.addf %v, %u : f64
            scf.yield %w : f64
          }
          %c = math.cos %b : f64
          scf.yield %c : f64
        }
        scf.yield %a : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a branch inside a loop that keeps values of the branch",
    [[0.6, 0.9]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c2 = arith.constant 2 : index
      %n = arith.constant 6 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %rem = arith.remui %i, %c2 : index
        %even = arith.cmpi eq, %rem, %c0 : index
        %t = scf.if %even -> (f64) {
          %inner = scf.for %j = %c0 to %i step %c1 iter_args(%u = %s) -> (f64) {
            %v = math.sin %u : f64
            scf.yield %v : f64
          }
          %p = arith.mulf %inner, %y : f64
          scf.yield %p : f64
        } else {
          %e = math.exp %s : f64
          %q = arith.mulf %e, %s : f64
          scf.yield %q : f64
        }
        scf.yield %t : f64
      }
      return %r : f64
    }`,
  ),
];
