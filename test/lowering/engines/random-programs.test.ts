/** Random straight-line programs give the same on every engine as when they are folded. */

import { describe, expect, it } from "vitest";
import { parseModule } from "../../../ir/assembly/parse.ts";
import { PassManager } from "../../../passes/pass-manager.ts";
import { compile } from "../../../tools/compile.ts";
import { defaultContext } from "../../../tools/registry.ts";
import { describeEngines } from "../../support/engines.ts";
import { asConstants, asFunction, randomProgram } from "../../support/random-programs.ts";

describeEngines("random programs compute what constant folding gives", ({ run }) => {
  it.each(Array.from({ length: 40 }, (_, seed) => [seed + 1]))("seed %i", (seed) => {
    const program = randomProgram(seed, 60);
    const { program: compiled } = run(asFunction("program", program));
    const { folded } = compile(asConstants("folded", program), {
      engine: "js",
      pipeline: "builtin.module(canonicalize)",
    });
    expect(compiled!(...program.args.map(({ value }) => value))).toEqual(folded!());
  });
});

describe("constant folding", () => {
  it("leaves nothing of a random program", () => {
    const context = defaultContext();
    const module = parseModule(asConstants("folded", randomProgram(1, 60)), context)!;
    expect(new PassManager(context, "builtin.module(canonicalize)").run(module)).toBe(true);
    const names = new Set<string>();
    module.walk((op) => {
      names.add(op.name);
      return undefined;
    });
    expect([...names].sort()).toEqual(["arith.constant", "builtin.module", "func.func", "func.return"]);
  });
});
