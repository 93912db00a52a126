/** The textual form of pipelines. */

import { describe, expect, it } from "vitest";
import { DiagnosticError } from "../../ir/diagnostic.ts";
import type { FileLineColLoc } from "../../ir/location.ts";
import { boolOption, choiceOption, definePass, intOption, listOption, stringOption } from "../../ir/pass.ts";
import { printPipeline } from "../../passes/pipeline.ts";
import { parsePassOptions, parsePipeline } from "../../passes/pipeline-parser.ts";
import { testContext } from "../support/round-trip.ts";

const anywhere = definePass(
  "anywhere",
  {
    summary: "",
    options: {
      count: intOption(3, ""),
      flag: boolOption(false, ""),
      text: stringOption("none", ""),
      level: choiceOption(["low", "high"], "low", ""),
      list: listOption(stringOption("", ""), [], ""),
      numbers: listOption(intOption(0, ""), [1], ""),
    },
  },
  () => {},
);
const onFunctions = definePass("on-functions", { summary: "", on: "func.func" }, () => {});
const context = testContext().register({
  passes: [anywhere, onFunctions],
  pipelines: [{ name: "both", summary: "", text: "func.func(on-functions),anywhere{count=1}" }],
});

const reprinted = (text: string): string => printPipeline(parsePipeline(text, context));

/** `line:column: message` */
function errorOf(text: string): string {
  try {
    parsePipeline(text, context);
  } catch (error) {
    if (!(error instanceof DiagnosticError)) throw error;
    const { line, column } = error.diagnostic.location as FileLineColLoc;
    return `${line}:${column}: ${error.message}`;
  }
  throw new Error("no error");
}

describe("texts", () => {
  it.each([
    ["builtin.module(anywhere)"],
    ["builtin.module()"],
    ["any(anywhere,anywhere)"],
    ["builtin.module(func.func(on-functions,anywhere),anywhere)"],
    ["builtin.module(builtin.module(func.func(on-functions)))"],
    ["builtin.module(anywhere{count=-5 flag=true text=abc level=high})"],
    ["builtin.module(anywhere{list={a,b} numbers={1,2,3}})"],
    ['builtin.module(anywhere{list="func.func(x{y=1})"})'],
    ['builtin.module(anywhere{list={"a b","c,d"}})'],
    ['builtin.module(anywhere{text="two words"})'],
    ["builtin.module(anywhere{text='say \"yes\"'})"],
    ['builtin.module(anywhere{text=""})'],
  ])("%s is printed as it was read", (text) => {
    expect(reprinted(text)).toBe(text);
  });

  it.each([
    [" builtin.module ( anywhere , anywhere ) ", "builtin.module(anywhere,anywhere)"],
    ["builtin.module(anywhere{count=3 flag=false})", "builtin.module(anywhere)"],
    ["builtin.module(anywhere{list=func.func(x{y=1})})", 'builtin.module(anywhere{list="func.func(x{y=1})"})'],
    ["builtin.module(anywhere{flag})", "builtin.module(anywhere{flag=true})"],
    ["builtin.module(anywhere{})", "builtin.module(anywhere)"],
    ["builtin.module(\n  anywhere{\n  count=4 }\n)", "builtin.module(anywhere{count=4})"],
    ["builtin.module(both)", "builtin.module(func.func(on-functions),anywhere{count=1})"],
    // Neighbours on one kind of operation become one.
    ["builtin.module(func.func(anywhere),func.func(on-functions))", "builtin.module(func.func(anywhere,on-functions))"],
    ["builtin.module(func.func(anywhere),both)", "builtin.module(func.func(anywhere,on-functions),anywhere{count=1})"],
  ])("%s is %s", (text, expected) => {
    expect(reprinted(text)).toBe(expected);
  });

  it("gives options their values", () => {
    const text = "count=7 list={a, f(b,c)} numbers=4,5";
    expect(parsePassOptions(anywhere, text, context, "-")).toEqual({
      count: 7,
      list: ["a", "f(b,c)"],
      numbers: [4, 5],
    });
  });
});

describe("errors", () => {
  const wrapped = "expected the operation that the passes run on around them, as in";
  it.each([
    ["", `1:1: ${wrapped} 'builtin.module(canonicalize)'`],
    ["anywhere", `1:1: ${wrapped} 'builtin.module(anywhere)'`],
    ["module(anywhere)", "1:1: 'module' is not the name of an operation"],
    ["builtin.module(anywhere", "1:15: missing closing ')' of this pipeline"],
    ["builtin.module(func.func(anywhere)", "1:15: missing closing ')' of this pipeline"],
    ["builtin.module(anywhere))", "1:25: encountered an extra closing ')'"],
    ["builtin.module(anywhere),anywhere", "1:25: expected the end of the pipeline"],
    ["builtin.module(anywhere,)", "1:25: expected the name of a pass"],
    ["builtin.module(,anywhere)", "1:16: expected the name of a pass"],
    [
      "builtin.module(anywere)",
      "1:16: 'anywere' does not refer to a registered pass or pass pipeline; did you mean 'anywhere'?",
    ],
    ["builtin.module(xyz)", "1:16: 'xyz' does not refer to a registered pass or pass pipeline"],
    [
      "builtin.module(on-functions)",
      "1:16: 'on-functions' runs on 'func.func', not on 'builtin.module'; did you mean 'func.func(on-functions)'?",
    ],
    [
      "builtin.module(\n  anywhere,\n  nowhere{})",
      "3:3: 'nowhere' does not refer to a registered pass or pass pipeline; did you mean 'anywhere'?",
    ],
    ["builtin.module(both{x=1})", "1:20: the pipeline 'both' has no options"],
    ["builtin.module(anywhere{count=1)", "1:24: missing closing '}' of the options"],
    ["builtin.module(anywhere{counts=1})", "1:25: 'anywhere' has no option 'counts'; did you mean 'count'?"],
    [
      "builtin.module(on-functions{x})",
      "1:16: 'on-functions' runs on 'func.func', not on 'builtin.module'; did you mean 'func.func(on-functions)'?",
    ],
    ["builtin.module(anywhere{count=two})", "1:31: option 'count' of 'anywhere': expected an integer, but got 'two'"],
    [
      "builtin.module(anywhere{count=99999999999999999999})",
      "1:31: option 'count' of 'anywhere': the integer 99999999999999999999 is too large",
    ],
    [
      "builtin.module(anywhere{flag=maybe})",
      "1:30: option 'flag' of 'anywhere': expected 'true' or 'false', but got 'maybe'",
    ],
    [
      "builtin.module(anywhere{level=top})",
      "1:31: option 'level' of 'anywhere': expected one of low, high, but got 'top'",
    ],
    ['builtin.module(anywhere{text="open})', "1:24: missing closing '}' of the options"],
    ["builtin.module(anywhere{=1})", "1:25: 'anywhere' has no option ''"],
    ["builtin.module(anywhere{toString=1})", "1:25: 'anywhere' has no option 'toString'"],
  ])("%s", (text, message) => {
    expect(errorOf(text)).toBe(message);
  });
});
