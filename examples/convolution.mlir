// A layer of a convolutional network on tensors: 4 filters of 3 x 3 over two images of 10 x 10 with 3 channels, a bias, the
// positive part, and the maximum of each square of 2 x 2. The value is half the squared distance from given maxima.
// Differentiated by the filters, the biases and the images.

#element = affine_map<(n, h, w, c) -> (n, h, w, c)>
#channel = affine_map<(n, h, w, c) -> (c)>
#scalar = affine_map<(n, h, w, c) -> ()>

func.func @value(%filters: tensor<3x3x3x4xf64>, %biases: tensor<4xf64>, %images: tensor<2x10x10x3xf64>,
                 %goal: tensor<2x4x4x4xf64>) -> f64 {
  %zero = arith.constant 0.0 : f64
  %half = arith.constant 0.5 : f64
  %lowest = arith.constant 0xFFF0000000000000 : f64
  %space = tensor.empty() : tensor<2x8x8x4xf64>
  %zeros = linalg.fill ins(%zero : f64) outs(%space : tensor<2x8x8x4xf64>) -> tensor<2x8x8x4xf64>
  %convolved = linalg.conv_2d_nhwc_hwcf {strides = dense<1> : tensor<2xi64>, dilations = dense<1> : tensor<2xi64>}
    ins(%images, %filters : tensor<2x10x10x3xf64>, tensor<3x3x3x4xf64>) outs(%zeros : tensor<2x8x8x4xf64>)
    -> tensor<2x8x8x4xf64>
  %positive = linalg.generic {indexing_maps = [#element, #channel, #element],
                              iterator_types = ["parallel", "parallel", "parallel", "parallel"]}
      ins(%convolved, %biases : tensor<2x8x8x4xf64>, tensor<4xf64>) outs(%space : tensor<2x8x8x4xf64>) {
  ^bb0(%x: f64, %bias: f64, %out: f64):
    %sum = arith.addf %x, %bias : f64
    %part = arith.maximumf %sum, %zero : f64
    linalg.yield %part : f64
  } -> tensor<2x8x8x4xf64>

  %window = tensor.empty() : tensor<2x2xf64>
  %pooledSpace = tensor.empty() : tensor<2x4x4x4xf64>
  %lowests = linalg.fill ins(%lowest : f64) outs(%pooledSpace : tensor<2x4x4x4xf64>) -> tensor<2x4x4x4xf64>
  %pooled = linalg.pooling_nhwc_max {strides = dense<2> : tensor<2xi64>, dilations = dense<1> : tensor<2xi64>}
    ins(%positive, %window : tensor<2x8x8x4xf64>, tensor<2x2xf64>) outs(%lowests : tensor<2x4x4x4xf64>)
    -> tensor<2x4x4x4xf64>

  %start = tensor.from_elements %zero : tensor<f64>
  %distance = linalg.generic {indexing_maps = [#element, #element, #scalar],
                              iterator_types = ["reduction", "reduction", "reduction", "reduction"]}
      ins(%pooled, %goal : tensor<2x4x4x4xf64>, tensor<2x4x4x4xf64>) outs(%start : tensor<f64>) {
  ^bb0(%x: f64, %wanted: f64, %partial: f64):
    %error = arith.subf %x, %wanted : f64
    %square = arith.mulf %error, %error : f64
    %next = arith.addf %partial, %square : f64
    linalg.yield %next : f64
  } -> tensor<f64>
  %sum = tensor.extract %distance[] : tensor<f64>
  %value = arith.mulf %half, %sum : f64
  return %value : f64
}

func.func @gradient(%filters: tensor<3x3x3x4xf64>, %biases: tensor<4xf64>, %images: tensor<2x10x10x3xf64>,
                    %goal: tensor<2x4x4x4xf64>) -> (tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>) {
  %dfilters, %dbiases, %dimages = ad.grad @value(%filters, %biases, %images, %goal) wrt [0, 1, 2]
    : (tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>, tensor<2x4x4x4xf64>)
    -> (tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>)
  return %dfilters, %dbiases, %dimages : tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>
}

// The derivative along a direction given by the last three arguments, by forward mode.
func.func @derivative(%filters: tensor<3x3x3x4xf64>, %biases: tensor<4xf64>, %images: tensor<2x10x10x3xf64>,
                      %goal: tensor<2x4x4x4xf64>, %filtersDot: tensor<3x3x3x4xf64>, %biasesDot: tensor<4xf64>,
                      %imagesDot: tensor<2x10x10x3xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%filters, %biases, %images, %goal)
    tangents(%filtersDot, %biasesDot, %imagesDot : tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>) wrt [0, 1, 2]
    : (tensor<3x3x3x4xf64>, tensor<4xf64>, tensor<2x10x10x3xf64>, tensor<2x4x4x4xf64>) -> (f64, f64)
  return %ydot : f64
}
