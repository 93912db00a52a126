// RUN: adopt %s --topological-sort --allow-unregistered-dialect | adopt-filecheck %s

// CHECK:      "foo.c"()
// CHECK-NEXT: "foo.b"
// CHECK-NEXT: "foo.a"
// CHECK-NEXT: "foo.d"
module {
  %0 = "foo.a"(%1) : (i32) -> i32
  %1 = "foo.b"(%2) : (i32) -> i32
  %2 = "foo.c"() : () -> i32
  "foo.d"(%0) : (i32) -> ()
}
