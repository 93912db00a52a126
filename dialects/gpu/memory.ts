/** Operations on the device's memory, and what the host does about it. */

import {
  AnyFloat,
  AnyInteger,
  AnyMemRef,
  AnyType,
  I32,
  Index,
  StrAttr,
  UnitAttribute,
} from "../../ir/builtin/constraints.ts";
import { elementTypeOrSelf, IntegerType, MemRefType, UnrankedMemRefType } from "../../ir/builtin/types.ts";
import { anyTypeOf, optional, typeConstraint, variadic } from "../../ir/constraint.ts";
import { defineOp, type FoldResult, foldedInPlace, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { nearestSymbolTable } from "../../ir/symbol-table.ts";
import { compatibleShapes, Pure } from "../../ir/traits.ts";
import { foldMemRefCast } from "../memref/index.ts";
import { asyncDirective, asyncOperands, asyncResults, runsOnDevice } from "./async.ts";
import { addressSpaceOf } from "./attributions.ts";

const directives = { AsyncDependencies: asyncDirective };

export const WaitOp = runsOnDevice(
  defineOp(
    "gpu.wait",
    {
      summary: "Waits for operations on the device, or joins their tokens to one",
      operands: asyncOperands,
      results: asyncResults,
      assemblyFormat: "custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) attr-dict",
    },
    { directives },
  ),
);
export type WaitOp = Op<typeof WaitOp>;

export const AllocOp = runsOnDevice(
  defineOp(
    "gpu.alloc",
    {
      summary: "Allocates a buffer on the device",
      operands: { ...asyncOperands, dynamicSizes: variadic(Index), symbolOperands: variadic(Index) },
      attributes: { hostShared: optional(UnitAttribute) },
      results: { memref: AnyMemRef, ...asyncResults },
      assemblyFormat: `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies)
        (\` \` \`host_shared\` $hostShared^)? \` \` \`(\` $dynamicSizes \`)\` (\`\` \`[\` $symbolOperands^ \`]\`)? attr-dict
        \`:\` type($memref)`,
    },
    {
      directives,
      verify({ op, dynamicSizes, symbolOperands, memref }) {
        const type = memref.type as MemRefType;
        const expected = type.numDynamicDims;
        if (dynamicSizes.length !== expected) {
          throw opError(op, `incorrect number of dynamic sizes, has ${dynamicSizes.length}, expected ${expected}`);
        }
        if (symbolOperands.length !== (type.layout?.affineMap.numSymbols ?? 0)) {
          throw opError(op, "symbol operand count does not equal memref symbol count");
        }
      },
      resultNames: () => ["memref", "asyncToken"],
    },
  ).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "allocate", value: memref }] }),
);
export type AllocOp = Op<typeof AllocOp>;

export const DeallocOp = runsOnDevice(
  defineOp(
    "gpu.dealloc",
    {
      summary: "Frees a buffer on the device",
      operands: { ...asyncOperands, memref: AnyMemRef },
      results: asyncResults,
      assemblyFormat: `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $memref attr-dict
        \`:\` type($memref)`,
    },
    { directives },
  ).implement(MemoryEffectOpInterface, { effects: ({ memref }) => [{ kind: "free", value: memref }] }),
);
export type DeallocOp = Op<typeof DeallocOp>;

export const MemcpyOp = runsOnDevice(
  defineOp(
    "gpu.memcpy",
    {
      summary: "Copies the elements of a buffer to another one",
      operands: { ...asyncOperands, dst: AnyMemRef, src: AnyMemRef },
      results: asyncResults,
      assemblyFormat: `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $dst \`,\` $src
        \`:\` type($dst) \`,\` type($src) attr-dict`,
    },
    {
      directives,
      verify({ op, dst, src }) {
        if (elementTypeOrSelf(src.type) !== elementTypeOrSelf(dst.type)) {
          throw opError(op, "arguments have incompatible element type");
        }
        if (!compatibleShapes(src.type, dst.type)) throw opError(op, "arguments have incompatible shape");
      },
      fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
    },
  ).implement(MemoryEffectOpInterface, {
    effects: ({ dst, src }) => [
      { kind: "write", value: dst },
      { kind: "read", value: src },
    ],
  }),
);
export type MemcpyOp = Op<typeof MemcpyOp>;

export const MemsetOp = runsOnDevice(
  defineOp(
    "gpu.memset",
    {
      summary: "Sets all elements of a buffer to one value",
      operands: { ...asyncOperands, dst: AnyMemRef, value: AnyType },
      results: asyncResults,
      assemblyFormat: `custom<AsyncDependencies>(type($asyncToken), $asyncDependencies) $dst \`,\` $value
        \`:\` type($dst) \`,\` type($value) attr-dict`,
    },
    {
      directives,
      verify({ op, dst, value }) {
        if (elementTypeOrSelf(dst.type) !== elementTypeOrSelf(value.type)) {
          throw opError(op, "failed to verify that all of {dst, value} have same element type");
        }
      },
      fold: ({ op }): FoldResult => (foldMemRefCast(op) ? foldedInPlace : undefined),
    },
  ).implement(MemoryEffectOpInterface, { effects: ({ dst }) => [{ kind: "write", value: dst }] }),
);
export type MemsetOp = Op<typeof MemsetOp>;

const AnyUnrankedMemRef = typeConstraint(
  "unranked.memref of any type values",
  (type): type is UnrankedMemRefType => type instanceof UnrankedMemRefType,
);

const hostOp = (mnemonic: string, summary: string) =>
  defineOp(`gpu.${mnemonic}`, {
    summary,
    operands: { value: AnyUnrankedMemRef },
    assemblyFormat: "$value attr-dict `:` type($value)",
  });

export const HostRegisterOp = hostOp("host_register", "Makes a buffer of the host accessible on the device");
export type HostRegisterOp = Op<typeof HostRegisterOp>;
export const HostUnregisterOp = hostOp("host_unregister", "Ends the access of the device to a buffer of the host");
export type HostUnregisterOp = Op<typeof HostUnregisterOp>;

export const SetDefaultDeviceOp = defineOp("gpu.set_default_device", {
  summary: "Chooses the device by its number",
  operands: { devIndex: I32 },
  assemblyFormat: "attr-dict $devIndex",
}).implement(MemoryEffectOpInterface, { effects: () => [{ kind: "write" }] });
export type SetDefaultDeviceOp = Op<typeof SetDefaultDeviceOp>;

const Bytes = typeConstraint(
  "1D memref of 8-bit signless integer values",
  (type): type is MemRefType =>
    type instanceof MemRefType && type.rank === 1 && type.elementType === IntegerType.get(8),
);

export const DynamicSharedMemoryOp = defineOp(
  "gpu.dynamic_shared_memory",
  {
    summary: "The memory that the threads of a block share and that the launch asks for",
    results: { resultMemref: Bytes },
    traits: [Pure],
    assemblyFormat: "attr-dict `:` type($resultMemref)",
  },
  {
    verify({ op, resultMemref }) {
      if (op.parentOp === null || nearestSymbolTable(op.parentOp) === undefined) {
        throw opError(op, "must be inside an op with symbol table");
      }
      const type = resultMemref.type;
      if (addressSpaceOf(type) !== "workgroup") throw opError(op, "address space must be address_space<workgroup>");
      if (type.numDynamicDims === 0) {
        throw opError(op, "result memref type must be memref<?xi8, #gpu.address_space<workgroup>>");
      }
    },
  },
);
export type DynamicSharedMemoryOp = Op<typeof DynamicSharedMemoryOp>;

export const PrintfOp = defineOp("gpu.printf", {
  summary: "Prints values on the device by a format as C's printf has it",
  operands: { args: variadic(anyTypeOf([AnyInteger, Index, AnyFloat])) },
  attributes: { format: StrAttr },
  assemblyFormat: "$format attr-dict (`,` $args^ `:` type($args))?",
}).implement(MemoryEffectOpInterface, { effects: () => [{ kind: "write" }] });
export type PrintfOp = Op<typeof PrintfOp>;
