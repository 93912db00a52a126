/** Differences of texts, in the unified format. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { unifiedDifference } from "../../../tools/lit/shell/line-difference.ts";
import { temporaryFolder, writeFiles } from "./temporary-folder.ts";

const plain = { context: 3, normalize: (line: string) => line };

const randomText = fc
  .tuple(fc.array(fc.constantFrom("a", "b", "c", ""), { maxLength: 30 }), fc.boolean())
  .map(([lines, isEnded]) => lines.join("\n") + (isEnded && lines.length > 0 ? "\n" : ""));

/** The two texts that a difference with unlimited context shows. */
function reconstruct(difference: string): [before: string, after: string] {
  const sides = { "-": "", "+": "" };
  const lines = difference.split("\n").slice(1, -1);
  for (const [index, line] of lines.entries()) {
    if (line.startsWith("\\")) continue;
    const text = `${line.slice(1)}${lines[index + 1]?.startsWith("\\") ? "" : "\n"}`;
    if (!line.startsWith("+")) sides["-"] += text;
    if (!line.startsWith("-")) sides["+"] += text;
  }
  return [sides["-"], sides["+"]];
}

describe("unifiedDifference", () => {
  it("is empty for equal texts", () => {
    expect(unifiedDifference("a\nb\n", "a\nb\n", plain)).toBe("");
    expect(unifiedDifference("", "", plain)).toBe("");
  });

  it("shows both texts", () => {
    const property = fc.property(randomText, randomText, (before, after) => {
      const difference = unifiedDifference(before, after, { ...plain, context: Number.POSITIVE_INFINITY });
      if (before === after) expect(difference).toBe("");
      else expect(reconstruct(difference)).toEqual([before, after]);
    });
    fc.assert(property, { seed: 7, numRuns: 500 });
  });

  const hasDiff = spawnSync("diff", ["--version"]).status === 0;

  it.skipIf(!hasDiff)("has as many changes and the same form as diff -u", () => {
    const folder = temporaryFolder();
    const size = (difference: string) => difference.split("\n").filter((line) => /^[-+]/.test(line)).length;
    const property = fc.property(randomText, randomText, fc.nat(4), (before, after, context) => {
      writeFiles(folder, { before, after });
      const files = [join(folder, "before"), join(folder, "after")];
      const { stdout } = spawnSync("diff", ["-d", `-U${context}`, ...files], { encoding: "utf8" });
      const theirs = stdout.split("\n").slice(2).join("\n");
      const ours = unifiedDifference(before, after, { ...plain, context });
      expect(size(ours)).toBe(size(theirs));
      // Where only one way is shortest, the hunks are the same.
      if (size(theirs) === 1) expect(ours.split("\n").length).toBe(theirs.split("\n").length);
    });
    fc.assert(property, { seed: 11, numRuns: 200 });
  });

  it("joins hunks that are near", () => {
    const lines = Array.from({ length: 20 }, (_, index) => `${index}\n`);
    const change = (...changed: number[]) => {
      return lines.map((line, index) => (changed.includes(index) ? `x${line}` : line)).join("");
    };
    const headers = (difference: string) => difference.match(/^@@.*@@$/gm);
    expect(headers(unifiedDifference(lines.join(""), change(2, 9), plain))).toEqual(["@@ -1,13 +1,13 @@"]);
    expect(headers(unifiedDifference(lines.join(""), change(2, 10), plain))).toEqual([
      "@@ -1,6 +1,6 @@",
      "@@ -8,7 +8,7 @@",
    ]);
    expect(headers(unifiedDifference("", "a\n", plain))).toEqual(["@@ -0,0 +1 @@"]);
    expect(headers(unifiedDifference("a\n", "", plain))).toEqual(["@@ -1 +0,0 @@"]);
  });

  it("marks a missing end of line", () => {
    expect(unifiedDifference("a", "a\n", plain)).toBe("@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
  });

  it("compares what lines are normalized to", () => {
    const normalize = (line: string) => line.replaceAll(" ", "");
    expect(unifiedDifference("a b\nc\n", "ab\nd\n", { context: 0, normalize })).toBe("@@ -2 +2 @@\n-c\n+d\n");
  });

  it("replaces texts that have little in common as a whole", () => {
    const before = Array.from({ length: 50_000 }, (_, index) => `a${index}\n`);
    const after = Array.from({ length: 50_000 }, (_, index) => `b${index}\n`);
    const difference = unifiedDifference(before.join(""), after.join(""), plain);
    expect(difference.startsWith("@@ -1,50000 +1,50000 @@\n-a0\n-a1\n")).toBe(true);
  });
});
