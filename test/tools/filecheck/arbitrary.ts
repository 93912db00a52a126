/** Random check files, inputs and flags for FileCheck. Most directives are made from the input, so that many match. */
import fc from "fast-check";

export interface RandomCase {
  readonly check: string;
  readonly input: string;
  readonly flags: readonly string[];
}

const text = (...parts: string[]): fc.Arbitrary<string> => fc.constantFrom(...parts);
const joined = (part: fc.Arbitrary<string>, minLength: number, maxLength: number): fc.Arbitrary<string> => {
  return fc.array(part, { minLength, maxLength }).map((parts) => parts.join(""));
};

/** Upstream's library does not find copies of an anchor at one place, as in `(^){2}`; ours does. */
const hasNoAnchor = (regex: string): boolean => !/(?<!\[)\^|\$/.test(regex);

/** Regular expressions, now and then wrong ones. Back-references are added by variables. */
const { regex } = fc.letrec<{ regex: string }>((tie) => ({
  regex: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    { weight: 8, arbitrary: text("a", "b", "foo", " ", "1", ".", "\\.", "%", "[abc]", "[^a]", "[a-c]*", "[]a]") },
    { weight: 4, arbitrary: text("[[:alpha:]]", "[[:digit:]]+", "[^[:space:]]+", ".*", ".+", "^", "$", "[1-9][0-9]*") },
    { weight: 1, arbitrary: text("(a|ab)(c|bcd)", "(a*)(ab)*(b*)", "(a*)*", "[[:<:]]", "[[.hyphen.]]", "a{,2}", "()") },
    { weight: 1, arbitrary: text("(", "a)", "[", "a|", "**", "[b-a]", "a{2,1}", "[[:foo:]]", "\\", "+") },
    { weight: 3, arbitrary: fc.tuple(tie("regex"), tie("regex")).map(([a, b]) => a + b) },
    { weight: 3, arbitrary: fc.tuple(tie("regex"), tie("regex")).map(([a, b]) => `(${a}|${b})`) },
    {
      weight: 3,
      arbitrary: fc
        .tuple(tie("regex").filter(hasNoAnchor), text("*", "+", "?", "{2}", "{1,2}", "{0,3}", "{2,}"))
        .map(([body, repetition]) => `(${body})${repetition}`),
    },
  ),
}));

const token = text("a", "b", "foo", "%1", "%2", "15", "16", "ff", "x", "bar", "=", "ab", "A", "é", "(", "*");
const blank = text(" ", " ", "", "  ", "\t");
const line = fc.oneof(
  {
    weight: 8,
    arbitrary: joined(
      fc.tuple(token, blank).map(([word, space]) => word + space),
      1,
      5,
    ),
  },
  { weight: 1, arbitrary: fc.constant("") },
);

const variable = text("X", "Y", "$Z");
const number = text("N", "M", "$K");

const operand = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 4, arbitrary: fc.nat(20).map(String) },
  { weight: 1, arbitrary: text("@LINE", "0x1F", "010", "-3", "08", "0x", "@FOO", "") },
  {
    weight: 2,
    arbitrary: fc
      .tuple(text("add", "sub", "mul", "div", "max", "min"), fc.nat(9), fc.nat(9))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
  },
);
const expression = fc
  .tuple(operand, fc.array(fc.tuple(text("+", "-", " + ", " - "), operand), { maxLength: 2 }))
  .map(([first, rest]) => first + rest.flat().join(""));
const format = text("", "", "", "%x,", "%X,", "%u,", "%d,", "%.3x,", "%#x,", "%,", "%y,", "%#u,", " %x ,");
const numericBlock = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(format, number).map(([conversion, name]) => `[[#${conversion}${name}:]]`) },
  { weight: 3, arbitrary: fc.tuple(format, expression).map(([conversion, value]) => `[[#${conversion}${value}]]`) },
  { weight: 1, arbitrary: fc.tuple(number, expression).map(([name, value]) => `[[#${name}:${value}]]`) },
  { weight: 1, arbitrary: text("[[@LINE]]", "[[@LINE+1]]", "[[@LINE-2]]", "[[#]]", "[[#==1]]") },
);
const stringBlock = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(variable, regex).map(([name, body]) => `[[${name}:${body}]]`) },
  { weight: 3, arbitrary: variable.map((name) => `[[${name}]]`) },
);
const wrongBlock = text("[[", "{{", "[[]]", "[[ X]]", "[[1X:a]]", "[[X-]]", "[[N:a]]", "[[#X:]]", "{{a}}}");

/** What stands in a pattern for a word of the input. */
const replacement = (word: string): fc.Arbitrary<string> => {
  return fc.oneof(
    { weight: 10, arbitrary: fc.constant(word) },
    { weight: 3, arbitrary: text("{{.*}}", "{{[a-z]+|[0-9]+}}", "{{[^ ]+}}") },
    { weight: 2, arbitrary: regex.map((body) => `{{${body}}}`) },
    { weight: 3, arbitrary: stringBlock },
    { weight: /^\d+$/.test(word) ? 12 : 1, arbitrary: numericBlock },
    { weight: 1, arbitrary: fc.oneof({ weight: 1, arbitrary: wrongBlock }, { weight: 4, arbitrary: token }) },
  );
};

const pattern = (source: string): fc.Arbitrary<string> => {
  const words = source.split(/(?<= )|(?= )/).filter((word) => word !== "");
  if (words.length === 0) return token;
  return fc
    .tuple(fc.tuple(...words.map(replacement)), fc.nat(words.length - 1), fc.nat(words.length))
    .map(([parts, start, length]) => parts.slice(start, start + length + 1).join(""));
};

const suffix = text("", "", "", "-NEXT", "-NEXT", "-SAME", "-DAG", "-DAG", "-NOT", "-COUNT-2", "-LABEL", "{LITERAL}");

const directive = (source: string): fc.Arbitrary<string> => {
  return fc.oneof(
    { weight: 20, arbitrary: fc.tuple(suffix, pattern(source)).map(([kind, body]) => `CHECK${kind}: ${body}`) },
    { weight: 1, arbitrary: fc.constant("CHECK-EMPTY:") },
    { weight: 1, arbitrary: text("COM: CHECK: x", "RUN: CHECK: x", "XCHECK: a", "CHECK-FOO: a", "// CHECK", "") },
    { weight: 1, arbitrary: text("CHECK_NOT: a", "CHECK-NOT-DAG: a", "CHECK-COUNT-0: a", "CHECK: ", "CHECK-NOT: zz") },
  );
};

const flag = text(
  "--strict-whitespace",
  "--match-full-lines",
  "--ignore-case",
  "--enable-var-scope",
  "--allow-deprecated-dag-overlap",
  "-v",
  "--vv",
  "--implicit-check-not=foo",
  "--implicit-check-not={{a+}}b",
  "-DX=a",
  "-D$Z=b*",
  "-D#N=15",
  "-D#%x,M=0xf",
  "--dump-input=always",
  "--dump-input=never",
  "--dump-input-filter=all",
  "--dump-input-filter=annotation",
  "--dump-input-filter=annotation-full",
  "--dump-input-context=1",
);

/** An option may be given once, with one value. */
const flags = fc.uniqueArray(flag, { maxLength: 3, selector: (value) => value.replace(/=.*/, "") });

export const randomCase: fc.Arbitrary<RandomCase> = fc
  .tuple(fc.array(line, { minLength: 1, maxLength: 8 }), text("\n", "\n", "\r\n"), fc.boolean(), flags)
  .chain(([lines, newline, isEnded, chosenFlags]) => {
    const directives = fc.array(fc.nat(lines.length - 1), { minLength: 1, maxLength: 6 }).chain((indices) => {
      const inOrder = [...indices].sort((a, b) => a - b);
      return fc.tuple(...inOrder.map((index) => directive(lines[index]!)));
    });
    return directives.map((check) => ({
      check: check.join("\n"),
      input: lines.join(newline) + (isEnded ? newline : ""),
      flags: chosenFlags,
    }));
  });
