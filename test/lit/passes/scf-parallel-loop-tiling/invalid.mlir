// RUN: not adopt %s --scf-parallel-loop-tiling=parallel-loop-tile-sizes=4,0 2>&1 | adopt-filecheck %s
// CHECK: error: tile size cannot be 0

func.func @f() {
  return
}
