func.func @call_of_constant(%arg0: i32) -> i32 {
  %f = constant @call_of_constant : (i32) -> i32
  %0 = call_indirect %f(%arg0) {a.b} : (i32) -> i32
  return %0 : i32
}
// -----
func.func @unused_constant(%arg0: i32) -> i32 {
  %f = constant @unused_constant : (i32) -> i32
  return %arg0 : i32
}
