/**
 * What reverse mode keeps of a loop's iterations. `all`: every value that is needed and cannot be had cheaply. The others
 * keep the loop's state, what it carries, and execute iterations again: the state of each iteration (`recompute`), of
 * every k-th (`periodic`), or of a given number of iterations, chosen so that the fewest are executed again (`binomial`).
 */
import { StringAttr } from "../../ir/builtin/attributes.ts";
import { opError } from "../../ir/diagnostic.ts";
import type { Operation } from "../../ir/operation.ts";

export type Strategy =
  | { readonly kind: "all" }
  | { readonly kind: "recompute" }
  /** `length`: iterations of one segment; the square root of their number if undefined. */
  | { readonly kind: "periodic"; readonly length: number | undefined }
  | { readonly kind: "binomial"; readonly snapshots: number };

/** The attribute of a loop that says how it is checkpointed. */
export const checkpointAttr = "ad.checkpoint";

export const strategySyntax = "all, recompute, periodic, periodic:<iterations>, or binomial:<snapshots>";

/** The strategy that a text names; undefined if it names none. */
export function parseStrategy(text: string): Strategy | undefined {
  const [, kind, digits] = /^([a-z]+)(?::([1-9]\d{0,8}))?$/.exec(text) ?? [];
  const number = digits === undefined ? undefined : Number(digits);
  if ((kind === "all" || kind === "recompute") && number === undefined) return { kind };
  if (kind === "periodic") return { kind, length: number };
  return kind === "binomial" && number !== undefined ? { kind, snapshots: number } : undefined;
}

/** The strategy that the attribute of an operation names; undefined without it. @throws DiagnosticError if it names none */
export function strategyOf(op: Operation): Strategy | undefined {
  const attr = op.attr(checkpointAttr);
  if (attr === undefined) return undefined;
  const strategy = attr instanceof StringAttr ? parseStrategy(attr.value) : undefined;
  if (strategy === undefined) throw opError(op, `attribute '${checkpointAttr}' must be a string: ${strategySyntax}`);
  return strategy;
}
