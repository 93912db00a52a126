/** Branches as analyses and transformations see them. */

import { describe, expect, it } from "vitest";
import { cfDialect } from "../../../dialects/cf/index.ts";
import { funcDialect } from "../../../dialects/func/index.ts";
import { printModule } from "../../../ir/assembly/asm-printer.ts";
import { BoolAttr, IntegerAttr } from "../../../ir/builtin/attributes.ts";
import { i32 } from "../../../ir/builtin/types.ts";
import { BranchOpInterface, setSuccessorOperands, successorOperands } from "../../../ir/interfaces/control-flow.ts";
import { wouldOpBeTriviallyDead } from "../../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../../ir/operation.ts";
import { parseOk, testContext } from "../../support/round-trip.ts";

/** A function whose entry block ends with `branch`, and that branch. */
function withBranch(branch: string): { readonly module: Operation; readonly op: Operation } {
  const text = `func.func @f(%c: i1, %x: i32, %y: i32) {
      ${branch}
    ^one(%0: i32):
      return
    ^two(%1: i32, %2: i32):
      return
    ^none:
      return
    }`;
  const module = parseOk(text, testContext(cfDialect, funcDialect));
  return { module, op: module.regions[0]!.front.first!.regions[0]!.front.last! };
}

const condBr = "cf.cond_br %c, ^one(%x : i32), ^two(%y, %x : i32, i32)";
const switchText =
  "cf.switch %x : i32, [default: ^one(%y : i32), 5: ^two(%x, %y : i32, i32), -1: ^none, 7: ^one(%x : i32)]";

/** The names of what is passed to each successor. */
function passed(op: Operation): string[] {
  const [c, x, y] = op.block!.args;
  const names = new Map<unknown, string>([
    [c, "c"],
    [x, "x"],
    [y, "y"],
  ]);
  return op.successors.map((_, i) =>
    successorOperands(op, i)
      .map((value) => names.get(value))
      .join(" "),
  );
}

describe("what branches pass on", () => {
  it.each([
    ["cf.br ^two(%y, %x : i32, i32)", ["y x"]],
    [condBr, ["x", "y x"]],
    [switchText, ["y", "x y", "", "x"]],
  ])("in %s", (text, expected) => {
    expect(passed(withBranch(text).op)).toEqual(expected);
  });

  it("can be changed", () => {
    const { module, op } = withBranch(switchText);
    const [, x, y] = op.block!.args;
    setSuccessorOperands(op, 0, [x!]);
    setSuccessorOperands(op, 1, [y!, y!]);
    setSuccessorOperands(op, 3, [y!]);
    expect(passed(op)).toEqual(["x", "y y", "", "y"]);
    expect(printModule(module)).toContain("4294967295: ^bb3");
  });

  it("can become more or less", () => {
    const { op } = withBranch(condBr);
    const [, x] = op.block!.args;
    setSuccessorOperands(op, 0, []);
    setSuccessorOperands(op, 1, [x!, x!, x!]);
    expect(passed(op)).toEqual(["", "x x x"]);
    expect(op.operands).toHaveLength(4);
  });
});

describe("the successor for known operands", () => {
  const chosen = (op: Operation, ...constants: Parameters<typeof IntegerAttr.get>[1][]) => {
    const attributes = constants.map((value) => IntegerAttr.get(i32(), value));
    return op.successors.indexOf(BranchOpInterface.of(op)!.successorForOperands!(op, attributes)!);
  };

  it("of a conditional branch", () => {
    const { op } = withBranch(condBr);
    const { successorForOperands } = BranchOpInterface.of(op)!;
    expect(successorForOperands!(op, [BoolAttr.get(true)])).toBe(op.successors[0]);
    expect(successorForOperands!(op, [BoolAttr.get(false)])).toBe(op.successors[1]);
    expect(successorForOperands!(op, [undefined])).toBeUndefined();
  });

  it("of a switch", () => {
    const { op } = withBranch(switchText);
    expect([5, -1, 7, 6].map((value) => op.successors[chosen(op, value)])).toEqual(
      [1, 2, 3, 0].map((index) => op.successors[index]),
    );
    expect(BranchOpInterface.of(op)!.successorForOperands!(op, [undefined])).toBeUndefined();
  });

  it("of a branch", () => {
    const { op } = withBranch("cf.br ^none");
    expect(chosen(op)).toBe(0);
  });
});

describe("assertions", () => {
  it("are not dead", () => {
    const module = parseOk(
      'func.func @f(%c: i1) {\n cf.assert %c, "always"\n return\n}',
      testContext(cfDialect, funcDialect),
    );
    expect(wouldOpBeTriviallyDead(module.regions[0]!.front.first!.regions[0]!.front.first!)).toBe(false);
  });
});
