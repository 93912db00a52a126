// RUN: not adopt %s --math-expand-ops=ops=tan,sine 2>&1 | adopt-filecheck %s

// CHECK: unknown.mlir:4:1: error: there is no expansion of 'math.sine'; there are: ctlz, fma, clampf, tan
module {
}
