/** `finalize-memref-to-llvm`: buffers become descriptors, and their elements memory behind pointers. */

import type { ConversionPattern } from "../../../ir/conversion.ts";
import type { ModuleSymbols } from "../symbols.ts";
import { accessPatterns } from "./access.ts";
import { type AllocationOptions, allocationPatterns } from "./allocation.ts";
import { assumptionPatterns } from "./assumptions.ts";
import { atomicPatterns } from "./atomics.ts";
import { convertCopy } from "./copy.ts";
import { globalPatterns } from "./globals.ts";
import { metadataPatterns } from "./metadata.ts";
import { convertReshape } from "./reshape.ts";
import { viewPatterns } from "./views.ts";

export const memrefPatterns = (symbols: ModuleSymbols, options: AllocationOptions): readonly ConversionPattern[] => [
  ...accessPatterns,
  ...allocationPatterns(symbols, options),
  ...assumptionPatterns,
  ...atomicPatterns,
  ...globalPatterns(symbols),
  ...metadataPatterns,
  ...viewPatterns,
  convertCopy(symbols),
  convertReshape,
];
