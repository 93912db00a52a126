// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @prefetch_access(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{rw specifier has to be 'read' or 'write'}}
  affine.prefetch %m[%i + 5], foo, locality<3>, data : memref<8xf32>
  return
}

// -----

func.func @prefetch_cache(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{cache type has to be 'data' or 'instr'}}
  affine.prefetch %m[%i + 5], read, locality<3>, bar : memref<8xf32>
  return
}

// -----

func.func @prefetch_locality(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.prefetch' op attribute 'localityHint' failed to satisfy constraint: 32-bit signless integer attribute whose minimum value is 0 whose maximum value is 3}}
  affine.prefetch %m[%i + 5], read, locality<4>, data : memref<8xf32>
  return
}

// -----

func.func @prefetch_results(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.prefetch' op affine.prefetch affine map num results must equal memref rank}}
  affine.prefetch %m[%i + 5, %i], read, locality<3>, data : memref<8xf32>
  return
}

// -----

func.func @prefetch_locality_value(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{expected attribute value}}
  affine.prefetch %m[%i + 5], read, locality<%i>, data : memref<8xf32>
  return
}

// -----

func.func @prefetch_operand_count(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.prefetch' op too few operands}}
  "affine.prefetch"(%m, %i, %i) {map = affine_map<(d0) -> (d0)>, isWrite = true, localityHint = 3 : i32, isDataCache = true} : (memref<8xf32>, index, index) -> ()
  return
}

// -----

func.func @prefetch_no_map(%m: memref<8xf32>, %i: index) {
  // expected-error @+1 {{'affine.prefetch' op requires attribute 'map'}}
  "affine.prefetch"(%m) {isWrite = true, localityHint = 3 : i32, isDataCache = true} : (memref<8xf32>) -> ()
  return
}

// -----

func.func @prefetch_index(%m: memref<8xindex>, %i: index) {
  affine.for %j = 0 to 4 {
    %x = affine.load %m[%j] : memref<8xindex>
    // expected-error @+1 {{'affine.prefetch' op index must be a valid dimension or symbol identifier}}
    affine.prefetch %m[%x], read, locality<3>, data : memref<8xindex>
  }
  return
}
