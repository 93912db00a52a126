/** The engine of regular expressions, without FileCheck around it. */
import { describe, expect, it } from "vitest";
import { countGroups, escapeRegex, Regex, RegexError } from "../../../tools/filecheck/regex/regex.ts";

const whole = (text: string) => ({ text, start: 0, end: text.length });

/** Pattern, text, and the matched text with the texts of its groups. */
const matches: readonly (readonly [pattern: string, text: string, found: string, ...groups: (string | undefined)[]])[] =
  [
    ["b+", "abbbc", "bbb"],
    ["a|ab|abc", "abcd", "abc"],
    ["(a|ab)(c|bcd)(d*)", "xabcd", "abcd", "ab", "c", "d"],
    ["(a*)(a*)b", "aab", "aab", "aa", ""],
    ["x(.*) (.*)y", "x1 2 3y", "x1 2 3y", "1 2", "3"],
    ["((a)(b))c", "abc", "abc", "ab", "a", "b"],
    ["^b$", "a\nb\nc", "b"],
    ["[[:<:]]b[[:>:]]", "ab b bc", "b"],
    ["x*", "aaa", ""],
    ["(a){0}b", "ab", "b", undefined],
    ["a{2,3}", "aaaa", "aaa"],
    ["(ab?)*", "aabab", "aabab", undefined],
    ["[^b]+", "a\nc", "a"],
    [".", "\n\0", "\0"],
    ["(a+)b\\1", "aabaac", "aabaa", "aa"],
    ["(a|b)*c\\1", "abcb", "abcb", "b"],
    ["(.+)-\\1$", "ab-ab-ab", "ab-ab", "ab"],
    ["[\\]", "a\\", "\\"],
  ];

describe("Regex", () => {
  it.each(matches.map((row) => [row]))("finds %j", ([pattern, text, ...expected]) => {
    const slots = new Regex(pattern).capture(whole(text));
    const found = [];
    for (let slot = 0; slots !== undefined && slot < slots.length; slot += 2) {
      found.push(slots[slot]! < 0 ? undefined : text.slice(slots[slot], slots[slot + 1]));
    }
    expect(found).toEqual(expected);
    expect(new Regex(pattern).find(whole(text))?.length).toBe(2);
  });

  it("finds nothing where there is nothing", () => {
    expect(new Regex("ab").find(whole("ba"))).toBeUndefined();
    expect(new Regex("(a)b\\1").capture(whole("abb"))).toBeUndefined();
  });

  it("sees only its region", () => {
    const regex = new Regex("^b$");
    expect(regex.find({ text: "abc", start: 1, end: 2 })).toEqual([1, 2]);
    expect(regex.find({ text: "abc", start: 1, end: 3 })).toBeUndefined();
  });

  it("ignores case when asked to", () => {
    expect(new Regex("a[B-C]\\d", true).find(whole("xAbD"))).toEqual([1, 4]);
    expect(new Regex("(a)\\1", true).find(whole("aA"))).toBeUndefined();
  });

  it("finds the same in a large text as in a small one", () => {
    const filler = "abc \n".repeat(10_000);
    for (const [pattern, text, expected] of matches) {
      // What matches in the filler, or only at its ends, is another question.
      if (new Regex(pattern).find(whole("abc \nabc \n")) !== undefined) continue;
      const large = filler + text;
      const found = new Regex(pattern).find(whole(large));
      expect([pattern, found && large.slice(...found)]).toEqual([pattern, expected]);
    }
  });

  it.each([
    ["(a*)*b", "a".repeat(100_000)],
    ["(a|a)*b", "a".repeat(100_000)],
    ["(.*)(.*)(.*)(.*)x", "a".repeat(100_000)],
    ["a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?a?aaaaaaaaaaaaaaaaaaaaaaaab", "a".repeat(100_000)],
    ["([[:alpha:]]+[[:space:]]*)*z", "word ".repeat(20_000)],
  ])("needs no more than linear time for %j", (pattern, text) => {
    expect(new Regex(pattern).find(whole(text))).toBeUndefined();
  });

  it("finds groups of a long match in linear time", () => {
    const text = `${"a".repeat(200_000)} = ${"b".repeat(200_000)}`;
    const slots = new Regex("([a-z]*) = ([a-z]*)").capture(whole(text));
    expect([...slots!]).toEqual([0, 400_003, 0, 200_000, 200_003, 400_003]);
  });

  it("gives up a search for back-references that takes too long", { timeout: 60_000 }, () => {
    const regex = new Regex("((a|aa)*)b\\1c");
    expect(() => regex.find(whole(`${"a".repeat(60)}b${"a".repeat(59)}c`))).toThrow(RegexError);
    expect(regex.find(whole("aaabaac"))).toEqual([1, 7]);
  });

  it.each([
    ["(((a{255}){255}){255}){255}", "out of memory"],
    [`${"(".repeat(1000)}a${")".repeat(1000)}`, "parentheses nested too deeply"],
    ["a{256}", "invalid repetition count(s)"],
    ["a{2,1}", "invalid repetition count(s)"],
    ["a{2", "braces not balanced"],
    ["a{2x}", "invalid repetition count(s)"],
    ["[[.foo.]]", "invalid collating element"],
    ["[[=ab=]]", "invalid collating element"],
    ["[[:alpha]", "invalid character class"],
    ["[a", "brackets ([ ]) not balanced"],
    ["[", "brackets ([ ]) not balanced"],
    ["[z-a]", "invalid character range"],
    ["(", "parentheses not balanced"],
    ["\\", "trailing backslash (\\)"],
    ["(a\\1)", "invalid backreference number"],
    ["", "empty (sub)expression"],
    ["a||b", "empty (sub)expression"],
    ["a+?", "repetition-operator operand invalid"],
  ])("rejects %j", (pattern, message) => {
    expect(() => new Regex(pattern)).toThrow(new RegexError(message));
  });

  it("counts groups and escapes text", () => {
    expect(countGroups("(a)|(b(c))[(]\\(")).toBe(3);
    const text = "()^$|*+?.[]\\{}a";
    expect(new Regex(`^${escapeRegex(text)}$`).find(whole(text))).toEqual([0, text.length]);
  });
});
