/** Native memory and JavaScript's: addresses of the one's, copies of the other's. */

import { loadLibrary } from "./library.ts";
import type { NativeMemory } from "./signature.ts";

/** The address of the first byte of `memory`, valid as long as JavaScript holds on to `memory`. */
export const addressOf = (memory: NativeMemory): bigint => loadLibrary().koffi.address(memory);

/** A copy of `byteLength` bytes of native memory. A wrong address or length ends the process. */
export function copyMemory(address: bigint | number, byteLength: number): ArrayBuffer {
  if (byteLength === 0) return new ArrayBuffer(0);
  return loadLibrary().koffi.view(address, byteLength).slice(0);
}

/** Frees memory that native code has got from `malloc`. */
export const freeMemory = (address: bigint): void => loadLibrary().koffi.free(address);
