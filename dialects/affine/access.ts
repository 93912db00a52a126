/** `affine.load`, `affine.store` and their vector forms: accesses to elements whose indices are affine expressions. */

import { parseAffineMapOfSSAIds } from "../../ir/assembly/affine-parsing.ts";
import type { AsmParser, UnresolvedOperand } from "../../ir/assembly/asm-parser.ts";
import type { AsmPrinter } from "../../ir/assembly/asm-printer.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { Attribute, Type } from "../../ir/attribute.ts";
import { AffineMapAttr } from "../../ir/builtin/attributes.ts";
import { AffineMapAttribute, AnyMemRef, AnyType, AnyVectorOfNonZeroRank, Index } from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { ComplexType, elementTypeOrSelf, indexType, type MemRefType, VectorType } from "../../ir/builtin/types.ts";
import { variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { ElementAccessOpInterface } from "../../ir/interfaces/element-access.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import type { Operation } from "../../ir/operation.ts";
import { lookupSymbol } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";
import { foldMemRefCast, GetGlobalOp, GlobalOp } from "../memref/index.ts";
import { linearSums } from "./linear-sum.ts";
import { verifyDimsAndSymbols } from "./scope.ts";
import { mapName, parseColonMemRefType, printAffineMapOfSSAIds } from "./syntax.ts";

interface Access {
  readonly op: Operation;
  readonly memref: Value<MemRefType>;
  readonly indices: readonly Value[];
  readonly map: AffineMapAttr;
}

/** `%buffer[%i + 1, symbol(%n)]` */
interface ParsedAccess {
  readonly memref: UnresolvedOperand;
  readonly indices: readonly UnresolvedOperand[];
}

function parseAccess(parser: AsmParser, state: ParsedOperation): ParsedAccess {
  const memref = parser.parseOperand();
  const { map, operands } = parseAffineMapOfSSAIds(parser);
  state.addAttribute("map", AffineMapAttr.get(map));
  return { memref, indices: operands };
}

function resolveAccess(parser: AsmParser, state: ParsedOperation, { memref, indices }: ParsedAccess, type: Type): void {
  state.operands.push(parser.resolveOperand(memref, type));
  for (const index of indices) state.operands.push(parser.resolveOperand(index, indexType()));
}

/** What stands behind the colon: the type of the buffer, and that of the vector if there is one. */
function parseAccessTypes(parser: AsmParser, hasVector: boolean): { memref: MemRefType; value: Type } {
  const memref = parseColonMemRefType(parser);
  if (!hasVector) return { memref, value: memref.elementType };
  parser.parseComma();
  const at = parser.start;
  const value = parser.parseType();
  if (value instanceof VectorType) return { memref, value };
  throw parser.error(`invalid kind of type specified: expected builtin.vector, but found '${value}'`, at);
}

function parseLoad(parser: AsmParser, state: ParsedOperation, hasVector: boolean): void {
  const access = parseAccess(parser, state);
  parser.parseOptionalAttrDict(state);
  const { memref, value } = parseAccessTypes(parser, hasVector);
  resolveAccess(parser, state, access, memref);
  state.resultTypes = [value];
}

function parseStore(parser: AsmParser, state: ParsedOperation, hasVector: boolean): void {
  const stored = parser.parseOperand();
  parser.parseComma();
  const access = parseAccess(parser, state);
  parser.parseOptionalAttrDict(state);
  const { memref, value } = parseAccessTypes(parser, hasVector);
  state.operands.push(parser.resolveOperand(stored, value));
  resolveAccess(parser, state, access, memref);
}

function printAccess(printer: AsmPrinter, { op, memref, indices, map }: Access): void {
  printer.write(" ").operand(memref).write("[");
  printAffineMapOfSSAIds(printer, { map: map.affineMap, operands: indices });
  printer.write("]").optionalAttrDict(op, mapName).write(" : ").type(memref.type);
}

function verifyIndexing({ op, memref, indices, map: { affineMap } }: Access): void {
  if (affineMap.numResults !== memref.type.rank) throw opError(op, "affine map num results must equal memref rank");
  if (affineMap.numInputs !== indices.length) throw opError(op, "expects as many subscripts as affine map inputs");
  verifyDimsAndSymbols(op, indices, affineMap.numDims);
}

function verifyVector(access: Access, vector: Type): void {
  verifyIndexing(access);
  if (access.memref.type.elementType !== elementTypeOrSelf(vector)) {
    throw opError(access.op, "requires memref and vector types of the same elemental type");
  }
}

const loadOperands = { memref: AnyMemRef, indices: variadic(Index) } as const;
const attributes = { map: AffineMapAttribute } as const;

export const LoadOp = defineOp(
  "affine.load",
  {
    summary: "Reads an element of a buffer whose indices are affine expressions",
    operands: loadOperands,
    attributes,
    results: { result: AnyType },
  },
  {
    parse(parser, state) {
      parseLoad(parser, state, false);
    },
    attributesWithoutAliases: () => ["map"],
    print(view, printer) {
      printAccess(printer, view);
    },
    verify(view) {
      if (view.result.type !== view.memref.type.elementType) {
        throw opError(view.op, "result type must match element type of memref");
      }
      verifyIndexing(view);
    },
    fold: (view): FoldResult => (foldMemRefCast(view.op) ? foldedInPlace : elementOfConstant(view)),
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "read", value: memref }] });
export type LoadOp = Op<typeof LoadOp>;

LoadOp.implement(ElementAccessOpInterface, {
  kind: "load",
  buffer: ({ memref }) => memref,
  indexOperands: ({ indices }) => indices,
  indexSums: ({ map }) => linearSums(map.affineMap),
});

/** The element that is read from a buffer of constants, if it is known which one. */
function elementOfConstant({ memref, map: { affineMap } }: Access): Attribute | undefined {
  const buffer = GetGlobalOp.defining(memref);
  const global = buffer && GlobalOp.match(lookupSymbol(buffer.op, buffer.name.root));
  const elements = global?.constant === undefined ? undefined : global.initial_value;
  if (!(elements instanceof DenseElementsAttr) || elements.elementType instanceof ComplexType) return undefined;
  if (elements.isSplat) return elements.splatValue;
  if (!affineMap.isConstant) return undefined;
  const indices = affineMap.constantResults;
  const { shape } = memref.type;
  if (indices.some((index, i) => index < 0n || index >= BigInt(shape[i]!))) return undefined;
  return elements.elementAttr(indices.reduce((position, index, i) => position * shape[i]! + Number(index), 0));
}

export const StoreOp = defineOp(
  "affine.store",
  {
    summary: "Writes an element of a buffer whose indices are affine expressions",
    operands: { value: AnyType, ...loadOperands },
    attributes,
  },
  {
    parse(parser, state) {
      parseStore(parser, state, false);
    },
    attributesWithoutAliases: () => ["map"],
    print(view, printer) {
      printer.write(" ").operand(view.value).write(",");
      printAccess(printer, view);
    },
    verify(view) {
      if (view.value.type !== view.memref.type.elementType) {
        throw opError(view.op, "value to store must have the same type as memref element type");
      }
      verifyIndexing(view);
    },
    fold: ({ op, value }): FoldResult => (foldMemRefCast(op, value) ? foldedInPlace : undefined),
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "write", value: memref }] });
export type StoreOp = Op<typeof StoreOp>;

StoreOp.implement(ElementAccessOpInterface, {
  kind: "store",
  buffer: ({ memref }) => memref,
  indexOperands: ({ indices }) => indices,
  indexSums: ({ map }) => linearSums(map.affineMap),
  stored: ({ value }) => value,
});

export const VectorLoadOp = defineOp(
  "affine.vector_load",
  {
    summary: "Reads elements of a buffer that follow each other",
    operands: loadOperands,
    attributes,
    results: { result: AnyVectorOfNonZeroRank },
  },
  {
    parse(parser, state) {
      parseLoad(parser, state, true);
    },
    attributesWithoutAliases: () => ["map"],
    print(view, printer) {
      printAccess(printer, view);
      printer.write(", ").type(view.result.type);
    },
    verify(view) {
      verifyVector(view, view.result.type);
    },
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "read", value: memref }] });
export type VectorLoadOp = Op<typeof VectorLoadOp>;

export const VectorStoreOp = defineOp(
  "affine.vector_store",
  {
    summary: "Writes elements of a buffer that follow each other",
    operands: { value: AnyVectorOfNonZeroRank, ...loadOperands },
    attributes,
  },
  {
    parse(parser, state) {
      parseStore(parser, state, true);
    },
    attributesWithoutAliases: () => ["map"],
    print(view, printer) {
      printer.write(" ").operand(view.value).write(",");
      printAccess(printer, view);
      printer.write(", ").type(view.value.type);
    },
    verify(view) {
      verifyVector(view, view.value.type);
    },
  },
).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "write", value: memref }] });
export type VectorStoreOp = Op<typeof VectorStoreOp>;
