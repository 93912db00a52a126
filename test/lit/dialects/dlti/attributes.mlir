// RUN: adopt %s --split-input-file --verify-diagnostics | adopt-filecheck %s

// CHECK: module attributes {dlti.dl_spec = #dlti.dl_spec<i64 = dense<64> : vector<2xi64>, "dlti.endianness" = "little">}
module attributes {dlti.dl_spec = #dlti.dl_spec<i64 = dense<64> : vector<2xi64>, "dlti.endianness" = "little">} {
}

// -----

// CHECK: dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"cache" = 4096 : i32>>
module attributes {
  dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"cache" = 4096 : i32>>
} {
}

// -----

// expected-error @+1 {{'dlti.endianness' data layout entry is expected to be either 'big' or 'little'}}
module attributes {dlti.dl_spec = #dlti.dl_spec<"dlti.endianness" = "middle">} {
}

// -----

// expected-error @+1 {{repeated DLTI key: i32}}
module attributes {dlti.map = #dlti.map<i32 = 1 : i32, i32 = 2 : i32>} {
}
