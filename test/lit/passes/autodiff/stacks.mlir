// Stacks have shadows: forward mode puts tangents there, reverse mode adjoints, in the opposite order.

// RUN: adopt %s --autodiff="function=f mode=reverse" | adopt-filecheck %s --check-prefix=REVERSE
// RUN: adopt %s --autodiff="function=f mode=forward" | adopt-filecheck %s --check-prefix=FORWARD

// REVERSE-LABEL: func.func @f_vjp
// REVERSE-SAME: (%[[X:.*]]: f64, %[[Y:.*]]: f64, %[[SEED:.*]]: f64)
// REVERSE: %[[S:.*]] = ad.stack.create
// REVERSE: %[[SHADOW:.*]] = ad.stack.create
// REVERSE: ad.stack.push %[[X]], %[[S]]
// REVERSE: ad.stack.push %[[Y]], %[[S]]
// REVERSE: %[[A:.*]] = ad.stack.pop %[[S]]
// REVERSE: %[[B:.*]] = ad.stack.pop %[[S]]
// REVERSE: ad.stack.free %[[S]]
// REVERSE: %[[DA:.*]] = arith.mulf %[[SEED]], %[[B]]
// REVERSE: %[[DB:.*]] = arith.mulf %[[SEED]], %[[A]]
// REVERSE: ad.stack.push %[[DB]], %[[SHADOW]]
// REVERSE: ad.stack.push %[[DA]], %[[SHADOW]]
// REVERSE: %[[DY:.*]] = ad.stack.pop %[[SHADOW]]
// REVERSE: %[[DX:.*]] = ad.stack.pop %[[SHADOW]]
// REVERSE: ad.stack.free %[[SHADOW]]
// REVERSE: return %{{.*}}, %[[DX]], %[[DY]]

// FORWARD-LABEL: func.func @f_jvp
// FORWARD-SAME: (%[[X:.*]]: f64, %[[Y:.*]]: f64, %[[DX:.*]]: f64, %[[DY:.*]]: f64)
// FORWARD: %[[S:.*]] = ad.stack.create
// FORWARD: %[[SHADOW:.*]] = ad.stack.create
// FORWARD: ad.stack.push %[[X]], %[[S]]
// FORWARD: ad.stack.push %[[DX]], %[[SHADOW]]
// FORWARD: ad.stack.push %[[Y]], %[[S]]
// FORWARD: ad.stack.push %[[DY]], %[[SHADOW]]
// FORWARD: %[[A:.*]] = ad.stack.pop %[[S]]
// FORWARD: %[[DA:.*]] = ad.stack.pop %[[SHADOW]]
// FORWARD: ad.stack.free %[[S]]
// FORWARD: ad.stack.free %[[SHADOW]]
func.func @f(%x: f64, %y: f64) -> f64 {
  %s = ad.stack.create : !ad.stack<f64>
  %n = ad.stack.create : !ad.stack<index>
  %c0 = arith.constant 0 : index
  ad.stack.push %c0, %n : !ad.stack<index>
  ad.stack.push %x, %s : !ad.stack<f64>
  ad.stack.push %y, %s : !ad.stack<f64>
  %a = ad.stack.pop %s : !ad.stack<f64>
  %b = ad.stack.pop %s : !ad.stack<f64>
  %r = arith.mulf %a, %b : f64
  ad.stack.free %s : !ad.stack<f64>
  ad.stack.free %n : !ad.stack<index>
  return %r : f64
}
