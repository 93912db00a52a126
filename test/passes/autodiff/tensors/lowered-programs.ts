/** Whole programs on tensors, to be lowered to the llvm dialect before they are differentiated. */

export interface LoweredProgram {
  /** The name of the function, which returns a number. */
  readonly name: string;
  readonly text: string;
  /** Tensors by their shape, with an element for each index; numbers and counts as they are. */
  readonly args: readonly LoweredArgument[];
}

export type LoweredArgument =
  | { readonly shape: readonly number[]; readonly element: (index: number) => number }
  | { readonly number: number }
  | { readonly count: number };

/** Conjugate gradients from a constant start; the squared norm of what they find. */
const conjugateGradients: LoweredProgram = {
  name: "cg",
  text: `
  func.func @cg(%A: tensor<4x4xf64>, %b: tensor<4xf64>) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %c4 = arith.constant 4 : index
    %zero = arith.constant 0.0 : f64
    %x0 = arith.constant dense<0.0> : tensor<4xf64>
    %rr0 = func.call @dot(%b, %b) : (tensor<4xf64>, tensor<4xf64>) -> f64
    %x:4 = scf.for %i = %c0 to %c4 step %c1 iter_args(%x = %x0, %r = %b, %p = %b, %rr = %rr0) -> (tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, f64) {
      %e = tensor.empty() : tensor<4xf64>
      %z = linalg.fill ins(%zero : f64) outs(%e : tensor<4xf64>) -> tensor<4xf64>
      %Ap = linalg.matvec ins(%A, %p : tensor<4x4xf64>, tensor<4xf64>) outs(%z : tensor<4xf64>) -> tensor<4xf64>
      %pAp = func.call @dot(%p, %Ap) : (tensor<4xf64>, tensor<4xf64>) -> f64
      %alpha = arith.divf %rr, %pAp : f64
      %xn = func.call @axpy(%alpha, %p, %x) : (f64, tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>
      %nalpha = arith.negf %alpha : f64
      %rn = func.call @axpy(%nalpha, %Ap, %r) : (f64, tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>
      %rrn = func.call @dot(%rn, %rn) : (tensor<4xf64>, tensor<4xf64>) -> f64
      %beta = arith.divf %rrn, %rr : f64
      %pn = func.call @axpy(%beta, %p, %rn) : (f64, tensor<4xf64>, tensor<4xf64>) -> tensor<4xf64>
      scf.yield %xn, %rn, %pn, %rrn : tensor<4xf64>, tensor<4xf64>, tensor<4xf64>, f64
    }
    %s = func.call @dot(%x#0, %x#0) : (tensor<4xf64>, tensor<4xf64>) -> f64
    return %s : f64
  }
  func.func private @dot(%a: tensor<4xf64>, %b: tensor<4xf64>) -> f64 {
    %zero = arith.constant dense<0.0> : tensor<f64>
    %r = linalg.dot ins(%a, %b : tensor<4xf64>, tensor<4xf64>) outs(%zero : tensor<f64>) -> tensor<f64>
    %v = tensor.extract %r[] : tensor<f64>
    return %v : f64
  }
  func.func private @axpy(%s: f64, %a: tensor<4xf64>, %b: tensor<4xf64>) -> tensor<4xf64> {
    %e = tensor.empty() : tensor<4xf64>
    %r = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%a, %b : tensor<4xf64>, tensor<4xf64>) outs(%e : tensor<4xf64>) {
    ^bb0(%p: f64, %q: f64, %o: f64):
      %m = arith.mulf %s, %p : f64
      %t = arith.addf %m, %q : f64
      linalg.yield %t : f64
    } -> tensor<4xf64>
    return %r : tensor<4xf64>
  }`,
  args: [
    { shape: [4, 4], element: (i) => (i % 5 === 0 ? 4 + i / 7 : Math.cos(i)) },
    { shape: [4], element: (i) => Math.sin(i + 1) },
  ],
};

/** A Kalman filter whose first state and covariance are constants; the negative logarithm of the likelihood. */
const kalmanFilter: LoweredProgram = {
  name: "kalman",
  text: `
  func.func @kalman(%F: tensor<2x2xf64>, %Q: tensor<2x2xf64>, %h: tensor<2xf64>, %z: tensor<?xf64>, %r: f64) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0.0 : f64
    %one = arith.constant 1.0 : f64
    %n = tensor.dim %z, %c0 : tensor<?xf64>
    %x0 = arith.constant dense<[0.5, 0.25]> : tensor<2xf64>
    %P0 = arith.constant dense<[[1.0, 0.0], [0.0, 1.0]]> : tensor<2x2xf64>
    %out:4 = scf.while (%k = %c0, %x = %x0, %P = %P0, %l = %zero) : (index, tensor<2xf64>, tensor<2x2xf64>, f64) -> (index, tensor<2xf64>, tensor<2x2xf64>, f64) {
      %more = arith.cmpi slt, %k, %n : index
      scf.condition(%more) %k, %x, %P, %l : index, tensor<2xf64>, tensor<2x2xf64>, f64
    } do {
    ^bb0(%k: index, %x: tensor<2xf64>, %P: tensor<2x2xf64>, %l: f64):
      %e1 = tensor.empty() : tensor<2xf64>
      %e2 = tensor.empty() : tensor<2x2xf64>
      %z1 = linalg.fill ins(%zero : f64) outs(%e1 : tensor<2xf64>) -> tensor<2xf64>
      %z2 = linalg.fill ins(%zero : f64) outs(%e2 : tensor<2x2xf64>) -> tensor<2x2xf64>
      %xp = linalg.matvec ins(%F, %x : tensor<2x2xf64>, tensor<2xf64>) outs(%z1 : tensor<2xf64>) -> tensor<2xf64>
      %FP = linalg.matmul ins(%F, %P : tensor<2x2xf64>, tensor<2x2xf64>) outs(%z2 : tensor<2x2xf64>) -> tensor<2x2xf64>
      %Ft = linalg.transpose ins(%F : tensor<2x2xf64>) outs(%e2 : tensor<2x2xf64>) permutation = [1, 0]
      %Pp = linalg.matmul ins(%FP, %Ft : tensor<2x2xf64>, tensor<2x2xf64>) outs(%Q : tensor<2x2xf64>) -> tensor<2x2xf64>
      %Ph = linalg.matvec ins(%Pp, %h : tensor<2x2xf64>, tensor<2xf64>) outs(%z1 : tensor<2xf64>) -> tensor<2xf64>
      %s0 = tensor.empty() : tensor<f64>
      %sz = linalg.fill ins(%zero : f64) outs(%s0 : tensor<f64>) -> tensor<f64>
      %hPh = linalg.dot ins(%h, %Ph : tensor<2xf64>, tensor<2xf64>) outs(%sz : tensor<f64>) -> tensor<f64>
      %hPhv = tensor.extract %hPh[] : tensor<f64>
      %S = arith.addf %hPhv, %r : f64
      %hx = linalg.dot ins(%h, %xp : tensor<2xf64>, tensor<2xf64>) outs(%sz : tensor<f64>) -> tensor<f64>
      %hxv = tensor.extract %hx[] : tensor<f64>
      %zk = tensor.extract %z[%k] : tensor<?xf64>
      %y = arith.subf %zk, %hxv : f64
      %K = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%Ph : tensor<2xf64>) outs(%e1 : tensor<2xf64>) {
      ^bb0(%a: f64, %o: f64):
        %q = arith.divf %a, %S : f64
        linalg.yield %q : f64
      } -> tensor<2xf64>
      %xn = linalg.generic {indexing_maps = [affine_map<(i) -> (i)>, affine_map<(i) -> (i)>, affine_map<(i) -> (i)>], iterator_types = ["parallel"]} ins(%xp, %K : tensor<2xf64>, tensor<2xf64>) outs(%e1 : tensor<2xf64>) {
      ^bb0(%a: f64, %b: f64, %o: f64):
        %m = arith.mulf %b, %y : f64
        %q = arith.addf %a, %m : f64
        linalg.yield %q : f64
      } -> tensor<2xf64>
      %Pn = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%Pp, %K, %Ph : tensor<2x2xf64>, tensor<2xf64>, tensor<2xf64>) outs(%e2 : tensor<2x2xf64>) {
      ^bb0(%a: f64, %b: f64, %c: f64, %o: f64):
        %m = arith.mulf %b, %c : f64
        %q = arith.subf %a, %m : f64
        linalg.yield %q : f64
      } -> tensor<2x2xf64>
      %yy = arith.mulf %y, %y : f64
      %t = arith.divf %yy, %S : f64
      %lg = math.log %S : f64
      %u = arith.addf %t, %lg : f64
      %ln = arith.addf %l, %u : f64
      %kn = arith.addi %k, %c1 : index
      scf.yield %kn, %xn, %Pn, %ln : index, tensor<2xf64>, tensor<2x2xf64>, f64
    }
    return %out#3 : f64
  }`,
  args: [
    { shape: [2, 2], element: (i) => [1, 0.1, -0.2, 0.9][i]! },
    { shape: [2, 2], element: (i) => [0.3, 0.05, 0.05, 0.2][i]! },
    { shape: [2], element: (i) => [1, 0.4][i]! },
    { shape: [5], element: (i) => Math.sin(2 * i) + 0.3 },
    { number: 0.25 },
  ],
};

/** Parts of a matrix move on by a column each time, which copies buffers whose elements do not stand side by side. */
const movingColumns: LoweredProgram = {
  name: "shift",
  text: `
  func.func @shift(%A: tensor<?x4xf64>, %w: f64, %n: index) -> f64 {
    %c0 = arith.constant 0 : index
    %c1 = arith.constant 1 : index
    %zero = arith.constant 0.0 : f64
    %d0 = tensor.dim %A, %c0 : tensor<?x4xf64>
    %r = scf.for %i = %c0 to %n step %c1 iter_args(%B = %A) -> (tensor<?x4xf64>) {
      // all columns but the last, times w and squared, are put in the place of all but the first
      %s = tensor.extract_slice %B[0, 0] [%d0, 3] [1, 1] : tensor<?x4xf64> to tensor<?x3xf64>
      %e = tensor.empty(%d0) : tensor<?x3xf64>
      %q = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]} ins(%s : tensor<?x3xf64>) outs(%e : tensor<?x3xf64>) {
      ^bb0(%a: f64, %o: f64):
        %p = arith.mulf %a, %a : f64
        %t = arith.mulf %p, %w : f64
        linalg.yield %t : f64
      } -> tensor<?x3xf64>
      %Bn = tensor.insert_slice %q into %B[0, 1] [%d0, 3] [1, 1] : tensor<?x3xf64> into tensor<?x4xf64>
      scf.yield %Bn : tensor<?x4xf64>
    }
    %z = tensor.from_elements %zero : tensor<f64>
    %sum = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>], iterator_types = ["reduction", "reduction"]} ins(%r : tensor<?x4xf64>) outs(%z : tensor<f64>) {
      ^bb0(%a: f64, %o: f64):
        %sn = math.sin %a : f64
        %t = arith.addf %sn, %o : f64
        linalg.yield %t : f64
    } -> tensor<f64>
    %v = tensor.extract %sum[] : tensor<f64>
    return %v : f64
  }`,
  args: [{ shape: [3, 4], element: (i) => Math.cos(i) / 2 }, { number: 1.3 }, { count: 3 }],
};

export const loweredPrograms: readonly LoweredProgram[] = [conjugateGradients, kalmanFilter, movingColumns];
