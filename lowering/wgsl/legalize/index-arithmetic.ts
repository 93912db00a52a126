/** Sums and products of indices, of which those that are known are computed at once. */

import { AddIOp, createIndex, DivUIOp, MulIOp, RemUIOp } from "../../../dialects/arith/index.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { constantIndex, foldedIndex, type MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";

export class IndexArithmetic {
  readonly builder: OpBuilder;

  constructor(builder: OpBuilder) {
    this.builder = builder;
  }

  value(index: MixedIndex): Value {
    return createIndex(this.builder, index);
  }

  add(a: MixedIndex, b: MixedIndex): MixedIndex {
    const [x, y] = [constantIndex(a), constantIndex(b)];
    if (x !== undefined && y !== undefined) return x + y;
    if (x === 0n) return b;
    if (y === 0n) return a;
    return this.builder.create(AddIOp, { lhs: this.value(a), rhs: this.value(b) }).result;
  }

  mul(a: MixedIndex, b: MixedIndex): MixedIndex {
    const [x, y] = [constantIndex(a), constantIndex(b)];
    if (x !== undefined && y !== undefined) return x * y;
    if (x === 0n || y === 0n) return 0n;
    if (x === 1n) return foldedIndex(b);
    if (y === 1n) return foldedIndex(a);
    return this.builder.create(MulIOp, { lhs: this.value(a), rhs: this.value(b) }).result;
  }

  /** Of numbers that are not negative. */
  div(a: MixedIndex, b: bigint): MixedIndex {
    const x = constantIndex(a);
    if (x !== undefined) return x / b;
    return this.builder.create(DivUIOp, { lhs: this.value(a), rhs: this.value(b) }).result;
  }
  rem(a: MixedIndex, b: bigint): MixedIndex {
    const x = constantIndex(a);
    if (x !== undefined) return x % b;
    return this.builder.create(RemUIOp, { lhs: this.value(a), rhs: this.value(b) }).result;
  }
}
