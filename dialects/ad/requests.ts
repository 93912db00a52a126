/**
 * Requests for derivatives. They are ordinary operations, so any front end can write them; the pass `autodiff` replaces
 * each by a call of the derivative function that it makes.
 *
 * `wrt` lists the arguments of the function to differentiate by; without it, all whose type has derivatives. A buffer
 * among them is paired with a shadow buffer of the same type, which holds tangents (jvp) or receives adjoints (vjp, grad:
 * they are added to what it holds).
 */
import type { Type } from "../../ir/attribute.ts";
import { type DenseArrayAttr, IntegerAttr } from "../../ir/builtin/attributes.ts";
import { AnyType, DenseI64Array, FlatSymbolRef, I64Attr, Index } from "../../ir/builtin/constraints.ts";
import { FloatType, i64, indexType } from "../../ir/builtin/types.ts";
import { defaulted, optional, variadic } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { isDifferentiableType, isShadowedType } from "../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import type { Operation } from "../../ir/operation.ts";
import type { SymbolTableCollection } from "../../ir/symbol-table.ts";
import type { Value } from "../../ir/value.ts";

/** What all requests have in common. */
interface Request {
  readonly op: Operation;
  readonly callee: { readonly root: string };
  readonly inputs: readonly Value[];
  readonly wrt: DenseArrayAttr | undefined;
}

/** The arguments to differentiate by, as indices. */
export function wrtIndices({ inputs, wrt }: Pick<Request, "inputs" | "wrt">): readonly number[] {
  if (wrt !== undefined) return wrt.numbers;
  const indices: number[] = [];
  inputs.forEach(({ type }, i) => {
    if (isDifferentiableType(type) || isShadowedType(type)) indices.push(i);
  });
  return indices;
}

/** Checks the function and the arguments; returns the types of the function's results. */
function verifyRequest(request: Request, tables: SymbolTableCollection): readonly Type[] {
  const { op, callee, inputs } = request;
  const name = callee.root;
  const target = tables.lookupNearest(op, name);
  if (target === undefined) throw opError(op, `'${name}' does not reference a function`);
  const fn = FunctionOpInterface.of(target);
  if (fn === undefined)
    throw opError(op, `'${name}' does not reference a function`).attachNote(target.loc, "it is this");
  const expected = fn.argumentTypes(target);
  if (expected.length !== inputs.length) {
    throw opError(op, `'${name}' takes ${expected.length} arguments, but ${inputs.length} are given`);
  }
  inputs.forEach(({ type }, i) => {
    if (type !== expected[i])
      throw opError(op, `argument ${i} of '${name}' has type '${expected[i]}', but '${type}' is given`);
  });
  const seen = new Set<number>();
  for (const index of wrtIndices(request)) {
    const type = expected[index];
    if (type === undefined) throw opError(op, `'wrt' names argument ${index}, but '${name}' takes ${expected.length}`);
    if (seen.has(index)) throw opError(op, `'wrt' names argument ${index} twice`);
    seen.add(index);
    if (!isDifferentiableType(type) && !isShadowedType(type)) {
      throw opError(op, `cannot differentiate by argument ${index}: '${type}' has no derivatives`);
    }
  }
  if (seen.size === 0) throw opError(op, "has no argument to differentiate by");
  return fn.resultTypes(target);
}

const typesOf = (values: readonly Value[]): Type[] => values.map((value) => value.type);
const list = (types: readonly Type[]): string => `(${types.join(", ")})`;

function expectTypes(op: Operation, what: string, actual: readonly Type[], expected: readonly Type[]): void {
  if (actual.length === expected.length && actual.every((type, i) => type === expected[i])) return;
  throw opError(op, `expected ${what} of types ${list(expected)}, but got ${list(actual)}`);
}

/** Types of the arguments in `wrt`: those whose derivative is a value, and the buffers. */
function wrtTypes(request: Request): { values: Type[]; buffers: Type[]; all: Type[] } {
  const all = wrtIndices(request).map((index) => request.inputs[index]!.type);
  return { all, values: all.filter((type) => !isShadowedType(type)), buffers: all.filter(isShadowedType) };
}

/** Verifies what is given to a pullback. Returns the types of the function's results, and those of the cotangents of numbers. */
function verifyPullback(
  request: Request & { readonly shadows: readonly Value[]; readonly cotangents: readonly Value[] },
  tables: SymbolTableCollection,
): { results: readonly Type[]; values: readonly Type[] } {
  const { op, shadows, cotangents } = request;
  const results = verifyRequest(request, tables);
  const { values, buffers } = wrtTypes(request);
  expectTypes(op, "shadows", typesOf(shadows), buffers);
  expectTypes(op, "cotangents", typesOf(cotangents), results.filter(isDifferentiableType));
  return { results, values };
}

// Parts of the syntax of requests in reverse mode.
const calleeAndShadows = "$callee `(` $inputs `)` (`shadows` `(` $shadows^ `:` type($shadows) `)`)?";
const givenCotangents = "(`cotangents` `(` $cotangents^ `:` type($cotangents) `)`)?";
const wrtAndTypes = "(`wrt` $wrt^)? attr-dict `:` functional-type($inputs, $outputs)";

/** The gradient of a function with one result, a float: one result for each argument in `wrt` that is no buffer. */
export const GradOp = defineOp("ad.grad", {
  summary: "Gradient of a scalar function",
  operands: { inputs: variadic(AnyType), shadows: variadic(AnyType) },
  attributes: { callee: FlatSymbolRef, wrt: optional(DenseI64Array) },
  results: { gradients: variadic(AnyType) },
  assemblyFormat: `${calleeAndShadows} (\`wrt\` $wrt^)? attr-dict \`:\` functional-type($inputs, $gradients)`,
});
export type GradOp = Op<typeof GradOp>;

GradOp.implement(SymbolUserOpInterface, {
  verifySymbolUses(view, tables) {
    const { op, shadows, gradients } = view;
    const results = verifyRequest(view, tables);
    if (results.length !== 1 || !(results[0] instanceof FloatType)) {
      throw opError(
        op,
        `needs a function with one result, a float, but '${view.callee.root}' returns ${list(results)}`,
      ).attachNote(op.loc, "use 'ad.vjp' with a cotangent for each result");
    }
    const { values, buffers } = wrtTypes(view);
    expectTypes(op, "shadows", typesOf(shadows), buffers);
    expectTypes(op, "results", typesOf(gradients), values);
  },
});

/**
 * Results of the function, then the tangents of those that have derivatives. With a `width` there are so many tangents for
 * each number, one behind the other.
 */
export const JvpOp = defineOp("ad.jvp", {
  summary: "Value and tangent: a Jacobian-vector product, by forward mode",
  operands: { inputs: variadic(AnyType), tangents: variadic(AnyType) },
  attributes: {
    callee: FlatSymbolRef,
    wrt: optional(DenseI64Array),
    width: defaulted(I64Attr, () => IntegerAttr.get(i64(), 1)),
  },
  results: { outputs: variadic(AnyType) },
  assemblyFormat:
    "$callee `(` $inputs `)` `tangents` `(` $tangents `:` type($tangents) `)` (`wrt` $wrt^)? attr-dict `:` functional-type($inputs, $outputs)",
});
export type JvpOp = Op<typeof JvpOp>;

JvpOp.implement(SymbolUserOpInterface, {
  verifySymbolUses(view, tables) {
    const results = verifyRequest(view, tables);
    const width = view.width.number;
    if (width < 1) throw opError(view.op, "width must be at least 1");
    const given = view.tangents.length;
    if (width > given) throw opError(view.op, `width is ${width}, but ${given} tangents are given`);
    const several = (type: Type): Type[] => Array.from({ length: width }, () => type);
    expectTypes(view.op, "tangents", typesOf(view.tangents), wrtTypes(view).all.flatMap(several));
    const tangents = results.filter(isDifferentiableType).flatMap(several);
    expectTypes(view.op, "results", typesOf(view.outputs), [...results, ...tangents]);
  },
});

/** Results of the function, then the cotangents of the arguments in `wrt` that are no buffers. */
export const VjpOp = defineOp("ad.vjp", {
  summary: "Value and cotangent: a vector-Jacobian product, by reverse mode",
  operands: { inputs: variadic(AnyType), shadows: variadic(AnyType), cotangents: variadic(AnyType) },
  attributes: { callee: FlatSymbolRef, wrt: optional(DenseI64Array) },
  results: { outputs: variadic(AnyType) },
  assemblyFormat: `${calleeAndShadows} ${givenCotangents} ${wrtAndTypes}`,
});
export type VjpOp = Op<typeof VjpOp>;

VjpOp.implement(SymbolUserOpInterface, {
  verifySymbolUses(view, tables) {
    const { results, values } = verifyPullback(view, tables);
    expectTypes(view.op, "results", typesOf(view.outputs), [...results, ...values]);
  },
});

/**
 * The first half of `ad.vjp`: results of the function, then the address of a tape that keeps what the second half needs. The
 * second half must follow once, with the same arguments, shadows and `wrt`, as it frees the tape.
 */
export const AugmentOp = defineOp("ad.augment", {
  summary: "Value, and a tape for the second half of reverse mode",
  operands: { inputs: variadic(AnyType), shadows: variadic(AnyType) },
  attributes: { callee: FlatSymbolRef, wrt: optional(DenseI64Array) },
  results: { outputs: variadic(AnyType) },
  assemblyFormat: `${calleeAndShadows} ${wrtAndTypes}`,
});
export type AugmentOp = Op<typeof AugmentOp>;

AugmentOp.implement(SymbolUserOpInterface, {
  verifySymbolUses(view, tables) {
    const { op, shadows, outputs } = view;
    const results = verifyRequest(view, tables);
    expectTypes(op, "shadows", typesOf(shadows), wrtTypes(view).buffers);
    expectTypes(op, "results", typesOf(outputs), [...results, indexType()]);
  },
});

/** The second half: cotangents of the arguments in `wrt` that are no buffers. */
export const PullbackOp = defineOp("ad.pullback", {
  summary: "Cotangent, from the tape of the first half of reverse mode",
  operands: { inputs: variadic(AnyType), shadows: variadic(AnyType), cotangents: variadic(AnyType), tape: Index },
  attributes: { callee: FlatSymbolRef, wrt: optional(DenseI64Array) },
  results: { outputs: variadic(AnyType) },
  assemblyFormat: `${calleeAndShadows} ${givenCotangents} \`tape\` $tape ${wrtAndTypes}`,
});
export type PullbackOp = Op<typeof PullbackOp>;

PullbackOp.implement(SymbolUserOpInterface, {
  verifySymbolUses(view, tables) {
    expectTypes(view.op, "results", typesOf(view.outputs), verifyPullback(view, tables).values);
  },
});
