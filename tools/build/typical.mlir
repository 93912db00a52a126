// What most programs are made of. The build lets `adopt` read, simplify and print it once, so that the code for that is in
// the code cache; see build.ts.

#map = affine_map<(d0) -> (d0 + 1)>

module {
  func.func private @external(%x: f64) -> f64

  func.func @scalars(%a: f64, %b: f32, %i: i32, %j: i64, %n: index, %c: i1) -> (f64, i64) attributes {llvm.emit_c_interface} {
    %zero = arith.constant 0.0 : f64
    %two = arith.constant 2.500000e+00 : f64
    %third = arith.constant 3.333330e-01 : f32
    %seven = arith.constant 7 : i32
    %true = arith.constant true
    %sum = arith.addf %a, %two fastmath<contract> : f64
    %product = arith.mulf %sum, %sum : f64
    %difference = arith.subf %product, %zero {unroll = 4 : i32} : f64
    %quotient = arith.divf %b, %third : f32
    %wide = arith.extf %quotient : f32 to f64
    %narrow = arith.truncf %difference : f64 to f32
    %greatest = arith.maximumf %narrow, %third : f32
    %p = arith.addi %i, %seven overflow<nsw> : i32
    %q = arith.muli %p, %p : i32
    %r = arith.extsi %q : i32 to i64
    %s = arith.subi %r, %j : i64
    %less = arith.cmpf olt, %wide, %zero : f64
    %above = arith.cmpi sgt, %s, %j : i64
    %both = arith.andi %less, %above : i1
    %chosen = arith.select %both, %wide, %sum : f64
    %whole = arith.fptosi %greatest : f32 to i32
    %back = arith.sitofp %whole : i32 to f64
    %index = arith.index_cast %n : index to i64
    %root = math.sqrt %chosen : f64
    %sine = math.sin %root : f64
    %power = math.powf %sine, %back : f64
    %called = func.call @external(%power) : (f64) -> f64
    %either = scf.if %c -> (f64) {
      %exp = math.exp %called : f64
      scf.yield %exp : f64
    } else {
      scf.yield %back : f64
    }
    return %either, %index : f64, i64
  }

  func.func @loops(%buffer: memref<?xf64>, %n: index, %start: f64) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %limit = arith.constant 1.0 : f64
    %total:2 = scf.for %i = %c0 to %n step %c1 iter_args(%sum = %start, %last = %c0) -> (f64, index) {
      %element = memref.load %buffer[%i] : memref<?xf64>
      %next = arith.addf %sum, %element : f64
      memref.store %next, %buffer[%i] : memref<?xf64>
      %after = affine.apply #map(%i)
      scf.yield %next, %after : f64, index
    }
    %small = scf.while (%x = %total#0) : (f64) -> f64 {
      %more = arith.cmpf ogt, %x, %limit : f64
      scf.condition(%more) %x : f64
    } do {
    ^bb0(%x: f64):
      %half = arith.mulf %x, %x : f64
      scf.yield %half : f64
    }
    return %small : f64
  }

  func.func @arrays(%v: vector<4xf32>, %t: tensor<2x2xf64>) -> (vector<4xf32>, tensor<2x2xf64>) {
    %ones = arith.constant dense<1.0> : vector<4xf32>
    %numbers = arith.constant dense<[[1.0, 2.0], [3.0, 4.0]]> : tensor<2x2xf64>
    %sum = arith.addf %v, %ones : vector<4xf32>
    %product = arith.mulf %t, %numbers : tensor<2x2xf64>
    return %sum, %product : vector<4xf32>, tensor<2x2xf64>
  }

  func.func @branches(%c: i1, %x: i32) -> i32 {
    cf.cond_br %c, ^bb1(%x : i32), ^bb2
  ^bb1(%y: i32):
    cf.br ^bb3(%y : i32)
  ^bb2:
    %zero = arith.constant 0 : i32
    cf.br ^bb3(%zero : i32)
  ^bb3(%z: i32):
    return %z : i32
  }
}
