/**
 * Builds what is published: the library and the commands as bundles that share their chunks, so that a plug-in which
 * imports "adopt" meets the same classes as the command that loads it; and the declarations.
 */
import { execFileSync } from "node:child_process";
import { chmodSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { build } from "esbuild";

const root = join(import.meta.dirname, "..", "..");
const dist = join(root, "dist");
const commands = ["adopt", "adopt-run", "adopt-filecheck", "adopt-lit"];

rmSync(dist, { recursive: true, force: true });
await build({
  absWorkingDir: root,
  entryPoints: ["library", ...commands].map((name) => `tools/${name}.ts`),
  outdir: dist,
  bundle: true,
  splitting: true,
  format: "esm",
  platform: "node",
  target: "node20",
  packages: "external",
  // Reading the code is most of what a short run does. Names stay, for stack traces and profiles.
  minifySyntax: true,
  minifyWhitespace: true,
  // One folder, so that paths relative to a module are relative to dist/.
  chunkNames: "chunk-[hash]",
  logLevel: "warning",
});
for (const name of commands) chmodSync(join(dist, `${name}.js`), 0o755);

const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
execFileSync(process.execPath, [join(typescript, "..", "bin", "tsc"), "-p", join(root, "tools", "build")], {
  stdio: "inherit",
});
