/** The programs of the lit tests become the same loops, branches, accesses and arithmetic as with mlir-opt. */

import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { hasOracle } from "../support/oracles.ts";
import { programsIn } from "../support/programs.ts";
import { expectSameLowering } from "./to-llvm/compare.ts";

const folder = join(import.meta.dirname, "../lit/lowering/lower-affine");
const programs = readdirSync(folder)
  .filter((file) => file !== "invalid.mlir")
  .flatMap((file) => programsIn(`lowering/lower-affine/${file}`));

describe.skipIf(!hasOracle("mlir-opt"))("lower-affine", () => {
  it.each(programs.map((text) => [/@(\w+)\(/.exec(text.replace(/^\/\/.*$/gm, ""))![1]!, text]))("%s", (_, text) => {
    expectSameLowering(text!, "lower-affine");
  });
});
