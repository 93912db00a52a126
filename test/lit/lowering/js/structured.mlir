// Loops and branches, structured or not, compute the same.

// RUN: adopt-run %s --engine=js --entry=structured --args=27 | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=branches --args=27 | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=structured --args=27 --pass-pipeline='builtin.module(convert-scf-to-cf)' | adopt-filecheck %s
// RUN: adopt-run %s --engine=js --entry=branches --args=27 --pass-pipeline='builtin.module(lift-cf-to-scf)' | adopt-filecheck %s

// CHECK: 111
func.func @structured(%n: i64) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %c1 = arith.constant 1 : i64
  %r:2 = scf.while (%x = %n, %k = %zero) : (i64, i32) -> (i64, i32) {
    %go = arith.cmpi ne, %x, %c1 : i64
    scf.condition(%go) %x, %k : i64, i32
  } do {
  ^bb0(%x: i64, %k: i32):
    %odd = arith.trunci %x : i64 to i1
    %y = scf.if %odd -> (i64) {
      %c3 = arith.constant 3 : i64
      %t = arith.muli %x, %c3 : i64
      %u = arith.addi %t, %c1 : i64
      scf.yield %u : i64
    } else {
      %u = arith.shrui %x, %c1 : i64
      scf.yield %u : i64
    }
    %next = arith.addi %k, %one : i32
    scf.yield %y, %next : i64, i32
  }
  return %r#1 : i32
}

func.func @branches(%n: i64) -> i32 {
  %zero = arith.constant 0 : i32
  %one = arith.constant 1 : i32
  %c1 = arith.constant 1 : i64
  cf.br ^head(%n, %zero : i64, i32)
^head(%x: i64, %k: i32):
  %go = arith.cmpi ne, %x, %c1 : i64
  cf.cond_br %go, ^body, ^exit
^body:
  %next = arith.addi %k, %one : i32
  %odd = arith.trunci %x : i64 to i1
  cf.cond_br %odd, ^odd, ^even
^odd:
  %c3 = arith.constant 3 : i64
  %t = arith.muli %x, %c3 : i64
  %u = arith.addi %t, %c1 : i64
  cf.br ^head(%u, %next : i64, i32)
^even:
  %h = arith.shrui %x, %c1 : i64
  cf.br ^head(%h, %next : i64, i32)
^exit:
  return %k : i32
}
