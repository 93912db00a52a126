#id1 = affine_map<(i) -> (i)>
#id = affine_map<(i, j) -> (i, j)>
func.func @f(%a0: tensor<5xf64>, %a1: tensor<5xf64>, %b0: tensor<3xf64>, %b1: tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>) {
  %ea = tensor.empty() : tensor<5xcomplex<f64>>
  %a = linalg.generic {indexing_maps=[#id1,#id1,#id1], iterator_types=["parallel"]} ins(%a0,%a1 : tensor<5xf64>,tensor<5xf64>) outs(%ea : tensor<5xcomplex<f64>>) {
  ^bb0(%p: f64, %q: f64, %o: complex<f64>):
    %c = complex.create %p, %q : complex<f64>
    linalg.yield %c : complex<f64>
  } -> tensor<5xcomplex<f64>>
  %eb = tensor.empty() : tensor<3xcomplex<f64>>
  %b = linalg.generic {indexing_maps=[#id1,#id1,#id1], iterator_types=["parallel"]} ins(%b0,%b1 : tensor<3xf64>,tensor<3xf64>) outs(%eb : tensor<3xcomplex<f64>>) {
  ^bb0(%p: f64, %q: f64, %o: complex<f64>):
    %c = complex.create %p, %q : complex<f64>
    linalg.yield %c : complex<f64>
  } -> tensor<3xcomplex<f64>>
  %zero = complex.constant [0.0, 0.0] : complex<f64>
  %e = tensor.empty() : tensor<3xcomplex<f64>>
  %fill = linalg.fill ins(%zero : complex<f64>) outs(%e : tensor<3xcomplex<f64>>) -> tensor<3xcomplex<f64>>
  %r = linalg.conv_1d ins(%a, %b : tensor<5xcomplex<f64>>, tensor<3xcomplex<f64>>) outs(%fill : tensor<3xcomplex<f64>>) -> tensor<3xcomplex<f64>>
  %z = tensor.empty() : tensor<3xf64>
  %re, %im = linalg.generic {indexing_maps=[#id1,#id1,#id1], iterator_types=["parallel"]} ins(%r : tensor<3xcomplex<f64>>) outs(%z, %z : tensor<3xf64>, tensor<3xf64>) {
  ^bb0(%c: complex<f64>, %o: f64, %o2: f64):
    %p = complex.re %c : complex<f64>
    %q = complex.im %c : complex<f64>
    linalg.yield %p, %q : f64, f64
  } -> (tensor<3xf64>, tensor<3xf64>)
  return %re, %im : tensor<3xf64>, tensor<3xf64>
}
func.func @ask(%a0: tensor<5xf64>, %a1: tensor<5xf64>, %b0: tensor<3xf64>, %b1: tensor<3xf64>, %c0: tensor<3xf64>, %c1: tensor<3xf64>) -> (tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>) {
  %y:6 = ad.vjp @f(%a0, %a1, %b0, %b1) cotangents(%c0, %c1 : tensor<3xf64>, tensor<3xf64>) : (tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>, tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>)
  return %y#2, %y#3, %y#4, %y#5 : tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>
}
func.func @askf(%a0: tensor<5xf64>, %a1: tensor<5xf64>, %b0: tensor<3xf64>, %b1: tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>) {
  %y:4 = ad.jvp @f(%a0, %a1, %b0, %b1) tangents(%a0, %a1, %b0, %b1 : tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>) : (tensor<5xf64>, tensor<5xf64>, tensor<3xf64>, tensor<3xf64>) -> (tensor<3xf64>, tensor<3xf64>,tensor<3xf64>, tensor<3xf64>)
  return %y#2, %y#3 : tensor<3xf64>, tensor<3xf64>
}
