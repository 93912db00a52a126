/** Every dialect and pass that the tools know from the start. */

import { adDialect } from "../dialects/ad/index.ts";
import { affineDialect } from "../dialects/affine/index.ts";
import { arithDialect } from "../dialects/arith/index.ts";
import { bufferizationDialect } from "../dialects/bufferization/index.ts";
import { cfDialect } from "../dialects/cf/index.ts";
import { complexDialect } from "../dialects/complex/index.ts";
import { dltiDialect } from "../dialects/dlti/index.ts";
import { enzymeDialect } from "../dialects/enzyme/index.ts";
import { funcDialect } from "../dialects/func/index.ts";
import { gpuDialect } from "../dialects/gpu/index.ts";
import { indexDialect } from "../dialects/index/index.ts";
import { linalgDialect } from "../dialects/linalg/index.ts";
import { llvmDialect } from "../dialects/llvm/index.ts";
import { mathDialect } from "../dialects/math/index.ts";
import { memrefDialect } from "../dialects/memref/index.ts";
import { scfDialect } from "../dialects/scf/index.ts";
import { tensorDialect } from "../dialects/tensor/index.ts";
import { ubDialect } from "../dialects/ub/index.ts";
import { builtinDialect } from "../ir/builtin/ops.ts";
import { Context, type ContextOptions } from "../ir/context.ts";
import type { Dialect, Extension } from "../ir/dialect.ts";
import { loweringPasses } from "../lowering/index.ts";
import { transformPasses } from "../passes/index.ts";

export const dialects: readonly Dialect[] = [
  builtinDialect,
  adDialect,
  affineDialect,
  arithDialect,
  bufferizationDialect,
  cfDialect,
  complexDialect,
  dltiDialect,
  enzymeDialect,
  funcDialect,
  gpuDialect,
  indexDialect,
  linalgDialect,
  llvmDialect,
  mathDialect,
  memrefDialect,
  scfDialect,
  tensorDialect,
  ubDialect,
];

export const extensions: readonly Extension[] = [transformPasses, loweringPasses];

/** A context with all dialects and passes of this package, and what `options` adds. */
export const defaultContext = (options: ContextOptions = {}): Context =>
  new Context({ ...options, extensions: [...dialects, ...extensions, ...(options.extensions ?? [])] });
