/**
 * Bufferization: how operations on tensors, which are values, become operations on buffers, which are memory. A dialect
 * implements the contract in its `bufferize.ts`; the analysis and the driver stand in lowering/bufferization/.
 *
 * The analysis decides for each operand that is a tensor whether the operation may use the operand's buffer itself (in
 * place) or must be given a copy. A wrong answer to one of the questions below makes wrong programs: when in doubt,
 * an operand is read, written, and aliases with every result.
 */
import type { Type } from "../attribute.ts";
import type { OpBuilder } from "../builder.ts";
import type { ElementsAttr } from "../builtin/dense-elements.ts";
import type { BaseMemRefType, MemRefType } from "../builtin/types.ts";
import type { Location } from "../location.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import type { OpOperand, OpResult, Value } from "../value.ts";
import { OpInterface } from "./interface.ts";

/** "equivalent": the very same buffer, with the same layout. "unknown": perhaps a part of it, or a copy. */
export type BufferRelation = "equivalent" | "unknown";

/** A value that may lie in the buffer of an operand once that is bufferized in place. */
export interface AliasingValue {
  readonly value: Value;
  readonly relation: BufferRelation;
  /** Whether it certainly does, when the operation is executed. */
  readonly isDefinite: boolean;
}

/** An operand in whose buffer a value may lie. */
export interface AliasingOperand {
  readonly operand: OpOperand;
  readonly relation: BufferRelation;
  readonly isDefinite: boolean;
}

/** The value is the same buffer. */
export const equivalentTo = (value: Value): AliasingValue => ({ value, relation: "equivalent", isDefinite: true });
/** The value may be the same buffer. */
export const maybeEquivalentTo = (value: Value): AliasingValue => ({
  value,
  relation: "equivalent",
  isDefinite: false,
});
/** The value shares memory with the buffer. */
export const partOf = (value: Value): AliasingValue => ({ value, relation: "unknown", isDefinite: true });

/** What the analysis of a function's body found out about its signature. */
export interface FunctionSummary {
  /** Whether the argument's contents are read, and whether its buffer is written. */
  isRead(argument: number): boolean;
  isWritten(argument: number): boolean;
  /** The results that may lie in the argument's buffer. */
  aliasingResults(argument: number): readonly number[];
  /** The argument that is returned as the result, if it is one in every case. */
  equivalentArgument(result: number): number | undefined;
}

/** What implementations may ask while the program is analysed. */
export interface AnalysisState {
  readonly options: BufferizationOptions;
  /** The implementation for `op`; undefined if it has none, or is not to be bufferized. */
  implementation(op: Operation): BufferizableOp | undefined;
  bufferizesToMemoryRead(operand: OpOperand): boolean;
  bufferizesToMemoryWrite(operand: OpOperand): boolean;
  aliasingValues(operand: OpOperand): readonly AliasingValue[];
  aliasingOperands(value: Value): readonly AliasingOperand[];
  /** Whether someone reads the value, or what is made of it in the same buffer. */
  isValueRead(value: Value): boolean;
  /** The decision about an operand, as far as it is made. */
  isInPlace(operand: OpOperand): boolean;
  /** Whether both values are known to be the same buffer. */
  areEquivalent(a: Value, b: Value): boolean;
  /** Whether both values may lie in the same buffer. */
  areAliasing(a: Value, b: Value): boolean;
  /** What is known of the function that a call names; undefined if its body was not analysed. */
  callee(call: Operation): FunctionSummary | undefined;
  /** Whether the result of a call may be memory that must not be written, such as a constant's. */
  isReadOnlyResult(call: Operation, result: number): boolean;
}

export interface BufferizableOp {
  /** Whether the operation reads what is in the operand's buffer. */
  bufferizesToMemoryRead(op: Operation, operand: OpOperand, state: AnalysisState): boolean;
  /** Whether the operation writes to the operand's buffer, if it is used in place. */
  bufferizesToMemoryWrite(op: Operation, operand: OpOperand, state: AnalysisState): boolean;
  /** The values, mostly results, that may lie in the operand's buffer, if it is used in place. */
  aliasingValues(op: Operation, operand: OpOperand, state: AnalysisState): readonly AliasingValue[];
  /**
   * The operands in whose buffers a result or an argument of the operation's blocks may lie. By default what
   * `aliasingValues` says.
   */
  aliasingOperands?(op: Operation, value: Value, state: AnalysisState): readonly AliasingOperand[];
  /** Whether the result's contents are made by this operation. By default if it has no aliasing operands, or one is written. */
  resultBufferizesToMemoryWrite?(op: Operation, result: OpResult, state: AnalysisState): boolean;
  /** Whether the result is in a buffer that the operation itself allocates. By default not. */
  bufferizesToAllocation?(op: Operation, result: OpResult): boolean;
  /** Whether each element of both operands is read before the same element is written. By default not. */
  bufferizesToElementwiseAccess?(op: Operation, read: OpOperand, write: OpOperand): boolean;
  /** Whether the operand can have no copy. By default it can. */
  mustBufferizeInPlace?(op: Operation, operand: OpOperand, state: AnalysisState): boolean;
  /** Whether the buffer of a result or block argument may be written. By default a result's may. */
  isWritable?(op: Operation, value: Value, state: AnalysisState): boolean;
  /** Whether the write cannot change what the read finds, though both are of the same buffer. By default it can. */
  isNotConflicting?(op: Operation, read: OpOperand, write: OpOperand, state: AnalysisState): boolean;
  /** Whether the region is executed several times. By default if the operation's region interfaces say so. */
  isRepetitiveRegion?(op: Operation, region: Region): boolean;
  /** Whether the region is executed several times at once. By default not. */
  isParallelRegion?(op: Operation, region: Region): boolean;
  /** Whether the regions may have several blocks. By default only one. */
  readonly supportsUnstructuredControlFlow?: boolean;
  /** Throws `opError` if what was decided cannot be bufferized. */
  verifyAnalysis?(op: Operation, state: AnalysisState): void;
  /** Makes the copies that were decided on, and others that the operation needs. By default `copies.resolve(op)`. */
  resolveConflicts?(op: Operation, copies: TensorCopies): void;
  /** The type of the buffer of a result or block argument. By default that of an equivalent operand, or a new buffer. */
  bufferType?(op: Operation, value: Value, types: BufferTypes): BaseMemRefType;
  /** Replaces the operation, or changes it so that it works on buffers. What is in its regions comes later. */
  bufferize(op: Operation, bufferizer: Bufferizer): void;
}
export const BufferizableOpInterface = new OpInterface<BufferizableOp>("BufferizableOpInterface");

/** Inserts copies of tensors, as operations on tensors. */
export interface TensorCopies {
  readonly state: AnalysisState;
  /** Gives each operand of `op` that was decided to be out of place a copy. */
  resolve(op: Operation): void;
  /** A copy of a tensor, made before `before`. */
  copyBefore(tensor: Value, before: Operation): Value;
  /** Whether the value may lie in the buffer of one that is defined outside of the region, `except` for one argument. */
  mayAliasExternal(value: Value, region: Region, except: Value): boolean;
}

/** The types of buffers, also of those that do not exist yet. */
export interface BufferTypes {
  readonly options: BufferizationOptions;
  /** The type of the buffer that `value` will be kept in. */
  of(value: Value): BaseMemRefType;
  /** The type of a buffer that is allocated for a tensor. */
  allocated(tensor: Type, memorySpace: MemRefType["memorySpace"]): BaseMemRefType;
  /** The memory space that buffers have where nothing else decides. @throws {DiagnosticError} at `loc` if there is none */
  defaultMemorySpace(tensor: Type, loc: Location): MemRefType["memorySpace"];
  /** A type of a buffer of this tensor for any layout. */
  withDynamicLayout(tensor: Type, memorySpace: MemRefType["memorySpace"]): BaseMemRefType;
  /** The type that buffers of both types can be cast to; undefined if they are in different memory spaces. */
  common(a: BaseMemRefType, b: BaseMemRefType): BaseMemRefType | undefined;
  /** The type of the buffer of `argument`, which is one of these values: what a loop begins with, and what it passes on. */
  ofJoin(op: Operation, argument: Value, incoming: readonly Value[]): BaseMemRefType;
  /** The types that a function takes and returns, by the options for its kind of boundary. */
  ofFunctionArgument(func: Operation, index: number): BaseMemRefType;
  ofFunctionResult(func: Operation, index: number): BaseMemRefType;
  /** The function that a call names. */
  callee(call: Operation): Operation | undefined;
}

/** Makes operations on buffers. New operations come before the one that is bufferized. */
export interface Bufferizer {
  readonly options: BufferizationOptions;
  readonly builder: OpBuilder;
  readonly types: BufferTypes;
  /** The buffer that a tensor is kept in. */
  buffer(tensor: Value): Value;
  /** A new buffer; `dynamicSizes` are its sizes that the type does not know. */
  allocate(type: MemRefType, dynamicSizes: readonly Value[]): Value;
  copy(source: Value, target: Value): void;
  /** `buffer` as a buffer of another type; itself if it has that type. */
  cast(buffer: Value, type: BaseMemRefType): Value;
  /** The sizes of a buffer that its type does not know. */
  dynamicSizes(buffer: Value): Value[];
  /** A buffer that holds the constant, and may not be written. */
  constant(value: ElementsAttr, type: MemRefType): Value;
  /** Gives the users of a tensor the buffer that it is kept in. */
  forward(tensor: Value, buffer: Value): void;
  /** Puts values in the place of the results: buffers for tensors. The operation goes. */
  replace(op: Operation, values: readonly Value[]): void;
  /** Makes those results and block arguments that are tensors buffers, of the types that `types.of` finds. */
  becomeBuffers(values: readonly Value[]): void;
  /** Bufferizes what is in the region, which is otherwise done after the operation around it. */
  bufferizeRegion(region: Region): void;
  /** Makes operands of `op` that are tensors buffers, of the given types where they are given. */
  bufferizeOperands(op: Operation, types?: readonly (BaseMemRefType | undefined)[]): void;
}

/** How the types of buffers follow from those of tensors where nothing else decides. */
export type LayoutConversion = "infer-layout-map" | "identity-layout-map" | "fully-dynamic-layout-map";

export interface BufferizationOptions {
  /** Loops may pass buffers on that they allocated. */
  readonly allowReturnAllocsFromLoops: boolean;
  /** Operations that cannot be bufferized stay, with conversions around them. */
  readonly allowUnknownOps: boolean;
  /** Functions take and return buffers. */
  readonly bufferizeFunctionBoundaries: boolean;
  readonly functionBoundaryTypeConversion: LayoutConversion;
  readonly unknownTypeConversion: LayoutConversion;
  /** In bytes; 0 for none. */
  readonly bufferAlignment: number;
  /** Every write is to a copy, and nothing is analysed. */
  readonly copyBeforeWrite: boolean;
  readonly checkParallelRegions: boolean;
  readonly mustInferMemorySpace: boolean;
  readonly useEncodingForMemorySpace: boolean;
}

// Attributes of functions' arguments.

/** Whether the function may write to the argument's buffer; it may unless this says no. */
export const writableName = "bufferization.writable";
/** The layout of the argument's buffer. */
export const bufferLayoutName = "bufferization.buffer_layout";
/** What a function without a body does to the argument's buffer: "none", "read", "write" or "read-write". */
export const accessName = "bufferization.access";
