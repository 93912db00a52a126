// RUN: adopt %s -split-input-file --verify-diagnostics

// Every operation with operands of a type that it does not take.

func.func @every_operation(%x: none) {
  // expected-error @+1 {{'arith.addi' op operand #0 must be signless-integer-like, but got 'none'}}
  %0 = "arith.addi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.subi' op operand #0 must be signless-integer-like, but got 'none'}}
  %1 = "arith.subi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.muli' op operand #0 must be signless-integer-like, but got 'none'}}
  %2 = "arith.muli"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.divsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %3 = "arith.divsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.divui' op operand #0 must be signless-integer-like, but got 'none'}}
  %4 = "arith.divui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.remsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %5 = "arith.remsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.remui' op operand #0 must be signless-integer-like, but got 'none'}}
  %6 = "arith.remui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.ceildivsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %7 = "arith.ceildivsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.ceildivui' op operand #0 must be signless-integer-like, but got 'none'}}
  %8 = "arith.ceildivui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.floordivsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %9 = "arith.floordivsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.andi' op operand #0 must be signless-integer-like, but got 'none'}}
  %10 = "arith.andi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.ori' op operand #0 must be signless-integer-like, but got 'none'}}
  %11 = "arith.ori"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.xori' op operand #0 must be signless-integer-like, but got 'none'}}
  %12 = "arith.xori"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.shli' op operand #0 must be signless-integer-like, but got 'none'}}
  %13 = "arith.shli"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.shrsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %14 = "arith.shrsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.shrui' op operand #0 must be signless-integer-like, but got 'none'}}
  %15 = "arith.shrui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.maxsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %16 = "arith.maxsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.maxui' op operand #0 must be signless-integer-like, but got 'none'}}
  %17 = "arith.maxui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.minsi' op operand #0 must be signless-integer-like, but got 'none'}}
  %18 = "arith.minsi"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.minui' op operand #0 must be signless-integer-like, but got 'none'}}
  %19 = "arith.minui"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.addf' op operand #0 must be floating-point-like, but got 'none'}}
  %20 = "arith.addf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.subf' op operand #0 must be floating-point-like, but got 'none'}}
  %21 = "arith.subf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.mulf' op operand #0 must be floating-point-like, but got 'none'}}
  %22 = "arith.mulf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.divf' op operand #0 must be floating-point-like, but got 'none'}}
  %23 = "arith.divf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.remf' op operand #0 must be floating-point-like, but got 'none'}}
  %24 = "arith.remf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.maximumf' op operand #0 must be floating-point-like, but got 'none'}}
  %25 = "arith.maximumf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.minimumf' op operand #0 must be floating-point-like, but got 'none'}}
  %26 = "arith.minimumf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.maxnumf' op operand #0 must be floating-point-like, but got 'none'}}
  %27 = "arith.maxnumf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.minnumf' op operand #0 must be floating-point-like, but got 'none'}}
  %28 = "arith.minnumf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.negf' op operand #0 must be floating-point-like, but got 'none'}}
  %29 = "arith.negf"(%x) : (none) -> none
  // expected-error @+1 {{'arith.cmpi' op operand #0 must be signless-integer-like, but got 'none'}}
  %30 = "arith.cmpi"(%x, %x) <{predicate = 0 : i64}> : (none, none) -> none
  // expected-error @+1 {{'arith.cmpf' op operand #0 must be floating-point-like, but got 'none'}}
  %31 = "arith.cmpf"(%x, %x) <{predicate = 0 : i64}> : (none, none) -> none
  // expected-error @+1 {{'arith.select' op operand #0 must be bool-like, but got 'none'}}
  %32 = "arith.select"(%x, %x, %x) : (none, none, none) -> none
  // expected-error @+1 {{'arith.mulsi_extended' op operand #0 must be signless-integer-like, but got 'none'}}
  %33:2 = "arith.mulsi_extended"(%x, %x) : (none, none) -> (none, none)
  // expected-error @+1 {{'arith.mului_extended' op operand #0 must be signless-integer-like, but got 'none'}}
  %34:2 = "arith.mului_extended"(%x, %x) : (none, none) -> (none, none)
  // expected-error @+1 {{'arith.addui_extended' op operand #0 must be signless-integer-like, but got 'none'}}
  %35:2 = "arith.addui_extended"(%x, %x) : (none, none) -> (none, none)
  // expected-error @+1 {{'arith.extsi' op operand #0 must be signless-fixed-width-integer-like, but got 'none'}}
  %36 = "arith.extsi"(%x) : (none) -> none
  // expected-error @+1 {{'arith.extui' op operand #0 must be signless-fixed-width-integer-like, but got 'none'}}
  %37 = "arith.extui"(%x) : (none) -> none
  // expected-error @+1 {{'arith.trunci' op operand #0 must be signless-fixed-width-integer-like, but got 'none'}}
  %38 = "arith.trunci"(%x) : (none) -> none
  // expected-error @+1 {{'arith.sitofp' op operand #0 must be signless-fixed-width-integer-like, but got 'none'}}
  %39 = "arith.sitofp"(%x) : (none) -> none
  // expected-error @+1 {{'arith.uitofp' op operand #0 must be signless-fixed-width-integer-like, but got 'none'}}
  %40 = "arith.uitofp"(%x) : (none) -> none
  // expected-error @+1 {{'arith.fptosi' op operand #0 must be floating-point-like, but got 'none'}}
  %41 = "arith.fptosi"(%x) : (none) -> none
  // expected-error @+1 {{'arith.fptoui' op operand #0 must be floating-point-like, but got 'none'}}
  %42 = "arith.fptoui"(%x) : (none) -> none
  // expected-error @+1 {{'arith.extf' op operand #0 must be floating-point-like, but got 'none'}}
  %43 = "arith.extf"(%x) : (none) -> none
  // expected-error @+1 {{'arith.truncf' op operand #0 must be floating-point-like, but got 'none'}}
  %44 = "arith.truncf"(%x) : (none) -> none
  // expected-error @+1 {{'arith.index_cast' op operand #0 must be signless-integer-like or memref of signless-integer, but got 'none'}}
  %45 = "arith.index_cast"(%x) : (none) -> none
  // expected-error @+1 {{'arith.index_castui' op operand #0 must be signless-integer-like or memref of signless-integer, but got 'none'}}
  %46 = "arith.index_castui"(%x) : (none) -> none
  // expected-error @+1 {{'arith.bitcast' op operand #0 must be signless-integer-or-float-like or memref of signless-integer or float, but got 'none'}}
  %47 = "arith.bitcast"(%x) : (none) -> none
  // expected-error @+1 {{'arith.scaling_extf' op operand #0 must be floating-point-like, but got 'none'}}
  %48 = "arith.scaling_extf"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'arith.scaling_truncf' op operand #0 must be floating-point-like, but got 'none'}}
  %49 = "arith.scaling_truncf"(%x, %x) : (none, none) -> none
  return
}
