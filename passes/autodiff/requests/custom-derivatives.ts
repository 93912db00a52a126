/**
 * Derivatives that a function's author wrote: the attribute `ad.vjp = @g` names a function that takes the arguments, a
 * shadow for each buffer, and a cotangent for each result that has derivatives, and returns a cotangent for each argument
 * that has derivatives; `ad.jvp = @g` one that takes the arguments and a tangent for each of them that has derivatives, and
 * returns the results, then their tangents.
 */
import type { Type } from "../../../ir/attribute.ts";
import { OpBuilder } from "../../../ir/builder.ts";
import { isDynamicType } from "../../../ir/builtin/types.ts";
import type { Context } from "../../../ir/context.ts";
import { opError } from "../../../ir/diagnostic.ts";
import { isDifferentiableType, isShadowedType } from "../../../ir/interfaces/differentiable.ts";
import { FunctionOpInterface } from "../../../ir/interfaces/function.ts";
import type { Operation } from "../../../ir/operation.ts";
import { symbolName } from "../../../ir/symbol-table.ts";
import type { Value } from "../../../ir/value.ts";
import { ConstantMaker } from "../arithmetic.ts";
import { callFunction, packedTypes, returnValues, typesOf } from "../functions/returned-values.ts";
import type { DerivativeSignature } from "../signature.ts";

/** The attributes that name derivatives. */
export const customNames = { forward: "ad.jvp", reverse: "ad.vjp" } as const;

export const hasCustomDerivative = (fn: Operation): boolean =>
  Object.values(customNames).some((name) => fn.attr(name) !== undefined);

/** A function with derivatives of its own, the one of a mode, and the derivative that is to call it. */
export interface CustomDerivative {
  readonly fn: Operation;
  readonly custom: Operation;
  readonly derivative: Operation;
  readonly signature: DerivativeSignature;
}

/**
 * Fills the body of the derivative: it calls the one that the author wrote, with everything that this expects.
 * @throws {DiagnosticError} if a buffer has no shadow
 */
export function wrapCustomDerivative(wrapped: CustomDerivative, context: Context): void {
  const { fn, signature } = wrapped;
  const { mode, wrt } = signature;
  const { args } = typesOf(fn);
  const buffer = args.findIndex(isShadowedType);
  if (buffer >= 0 && !args.every((type, i) => !isShadowedType(type) || wrt.includes(i))) {
    throw opError(fn, `the derivative in '${customNames[mode]}' needs a shadow for each buffer`).attachNote(
      fn.loc,
      `argument ${buffer} is a buffer that is not differentiated by`,
    );
  }
  if (mode === "forward") wrapForward(wrapped, context);
  else wrapReverse(wrapped, context);
}

/** The entry block of the derivative: what it is given are the arguments of the function, and more. */
function createEntry({ fn, derivative }: CustomDerivative, builder: OpBuilder) {
  const entry = builder.createBlock(FunctionOpInterface.of(derivative)!.body(derivative), typesOf(derivative).args);
  const count = typesOf(fn).args.length;
  return { values: entry.args.slice(0, count), extra: entry.args.slice(count) };
}

function wrapForward(wrapped: CustomDerivative, context: Context): void {
  const { fn, derivative, signature } = wrapped;
  const { wrt, width = 1 } = signature;
  const { args, results } = typesOf(fn);
  if (width > 1 && args.some(isShadowedType)) throw severalCalls(fn);
  const builder = new OpBuilder(fn.loc);
  const { values, extra } = createEntry(wrapped, builder);
  const constants = new ConstantMaker(context, fn, builder);
  const resultTypes = [...results, ...results.filter(isDifferentiableType)];
  const lanes = Array.from({ length: width }, (_, lane) => {
    const given = new Map(wrt.map((index, i) => [index, extra[i * width + lane]!]));
    const tangents = args.flatMap((type, i) =>
      isDifferentiableType(type) || isShadowedType(type) ? [given.get(i) ?? constants.constantLike(0, values[i]!)] : [],
    );
    return callCustom(wrapped, resultTypes, builder, [...values, ...tangents]);
  });
  const tangents = resultTypes.slice(results.length).flatMap((_, i) => lanes.map((lane) => lane[results.length + i]!));
  returnValues(derivative, builder, [...lanes[0]!.slice(0, results.length), ...tangents]);
}

const severalCalls = (fn: Operation) =>
  opError(
    fn,
    `has a derivative in '${customNames.forward}' that cannot be called for several tangents at once`,
  ).attachNote(fn.loc, "it may change buffers; ask for each derivative by itself");

function wrapReverse(wrapped: CustomDerivative, context: Context): void {
  const { fn, derivative, signature } = wrapped;
  const { wrt, seeded, withResults } = signature;
  const { args, results } = typesOf(fn);
  const builder = new OpBuilder(fn.loc);
  const { values, extra } = createEntry(wrapped, builder);
  const constants = new ConstantMaker(context, fn, builder);
  const shadows = extra.slice(0, extra.length - seeded.length);
  const given = new Map(seeded.map((index, i) => [index, extra[shadows.length + i]!]));
  // The results tell also the sizes of the cotangents that are zero.
  const needsResults = withResults || results.some((type, i) => !given.has(i) && isDynamicType(type));
  const primal = needsResults ? FunctionOpInterface.of(fn)!.createCall(fn, builder, values).results : [];
  const cotangents = results.flatMap((type, i) =>
    isDifferentiableType(type) ? [given.get(i) ?? constants.constant(0, type, () => constants.sizes(primal[i]!))] : [],
  );
  const differentiable = args.flatMap((type, i) => (isDifferentiableType(type) ? [i] : []));
  const resultTypes = differentiable.map((i) => args[i]!);
  const adjoints = callCustom(wrapped, resultTypes, builder, [...values, ...shadows, ...cotangents]);
  const wanted = wrt.filter((i) => differentiable.includes(i)).map((i) => adjoints[differentiable.indexOf(i)]!);
  returnValues(derivative, builder, [...(withResults ? primal : []), ...wanted]);
}

/** Throws if the author's function has another type than its attribute asks for. */
function callCustom(
  { fn, custom, signature }: CustomDerivative,
  resultTypes: readonly Type[],
  builder: OpBuilder,
  operands: readonly Value[],
): readonly Value[] {
  const actual = typesOf(custom);
  const packed = packedTypes(custom, resultTypes);
  const expected = operands.map(({ type }) => type);
  const agrees = (a: readonly Type[], b: readonly Type[]): boolean =>
    a.length === b.length && a.every((type, i) => type === b[i]);
  if (!agrees(actual.args, expected) || !agrees(actual.results, packed)) {
    throw opError(
      custom,
      `is the '${customNames[signature.mode]}' of '${symbolName(fn)}', so its type must be (${expected.join(", ")}) -> (${packed.join(", ")})`,
    ).attachNote(fn.loc, "named here");
  }
  return callFunction({ fn: custom, resultTypes }, builder, operands);
}
