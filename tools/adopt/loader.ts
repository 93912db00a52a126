/**
 * Loads dialects and passes when they are needed, since reading all code takes longer than most runs. The tables name a
 * part of what tools/registry.ts registers; a test compares them.
 */
import type { Context } from "../../ir/context.ts";
import type { Dialect } from "../../ir/dialect.ts";

export const dialectLoaders: Readonly<Record<string, () => Promise<Dialect>>> = {
  ad: async () => (await import("../../dialects/ad/index.ts")).adDialect,
  affine: async () => (await import("../../dialects/affine/index.ts")).affineDialect,
  arith: async () => (await import("../../dialects/arith/index.ts")).arithDialect,
  bufferization: async () => (await import("../../dialects/bufferization/index.ts")).bufferizationDialect,
  cf: async () => (await import("../../dialects/cf/index.ts")).cfDialect,
  complex: async () => (await import("../../dialects/complex/index.ts")).complexDialect,
  dlti: async () => (await import("../../dialects/dlti/index.ts")).dltiDialect,
  enzyme: async () => (await import("../../dialects/enzyme/index.ts")).enzymeDialect,
  func: async () => (await import("../../dialects/func/index.ts")).funcDialect,
  gpu: async () => (await import("../../dialects/gpu/index.ts")).gpuDialect,
  index: async () => (await import("../../dialects/index/index.ts")).indexDialect,
  linalg: async () => (await import("../../dialects/linalg/index.ts")).linalgDialect,
  llvm: async () => (await import("../../dialects/llvm/index.ts")).llvmDialect,
  math: async () => (await import("../../dialects/math/index.ts")).mathDialect,
  memref: async () => (await import("../../dialects/memref/index.ts")).memrefDialect,
  scf: async () => (await import("../../dialects/scf/index.ts")).scfDialect,
  tensor: async () => (await import("../../dialects/tensor/index.ts")).tensorDialect,
  ub: async () => (await import("../../dialects/ub/index.ts")).ubDialect,
};

/** The passes in passes/transforms/. They make no operations of dialects that the input does not know. */
export const transformNames: ReadonlySet<string> = new Set([
  "canonicalize",
  "control-flow-sink",
  "cse",
  "inline",
  "loop-invariant-code-motion",
  "mem2reg",
  "print-op-stats",
  "remove-dead-values",
  "sccp",
  "scf-uplift-while-to-for",
  "sroa",
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
      this.context.register({ passes: (await import("../../passes/transforms/index.ts")).transforms });
  }

  /** The dialects that a text mentions anywhere. */
  async dialectsIn(text: string): Promise<void> {
    for (const name of namesIn(text, new Set(Object.keys(dialectLoaders)))) {
      this.context.register(await dialectLoaders[name]!());
    }
  }
}

/** Those of the names that stand before a dot, found in one walk: each is no longer looked for once it was seen. */
function* namesIn(text: string, names: Set<string>): Generator<string> {
  let end = 0;
  while (names.size > 0) {
    const pattern = new RegExp(`\\b(${[...names].join("|")})\\.`, "g");
    pattern.lastIndex = end;
    const name = pattern.exec(text)?.[1];
    if (name === undefined) return;
    names.delete(name);
    end = pattern.lastIndex;
    yield name;
  }
}
