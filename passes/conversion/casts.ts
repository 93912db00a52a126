/**
 * The casts that a conversion puts between values of original and converted types. Most of them are gone when it ends:
 * what they connect was converted on both sides.
 */
import type { Type } from "../../ir/attribute.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { UnrealizedConversionCastOp } from "../../ir/builtin/ops.ts";
import type { Operation } from "../../ir/operation.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import type { Value } from "../../ir/value.ts";

/** Source: from converted values to the original type. Target: from an original value to converted types. */
type CastKind = "source" | "target";

export class ConversionCasts {
  readonly #types: TypeConverter;
  readonly #kinds: Map<Operation, CastKind>;
  /** By the value that they convert; each value is converted once. */
  readonly #targets: Map<Value, Operation>;
  readonly #inserted: (op: Operation) => void;

  /** `inserted` hears of every cast. */
  constructor(types: TypeConverter, inserted: (op: Operation) => void) {
    this.#types = types;
    this.#kinds = new Map();
    this.#targets = new Map();
    this.#inserted = inserted;
  }

  has(op: Operation): boolean {
    return this.#kinds.has(op);
  }

  /** A value of type `to` at the builder's insertion point, made of values that replace one of that type. */
  toOriginal(builder: OpBuilder, inputs: readonly Value[], to: Type): Value {
    const [value] = inputs;
    if (inputs.length === 1 && value!.type === to) return value!;
    return this.#create(builder, inputs, [to], "source").result();
  }

  /** The values of the types `to` that stand for `value`. */
  toConverted(value: Value, to: readonly Type[]): readonly Value[] {
    if (to.length === 0) return [];
    if (to.length === 1 && to[0] === value.type) return [value];
    const def = value.definingOp;
    if (def !== undefined && this.#kinds.get(def) === "source" && haveTypes(def.operands, to)) return def.operands;
    const known = this.#targets.get(value);
    if (known !== undefined && known.block !== null && haveTypes(known.results, to)) return known.results;
    const cast = this.#create(builderBehind(value), [value], to, "target");
    this.#targets.set(value, cast);
    return cast.results;
  }

  #create(builder: OpBuilder, inputs: readonly Value[], resultTypes: readonly Type[], kind: CastKind): Operation {
    const cast = builder.create(UnrealizedConversionCastOp, { inputs, resultTypes }).op;
    this.#kinds.set(cast, kind);
    this.#inserted(cast);
    return cast;
  }

  /** Removes the casts that cancel each other or are not used, and lets the converter materialize the others. */
  finish(): void {
    const casts = [...this.#kinds.keys()].filter((cast) => cast.block !== null);
    reconcileCasts(casts);
    for (const cast of casts) if (cast.block !== null) this.#materialize(cast);
  }

  #materialize(cast: Operation): void {
    const builder = OpBuilder.before(cast);
    const values =
      this.#kinds.get(cast) === "source"
        ? this.#types.materializeSource(builder, cast.result().type, cast.operands)
        : this.#types.materializeTarget(builder, cast.resultTypes, cast.operands, cast.operand(0).type);
    if (values === undefined) return;
    cast.replaceAllUsesWith(Array.isArray(values) ? values : [values]);
    cast.erase();
  }
}

/** Removes those of the casts, given in the order of the text, that cancel each other or are not used. */
export function reconcileCasts(casts: readonly Operation[]): void {
  for (const cast of casts) {
    const origin = originWithTypes(cast);
    if (origin !== undefined) cast.replaceAllUsesWith(origin);
  }
  // The last casts may be the only users of earlier ones.
  for (const cast of casts.toReversed()) if (!cast.hasUses) cast.erase();
}

const haveTypes = (values: readonly Value[], types: readonly Type[]): boolean =>
  values.length === types.length && values.every(({ type }, i) => type === types[i]);

/** The values that a chain of casts started from, if they have the types that it ends in. */
function originWithTypes(cast: Operation): readonly Value[] | undefined {
  const wanted = cast.resultTypes;
  const seen = new Set<Operation>();
  let current = cast;
  // In a graph region casts may stand in a circle.
  while (!seen.has(current)) {
    seen.add(current);
    const inputs = current.operands;
    if (haveTypes(inputs, wanted)) return inputs;
    const def = inputs[0]?.definingOp;
    if (def === undefined || !UnrealizedConversionCastOp.is(def) || def.numResults !== inputs.length) return undefined;
    if (inputs.some((input, i) => input !== def.result(i))) return undefined;
    current = def;
  }
  return undefined;
}

/** A builder right behind the definition of `value`. */
function builderBehind(value: Value): OpBuilder {
  const builder = new OpBuilder(value.loc);
  const def = value.definingOp;
  return def === undefined ? builder.setInsertionPointToStart(value.parentBlock!) : builder.setInsertionPointAfter(def);
}
