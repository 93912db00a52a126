/**
 * Loads what is in dist/bundle.js: the library and the commands, as one function, so that a plug-in which imports "adopt"
 * meets the same classes as the command that loads it. Reading that much code takes longer than most runs, so a command
 * keeps V8's code cache of its last full start beside the bundle; see https://v8.dev/blog/code-caching-for-devs. Each
 * version of Node makes its own, where the folder may be written to.
 */
import { accessSync, constants, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Script } from "node:vm";

/** The modules in the bundle; each is executed when it is first asked for. */
type Bundle = Readonly<Record<string, () => unknown>>;

const bundlePath = join(__dirname, "bundle.js");

let bundle: Bundle | undefined;

/** The exports of a module of the bundle. */
export function load(name: string): unknown {
  bundle ??= evaluate(compile());
  return bundle[name]!();
}

/**
 * Flags of V8 for programs that run for a second or two. What was measured is the time for 10 MB of text, with passes and
 * without.
 */
const flags = [
  // Nobody waits for a frame to be drawn: collecting garbage in small steps only makes the whole slower, by a tenth.
  "--no-incremental-marking",
  // Half of the time goes by before code is optimised. With less inlining that takes less, and the whole takes a tenth less.
  "--max-inlined-bytecode-size-cumulative=300",
  // The code cache is taken at the end, when the code that starts the program would have been thrown away as long unused.
  "--no-flush-bytecode",
];

/** Runs a command as the process's own. */
export function run(command: string): void {
  for (const flag of flags) setFlagsFromString(flag);
  const cachePath = join(__dirname, "cache", `${command}-${process.version}-${process.arch}`);
  const script = compile(readIfThere(cachePath));
  if (script.cachedDataRejected !== false) process.once("exit", () => writeCache(cachePath, script));
  bundle = evaluate(script);
  load(command);
}

function compile(cachedData?: Buffer): Script {
  // The bundle is ASCII, which is read fastest so.
  return new Script(readFileSync(bundlePath, "latin1"), { filename: bundlePath, cachedData });
}

function evaluate(script: Script): Bundle {
  const exports = {};
  // A script from a code cache cannot import modules itself.
  const importModule = (specifier: string): Promise<unknown> => import(specifier);
  script.runInThisContext()(exports, require, importModule, bundlePath);
  return exports;
}

function readIfThere(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/**
 * A cache that cannot be written is done without. Other processes, and those after a crash of the machine, see the whole
 * of it or nothing: V8 knows a cache that was made otherwise, but not one that is damaged.
 */
function writeCache(path: string, script: Script): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    accessSync(dirname(path), constants.W_OK);
    const temporary = `${path}.${process.pid}`;
    writeFileSync(temporary, script.createCachedData(), { flush: true });
    renameSync(temporary, path);
  } catch {}
}
