/** Reads and writes single elements of the arrays that memrefs lie in. Compiled code has this inline. */

import type { HostValue, MemRef } from "./memref.ts";
import type { ElementAccess, ElementStorage } from "./storage.ts";

type Data = MemRef["data"];

/**
 * The index in the two entries at `position`; undefined beyond the end.
 *
 * @throws {RangeError} if a number does not hold it exactly
 */
export function readIndex(data: Data, position: number): number | undefined {
  const entries = data as Int32Array;
  const low = entries[2 * position];
  const high = entries[2 * position + 1];
  if (low === undefined || high === undefined) return undefined;
  if (high === low >> 31) return low;
  const value = high * 2 ** 32 + (low >>> 0);
  if (!Number.isSafeInteger(value)) throw inexactIndex(String((BigInt(high) << 32n) + BigInt(low >>> 0)));
  return value;
}

export function writeIndex(data: Data, position: number, value: number): void {
  const entries = data as Int32Array;
  // The lower 32 bits: what does not fit is cut off.
  entries[2 * position] = value;
  entries[2 * position + 1] = Math.floor(value / 2 ** 32);
}

export const inexactIndex = (value: string): RangeError =>
  new RangeError(`the index ${value} is beyond 2^53, where numbers are not exact`);

/** The element at `position`, an index into the memref's elements in memory. */
export const readElement = ({ access }: ElementStorage, data: Data, position: number): HostValue =>
  read(access, data, position);

function read(access: ElementAccess, data: Data, position: number): HostValue {
  const entry = data[position] as HostValue;
  switch (access.kind) {
    case "plain":
      return entry;
    case "bool":
      return entry !== 0;
    case "index":
      return readIndex(data, position)!;
    case "partial":
      return typeof entry === "bigint"
        ? BigInt.asIntN(access.width, entry)
        : ((entry as number) << (32 - access.width)) >> (32 - access.width);
    case "bits":
      return access.format.decode(entry as number);
    case "pair":
      return [read(access.part, data, 2 * position), read(access.part, data, 2 * position + 1)];
  }
}

export const writeElement = ({ access }: ElementStorage, data: Data, position: number, value: HostValue): void =>
  write(access, data, position, value);

function write(access: ElementAccess, data: Data, position: number, value: HostValue): void {
  const entries = data as HostValue[];
  switch (access.kind) {
    case "plain":
    case "partial":
      entries[position] = value;
      break;
    case "bool":
      entries[position] = value ? 1 : 0;
      break;
    case "index":
      writeIndex(data, position, value as number);
      break;
    case "bits":
      entries[position] = access.format.encode(value as number);
      break;
    case "pair":
      (value as readonly HostValue[]).forEach((part, i) => {
        write(access.part, data, 2 * position + i, part);
      });
      break;
  }
}
