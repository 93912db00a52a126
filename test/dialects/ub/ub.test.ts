/** The ub dialect. */

import { describe, expect, it } from "vitest";
import { funcDialect } from "../../../dialects/func/index.ts";
import { ubDialect } from "../../../dialects/ub/index.ts";
import { hasOracle } from "../../support/oracles.ts";
import { errorsOf, expectRoundTrip, expectSameCanonicalForm } from "../../support/round-trip.ts";

const text = `
func.func @poison() -> (i32, vector<4xi64>, i32) {
  %0 = ub.poison : i32
  %1 = ub.poison <#ub.poison> : vector<4xi64>
  %2 = ub.poison {foo = 1 : i32} : i32
  "test.use"(%0) {poison = #ub.poison} : (i32) -> ()
  return %0, %1, %2 : i32, vector<4xi64>, i32
}
func.func @unreachable() {
  ub.unreachable
}
func.func @attributes() {
  ub.unreachable {a = 1 : i32}
}
`;

describe("the ub dialect", () => {
  it.skipIf(!hasOracle("mlir-opt"))("reads and prints what mlir-opt does", () => {
    expectRoundTrip(text, ubDialect, funcDialect);
  });

  it.skipIf(!hasOracle("mlir-opt"))("canonicalizes as mlir-opt does", () => {
    expectSameCanonicalForm(text, ubDialect, funcDialect);
  });

  it("reports what is no poison", () => {
    expect(errorsOf("%0 = ub.poison <1> : i32", ubDialect)).toEqual([
      "custom op 'ub.poison' invalid kind of attribute specified",
    ]);
    expect(errorsOf(`%0 = "ub.poison"() <{value = 1}> : () -> i32`, ubDialect)).toEqual([
      "invalid properties {value = 1 : i64} for op ub.poison: Invalid attribute `value` in property conversion: 1 : i64",
    ]);
  });
});
