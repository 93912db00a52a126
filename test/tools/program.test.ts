/** Programs as processes: what happens when nobody can or wants to take their output. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, it } from "vitest";

const shell = (line: string) =>
  spawnSync("sh", ["-c", line.replaceAll("adopt", '"$NODE" --import tsx tools/adopt.ts')], {
    env: { ...process.env, NODE: process.execPath },
    encoding: "utf8",
  });

it("a reader that wants no more is no error", () => {
  const { stdout, stderr } = shell("(adopt --help; echo status $? >&2) | head -n 1");
  expect([stdout, stderr]).toEqual(["Usage: adopt [options] [passes] [input]\n", "status 0\n"]);
});

it.skipIf(!existsSync("/dev/full"))("a full disk is an error without a trace of the stack", () => {
  const { stderr, status } = shell("adopt --version > /dev/full");
  expect([stderr, status]).toEqual(["cannot write the output: No space left on device\n", 1]);
});
