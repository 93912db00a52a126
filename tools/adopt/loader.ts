/**
 * Loads dialects and passes when they are needed, since reading all code takes longer than most runs. The tables name a
 * part of what tools/registry.ts registers, in groups that are often needed together; a test compares them.
 */
import type { Context } from "../../ir/context.ts";
import type { Dialect } from "../../ir/dialect.ts";

interface DialectGroup {
  readonly names: readonly string[];
  readonly load: () => Promise<readonly Dialect[]>;
}

export const dialectGroups: readonly DialectGroup[] = [
  {
    names: ["arith", "cf", "func", "index", "math", "memref", "scf", "ub"],
    load: async () => (await import("../../dialects/standard.ts")).standardDialects,
  },
  { names: ["ad"], load: async () => [(await import("../../dialects/ad/index.ts")).adDialect] },
  { names: ["affine"], load: async () => [(await import("../../dialects/affine/index.ts")).affineDialect] },
  {
    names: ["bufferization"],
    load: async () => [(await import("../../dialects/bufferization/index.ts")).bufferizationDialect],
  },
  { names: ["complex"], load: async () => [(await import("../../dialects/complex/index.ts")).complexDialect] },
  { names: ["enzyme"], load: async () => [(await import("../../dialects/enzyme/index.ts")).enzymeDialect] },
  { names: ["gpu"], load: async () => [(await import("../../dialects/gpu/index.ts")).gpuDialect] },
  { names: ["dlti"], load: async () => [(await import("../../dialects/dlti/index.ts")).dltiDialect] },
  { names: ["linalg"], load: async () => [(await import("../../dialects/linalg/index.ts")).linalgDialect] },
  { names: ["llvm"], load: async () => [(await import("../../dialects/llvm/index.ts")).llvmDialect] },
  { names: ["tensor"], load: async () => [(await import("../../dialects/tensor/index.ts")).tensorDialect] },
];

/** The passes in passes/transforms.ts. They make no operations of dialects that the input does not know. */
export const transformNames: ReadonlySet<string> = new Set([
  "canonicalize",
  "control-flow-sink",
  "cse",
  "inline",
  "loop-invariant-code-motion",
  "print-op-stats",
  "remove-dead-values",
  "sccp",
  "strip-debuginfo",
  "symbol-dce",
  "symbol-privatize",
  "topological-sort",
]);

/** Brings dialects and passes into a context. */
export class Loader {
  readonly context: Context;
  #loadedAll: boolean;

  constructor(context: Context) {
    this.context = context;
    this.#loadedAll = false;
  }

  async everything(): Promise<void> {
    if (this.#loadedAll) return;
    this.#loadedAll = true;
    const { dialects, extensions } = await import("../registry.ts");
    this.context.register(...dialects, ...extensions);
  }

  /** The passes that a text in the pipeline language names; everything if one is not among the transforms. */
  async passesIn(pipeline: string): Promise<void> {
    const names = [...pipeline.matchAll(/(?:^|[(,])\s*([A-Za-z][\w-]*)\s*(?=[,){]|$)/g)].map(([, name]) => name!);
    if (names.some((name) => !transformNames.has(name))) await this.everything();
    else if (names.length > 0)
      this.context.register({ passes: (await import("../../passes/transforms.ts")).transforms });
  }

  /** The dialects that a text mentions anywhere. */
  async dialectsIn(text: string): Promise<void> {
    for (const { names, load } of dialectGroups) {
      if (names.some((name) => text.includes(`${name}.`))) this.context.register(...(await load()));
    }
  }
}
