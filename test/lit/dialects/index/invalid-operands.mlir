// RUN: adopt %s -split-input-file --verify-diagnostics

// Every operation with operands of a type that it does not take.

func.func @every_operation(%x: none) {
  // expected-error @+1 {{'index.add' op operand #0 must be index, but got 'none'}}
  %0 = "index.add"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.sub' op operand #0 must be index, but got 'none'}}
  %1 = "index.sub"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.mul' op operand #0 must be index, but got 'none'}}
  %2 = "index.mul"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.divs' op operand #0 must be index, but got 'none'}}
  %3 = "index.divs"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.divu' op operand #0 must be index, but got 'none'}}
  %4 = "index.divu"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.ceildivs' op operand #0 must be index, but got 'none'}}
  %5 = "index.ceildivs"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.ceildivu' op operand #0 must be index, but got 'none'}}
  %6 = "index.ceildivu"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.floordivs' op operand #0 must be index, but got 'none'}}
  %7 = "index.floordivs"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.rems' op operand #0 must be index, but got 'none'}}
  %8 = "index.rems"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.remu' op operand #0 must be index, but got 'none'}}
  %9 = "index.remu"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.maxs' op operand #0 must be index, but got 'none'}}
  %10 = "index.maxs"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.maxu' op operand #0 must be index, but got 'none'}}
  %11 = "index.maxu"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.mins' op operand #0 must be index, but got 'none'}}
  %12 = "index.mins"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.minu' op operand #0 must be index, but got 'none'}}
  %13 = "index.minu"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.shl' op operand #0 must be index, but got 'none'}}
  %14 = "index.shl"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.shrs' op operand #0 must be index, but got 'none'}}
  %15 = "index.shrs"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.shru' op operand #0 must be index, but got 'none'}}
  %16 = "index.shru"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.and' op operand #0 must be index, but got 'none'}}
  %17 = "index.and"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.or' op operand #0 must be index, but got 'none'}}
  %18 = "index.or"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.xor' op operand #0 must be index, but got 'none'}}
  %19 = "index.xor"(%x, %x) : (none, none) -> none
  // expected-error @+1 {{'index.cmp' op operand #0 must be index, but got 'none'}}
  %20 = "index.cmp"(%x, %x) <{pred = #index<cmp_predicate eq>}> : (none, none) -> none
  // expected-error @+1 {{'index.casts' op operand #0 must be integer or index, but got 'none'}}
  %21 = "index.casts"(%x) : (none) -> none
  // expected-error @+1 {{'index.castu' op operand #0 must be integer or index, but got 'none'}}
  %22 = "index.castu"(%x) : (none) -> none
  // expected-error @+1 {{'index.sizeof' op result #0 must be index, but got 'none'}}
  %23 = "index.sizeof"() : () -> none
  // expected-error @+1 {{'index.constant' op result #0 must be index, but got 'none'}}
  %24 = "index.constant"() <{value = 1 : index}> : () -> none
  // expected-error @+1 {{'index.bool.constant' op result #0 must be 1-bit signless integer, but got 'none'}}
  %25 = "index.bool.constant"() <{value = true}> : () -> none
  return
}
