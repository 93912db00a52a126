/** What forward and reverse mode offer to the rules alike. */

import type { Type } from "../../ir/attribute.ts";
import type { OpBuilder } from "../../ir/builder.ts";
import type { Context } from "../../ir/context.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Arithmetic } from "../../ir/interfaces/arithmetic.ts";
import type { DerivativeBuilder, DerivativeRule } from "../../ir/interfaces/differentiable.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import type { Activity } from "./analysis/activity.ts";
import { arithmeticFor, ConstantMaker } from "./arithmetic.ts";

export abstract class Sweep implements DerivativeBuilder {
  readonly builder: OpBuilder;
  protected readonly context: Context;
  protected readonly activity: Activity;
  /** The operation whose rule is being applied. */
  protected current: Operation | undefined;

  constructor(context: Context, activity: Activity, builder: OpBuilder) {
    this.builder = builder;
    this.context = context;
    this.activity = activity;
    this.current = undefined;
  }

  get arithmetic(): Arithmetic {
    return arithmeticFor(this.context, this.current!);
  }
  isActive(value: Value): boolean {
    return this.activity.isActive(value);
  }
  abstract zero(like: Value): Value;
  zeroOf(type: Type, builder: OpBuilder): Value {
    return arithmeticFor(this.context, this.current!, type).constant(builder, type, 0);
  }
  constant(value: number, like: Value): Value {
    return this.constants.constantLike(value, like);
  }
  fill(element: Value, like: Value): Value {
    return this.constants.fillLike(element, like);
  }
  add(a: Value, b: Value): Value {
    return arithmeticFor(this.context, this.current!, a.type).add(this.builder, a, b);
  }
  protected get constants(): ConstantMaker {
    return new ConstantMaker(this.context, this.current!, this.builder);
  }

  /** The part of an operation's rule; undefined if no derivative flows through it. Throws if there is no rule. */
  protected ruleFor<Mode extends "jvp" | "vjp">(op: Operation, mode: Mode): DerivativeRule[Mode] {
    const rule = this.context.derivative(op.def);
    if (rule?.inactive === "all") return undefined;
    const found = rule?.[mode];
    if (found === undefined) throw missingRule(op, mode);
    return found;
  }
  protected abstract applyRule(op: Operation): void;

  /** Throws if a derivative escapes. */
  protected refuseEscapes(): void {
    for (const { op, error } of this.activity.escapes) {
      if (error !== undefined) throw error;
      this.applyRule(op);
    }
  }
}

export const severalBlocks = (op: Operation) =>
  opError(op, "cannot be differentiated with several blocks in a region: run 'lift-cf-to-scf' first");

const missingRule = (op: Operation, mode: "jvp" | "vjp") =>
  opError(op, `has no derivative rule for ${mode === "jvp" ? "forward" : "reverse"} mode`).attachNote(
    op.loc,
    `give one with --derivative-rules=<file.yaml> ('${op.name}: { ... }'), or 'none' if no derivative flows through it`,
  );
