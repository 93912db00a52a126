/**
 * Loads and stores as expressions. What they need of a memref stands in constants beside it: the array, and those of
 * offset and strides that its type does not tell.
 */
import { AtomicRMWOp, GenericAtomicRMWOp, LoadOp, StoreOp } from "../../dialects/memref/index.ts";
import type { Type } from "../../ir/attribute.ts";
import { stridesAndOffset } from "../../ir/builtin/strided-layout.ts";
import { type ComplexType, isDynamic, type MemRefType, type ShapedType } from "../../ir/builtin/types.ts";
import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { type ElementAccess, type ElementStorage, elementStorage } from "../host/storage.ts";
import { call, placeText } from "./rule.ts";
import { narrowCall } from "./rules/floats.ts";

export interface MemRefParts {
  readonly data: string;
  /** An expression, or undefined where the offset is 0. */
  readonly offset: string | undefined;
  readonly strides: readonly string[];
  /** The names that need a definition, and the part of the `MemRef` that each one is. */
  readonly names: readonly (readonly [name: string, part: string])[];
}

/** The operand that is the accessed memref. */
const accessed: ReadonlyMap<OpDefinition, number> = new Map<OpDefinition, number>([
  [LoadOp, 0],
  [StoreOp, 1],
  [AtomicRMWOp, 1],
  [GenericAtomicRMWOp, 0],
]);

const isAccessed = (value: Value): boolean => {
  for (let use = value.firstUse; use !== null; use = use.nextUse) {
    if (accessed.get(use.owner.def) === use.index) return true;
  }
  return false;
};

/** What accesses to a memref need; undefined if there are none, or if its layout has no strides. */
export function memRefParts(
  value: Value,
  type: MemRefType,
  fresh: (prefix: string) => string,
): MemRefParts | undefined {
  const layout = stridesAndOffset(type);
  if (layout === undefined || !isAccessed(value)) return undefined;
  const names: [string, string][] = [];
  const part = (prefix: string, path: string): string => {
    const name = fresh(prefix);
    names.push([name, path]);
    return name;
  };
  const known = (size: number, prefix: string, path: string): string =>
    isDynamic(size) ? part(prefix, path) : String(size);
  const data = part("d", "data");
  const offset = layout.offset === 0 ? undefined : known(layout.offset, "o", "offset");
  const strides = layout.strides.map((stride, i) => known(stride, "k", `strides[${i}]`));
  return { data, offset, strides, names };
}

/** The position of an element in its array. */
export function positionText({ offset, strides }: MemRefParts, indices: readonly string[]): string {
  const terms = indices.map((index, i) => (strides[i] === "1" ? index : `${index} * ${strides[i]}`));
  if (offset !== undefined) terms.push(offset);
  return terms.length === 0 ? "0" : terms.join(" + ");
}

/** The storage of the elements of a memref or tensor; the type is known to be representable. */
export const storageOf = (type: ShapedType): ElementStorage => elementStorage(type.elementType)!;

/** An expression that throws, beside which an access stands. The check costs nothing: V8 makes it with its own. */
const outOfBounds = (op: Operation): string => call("outOfBounds", placeText(op));

/** `position` is written several times, so it should be short where an element takes several entries. */
export function loadText(op: Operation, type: MemRefType, { data }: MemRefParts, position: string): string {
  const { access } = storageOf(type);
  if (access.kind !== "pair") return loadEntry(op, access, type.elementType, data, position);
  const { elementType } = type.elementType as ComplexType;
  const parts = [`2 * (${position})`, `2 * (${position}) + 1`];
  return `[${parts.map((at) => loadEntry(op, access.part, elementType, data, at)).join(", ")}]`;
}

function loadEntry(op: Operation, access: ElementAccess, type: Type, data: string, position: string): string {
  const entry = `${data}[${position}] ?? ${outOfBounds(op)}`;
  switch (access.kind) {
    case "bool":
      return `(${entry}) !== 0`;
    case "index":
      return `${call("readIndex", data, position)} ?? ${outOfBounds(op)}`;
    case "partial":
      return access.width <= 32
        ? `(${entry}) << ${32 - access.width} >> ${32 - access.width}`
        : `BigInt.asIntN(${access.width}, ${entry})`;
    case "bits":
      return narrowCall("decode", type, entry);
    default:
      return entry;
  }
}

/** A statement that stores; `position` and `value` are names or literals. */
export function storeText(
  op: Operation,
  type: MemRefType,
  { data }: MemRefParts,
  position: string,
  value: string,
): string {
  const { access } = storageOf(type);
  if (access.kind !== "pair") return storeEntry(op, access, type.elementType, data, position, value);
  const { elementType } = type.elementType as ComplexType;
  const parts = [`2 * ${position}`, `2 * ${position} + 1`];
  return parts.map((at, i) => storeEntry(op, access.part, elementType, data, at, `${value}[${i}]`)).join(" ");
}

function storeEntry(
  op: Operation,
  access: ElementAccess,
  type: Type,
  data: string,
  position: string,
  value: string,
): string {
  const entry = `${data}[${position}]`;
  const check = (text: string): string => `${text} ?? ${outOfBounds(op)};`;
  switch (access.kind) {
    case "bool":
      return `${check(entry)} ${entry} = ${value} ? 1 : 0;`;
    case "index":
      return `${check(`${data}[2 * ${position}]`)} ${call("writeIndex", data, position, value)};`;
    case "bits":
      return `${check(entry)} ${entry} = ${narrowCall("encode", type, value)};`;
    default:
      return `${check(entry)} ${entry} = ${value};`;
  }
}
