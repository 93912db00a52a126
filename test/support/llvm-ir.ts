/** Texts of LLVM IR that are to be compared. Tests that use this need opt. */

import { createHash } from "node:crypto";
import { runOracle } from "./oracles.ts";

/**
 * The module as opt prints it: without names of files, lists of metadata and declarations of intrinsics, with metadata
 * and attributes of functions in place of their numbers, and the incoming values of phi nodes in one order.
 */
export function normalized(ir: string): string {
  const { stdout, stderr, status } = runOracle("opt", ["-S", "-passes=verify"], ir);
  if (status !== 0) throw new Error(`${stderr}\nin\n${ir}`);
  const metadata = contents(new Map([...stdout.matchAll(/^(!\d+) = (.*)$/gm)].map(([, id, body]) => [id!, body!])));
  const attributes = new Map([...stdout.matchAll(/^attributes (#\d+) = (.*)$/gm)].map(([, id, list]) => [id!, list!]));
  return (
    stdout
      .split("\n")
      .filter(
        (line) => !/^(; ModuleID|; Function Attrs|source_filename|!|attributes #|declare .* @llvm\.|$)/.test(line),
      )
      .map((line) =>
        line.replace(/!\d+/g, (id) => metadata.get(id)!).replace(/ #\d+/g, (id) => ` ${attributes.get(id.trim())!}`),
      )
      // mlir-translate leaves this out of declarations.
      .map((line) => (line.startsWith("declare") ? line.replace(/ "tune-cpu"="[^"]*"/, "") : line))
      .map((line) =>
        line.replace(/(\[ [^[\]]* \](, )?)+/, (list) =>
          list
            .split("], ")
            .map((part) => part.replace("]", "").trim())
            .sort()
            .join("; "),
        ),
      )
      .join("\n")
  );
}

const number = /!\d+/g;

/** The bodies by number, in which what stands for other metadata depends on what that says, not on its number. */
function contents(bodies: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  let names = new Map([...bodies.keys()].map((id) => [id, "!"]));
  const renamed = (body: string): string => body.replace(number, (id) => names.get(id) ?? id);
  // Metadata is linked in long chains: from places to scopes, from these to types and their members.
  for (let round = 0; round < 8; round++) {
    names = new Map(
      [...bodies].map(([id, body]) => {
        const digest = createHash("sha1").update(renamed(body)).digest("hex");
        return [id, `!${digest.slice(0, 10)}`];
      }),
    );
  }
  return new Map([...bodies].map(([id, body]) => [id, renamed(body)]));
}
