/**
 * Programs whose derivatives are checked in both modes and against differences. Each is a function `@f` of floats with one
 * float result; `points` are arguments at which it is smooth.
 */
export interface Program {
  readonly name: string;
  readonly text: string;
  readonly points: readonly (readonly number[])[];
}

const program = (name: string, points: readonly (readonly number[])[], text: string): Program => ({
  name,
  points,
  text,
});

export const programs: readonly Program[] = [
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
  program(
    "calls, several results, and a function that is called twice",
    [[0.3, 1.4]],
    `func.func private @g(%a: f64, %b: f64) -> (f64, f64) {
      %s = math.sin %a : f64
      %p = arith.mulf %s, %b : f64
      return %p, %s : f64, f64
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      %a, %b = func.call @g(%x, %y) : (f64, f64) -> (f64, f64)
      %c, %d = func.call @g(%a, %x) : (f64, f64) -> (f64, f64)
      %m = arith.mulf %b, %c : f64
      %n = arith.addf %m, %d : f64
      return %n : f64
    }`,
  ),
  program(
    "recursion",
    [[1.3, 0.4]],
    `func.func private @g(%x: f64, %y: f64, %n: i64) -> f64 {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %done = arith.cmpi eq, %n, %zero : i64
      %r = scf.if %done -> (f64) {
        scf.yield %y : f64
      } else {
        %m = arith.subi %n, %one : i64
        %p = func.call @g(%x, %y, %m) : (f64, f64, i64) -> f64
        %s = math.sin %p : f64
        %q = arith.mulf %s, %x : f64
        scf.yield %q : f64
      }
      return %r : f64
    }
    func.func @f(%x: f64, %y: f64) -> f64 {
      %n = arith.constant 6 : i64
      %r = func.call @g(%x, %y, %n) : (f64, f64, i64) -> f64
      return %r : f64
    }`,
  ),
  program(
    "two functions that call each other",
    [[0.9]],
    `func.func private @even(%x: f64, %n: i64) -> f64 {
      %zero = arith.constant 0 : i64
      %one = arith.constant 1 : i64
      %done = arith.cmpi eq, %n, %zero : i64
      %r = scf.if %done -> (f64) {
        scf.yield %x : f64
      } else {
        %m = arith.subi %n, %one : i64
        %s = math.sin %x : f64
        %p = func.call @odd(%s, %m) : (f64, i64) -> f64
        scf.yield %p : f64
      }
      return %r : f64
    }
    func.func private @odd(%x: f64, %n: i64) -> f64 {
      %one = arith.constant 1 : i64
      %m = arith.subi %n, %one : i64
      %e = math.exp %x : f64
      %p = func.call @even(%e, %m) : (f64, i64) -> f64
      %q = arith.mulf %p, %x : f64
      return %q : f64
    }
    func.func @f(%x: f64) -> f64 {
      %n = arith.constant 4 : i64
      %r = func.call @even(%x, %n) : (f64, i64) -> f64
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
  program(
    "a branch without results that writes memory",
    [
      [1.5, 0.5],
      [-1.5, 0.5],
    ],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %zero = arith.constant 0.0 : f64
      %m = memref.alloca() : memref<f64>
      memref.store %y, %m[] : memref<f64>
      %c = arith.cmpf ogt, %x, %zero : f64
      scf.if %c {
        %a = memref.load %m[] : memref<f64>
        %b = arith.mulf %a, %x : f64
        memref.store %b, %m[] : memref<f64>
      }
      %r = memref.load %m[] : memref<f64>
      %s = arith.mulf %r, %r : f64
      return %s : f64
    }`,
  ),
  program(
    "an array that is overwritten in a loop",
    [[0.5, 1.5]],
    `func.func @f(%x: f64, %y: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 4 : index
      %m = memref.alloc() : memref<2xf64>
      memref.store %x, %m[%c0] : memref<2xf64>
      memref.store %y, %m[%c1] : memref<2xf64>
      scf.for %i = %c0 to %n step %c1 {
        %a = memref.load %m[%c0] : memref<2xf64>
        %b = memref.load %m[%c1] : memref<2xf64>
        %s = math.sin %a : f64
        %p = arith.mulf %s, %b : f64
        %q = arith.addf %a, %b : f64
        memref.store %q, %m[%c0] : memref<2xf64>
        memref.store %p, %m[%c1] : memref<2xf64>
      }
      %u = memref.load %m[%c0] : memref<2xf64>
      %v = memref.load %m[%c1] : memref<2xf64>
      memref.dealloc %m : memref<2xf64>
      %r = arith.mulf %u, %v : f64
      return %r : f64
    }`,
  ),
  program(
    "a buffer that lives for one iteration, and a copy",
    [[0.5]],
    `func.func @f(%x: f64) -> f64 {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %n = arith.constant 3 : index
      %r = scf.for %i = %c0 to %n step %c1 iter_args(%s = %x) -> (f64) {
        %m = memref.alloc(%n) : memref<?xf64>
        %k = memref.alloc(%n) : memref<?xf64>
        %t = math.sin %s : f64
        memref.store %t, %m[%i] : memref<?xf64>
        memref.copy %m, %k : memref<?xf64> to memref<?xf64>
        %u = memref.load %k[%i] : memref<?xf64>
        %v = arith.mulf %u, %s : f64
        memref.dealloc %m : memref<?xf64>
        memref.dealloc %k : memref<?xf64>
        scf.yield %v : f64
      }
      return %r : f64
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
