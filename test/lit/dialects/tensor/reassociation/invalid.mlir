// RUN: adopt %s -split-input-file -verify-diagnostics -allow-unregistered-dialect

func.func @expand_rank(%t: tensor<4x4xf32>) {
  // expected-error@+1 {{'tensor.expand_shape' op expected the expanded type, 'tensor<16xf32>' to have a higher (or same) rank than the collapsed type, 'tensor<4x4xf32>'.}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [16] : tensor<4x4xf32> into tensor<16xf32>
  return
}

// -----

func.func @expand_maps(%t: tensor<4xf32>) {
  // expected-error@+1 {{'tensor.expand_shape' op expected collapsed rank (1) to equal the number of reassociation maps (2).}}
  %0 = tensor.expand_shape %t [[0], [1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @expand_map_rank(%t: tensor<4xf32>) {
  // expected-error@+1 {{'tensor.expand_shape' op expected reassociation map #0 to have size equal to the expanded rank (2), but it is  3.}}
  %0 = tensor.expand_shape %t [[0, 1, 2]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @expand_contiguous(%t: tensor<4x1xf32>) {
  // expected-error@+1 {{'tensor.expand_shape' op expected reassociation map #0 to be valid and contiguous.}}
  %0 = tensor.expand_shape %t [[0, 2], [1]] output_shape [2, 1, 2] : tensor<4x1xf32> into tensor<2x1x2xf32>
  return
}

// -----

func.func @expand_dynamic(%t: tensor<4xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op expected dimension 0 of collapsed type to be dynamic since one or more of the corresponding dimensions in the expanded type is dynamic}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [%n, 2] : tensor<4xf32> into tensor<?x2xf32>
  return
}

// -----

func.func @expand_static(%t: tensor<?xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op expected dimension 0 of collapsed type to be static value of 4}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [2, 2] : tensor<?xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @expand_element(%t: tensor<4xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op expected collapsed type to be 'tensor<4xf64>', but got 'tensor<4xf32>'}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [2, 2] : tensor<4xf32> into tensor<2x2xf64>
  return
}

// -----

func.func @expand_output_rank(%t: tensor<4xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op expected number of static shape dims to be equal to the output rank (2) but found 3 inputs instead}}
  %0 = tensor.expand_shape %t [[0, 1]] output_shape [2, 2, 1] : tensor<4xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @expand_output_values(%t: tensor<?xf32>, %n: index) {
  // expected-error@+1 {{'tensor.expand_shape' op mismatch in dynamic dims in output_shape and static_output_shape: static_output_shape has 0 dynamic dims while output_shape has 1 values}}
  %0 = "tensor.expand_shape"(%t, %n) <{reassociation = [[0, 1]], static_output_shape = array<i64: 2, 2>}> : (tensor<?xf32>, index) -> tensor<?x2xf32>
  return
}

// -----

func.func @collapse_rank(%t: tensor<4xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected the expanded type, 'tensor<4xf32>' to have a higher (or same) rank than the collapsed type, 'tensor<2x2xf32>'.}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<4xf32> into tensor<2x2xf32>
  return
}

// -----

func.func @collapse_static(%t: tensor<4x?xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected dimension 0 of collapsed type to be dynamic since one or more of the corresponding dimensions in the expanded type is dynamic}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<4x?xf32> into tensor<8xf32>
  return
}

// -----

func.func @collapse_size(%t: tensor<4x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected dimension 0 of collapsed type to be static value of 8}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<4x2xf32> into tensor<9xf32>
  return
}

// -----

func.func @collapse_dynamic(%t: tensor<4x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected dimension 0 of collapsed type to be static value of 8}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<4x2xf32> into tensor<?xf32>
  return
}

// -----

func.func @collapse_missing(%t: tensor<1x2x3xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected reassociation map #0 to have size equal to the expanded rank (3), but it is  2.}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<1x2x3xf32> into tensor<2xf32>
  return
}

// -----

func.func @collapse_element(%t: tensor<1x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op expected collapsed type to be 'tensor<2xf32>', but got 'tensor<2xf64>'}}
  %0 = tensor.collapse_shape %t [[0, 1]] : tensor<1x2xf32> into tensor<2xf64>
  return
}

// -----

func.func @collapse_attribute(%t: tensor<1x2xf32>) {
  // expected-error@+1 {{'tensor.collapse_shape' op attribute 'reassociation' failed to satisfy constraint: Array of 64-bit integer array attributes}}
  %0 = "tensor.collapse_shape"(%t) <{reassociation = [0, 1]}> : (tensor<1x2xf32>) -> tensor<2xf32>
  return
}
