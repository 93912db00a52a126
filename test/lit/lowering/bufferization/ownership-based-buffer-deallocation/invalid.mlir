// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect -ownership-based-buffer-deallocation

func.func @freed() {
  %0 = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{memory free side-effect on MemRef value not supported!}}
  memref.dealloc %0 : memref<4xf32>
  return
}

// -----

func.func @freed_conditionally(%m: memref<4xf32>, %c: i1) {
  // expected-error@+1 {{No deallocation operations must be present when running this pass!}}
  bufferization.dealloc (%m : memref<4xf32>) if (%c)
  return
}

// -----

func.func @unknown() {
  %0 = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{ops with unknown memory side effects are not supported}}
  "test.unknown"(%0) : (memref<4xf32>) -> ()
  return
}

// -----

func.func @many_ways(%i: i32) {
  %m = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{Terminators with more than one successor are not supported!}}
  cf.switch %i : i32, [
    default: ^bb1(%m : memref<4xf32>),
    7: ^bb2
  ]
^bb1(%a: memref<4xf32>):
  return
^bb2:
  return
}

// -----

func.func @hidden() -> f32 {
  %c0 = arith.constant 0 : index
  %m = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{hides a buffer from the deallocation; bufferize all tensors before}}
  %0 = bufferization.to_tensor %m restrict : memref<4xf32> to tensor<4xf32>
  %1 = tensor.extract %0[%c0] : tensor<4xf32>
  return %1 : f32
}

// -----

func.func @nested() {
  // expected-error@+1 {{makes a buffer of buffers, whose owners are not known}}
  %0 = memref.alloc() : memref<4xmemref<4xf32>>
  return
}

// -----

func.func @put_into_another(%m: memref<4xmemref<4xf32>>, %i: index) {
  %0 = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{puts a buffer into another one, although it is freed here}}
  memref.store %0, %m[%i] : memref<4xmemref<4xf32>>
  return
}

// -----

// The called function puts what it is given into another buffer.

func.func private @hand_on(%b: memref<4xf32>, %m: memref<4xmemref<4xf32>>, %i: index) {
  call @keep(%b, %m, %i) : (memref<4xf32>, memref<4xmemref<4xf32>>, index) -> ()
  return
}
func.func private @keep(%b: memref<4xf32>, %m: memref<4xmemref<4xf32>>, %i: index) {
  memref.store %b, %m[%i] : memref<4xmemref<4xf32>>
  return
}
func.func @put_into_another_by_a_call(%m: memref<4xmemref<4xf32>>, %i: index) {
  %0 = memref.alloc() : memref<4xf32>
  // expected-error@+1 {{puts a buffer into another one, although it is freed here}}
  call @hand_on(%0, %m, %i) : (memref<4xf32>, memref<4xmemref<4xf32>>, index) -> ()
  return
}
