/** Decides what has to be converted, applies patterns to it, and to what they make, and takes back what leads nowhere. */

import type { Attribute } from "../../ir/attribute.ts";
import { UnrealizedConversionCastOp } from "../../ir/builtin/ops.ts";
import type { Context } from "../../ir/context.ts";
import type { ConversionPattern } from "../../ir/conversion.ts";
import { foldedInPlace } from "../../ir/define-op.ts";
import { type DiagnosticError, errorAt } from "../../ir/diagnostic.ts";
import { constantValue } from "../../ir/matchers.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Pattern } from "../../ir/pattern.ts";
import { ConstantLike } from "../../ir/traits.ts";
import { TypeConverter } from "../../ir/type-converter.ts";
import { Value } from "../../ir/value.ts";
import { fold } from "../rewriting/fold.ts";
import { PatternSet } from "../rewriting/pattern-set.ts";
import { type Checkpoint, UndoableRewriter } from "./rewriter.ts";
import type { ConversionTarget } from "./target.ts";

/** Patterns between levels, and patterns within one, which may serve as well. */
export type AnyPattern = ConversionPattern | Pattern;

export interface ConversionOptions {
  /** Without it types stay as they are. */
  readonly types?: TypeConverter;
  /** Fold operations that are not legal before patterns are tried. On by default. */
  readonly fold?: boolean;
}

export class ConversionDriver {
  readonly #target: ConversionTarget;
  readonly #context: Context;
  readonly #options: ConversionOptions;
  readonly #types: TypeConverter;
  readonly #patterns: PatternSet<AnyPattern>;
  readonly #rewriter: UndoableRewriter;
  /** Operations that need no conversion since they are inside a legal one. */
  readonly #ignored: Set<Operation>;
  /** Patterns that are being applied; a pattern is not applied to what it makes. */
  readonly #active: Set<AnyPattern>;

  constructor(
    root: Operation,
    target: ConversionTarget,
    patterns: readonly AnyPattern[],
    context: Context,
    options: ConversionOptions,
  ) {
    this.#target = target;
    this.#context = context;
    this.#options = options;
    this.#types = options.types ?? TypeConverter.identity();
    this.#patterns = new PatternSet(patterns);
    this.#rewriter = new UndoableRewriter(root, this.#types);
    this.#ignored = new Set();
    this.#active = new Set();
  }

  /** Converts `root` and what is inside it. On failure the IR is as it was before. Throws a DiagnosticError. */
  convert(root: Operation, mode: "partial" | "full"): void {
    const start = this.#rewriter.checkpoint;
    try {
      for (const op of this.#collect(root)) {
        if (this.#rewriter.erased.has(op) || this.#legalize(op)) continue;
        const error = this.#failure(op, mode);
        if (error !== undefined) throw error;
      }
    } catch (error) {
      this.#rewriter.rollBack(start);
      throw error;
    }
    this.#rewriter.casts.finish();
  }

  /** The operations in the order in which they are converted: an operation before what is inside it. */
  #collect(root: Operation): Operation[] {
    const ops: Operation[] = [];
    root.walk((op) => {
      ops.push(op);
      return this.#target.isLegal(op) === true && this.#target.isRecursivelyLegal(op) ? "skip" : "advance";
    }, "pre");
    return ops;
  }

  #failure(op: Operation, mode: "partial" | "full"): DiagnosticError | undefined {
    if (mode === "full") return errorAt(op.loc, `failed to legalize operation '${op.name}'`);
    if (this.#target.isLegal(op) !== false) return undefined;
    return errorAt(op.loc, `failed to legalize operation '${op.name}' that was explicitly marked illegal`);
  }

  /** Whether the operation is legal, or could be replaced by legal ones. */
  #legalize(op: Operation): boolean {
    if (this.#ignored.has(op) || this.#rewriter.casts.has(op)) return true;
    const isLegal = this.#target.isLegal(op) ?? UnrealizedConversionCastOp.is(op);
    if (isLegal) {
      if (this.#target.isRecursivelyLegal(op)) this.#ignoreInside(op);
      return true;
    }
    return this.#legalizeByFolding(op) || this.#legalizeByPattern(op);
  }

  #ignoreInside(op: Operation): void {
    op.walk((inner) => {
      this.#ignored.add(inner);
    });
  }

  #legalizeByFolding(op: Operation): boolean {
    if (this.#options.fold === false || op.def.hasTrait(ConstantLike)) return false;
    const point = this.#rewriter.checkpoint;
    const constants = op.operands.map((value) => this.#rewriter.constants.get(value) ?? constantValue(value));
    const folded = this.#rewriter.modifyIf(
      op,
      () => fold(op, constants),
      (result) => result === foldedInPlace,
    );
    if (folded === undefined) return false;
    if (folded === foldedInPlace) return this.#target.isLegal(op) === true;
    const values: Value[] = [];
    for (let i = 0; i < folded.length; i++) {
      const value = this.#materialize(op, i, folded[i]!);
      if (value === undefined) {
        this.#rewriter.rollBack(point);
        return false;
      }
      values.push(value);
    }
    this.#rewriter.replace(op, values);
    if (this.#legalizeSince(point)) return true;
    this.#rewriter.rollBack(point);
    return false;
  }

  #materialize(op: Operation, index: number, replacement: Value | Attribute): Value | undefined {
    if (replacement instanceof Value) return replacement;
    this.#rewriter.setInsertionPoint(op).locateAt(op);
    const { type } = op.result(index);
    return this.#context.dialectOf(op)?.materializeConstant?.(this.#rewriter, replacement, type)?.result();
  }

  #legalizeByPattern(op: Operation): boolean {
    for (const pattern of this.#patterns.for(op.def)) {
      if (this.#active.has(pattern)) continue;
      const point = this.#rewriter.checkpoint;
      this.#active.add(pattern);
      const succeeded = this.#apply(pattern, op) && this.#legalizeSince(point);
      this.#active.delete(pattern);
      if (succeeded) return true;
      this.#rewriter.rollBack(point);
    }
    return false;
  }

  #apply(pattern: AnyPattern, op: Operation): boolean {
    const rewriter = this.#rewriter;
    rewriter.setInsertionPoint(op).locateAt(op);
    if ("rewrite" in pattern) return pattern.rewrite(op, rewriter);
    const operands: (readonly Value[])[] = [];
    for (const value of op.operands) {
      const values = rewriter.remapped(value);
      if (values === undefined) return false;
      operands.push(values);
    }
    return pattern.convert(op, operands, rewriter, this.#types);
  }

  /** Legalizes what was made and changed since `point`; that makes the lists longer, by what is legal already. */
  #legalizeSince({ created, modified }: Checkpoint): boolean {
    const rewriter = this.#rewriter;
    const touched = [...rewriter.created.slice(created), ...rewriter.modified.slice(modified)];
    return touched.every((op) => rewriter.erased.has(op) || this.#legalize(op));
  }
}
