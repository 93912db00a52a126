/** Command lines: what they are parsed to, and what executing them does. */
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseCommandLine } from "../../../tools/lit/shell/parser.ts";
import { ShellSession } from "../../../tools/lit/shell/session.ts";
import { ShellSyntaxError } from "../../../tools/lit/shell/syntax.ts";
import type { Program } from "../../../tools/program.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const environment = { PATH: process.env.PATH ?? "" };

/** A program inside the process: it writes its arguments and its input, and errors for the option --error. */
const probe: Program = (argv, { readStdin, cwd, env }) => {
  if (argv.includes("--crash")) throw new Error("crashed on purpose");
  return {
    stdout: `[${argv.join(",")}] ${Buffer.from(readStdin()).toString()}${argv.includes("--env") ? env.NAME : ""}\n`,
    stderr: argv.includes("--error") ? `error in ${cwd}\n` : "",
    status: argv.includes("--error") ? 3 : 0,
  };
};

function createSession(folder: string): ShellSession {
  const programs = new Map([["probe", probe]]);
  return new ShellSession({ cwd: folder, env: environment, programs, signal: new AbortController().signal });
}

/** Runs command lines in one session: all output, all errors and the last status. */
async function run(folder: string, ...lines: string[]): Promise<{ stdout: string; stderr: string; status: number }> {
  const session = createSession(folder);
  let status = 0;
  for (const line of lines) status = await session.run(parseCommandLine(line));
  const text = (stream: "stdout" | "stderr") => {
    return Buffer.concat(session.executed.map((command) => command[stream])).toString();
  };
  return { stdout: text("stdout"), stderr: text("stderr"), status };
}

/** Lines that mean the same in a POSIX shell. */
const portableLines = [
  "echo a b  c",
  "echo 'a  b' \"c  d\" e\\ f",
  'echo "it\'s" \'say "x"\' a\'b\'"c"d',
  `printf '%s.' "a\\"b\\\\c" 'd\\e'`,
  "echo '' \"\" x",
  "echo a; echo b",
  "echo a;",
  "true && echo yes || echo no",
  "false && echo yes || echo no",
  "false || true && echo yes",
  "true; false; echo done",
  "false",
  "echo a > out && cat out && echo b >> out && cat out",
  "echo a > out; echo b > out; cat < out",
  "cat nowhere 2> err || cat < out.txt",
  "cat out.txt | cat | cat",
  "cat out.txt | grep two",
  "grep nothing out.txt",
  "sh -c 'echo out; echo err >&2'",
  "sh -c 'echo 1; echo 2 >&2; echo 3; echo 4 >&2' 2>&1 | cat",
  "sh -c 'echo 1; echo 2 >&2; echo 3' > out 2>&1; cat out",
  "sh -c 'echo 1; echo 2 >&2' 2>&1 > out | cat; cat out",
  "sh -c 'echo out; echo err >&2' 2> /dev/null",
  "sh -c 'echo out; echo err >&2' > /dev/null",
  "echo out 1>&2",
  "echo out >&2",
  "echo a2> out; cat out",
  "echo 2 > out; cat out",
  "> out echo a; cat out",
  "cat < /dev/null",
  "echo *.txt",
  "echo '*.txt' \"*.txt\" \\*.txt",
  "echo [ab]*.txt nothing*.none o?t.txt",
  "mkdir -p a/b/c && touch a/b/c/file && ls a/b/c && rm -r a && ls",
  "mkdir d; mkdir d; rm -rf d nothing",
  "rm nothing",
  "cd sub && pwd && cd .. && cat out.txt",
  "env NAME=value sh -c 'echo $NAME'",
  "env -u HOME -i PATH=/bin:/usr/bin sh -c 'echo $NAME.'",
  "sh -c 'exit 7'",
  "printf 'a\\nb\\n' | sh -c 'cat; exit 2' && echo no",
  "diff -q out.txt out.txt",
  "echo unread | sh -c 'exit 0'",
];

describe("command lines", () => {
  const hasShell = process.platform !== "win32" && existsSync("/bin/sh");

  it.skipIf(!hasShell).each(portableLines)("%s, as in sh", async (line) => {
    const files = { "out.txt": "one\ntwo\n", "ab.txt": "", "sub/x": "" };
    const ours = await run(temporaryFolder(files), line);
    const folder = temporaryFolder(files);
    const theirs = spawnSync("/bin/sh", ["-c", line], { cwd: folder, encoding: "utf8", env: environment });
    // Folders have different names, and programs word their messages differently.
    const neutral = (text: string) => text.replace(/\/[^ ]*adopt-lit-test-\w+/g, "");
    expect({ stdout: neutral(ours.stdout), status: ours.status === 0, hasErrors: ours.stderr !== "" }).toEqual({
      stdout: neutral(theirs.stdout),
      status: theirs.status === 0,
      hasErrors: theirs.stderr !== "",
    });
  });

  const folder = temporaryFolder({ "out.txt": "one\ntwo\n", "text.bin": "a\tb\u007fé\n", "b.txt": "ONE \ntwo\nthree" });

  it.each([
    ["probe a 'b c'", { stdout: "[a,b c] \n", stderr: "", status: 0 }],
    ["echo in | probe", { stdout: "[] in\n\n", stderr: "", status: 0 }],
    ["probe x | probe y", { stdout: "[y] [x] \n\n", stderr: "", status: 0 }],
    ["probe x | cat", { stdout: "[x] \n", stderr: "", status: 0 }],
    ["probe < out.txt", { stdout: "[] one\ntwo\n\n", stderr: "", status: 0 }],
    ["env NAME=v probe --env", { stdout: "[--env] v\n", stderr: "", status: 0 }],
    ["probe --error", { stdout: "[--error] \n", stderr: `error in ${folder}\n`, status: 3 }],
    ["probe --error 2>&1 | cat", { stdout: `error in ${folder}\n[--error] \n`, stderr: "", status: 3 }],
    ["probe --error |& cat", { stdout: `error in ${folder}\n[--error] \n`, stderr: "", status: 3 }],
    ["probe --error &> all; cat all", { stdout: `error in ${folder}\n[--error] \n`, stderr: "", status: 0 }],
    ["probe --error >& all; cat all", { stdout: `error in ${folder}\n[--error] \n`, stderr: "", status: 0 }],
    ["not probe --error 2> /dev/null", { stdout: "[--error] \n", stderr: "", status: 0 }],
    ["not probe", { stdout: "[] \n", stderr: "", status: 1 }],
    ["not not probe", { stdout: "[] \n", stderr: "", status: 0 }],
    ["not --crash probe --crash 2> /dev/null", { stdout: "", stderr: "", status: 0 }],
    ["not --crash probe --error 2> /dev/null", { stdout: "[--error] \n", stderr: "", status: 1 }],
    ["not probe --crash 2> /dev/null", { stdout: "", stderr: "", status: 1 }],
    ["not nowhere", { stdout: "", stderr: "'nowhere': command not found\n", status: 127 }],
    ["not", { stdout: "", stderr: "Error: 'not' requires a subcommand\n", status: 127 }],
    ["nowhere | cat", { stdout: "", stderr: "'nowhere': command not found\n", status: 127 }],
    ["./out.txt", { stdout: "", stderr: "'./out.txt': permission denied\n", status: 127 }],
    ["false | true", { stdout: "", stderr: "", status: 1 }],
    ["probe --error 2> /dev/null | false", { stdout: "", stderr: "", status: 1 }],
    ["true | cd /", { stdout: "", stderr: "Unsupported: 'cd' cannot be part of a pipeline\n", status: 127 }],
    ["cd nowhere", { stdout: "", stderr: "cd: nowhere: No such directory\n", status: 1 }],
    ["cd", { stdout: "", stderr: "'cd' supports only one argument\n", status: 127 }],
    ["popd", { stdout: "", stderr: "popd: directory stack empty\n", status: 1 }],
    ["export A=1 B=2", { stdout: "", stderr: "'export' supports only one argument\n", status: 127 }],
    ["export A", { stdout: "", stderr: "export: 'A' is not of the form NAME=VALUE\n", status: 127 }],
    ["env --frob", { stdout: "", stderr: "env: unsupported option '--frob'\n", status: 127 }],
    ["env -i A=1 B=2", { stdout: "A=1\nB=2\n", stderr: "", status: 0 }],
    ["cat < nowhere", { stdout: "", stderr: `${join(folder, "nowhere")}: No such file or directory\n`, status: 127 }],
    [
      "echo > no/where",
      { stdout: "", stderr: `${join(folder, "no/where")}: No such file or directory\n`, status: 127 },
    ],
    ["echo > *.txt", { stdout: "", stderr: "'*.txt' matches several files\n", status: 127 }],
    ["cat -q", { stdout: "", stderr: "cat: unsupported option '-q'\n", status: 127 }],
    ["cat nowhere out.txt", { stdout: "", stderr: "cat: nowhere: No such file or directory\n", status: 1 }],
    ["cat -v text.bin", { stdout: "a\tb^?M-CM-)\n", stderr: "", status: 0 }],
    ["echo x | cat -e - out.txt", { stdout: "x$\none$\ntwo$\n", stderr: "", status: 0 }],
    ["echo -n a; echo -ne 'b\\tc\\x41\\0102\\q\\\\'", { stdout: "ab\tcAB\\q\\", stderr: "", status: 0 }],
    ["rm .", { stdout: "", stderr: "rm: .: Is a directory\n", status: 1 }],
    ["mkdir no/where", { stdout: "", stderr: "mkdir: no/where: No such file or directory\n", status: 1 }],
    ["touch no/where", { stdout: "", stderr: "touch: no/where: No such file or directory\n", status: 1 }],
    ["echo %{readfile:out.txt}", { stdout: "one\ntwo\n\n", stderr: "", status: 0 }],
    ["diff out.txt", { stdout: "", stderr: "diff: two files are needed\n", status: 2 }],
    ["diff out.txt nowhere", { stdout: "", stderr: "diff: nowhere: No such file or directory\n", status: 2 }],
    ["diff -r . .", { stdout: "", stderr: "diff: unsupported option '-r'\n", status: 127 }],
    ["diff -q out.txt b.txt", { stdout: "Files out.txt and b.txt differ\n", stderr: "", status: 1 }],
    [": a b", { stdout: "", stderr: "", status: 0 }],
  ])("%s", async (line, expected) => {
    expect(await run(folder, line)).toEqual(expected);
  });

  it("keep the folder and the environment for the lines that follow", async () => {
    const lines = [
      "mkdir -p down",
      "pushd down",
      "export NAME=v",
      "echo x > file",
      "probe --env",
      "popd",
      "cat down/file",
    ];
    expect(await run(folder, ...lines)).toEqual({ stdout: "[--env] v\nx\n", stderr: "", status: 0 });
  });

  it("record what was executed and where output went", async () => {
    const session = createSession(folder);
    await session.run(parseCommandLine("probe a 2> err | cat > copy"));
    const executed = session.executed.map(({ argv, stdout, files, status }) => {
      const written = files.map(({ path, content }) => `${path}: ${Buffer.from(content)}`);
      return [argv.join(" "), Buffer.from(stdout).toString(), written, status];
    });
    expect(executed).toEqual([
      ["probe a", "", [], 0],
      ["cat", "", [`${join(folder, "copy")}: [a] \n`], 0],
    ]);
    expect(readFileSync(join(folder, "err"), "utf8")).toBe("");
  });

  it("report the signal that ended a process", async () => {
    expect((await run(folder, "sh -c 'kill -9 $$'")).status).toBe(-9);
    expect((await run(folder, "not --crash sh -c 'kill -9 $$'")).status).toBe(0);
    expect(await run(folder, "not sh -c 'kill -9 $$'")).toEqual({
      stdout: "",
      stderr: "error: 'sh' was ended by signal 9\n",
      status: 1,
    });
  });

  it("end a process that writes without end", { timeout: 60_000 }, async () => {
    expect((await run(folder, "yes | cat")).status).toBe(-9);
  });

  it("pass large data on", async () => {
    const { stdout } = await run(folder, "sh -c 'head -c 3000000 /dev/zero' | cat | sh -c 'wc -c'");
    expect(stdout.trim()).toBe("3000000");
  });

  it.each([
    ["echo 'a", "missing single quote at the end"],
    ['echo "a', "missing double quote at the end"],
    ["echo a\\", "the line ends with a backslash"],
    ["echo a |", "a command is missing before the end"],
    ["| echo a", "a command is missing before |"],
    ["echo a && || echo b", "a command is missing before ||"],
    ["echo a & echo b", "'&' is not supported here"],
    ["echo a >", "a file is missing after '>'"],
    ["echo a > | cat", "a file is missing after '>'"],
    ["> out", "a command is missing before the end"],
    ["", "a command is missing before the end"],
  ])("%j is no command line", (line, message) => {
    expect(() => parseCommandLine(line)).toThrow(new ShellSyntaxError(message));
  });
});
