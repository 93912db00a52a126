#id1 = affine_map<(i) -> (i)>
#id = affine_map<(i, j) -> (i, j)>
func.func @f(%a0: tensor<2x2xf64>, %a1: tensor<2x2xf64>, %b0: tensor<2x2xf64>, %b1: tensor<2x2xf64>) -> (tensor<2x2xf64>, tensor<2x2xf64>) {
  %ea = tensor.empty() : tensor<2x2xcomplex<f64>>
  %a = linalg.generic {indexing_maps=[#id,#id,#id], iterator_types=["parallel", "parallel"]} ins(%a0,%a1 : tensor<2x2xf64>,tensor<2x2xf64>) outs(%ea : tensor<2x2xcomplex<f64>>) {
  ^bb0(%p: f64, %q: f64, %o: complex<f64>):
    %c = complex.create %p, %q : complex<f64>
    linalg.yield %c : complex<f64>
  } -> tensor<2x2xcomplex<f64>>
  %eb = tensor.empty() : tensor<2x2xcomplex<f64>>
  %b = linalg.generic {indexing_maps=[#id,#id,#id], iterator_types=["parallel", "parallel"]} ins(%b0,%b1 : tensor<2x2xf64>,tensor<2x2xf64>) outs(%eb : tensor<2x2xcomplex<f64>>) {
  ^bb0(%p: f64, %q: f64, %o: complex<f64>):
    %c = complex.create %p, %q : complex<f64>
    linalg.yield %c : complex<f64>
  } -> tensor<2x2xcomplex<f64>>
  %e = tensor.empty() : tensor<2x2xcomplex<f64>>
  %m = linalg.mul ins(%a, %b : tensor<2x2xcomplex<f64>>, tensor<2x2xcomplex<f64>>) outs(%e : tensor<2x2xcomplex<f64>>) -> tensor<2x2xcomplex<f64>>
  %d = linalg.div ins(%m, %a : tensor<2x2xcomplex<f64>>, tensor<2x2xcomplex<f64>>) outs(%e : tensor<2x2xcomplex<f64>>) -> tensor<2x2xcomplex<f64>>
  %r = linalg.sub ins(%d, %m : tensor<2x2xcomplex<f64>>, tensor<2x2xcomplex<f64>>) outs(%e : tensor<2x2xcomplex<f64>>) -> tensor<2x2xcomplex<f64>>
  %z = tensor.empty() : tensor<2x2xf64>
  %re, %im = linalg.generic {indexing_maps=[#id,#id,#id], iterator_types=["parallel", "parallel"]} ins(%r : tensor<2x2xcomplex<f64>>) outs(%z, %z : tensor<2x2xf64>, tensor<2x2xf64>) {
  ^bb0(%c: complex<f64>, %o: f64, %o2: f64):
    %p = complex.re %c : complex<f64>
    %q = complex.im %c : complex<f64>
    linalg.yield %p, %q : f64, f64
  } -> (tensor<2x2xf64>, tensor<2x2xf64>)
  return %re, %im : tensor<2x2xf64>, tensor<2x2xf64>
}
func.func @ask(%a0: tensor<2x2xf64>, %a1: tensor<2x2xf64>, %b0: tensor<2x2xf64>, %b1: tensor<2x2xf64>, %c0: tensor<2x2xf64>, %c1: tensor<2x2xf64>) -> (tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>) {
  %y:6 = ad.vjp @f(%a0, %a1, %b0, %b1) cotangents(%c0, %c1 : tensor<2x2xf64>, tensor<2x2xf64>) : (tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>) -> (tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>)
  return %y#2, %y#3, %y#4, %y#5 : tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>
}
func.func @askf(%a0: tensor<2x2xf64>, %a1: tensor<2x2xf64>, %b0: tensor<2x2xf64>, %b1: tensor<2x2xf64>) -> (tensor<2x2xf64>, tensor<2x2xf64>) {
  %y:4 = ad.jvp @f(%a0, %a1, %b0, %b1) tangents(%a0, %a1, %b0, %b1 : tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>) : (tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>, tensor<2x2xf64>) -> (tensor<2x2xf64>, tensor<2x2xf64>,tensor<2x2xf64>, tensor<2x2xf64>)
  return %y#2, %y#3 : tensor<2x2xf64>, tensor<2x2xf64>
}
