// RUN: adopt %s --split-input-file --verify-diagnostics

func.func @f(%x: f64) {
  // expected-error @+1 {{'enzyme.autodiff' op 'g' does not reference a valid function}}
  enzyme.autodiff @g(%x) {activity = [#enzyme<activity enzyme_const>]} : (f64) -> ()
  return
}

// -----

func.func @f(%x: f64) {
  // expected-error @+1 {{'enzyme.fwddiff' op 'f' has 1 arguments, but there are activities for 2}}
  enzyme.fwddiff @f(%x) {activity = [#enzyme<activity enzyme_const>, #enzyme<activity enzyme_const>]} : (f64) -> ()
  return
}

// -----

func.func @f(%x: f64) {
  // expected-error @+1 {{'enzyme.fwddiff' op width must be at least 1}}
  enzyme.fwddiff @f(%x) {activity = [#enzyme<activity enzyme_const>], width = 0 : i64} : (f64) -> ()
  return
}

// -----

func.func @f(%x: f64) {
  // expected-error @+1 {{expected an activity: enzyme_active, enzyme_dup, enzyme_const}}
  enzyme.fwddiff @f(%x) {activity = [#enzyme<activity enzyme_some>]} : (f64) -> ()
  return
}
