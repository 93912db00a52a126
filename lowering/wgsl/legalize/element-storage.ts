/**
 * How the elements of buffers lie in memory that WGSL can address: words of 32 bits, and floats. What a launch passes has
 * the layout of the host: `index` and integers of more than 32 bits take 8 bytes, those of up to 8 bits (and `i1`) one,
 * those of up to 16 two. Memory that only kernels see has a word for each integer.
 */
import { AtomicRMWKind } from "../../../dialects/arith/index.ts";
import { AtomicRMWOp, LoadOp, StoreOp } from "../../../dialects/memref/index.ts";
import type { Type } from "../../../ir/attribute.ts";
import type { OpBuilder } from "../../../ir/builder.ts";
import { f16, f32, IndexType, IntegerType, i1, i32, type MemRefType } from "../../../ir/builtin/types.ts";
import type { MixedIndex } from "../../../ir/mixed-index.ts";
import type { Value } from "../../../ir/value.ts";
import { Code } from "../code.ts";
import { IndexArithmetic } from "./index-arithmetic.ts";

export interface ElementAccess {
  /** The type of the words. */
  readonly word: Type;
  load(buffer: Value, index: MixedIndex, builder: OpBuilder): Value;
  store(buffer: Value, index: MixedIndex, value: Value, builder: OpBuilder): void;
}

/** How elements of a type are kept, in memory of the host or of the kernel; undefined if WGSL cannot keep them. */
export function elementAccess(type: Type, ofHost: boolean): ElementAccess | undefined {
  if (type === f32() || type === f16() || type === i32()) return plain(type);
  if (type instanceof IndexType) return ofHost ? wide(type) : converted(type);
  if (!(type instanceof IntegerType) || !type.isSignless || type.width > 64) return undefined;
  if (ofHost && type.width > 32) return wide(type);
  if (ofHost && type.width <= 16) return packed(type, type.width > 8 ? 16 : 8);
  return converted(type);
}

function loadWord(memref: Value, index: MixedIndex, builder: OpBuilder): Value {
  const indices = [new IndexArithmetic(builder).value(index)];
  const { elementType } = memref.type as MemRefType;
  return builder.create(LoadOp, { memref, indices, resultTypes: [elementType] }).result;
}

function storeWord(memref: Value, index: MixedIndex, value: Value, builder: OpBuilder): void {
  builder.create(StoreOp, { value, memref, indices: [new IndexArithmetic(builder).value(index)] });
}

const plain = (word: Type): ElementAccess => ({ word, load: loadWord, store: storeWord });

/** A float whose bits are kept, so that atomic operations can work on them. */
export const bitsAccess = (): ElementAccess => ({
  word: i32(),
  load: (buffer, index, builder) => new Code(builder).fromBits(loadWord(buffer, index, builder)),
  store: (buffer, index, value, builder) => storeWord(buffer, index, new Code(builder).bits(value), builder),
});

type AnyInteger = IntegerType | IndexType;

/** One word for an integer of any width. */
const converted = (type: AnyInteger): ElementAccess => ({
  word: i32(),
  load: (buffer, index, builder) => fromWord(loadWord(buffer, index, builder), type, new Code(builder)),
  store: (buffer, index, value, builder) => storeWord(buffer, index, toWord(value, new Code(builder)), builder),
});

/** Two words, the lower one first; the upper one repeats the sign. */
const wide = (type: AnyInteger): ElementAccess => ({
  word: i32(),
  load(buffer, index, builder) {
    const low = new IndexArithmetic(builder).mul(index, 2n);
    return fromWord(loadWord(buffer, low, builder), type, new Code(builder));
  },
  store(buffer, index, value, builder) {
    const arithmetic = new IndexArithmetic(builder);
    const code = new Code(builder);
    const low = arithmetic.mul(index, 2n);
    const word = toWord(value, code);
    storeWord(buffer, low, word, builder);
    storeWord(buffer, arithmetic.add(low, 1n), code.shrs(word, 31), builder);
  },
});

/** Several elements in a word, which other threads may write at the same time. */
const packed = (type: IntegerType, width: 8 | 16): ElementAccess => {
  const perWord = BigInt(32 / width);
  const mask = 2 ** width - 1;
  const placeOf = (index: MixedIndex, builder: OpBuilder): { word: MixedIndex; shift: Value } => {
    const arithmetic = new IndexArithmetic(builder);
    const bits = arithmetic.value(arithmetic.mul(arithmetic.rem(index, perWord), BigInt(width)));
    return { word: arithmetic.div(index, perWord), shift: new Code(builder).toInteger(bits, i32()) };
  };
  return {
    word: i32(),
    load(buffer, index, builder) {
      const code = new Code(builder);
      const { word, shift } = placeOf(index, builder);
      const bits = code.and(code.shru(loadWord(buffer, word, builder), shift), code.i32(mask));
      return fromWord(bits, type, code);
    },
    store(buffer, index, value, builder) {
      const code = new Code(builder);
      const { word, shift } = placeOf(index, builder);
      const indices = [new IndexArithmetic(builder).value(word)];
      const change = (name: "andi" | "ori", operand: Value): void => {
        const kind = AtomicRMWKind.of(name);
        builder.create(AtomicRMWOp, { kind, value: operand, memref: buffer, indices, resultTypes: [i32()] });
      };
      change("andi", code.not(code.shl(code.i32(mask), shift)));
      change("ori", code.shl(code.and(toWord(value, code), code.i32(mask)), shift));
    },
  };
};

const fromWord = (word: Value, type: AnyInteger, code: Code): Value =>
  type === i1() ? code.compare("ne", word, code.i32(0)) : code.toInteger(word, type);
const toWord = (value: Value, code: Code): Value => code.toInteger(value, i32());
