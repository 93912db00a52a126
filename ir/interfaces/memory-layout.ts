/** What operations tell of the memory behind raw pointers: what kind of values lies where. */

import type { Type } from "../attribute.ts";
import type { Operation } from "../operation.ts";
import type { Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** A number or a pointer in memory; offset and size are in bytes. */
export interface MemoryPart {
  /** Undefined for bytes between values, which hold nothing. */
  readonly type: Type | undefined;
  readonly offset: number;
  readonly size: number;
}

/** Values that lie at a pointer, and again each `period` bytes further on if that is not 0. */
export interface KnownMemory {
  readonly pointer: Value;
  readonly parts: readonly MemoryPart[];
  readonly period: number;
  /** Whether it is sure that the memory holds values of these types, and not others that are looked at as such. */
  readonly isSure?: boolean;
}

/** Multiples of a number of bytes, from 0 on: as many as there are elements in an array, or any if that is not known. */
export interface Stride {
  readonly bytes: number;
  readonly count?: number;
}

/** Where a pointer points: `offset` bytes plus multiples of the strides behind another one. */
export interface PointerDistance {
  readonly base: Value;
  readonly offset: number;
  readonly strides: readonly Stride[];
}

export interface MemoryLayoutOp {
  /** What lies at the pointers that the operation uses or gives. */
  known?(op: Operation): readonly KnownMemory[];
  /** Where its result points. Undefined if it is not known. */
  distance?(op: Operation): PointerDistance | undefined;
}
export const MemoryLayoutOpInterface = new OpInterface<MemoryLayoutOp>("MemoryLayoutOpInterface");
