// A perceptron with two layers on tensors, in structured operations: tanh(x W1 + b1) W2 + b2 are the scores of 10 classes, and
// the value is the mean cross-entropy of their softmax with the labels. @train descends along the gradient.

#matrix = affine_map<(i, j) -> (i, j)>
#column = affine_map<(i, j) -> (i)>
#vector = affine_map<(i) -> (i)>
#scalar = affine_map<(i) -> ()>

// The scores of each sample.
func.func private @scores(%w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>, %b2: tensor<10xf64>,
                          %x: tensor<128x32xf64>) -> tensor<128x10xf64> {
  %hiddenSpace = tensor.empty() : tensor<128x64xf64>
  %hiddenBias = linalg.broadcast ins(%b1 : tensor<64xf64>) outs(%hiddenSpace : tensor<128x64xf64>) dimensions = [0]
  %sums = linalg.matmul ins(%x, %w1 : tensor<128x32xf64>, tensor<32x64xf64>)
                        outs(%hiddenBias : tensor<128x64xf64>) -> tensor<128x64xf64>
  %hidden = linalg.tanh ins(%sums : tensor<128x64xf64>) outs(%hiddenSpace : tensor<128x64xf64>) -> tensor<128x64xf64>
  %space = tensor.empty() : tensor<128x10xf64>
  %bias = linalg.broadcast ins(%b2 : tensor<10xf64>) outs(%space : tensor<128x10xf64>) dimensions = [0]
  %scores = linalg.matmul ins(%hidden, %w2 : tensor<128x64xf64>, tensor<64x10xf64>)
                          outs(%bias : tensor<128x10xf64>) -> tensor<128x10xf64>
  return %scores : tensor<128x10xf64>
}

func.func @value(%w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>, %b2: tensor<10xf64>,
                 %x: tensor<128x32xf64>, %labels: tensor<128xi32>) -> f64 {
  %zero = arith.constant 0.0 : f64
  %lowest = arith.constant 0xFFF0000000000000 : f64
  %count = arith.constant 128.0 : f64
  %scores = func.call @scores(%w1, %b1, %w2, %b2, %x)
    : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>) -> tensor<128x10xf64>

  // The largest score of each sample, which is taken out so that nothing overflows.
  %space = tensor.empty() : tensor<128xf64>
  %lowests = linalg.fill ins(%lowest : f64) outs(%space : tensor<128xf64>) -> tensor<128xf64>
  %largest = linalg.reduce { arith.maximumf } ins(%scores : tensor<128x10xf64>) outs(%lowests : tensor<128xf64>) dimensions = [1]

  // The sums of the exponentials, and the scores of the labels.
  %zeros = linalg.fill ins(%zero : f64) outs(%space : tensor<128xf64>) -> tensor<128xf64>
  %sums = linalg.generic {indexing_maps = [#matrix, #column, #column], iterator_types = ["parallel", "reduction"]}
      ins(%scores, %largest : tensor<128x10xf64>, tensor<128xf64>) outs(%zeros : tensor<128xf64>) {
  ^bb0(%score: f64, %most: f64, %sum: f64):
    %shifted = arith.subf %score, %most : f64
    %exp = math.exp %shifted : f64
    %next = arith.addf %sum, %exp : f64
    linalg.yield %next : f64
  } -> tensor<128xf64>
  %labelled = linalg.generic {indexing_maps = [#matrix, #column, #column], iterator_types = ["parallel", "reduction"]}
      ins(%scores, %labels : tensor<128x10xf64>, tensor<128xi32>) outs(%zeros : tensor<128xf64>) {
  ^bb0(%score: f64, %label: i32, %sum: f64):
    %class = linalg.index 1 : index
    %integer = arith.index_cast %class : index to i32
    %isLabel = arith.cmpi eq, %integer, %label : i32
    %part = arith.select %isLabel, %score, %zero : f64
    %next = arith.addf %sum, %part : f64
    linalg.yield %next : f64
  } -> tensor<128xf64>

  %start = tensor.from_elements %zero : tensor<f64>
  %total = linalg.generic {indexing_maps = [#vector, #vector, #vector, #scalar], iterator_types = ["reduction"]}
      ins(%sums, %largest, %labelled : tensor<128xf64>, tensor<128xf64>, tensor<128xf64>) outs(%start : tensor<f64>) {
  ^bb0(%sum: f64, %most: f64, %score: f64, %partial: f64):
    %log = math.log %sum : f64
    %logsumexp = arith.addf %log, %most : f64
    %entropy = arith.subf %logsumexp, %score : f64
    %next = arith.addf %partial, %entropy : f64
    linalg.yield %next : f64
  } -> tensor<f64>
  %sum = tensor.extract %total[] : tensor<f64>
  %value = arith.divf %sum, %count : f64
  return %value : f64
}

func.func @gradient(%w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>, %b2: tensor<10xf64>,
                    %x: tensor<128x32xf64>, %labels: tensor<128xi32>)
    -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>) {
  %dw1, %db1, %dw2, %db2 = ad.grad @value(%w1, %b1, %w2, %b2, %x, %labels) wrt [0, 1, 2, 3]
    : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>, tensor<128xi32>)
    -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>)
  return %dw1, %db1, %dw2, %db2 : tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>
}

// The derivative along a direction given by the last four arguments, by forward mode.
func.func @derivative(%w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>, %b2: tensor<10xf64>,
                      %x: tensor<128x32xf64>, %labels: tensor<128xi32>,
                      %w1Dot: tensor<32x64xf64>, %b1Dot: tensor<64xf64>, %w2Dot: tensor<64x10xf64>,
                      %b2Dot: tensor<10xf64>) -> f64 {
  %y, %ydot = ad.jvp @value(%w1, %b1, %w2, %b2, %x, %labels)
    tangents(%w1Dot, %b1Dot, %w2Dot, %b2Dot : tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>)
    wrt [0, 1, 2, 3]
    : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>, tensor<128xi32>)
    -> (f64, f64)
  return %ydot : f64
}

// Takes %steps steps of gradient descent.
func.func @train(%w1: tensor<32x64xf64>, %b1: tensor<64xf64>, %w2: tensor<64x10xf64>, %b2: tensor<10xf64>,
                 %x: tensor<128x32xf64>, %labels: tensor<128xi32>, %steps: index, %rate: f64)
    -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>) {
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %trained:4 = scf.for %step = %c0 to %steps step %c1 iter_args(%v1 = %w1, %a1 = %b1, %v2 = %w2, %a2 = %b2)
      -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>) {
    %d:4 = ad.grad @value(%v1, %a1, %v2, %a2, %x, %labels) wrt [0, 1, 2, 3]
      : (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>, tensor<128x32xf64>, tensor<128xi32>)
      -> (tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>)
    %next1 = linalg.map ins(%v1, %d#0 : tensor<32x64xf64>, tensor<32x64xf64>) outs(%v1 : tensor<32x64xf64>)
      (%old: f64, %slope: f64, %out: f64) {
        %way = arith.mulf %rate, %slope : f64
        %new = arith.subf %old, %way : f64
        linalg.yield %new : f64
      }
    %nextBias1 = linalg.map ins(%a1, %d#1 : tensor<64xf64>, tensor<64xf64>) outs(%a1 : tensor<64xf64>)
      (%old: f64, %slope: f64, %out: f64) {
        %way = arith.mulf %rate, %slope : f64
        %new = arith.subf %old, %way : f64
        linalg.yield %new : f64
      }
    %next2 = linalg.map ins(%v2, %d#2 : tensor<64x10xf64>, tensor<64x10xf64>) outs(%v2 : tensor<64x10xf64>)
      (%old: f64, %slope: f64, %out: f64) {
        %way = arith.mulf %rate, %slope : f64
        %new = arith.subf %old, %way : f64
        linalg.yield %new : f64
      }
    %nextBias2 = linalg.map ins(%a2, %d#3 : tensor<10xf64>, tensor<10xf64>) outs(%a2 : tensor<10xf64>)
      (%old: f64, %slope: f64, %out: f64) {
        %way = arith.mulf %rate, %slope : f64
        %new = arith.subf %old, %way : f64
        linalg.yield %new : f64
      }
    scf.yield %next1, %nextBias1, %next2, %nextBias2
      : tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>
  }
  return %trained#0, %trained#1, %trained#2, %trained#3
    : tensor<32x64xf64>, tensor<64xf64>, tensor<64x10xf64>, tensor<10xf64>
}
