// RUN: adopt %s -split-input-file -verify-diagnostics

// expected-error @+1 {{'bufferization.writable' is expected to be a boolean attribute}}
func.func private @writable(tensor<4xf32> {bufferization.writable = 3})

// -----

// expected-error @+1 {{'bufferization.writable' is invalid on external functions}}
func.func private @external(tensor<4xf32> {bufferization.writable = true})

// -----

// expected-error @+1 {{'bufferization.buffer_layout' is expected to be a memref layout attribute}}
func.func private @layout(tensor<4xf32> {bufferization.buffer_layout = 3})

// -----

// expected-error @+1 {{'bufferization.access' is expected to be a string attribute}}
func.func private @access(tensor<4xf32> {bufferization.access = 3})

// -----

// expected-error @+1 {{invalid value for 'bufferization.access'}}
func.func private @access_word(tensor<4xf32> {bufferization.access = "often"})

// -----

// expected-error @+1 {{attribute 'bufferization.other' not supported as a region arg attribute by the bufferization dialect}}
func.func private @unknown(tensor<4xf32> {bufferization.other})

// -----

// expected-error @+1 {{attribute '"bufferization.writable"' not supported as an op attribute by the bufferization dialect}}
func.func @of_operation(%a: i32) attributes {bufferization.writable = true} {
  return
}

// -----

func.func @no_allocation() {
  // expected-error @+1 {{'scf.execute_region' op attribute 'bufferization.manual_deallocation' can be used only on ops that have an allocation and/or free side effect}}
  scf.execute_region {
    scf.yield
  } {bufferization.manual_deallocation}
  return
}
