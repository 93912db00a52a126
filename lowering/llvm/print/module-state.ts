/** What the functions of one module share while they are printed: types, metadata, declarations of intrinsics. */

import type { Attribute, Type } from "../../../ir/attribute.ts";
import { type DiagnosticError, opError } from "../../../ir/diagnostic.ts";
import type { Operation } from "../../../ir/operation.ts";
import { constant } from "./constants.ts";
import { TypeTable } from "./types.ts";

export class ModuleState {
  readonly types: TypeTable;
  /** Declarations of the intrinsics that are called, by name. */
  readonly declarations: Map<string, string>;
  /** Bodies of the numbered metadata, in order. */
  readonly #metadata: Map<string, number>;

  constructor() {
    this.types = new TypeTable();
    this.declarations = new Map();
    this.#metadata = new Map();
  }

  /** The text of a type; what cannot be printed is an error at `op`. */
  type(type: Type, op: Operation): string {
    return this.#at(op, () => this.types.text(type));
  }

  /** The text of a constant without its type. */
  constant(value: Attribute, type: Type, op: Operation): string {
    return this.#at(op, () => constant(value, type, this.types));
  }

  /** `!7`, the number of the metadata with this body. */
  metadata(body: string): string {
    let id = this.#metadata.get(body);
    if (id === undefined) {
      id = this.#metadata.size;
      this.#metadata.set(body, id);
    }
    return `!${id}`;
  }

  get metadataDefinitions(): string[] {
    return [...this.#metadata].map(([body, id]) => `!${id} = ${body}`);
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
