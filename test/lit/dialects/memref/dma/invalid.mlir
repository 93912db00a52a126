// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @few(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op expected at least 4 operands}}
  "memref.dma_start"(%m, %i) : (memref<i32>, index) -> ()
  return
}

// -----

func.func @source(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op expected source to be of memref type}}
  "memref.dma_start"(%i, %i, %i, %i) : (index, index, index, index) -> ()
  return
}

// -----

func.func @source_indices(%m: memref<4xi32>, %f: f32) {
  // expected-error@+1 {{'memref.dma_start' op expected source indices to be of index type}}
  "memref.dma_start"(%m, %f, %f, %f, %f) : (memref<4xi32>, f32, f32, f32, f32) -> ()
  return
}

// -----

func.func @target(%m: memref<4xi32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op expected destination to be of memref type}}
  "memref.dma_start"(%m, %i, %i, %i, %i) : (memref<4xi32>, index, index, index, index) -> ()
  return
}

// -----

func.func @target_rank(%m: memref<4xi32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op expected at least 6 operands}}
  "memref.dma_start"(%m, %i, %m, %i, %i) : (memref<4xi32>, index, memref<4xi32>, index, index) -> ()
  return
}

// -----

func.func @num_elements(%m: memref<i32>, %f: f32) {
  // expected-error@+1 {{'memref.dma_start' op expected num elements to be of index type}}
  "memref.dma_start"(%m, %m, %f, %m) : (memref<i32>, memref<i32>, f32, memref<i32>) -> ()
  return
}

// -----

func.func @tag(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op expected tag to be of memref type}}
  "memref.dma_start"(%m, %m, %i, %i) : (memref<i32>, memref<i32>, index, index) -> ()
  return
}

// -----

func.func @count(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{'memref.dma_start' op incorrect number of operands}}
  "memref.dma_start"(%m, %m, %i, %m, %i) : (memref<i32>, memref<i32>, index, memref<i32>, index) -> ()
  return
}

// -----

func.func @strides(%m: memref<i32>, %i: index, %f: f32) {
  // expected-error@+1 {{'memref.dma_start' op expected stride and num elements per stride to be of type index}}
  "memref.dma_start"(%m, %m, %i, %m, %i, %f) : (memref<i32>, memref<i32>, index, memref<i32>, index, f32) -> ()
  return
}

// -----

func.func @one_stride(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{expected two stride related operands}}
  memref.dma_start %m[], %m[], %i, %m[], %i : memref<i32>, memref<i32>, memref<i32>
  return
}

// -----

func.func @types(%m: memref<i32>, %i: index) {
  // expected-error@+1 {{fewer/more types expected}}
  memref.dma_start %m[], %m[], %i, %m[] : memref<i32>, memref<i32>
  return
}

// -----

func.func @wait_indices(%m: memref<1xi32>, %i: index) {
  // expected-error@+1 {{'memref.dma_wait' op expected tagIndices to have the same number of elements as the tagMemRef rank, expected 1, but got 0}}
  memref.dma_wait %m[], %i : memref<1xi32>
  return
}

// -----

func.func @wait_tag(%i: index) {
  // expected-error@+1 {{'memref.dma_wait' op operand #0 must be memref of any type values, but got 'index'}}
  "memref.dma_wait"(%i, %i) : (index, index) -> ()
  return
}
