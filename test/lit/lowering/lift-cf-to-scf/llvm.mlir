// RUN: adopt %s --lift-cf-to-scf --split-input-file --verify-diagnostics | adopt-filecheck %s

// Branches of the llvm dialect are lifted as those of cf are.

llvm.func @stop()

// CHECK-LABEL: llvm.func @loop
// CHECK-SAME: (%[[N:.*]]: i64, %[[X:.*]]: f64)
llvm.func @loop(%n: i64, %x: f64) -> f64 {
  %zero = llvm.mlir.constant(0 : i64) : i64
  %one = llvm.mlir.constant(1 : i64) : i64
  // CHECK: %[[WHILE:.*]]:3 = scf.while
  // CHECK: %[[LESS:.*]] = llvm.icmp "slt"
  // CHECK: scf.if %[[LESS]] -> (i1, i64, f64, f64)
  // CHECK: llvm.fmul
  // CHECK: scf.condition
  llvm.br ^head(%zero, %x : i64, f64)
^head(%i: i64, %y: f64):
  %more = llvm.icmp "slt" %i, %n : i64
  llvm.cond_br %more, ^body, ^end
^body:
  %z = llvm.fmul %y, %x : f64
  %next = llvm.add %i, %one : i64
  llvm.br ^head(%next, %z : i64, f64)
^end:
  // CHECK: llvm.return %[[WHILE]]#2 : f64
  llvm.return %y : f64
}

// Where control never gets, any value will do.

// CHECK-LABEL: llvm.func @choose
llvm.func @choose(%k: i8, %x: f64, %y: f64) -> f64 {
  // CHECK: %[[INDEX:.*]] = arith.index_castui %{{.*}} : i8 to index
  // CHECK: %[[R:.*]] = scf.index_switch %[[INDEX]] -> f64
  // CHECK: case 255
  // CHECK: case 3
  // CHECK: default
  // CHECK-NEXT: llvm.call @stop
  // CHECK-NEXT: ub.poison : f64
  llvm.switch %k : i8, ^never [
    -1: ^first,
    3: ^second
  ]
^first:
  llvm.return %x : f64
^second:
  llvm.return %y : f64
^never:
  llvm.call @stop() : () -> ()
  llvm.unreachable
  // CHECK: llvm.return %[[R]] : f64
}

// A number with more bits than an index may have is compared.

// CHECK-LABEL: llvm.func @wide
// CHECK: %[[IS:.*]] = arith.cmpi eq, %{{.*}}, %{{.*}} : i64
// CHECK: %[[CASE:.*]] = arith.select %[[IS]]
// CHECK: scf.index_switch %[[CASE]] -> f64
// CHECK-NEXT: case 0
llvm.func @wide(%k: i64, %x: f64, %y: f64) -> f64 {
  llvm.switch %k : i64, ^other [
    -5000000000: ^first
  ]
^first:
  llvm.return %x : f64
^other:
  llvm.return %y : f64
}

// -----

llvm.func @computed(%to: !llvm.ptr) {
  // expected-error @+1 {{cannot be lifted to structured control flow: it is not known what decides where it goes}}
  llvm.indirectbr %to : !llvm.ptr, [
    ^first,
    ^second
  ]
^first:
  llvm.return
^second:
  llvm.return
}

// -----

// expected-error @+1 {{cannot be lifted to structured control flow: it never returns}}
llvm.func @never(%c: i1) {
  llvm.cond_br %c, ^first, ^second
^first:
  llvm.unreachable
^second:
  llvm.unreachable
}
