/** Runs our FileCheck and LLVM's on the files `check` and `input` of a folder. */
import { join } from "node:path";
import { fileCheckProgram } from "../../../tools/filecheck/command.ts";
import { runOracle } from "../../support/oracles.ts";

export interface Outcome {
  readonly status: number | null;
  readonly report: string;
}

export async function runOurs(folder: string, flags: readonly string[]): Promise<Outcome> {
  const { status, stderr } = await fileCheckProgram(["check", "--input-file=input", ...flags], {
    readStdin: () => new Uint8Array(),
    cwd: folder,
    env: {},
    colored: false,
  });
  return { status, report: stderr.toString() };
}

export function runUpstream(folder: string, flags: readonly string[]): Outcome {
  const files = [join(folder, "check"), `--input-file=${join(folder, "input")}`];
  const { status, stderr } = runOracle("FileCheck", [...files, ...flags]);
  return { status, report: stderr.replaceAll(`${folder}/`, "") };
}

/** A report without what is said on purpose in another way: blank lines, and the echo of the command line. */
export function comparable(report: string): string {
  const lines = report.split("\n").map((line) => line.trimEnd());
  return lines.filter((line) => line !== "" && !line.startsWith("FileCheck command line")).join("\n");
}
