/** The passes on memref make of the programs of their lit tests what mlir-opt makes of them. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import { expectSameButForOrder, expectSameLowering } from "../lowering/to-llvm/compare.ts";
import { hasOracle } from "../support/oracles.ts";

/** The programs of a lit test by the names of their functions. */
function programs(pass: string, file: string): [name: string, text: string][] {
  const text = readFileSync(join(import.meta.dirname, "../lit/passes", pass, file), "utf8");
  return text
    .split("// -----\n")
    .map((part) => [/func\.func @(\w+)\(/.exec(part.replace(/^\/\/.*$/gm, ""))![1]!, part]);
}

describe.skipIf(!hasOracle("mlir-opt"))("like mlir-opt", () => {
  describe.each([
    ["expand-realloc", "growing.mlir"],
    ["expand-strided-metadata", "views.mlir"],
    ["fold-memref-alias-ops", "accesses.mlir"],
    ["fold-memref-alias-ops", "subviews.mlir"],
  ])("%s of %s", (pass, file) => {
    it.each(programs(pass, file))("%s", (_, text) => expectSameLowering(text, pass));
  });

  it.each(programs("expand-realloc", "no-deallocs.mlir"))("expand-realloc{emit-deallocs=false} of %s", (_, text) =>
    expectSameLowering(text, "expand-realloc{emit-deallocs=false}"),
  );

  it.each(programs("expand-strided-metadata", "metadata.mlir"))(
    "expand-strided-metadata of %s, but for the order of constants",
    (_, text) => expectSameButForOrder(text, "expand-strided-metadata"),
  );
});
