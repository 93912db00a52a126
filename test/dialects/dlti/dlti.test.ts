/** What adopt reads and prints of the dlti dialect is what mlir-opt does, messages included. */

import { describe, expect, it } from "vitest";
import { dltiDialect } from "../../../dialects/dlti/index.ts";
import { llvmDialect } from "../../../dialects/llvm/index.ts";
import { hasOracle, runOracle } from "../../support/oracles.ts";
import { errorsOf, expectRoundTrip } from "../../support/round-trip.ts";

const good = [
  'dlti.dl_spec = #dlti.dl_spec<!llvm.ptr<270> = dense<32> : vector<4xi64>, i64 = dense<64> : vector<2xi64>, f80 = dense<128> : vector<2xi64>, index = 32, "dlti.endianness" = "little", "dlti.mangling_mode" = "e", "dlti.legal_int_widths" = array<i32: 8, 16>, "dlti.stack_alignment" = 128 : i64>',
  'dlti.dl_spec = #dlti.dl_spec<#dlti.dl_entry<i32, dense<32> : vector<2xi64>>, "other.name" = unit>, dlti.map = #dlti.map<"a" = 3 : i32, i32 = "foo">',
  'dlti.target_system_spec = #dlti.target_system_spec<"CPU" = #dlti.target_device_spec<"x" = 3>>',
  "x.f = #dlti.function_pointer_alignment<64, function_dependent = true>, x.e = #dlti.dl_entry<i8, 3 : i32>",
  "dlti.dl_spec = #dlti.dl_spec<>",
];

const bad = [
  "dlti.dl_spec = 3 : i32",
  "dlti.target_system_spec = 3 : i32",
  "dlti.map = 3 : i32",
  "dlti.foo = 3 : i32",
  ...[
    "i32 = 3 : i32, i32 = 4 : i32",
    '"a" = 3 : i32, "a" = 4 : i32',
    '"" = 3 : i32',
    "3 = 3 : i32",
    '"dlti.endianness" = "foo"',
    '"dlti.endianness" = 3',
    '"dlti.unknown" = "foo"',
    'i32 = "foo"',
    'index = "foo"',
    "f32 = dense<32> : vector<3xi64>",
    "f32 = dense<32> : vector<2xi32>",
    "f32 = dense<[64, 32]> : vector<2xi64>",
    "vector<3xi32> = dense<[64, 32]> : vector<2xi64>",
  ].map((entries) => `dlti.dl_spec = #dlti.dl_spec<${entries}>`),
  "x.a = #dlti.target_system_spec<3 = 4>",
  'x.a = #dlti.target_system_spec<"a" = 4>',
  'x.a = #dlti.target_system_spec<"a" = #dlti.target_device_spec<"b" = 1>, "a" = #dlti.target_device_spec<"b" = 1>>',
  "x.a = #dlti.target_device_spec<>",
  "x.a = #dlti.target_system_spec<>",
  'x.a = #dlti.target_device_spec<"a" = 3, "a" = 3>',
  "x.a = #dlti.target_device_spec<i32 = 3>",
];

const moduleWith = (attributes: string): string => `module attributes {${attributes}} {\n}`;

describe.skipIf(!hasOracle("mlir-opt"))("the dlti dialect", () => {
  it.each(good)("%s", (attributes) => {
    expectRoundTrip(moduleWith(attributes), dltiDialect, llvmDialect);
  });
  it.each(bad)("%s", (attributes) => {
    const text = moduleWith(attributes);
    const { stderr } = runOracle("mlir-opt", ["--allow-unregistered-dialect"], text);
    const expected = /error: (.*)/.exec(stderr)?.[1];
    if (expected === undefined) throw new Error(`mlir-opt accepts\n${text}`);
    expect(errorsOf(text, dltiDialect, llvmDialect)[0]).toBe(expected);
  });
});
