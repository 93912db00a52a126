/** Branches, and regions that are executed once. */

import { type Program, program } from "./program.ts";

export const branches: readonly Program[] = [
  program(
    "a branch with results and captured values",
    [
      [0.5, 2],
      [-0.5, 2],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %zero = arith.constant 0.0 : f64
      %c = arith.cmpf ogt, %x, %zero : f64
      %a, %b = scf.if %c -> (f64, f64) {
        %s = math.sin %x : f64
        %p = arith.mulf %s, %y : f64
        scf.yield %p, %s : f64, f64
      } else {
        %q = arith.mulf %x, %x : f64
        scf.yield %q, %y : f64, f64
      }
      %r = arith.mulf %a, %b : f64
      return %r : f64
    }`,
  ),
  program(
    "branches inside branches whose values are needed in reverse",
    [
      [0.5, 1.5],
      [0.5, 0.2],
      [-0.5, 1.5],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %zero = arith.constant 0.0 : f64
      %one = arith.constant 1.0 : f64
      %c = arith.cmpf ogt, %x, %zero : f64
      %r = scf.if %c -> (f64) {
        %e = math.exp %x : f64
        %d = arith.cmpf ogt, %y, %one : f64
        %s = scf.if %d -> (f64) {
          %t = math.sin %e : f64
          %u = arith.mulf %t, %e : f64
          scf.yield %u : f64
        } else {
          %t = arith.mulf %e, %y : f64
          scf.yield %t : f64
        }
        %v = arith.mulf %s, %s : f64
        scf.yield %v : f64
      } else {
        scf.yield %y : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a switch over an index",
    [[0.8, 1.7]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 4 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %t = scf.index_switch %i -> f64
        case 0 {
          %a = math.sin %s : f64
          scf.yield %a : f64
        }
        case 2 {
          %a = arith.mulf %s, %y : f64
          %b = math.exp %a : f64
          scf.yield %b : f64
        }
        default {
          %a = arith.mulf %s, %s : f64
          scf.yield %a : f64
        }
        scf.yield %t : f64
      }
      return %r : f64
    }`,
  ),
  program(
    "a region that is executed once",
    [[0.8]],
    `func.func @f(%x: f64) -> f64 {
      %r = scf.execute_region -> f64 {
        %a = math.exp %x : f64
        %b = arith.mulf %a, %x : f64
        scf.yield %b : f64
      }
      %s = arith.mulf %r, %r : f64
      return %s : f64
    }`,
  ),
];
