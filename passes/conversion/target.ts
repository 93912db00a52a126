/** Which operations a conversion may leave in the IR. As `ConversionTarget` in MLIR. */

import type { OpDefinition } from "../../ir/define-op.ts";
import type { Operation } from "../../ir/operation.ts";

type Legality = "legal" | "illegal" | ((op: Operation) => boolean | undefined);

/** What is said about an operation counts more than what is said about its dialect, and that more than about unknown. */
export class ConversionTarget {
  readonly #ops: Map<OpDefinition, Legality>;
  readonly #dialects: Map<string, Legality>;
  readonly #recursivelyLegal: Map<OpDefinition, (op: Operation) => boolean>;
  #unknown: Legality | undefined;

  constructor() {
    this.#ops = new Map();
    this.#dialects = new Map();
    this.#recursivelyLegal = new Map();
    this.#unknown = undefined;
  }

  addLegalOp(...defs: readonly OpDefinition[]): this {
    for (const def of defs) this.#ops.set(def, "legal");
    return this;
  }
  addIllegalOp(...defs: readonly OpDefinition[]): this {
    for (const def of defs) this.#ops.set(def, "illegal");
    return this;
  }
  /** `isLegal` may return undefined to leave the answer to what was said before about the operation. */
  addDynamicallyLegalOp(def: OpDefinition, isLegal: (op: Operation) => boolean | undefined): this {
    const before = this.#ops.get(def);
    const compose = typeof before === "function" ? (op: Operation) => isLegal(op) ?? before(op) : isLegal;
    this.#ops.set(def, compose);
    return this;
  }
  addLegalDialect(...names: readonly string[]): this {
    for (const name of names) this.#dialects.set(name, "legal");
    return this;
  }
  addIllegalDialect(...names: readonly string[]): this {
    for (const name of names) this.#dialects.set(name, "illegal");
    return this;
  }
  addDynamicallyLegalDialect(name: string, isLegal: (op: Operation) => boolean | undefined): this {
    this.#dialects.set(name, isLegal);
    return this;
  }
  markUnknownOpDynamicallyLegal(isLegal: (op: Operation) => boolean | undefined): this {
    this.#unknown = isLegal;
    return this;
  }
  /** Where such an operation is legal, everything inside it is legal as well. */
  markOpRecursivelyLegal(def: OpDefinition, when: (op: Operation) => boolean = () => true): this {
    this.#recursivelyLegal.set(def, when);
    return this;
  }

  /** Undefined if nothing is said about the operation. */
  isLegal(op: Operation): boolean | undefined {
    const legality = this.#ops.get(op.def) ?? this.#dialects.get(op.def.dialectName) ?? this.#unknown;
    if (typeof legality === "function") return legality(op);
    return legality === undefined ? undefined : legality === "legal";
  }

  /** Whether `op`, which is legal, makes everything inside it legal. */
  isRecursivelyLegal(op: Operation): boolean {
    return this.#recursivelyLegal.get(op.def)?.(op) === true;
  }
}
