/** Builds what is published: a bundle of the library and the commands, files that load parts of it, and the declarations. */

import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { devNull } from "node:os";
import { join } from "node:path";
import { type BuildOptions, build } from "esbuild";

const root = join(import.meta.dirname, "..", "..");
const dist = join(root, "dist");
const commands = ["adopt", "adopt-run", "adopt-filecheck", "adopt-lit"];

const options: BuildOptions = {
  absWorkingDir: root,
  bundle: true,
  format: "cjs",
  platform: "node",
  target: "node20",
  packages: "external",
  // Reading the code is most of what a short run does. Names stay, for stack traces and profiles.
  minifySyntax: true,
  minifyWhitespace: true,
  logLevel: "warning",
};

rmSync(dist, { recursive: true, force: true });
const {
  outputFiles: [bundle],
} = await build({
  ...options,
  write: false,
  stdin: {
    contents: ["library", ...commands]
      .map((name) => `exports["${name}"] = () => require("./tools/${name}.ts");`)
      .join("\n"),
    resolveDir: root,
  },
  define: { "import.meta.url": "bundleUrl" },
  banner: { js: 'const bundleUrl = require("node:url").pathToFileURL(__filename).href;' },
});
mkdirSync(dist);
const code = bundle!.text.replaceAll(/\bimport\(/g, "importModule(");
writeFileSync(join(dist, "bundle.js"), `(function (exports, require, importModule, __filename) {${code}\n})\n`);
await build({ ...options, entryPoints: ["tools/launcher.ts"], outdir: dist });

writeFileSync(join(dist, "package.json"), '{ "type": "commonjs" }\n');
for (const name of commands) {
  const file = join(dist, `${name}.js`);
  writeFileSync(file, `#!/usr/bin/env node\nrequire("./launcher.js").run("${name}");\n`);
  chmodSync(file, 0o755);
}

const { load } = createRequire(import.meta.url)(join(dist, "launcher.js")) as { load(name: string): object };
const names = Object.keys(load("library")).join(", ");
writeFileSync(
  join(dist, "library.mjs"),
  `import launcher from "./launcher.js";\nexport const { ${names} } = launcher.load("library");\n`,
);

const typescript = createRequire(import.meta.url).resolve("typescript/package.json");
execFileSync(process.execPath, [join(typescript, "..", "bin", "tsc"), "-p", join(root, "tools", "build")], {
  stdio: "inherit",
});

// The first run of a command writes its code cache: what that run used is what later ones need not read.
execFileSync(
  process.execPath,
  [join(dist, "adopt.js"), "tools/build/typical.mlir", "--canonicalize", "--cse", "-o", devNull],
  {
    cwd: root,
  },
);
