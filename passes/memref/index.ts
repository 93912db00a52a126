/** The passes on buffers and views of them. */

import type { Pass } from "../../ir/pass.ts";
import { expandRealloc } from "./expand-realloc.ts";
import { expandStridedMetadata } from "./expand-strided-metadata.ts";
import { foldMemrefAliasOps } from "./fold-memref-alias-ops.ts";
import { normalizeMemrefs } from "./normalize-memrefs.ts";

export const memrefPasses: readonly Pass[] = [
  expandRealloc,
  expandStridedMetadata,
  foldMemrefAliasOps,
  normalizeMemrefs,
];
