/** The pass manager, and what watches it: statistics, times, printed IR, reproducers. */

import { describe, expect, it } from "vitest";
import { parseFile } from "../../ir/assembly/parse.ts";
import { UnitAttr } from "../../ir/builtin/attributes.ts";
import { i1 } from "../../ir/builtin/types.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass, stringOption } from "../../ir/pass.ts";
import { symbolName } from "../../ir/symbol-table.ts";
import { irPrinting } from "../../passes/instrumentation/ir-printing.ts";
import { reproducerPipeline, reproducerText, reproducerWriter } from "../../passes/instrumentation/reproducer.ts";
import { statisticsReport } from "../../passes/instrumentation/statistics.ts";
import { Timing } from "../../passes/instrumentation/timing.ts";
import { PassManager, type PassManagerOptions } from "../../passes/pass-manager.ts";
import { parseOk, testContext } from "../support/round-trip.ts";
import { CastOp, testDialect } from "../support/test-dialect.ts";

const log: string[] = [];
const note = definePass(
  "note",
  { summary: "", options: { text: stringOption("", "") }, statistics: { seen: "Operations seen", "a-b": "Nothing" } },
  (op, { options, statistics, log: print }) => {
    log.push(`${options.text}${symbolName(op) ?? op.name}`);
    statistics.seen++;
    print(`saw ${symbolName(op) ?? op.name}\n`);
  },
);
const fail = definePass("fail", { summary: "" }, (op) => {
  if (symbolName(op) === "g") throw opError(op, "cannot be handled");
});
const crash = definePass("crash", { summary: "" }, () => {
  throw new TypeError("a bug");
});
const breakIR = definePass("break-ir", { summary: "" }, (op) => {
  // A cast without the operand that it needs.
  const { front } = op.regions[0]!;
  const cast = CastOp.build({ input: front.addArgument(i1(), op.loc), resultTypes: [i1()] }, op.loc);
  front.insertBefore(cast, front.first);
  cast.setOperands([]);
});
const claimUnchanged = definePass("claim-unchanged", { summary: "" }, (op, run) => {
  breakIR.run(op, run);
  run.markUnchanged();
});
const recurse = definePass("recurse", { summary: "" }, (op) => {
  const descend = (depth: number): number => descend(depth + 1) + 1;
  if (descend(0) > 0) op.removeAttr("depth");
});
const dynamic = definePass("dynamic", { summary: "" }, (op, { runPipeline }) => {
  for (const inner of op.regions[0]!.front.ops()) runPipeline("note{text=inner-},fail", inner);
});
const change = definePass("change", { summary: "" }, (op) => {
  if (symbolName(op) === "f") op.setAttr("changed", UnitAttr.get());
});

const twoFunctions = `module {
  "test.func"() ({
    "test.return"() : () -> ()
  }) {sym_name = "f"} : () -> ()
  "test.func"() ({
    "test.return"() : () -> ()
  }) {sym_name = "g"} : () -> ()
}`;

function run(pipeline: string, options: PassManagerOptions = {}, text = twoFunctions) {
  log.length = 0;
  const context = testContext(testDialect).register({
    passes: [note, fail, crash, breakIR, claimUnchanged, recurse, dynamic, change],
  });
  const module = parseOk(text, context);
  const manager = new PassManager(context, pipeline, { log: () => {}, ...options });
  const succeeded = manager.run(module);
  return { succeeded, manager, context, module, messages: context.diagnostics.map(({ message }) => message) };
}

describe("running", () => {
  it("runs passes on the operation, and nested pipelines on each operation of their kind", () => {
    expect(run("builtin.module(note{text=1-},test.func(note{text=2-},note{text=3-}),note{text=4-})").succeeded).toBe(
      true,
    );
    expect(log).toEqual(["1-builtin.module", "2-f", "3-f", "2-g", "3-g", "4-builtin.module"]);
  });

  it("runs 'any' on every operation that is isolated", () => {
    run("builtin.module(any(note))", {}, `${twoFunctions.slice(0, -1)}"foo.op"() : () -> ()\n}`);
    expect(log).toEqual(["f", "g"]);
  });

  it("refuses an operation of another kind than the pipeline is for", () => {
    expect(run("test.func(note)").messages).toEqual(["can't run 'test.func' pass manager on 'builtin.module' op"]);
  });

  it.each([
    ["builtin.module(foo.op(note))", "'foo.op' op trying to schedule a pass on an unregistered operation"],
    [
      "builtin.module(test.once(note))",
      "'test.once' op trying to schedule a pass on an operation not marked as 'IsolatedFromAbove'",
    ],
  ])("refuses %s", (pipeline, message) => {
    const text = `"foo.op"() : () -> ()\n"test.once"() ({ "test.return"() : () -> () }) : () -> ()`;
    expect(run(pipeline, {}, text).messages).toEqual([message]);
  });

  it("stops where a pass fails", () => {
    const { succeeded, messages } = run("builtin.module(test.func(fail,note))");
    expect(succeeded).toBe(false);
    expect(messages).toEqual(["'test.func' op cannot be handled"]);
    expect(log).toEqual(["f"]);
  });

  it("lets a pass run others, and reports their failure once", () => {
    const { succeeded, messages } = run("builtin.module(dynamic,note)");
    expect(succeeded).toBe(false);
    expect(log).toEqual(["inner-f", "inner-g"]);
    expect(messages).toEqual(["'test.func' op cannot be handled"]);
  });

  it("verifies after each pass unless it is told not to", () => {
    expect(run("builtin.module(test.func(break-ir))").succeeded).toBe(false);
    expect(run("builtin.module(test.func(break-ir))", { verifyEach: false }).succeeded).toBe(true);
  });

  it("takes a pass at its word that it changed nothing", () => {
    expect(run("builtin.module(test.func(claim-unchanged))").succeeded).toBe(true);
    expect(run("builtin.module(test.func(claim-unchanged),note)").succeeded).toBe(false);
  });

  it("verifies as it is told", () => {
    const verified: string[] = [];
    const verify = (op: Operation): boolean => verified.push(symbolName(op)!) < 2;
    expect(run("builtin.module(test.func(note),note)", { verify }).succeeded).toBe(false);
    expect(verified).toEqual(["f", "g"]);
  });

  it("turns an overflow of the stack into an error, and leaves other exceptions to the caller", () => {
    expect(run("builtin.module(recurse)").messages).toEqual([
      "'builtin.module' op is nested too deeply for the pass 'recurse'",
    ]);
    expect(() => run("builtin.module(crash)")).toThrow(TypeError);
  });

  it("passes on what passes print", () => {
    const printed: string[] = [];
    run("builtin.module(test.func(note))", { log: (text) => printed.push(text) });
    expect(printed).toEqual(["saw f\n", "saw g\n"]);
  });
});

describe("statistics", () => {
  const pipeline = "builtin.module(note,test.func(note,fail),change)";
  const frame = `\
===-------------------------------------------------------------------------===
                         ... Pass statistics report ...
===-------------------------------------------------------------------------===
`;

  it("are summed over operations and shown as the pipeline is nested", () => {
    expect(statisticsReport(run(pipeline).manager)).toBe(`${frame}\
note
  (S) 1 seen - Operations seen
  (S) 0 a-b  - Nothing
'test.func' Pipeline
  note
    (S) 2 seen - Operations seen
    (S) 0 a-b  - Nothing
`);
  });

  it("are shown as a list", () => {
    expect(statisticsReport(run(pipeline).manager, "list")).toBe(`${frame}\
note
  (S) 3 seen - Operations seen
  (S) 0 a-b  - Nothing
`);
  });
});

describe("timing", () => {
  const report = (display?: "tree" | "list"): string[] => {
    const timing = new Timing();
    timing.measure("Parser", () => {});
    run("builtin.module(note,test.func(note,change))", { instrumentations: [timing.instrumentation] });
    const lines = timing.report(display).split("\n");
    expect(lines[3]).toMatch(/^ {2}Total Execution Time: \d+\.\d{4} seconds$/);
    return lines.slice(6, -1).map((line) => line.replace(/^ +\d+\.\d{4} \( *\d+\.\d%\) {2}/, ""));
  };

  it("is a tree", () => {
    expect(report()).toEqual(["Parser", "note", "'test.func' Pipeline", "  note", "  change", "Rest", "Total"]);
  });
  it("is a list", () => {
    expect(report("list").sort()).toEqual(["'test.func' Pipeline", "Parser", "Rest", "Total", "change", "note"]);
  });
});

describe("printing the IR", () => {
  const headers = (options: Omit<Parameters<typeof irPrinting>[0], "write">, pipeline: string): string[] => {
    let text = "";
    const printing = irPrinting({ ...options, write: (more) => (text += more) });
    run(pipeline, { instrumentations: [printing] });
    return text.split("\n").flatMap((line) => /-----\/\/ IR Dump (.*) \/\/-----/.exec(line)?.[1] ?? []);
  };
  const pipeline = "builtin.module(note,test.func(change))";

  it.each([
    ["before all", { before: "all" }, ["Before note", "Before change", "Before change"]],
    ["after all", { after: "all" }, ["After note", "After change", "After change"]],
    ["after some", { after: new Set(["note"]) }, ["After note"]],
    ["after change", { after: "all", onlyOnChange: true }, ["After change"]],
    ["after failure, without one", { after: "all", onlyOnFailure: true }, []],
    [
      "in the scope of the module",
      { before: new Set(["change"]), moduleScope: true },
      ["Before change ('test.func' operation: @f)", "Before change ('test.func' operation: @g)"],
    ],
  ] as const)("%s", (_name, options, expected) => {
    expect(headers(options, pipeline)).toEqual(expected);
  });

  it("after a failure", () => {
    expect(headers({ onlyOnFailure: true }, "builtin.module(note,test.func(fail))")).toEqual(["After Failed fail"]);
  });

  it("shows the operation that the pass ran on", () => {
    let text = "";
    run("builtin.module(test.func(note))", {
      instrumentations: [irPrinting({ after: "all", write: (more) => (text += more) })],
    });
    expect(text.split("// -----//")[1]).toBe(
      ' IR Dump After note //----- //\n"test.func"() <{sym_name = "f"}> ({\n  "test.return"() : () -> ()\n}) : () -> ()\n\n',
    );
  });
});

describe("reproducers", () => {
  it("hold the IR from before the pipeline, and the pipeline", () => {
    const written: string[] = [];
    const reported: string[] = [];
    const { module, manager, context } = run('builtin.module(test.func(change,fail{}),note{text="a b"})', {
      instrumentations: [
        reproducerWriter({
          verifyEach: false,
          write: (text) => {
            written.push(text);
            return "out.mlir";
          },
          report: ({ message, notes }) => reported.push(message, ...notes.map((entry) => entry.message)),
        }),
      ],
    });
    expect(reported).toEqual([
      "a pass of the pipeline failed",
      "the pipeline failed while executing 'fail' on 'test.func' operation: @g: reproducer generated at 'out.mlir'",
    ]);
    expect(written).toHaveLength(1);
    expect(written[0]).not.toContain("changed");
    expect(module.regions[0]!.front.first!.attr("changed")).toBeDefined();
    const file = parseFile(written[0]!, context)!;
    expect(reproducerPipeline(file.resources)).toEqual({
      pipeline: 'builtin.module(test.func(change,fail),note{text="a b"})',
      verifyEach: false,
    });
    expect(reproducerText(file.module, manager.pipeline, false)).toBe(written[0]);
  });

  it("are told from other files", () => {
    const { resources } = parseFile("module {}", testContext())!;
    expect(reproducerPipeline(resources)).toBeUndefined();
  });
});
