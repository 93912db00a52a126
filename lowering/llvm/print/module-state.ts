/** What the functions of one module share while they are printed: types, metadata, declarations of intrinsics. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { constant } from "./constants.ts";
import { DebugInfo } from "./metadata/debug-info.ts";
import { MetadataTable } from "./metadata/table.ts";
import { TypeTable } from "./types.ts";

export class ModuleState {
  readonly types: TypeTable;
  /** Declarations of the intrinsics that are called, by name. */
  readonly declarations: Map<string, string>;
  readonly metadata: MetadataTable;
  readonly debugInfo: DebugInfo;
  /** Whether a flag says which version of debug information the module has. */
  hasDebugInfoVersion: boolean;

  constructor() {
    this.types = new TypeTable();
    this.declarations = new Map();
    this.metadata = new MetadataTable();
    this.debugInfo = new DebugInfo(this.metadata);
    this.hasDebugInfoVersion = false;
  }

  /** The text of a type; what cannot be printed is an error at `op`. */
  type(type: Type, op: Operation): string {
    return this.#at(op, () => this.types.text(type));
  }

  /** The text of a constant without its type. */
  constant(value: Attribute, type: Type, op: Operation): string {
    return this.#at(op, () => constant(value, type, this.types));
  }

  #at<T>(op: Operation, work: () => T): T {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      throw unprintable(op, error.message);
    }
  }
}

/** The error for an operation that has no form in LLVM IR. */
export const unprintable = (op: Operation, why: string): DiagnosticError =>
  opError(op, `cannot be converted to LLVM IR: ${why}`);
