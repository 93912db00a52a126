/**
 * Conversion patterns: rewrites from one level to another, where the types of values change too. The driver, which
 * decides what has to be converted, stands in passes/.
 */
import type { Block } from "./block.ts";
import type { Variadic } from "./constraint.ts";
import type { OpDefinition, OpSpec, OpView } from "./define-op.ts";
import type { Operation } from "./operation.ts";
import type { Region } from "./region.ts";
import type { PatternRewriter } from "./rewriter.ts";
import type { SignatureConversion, TypeConverter } from "./type-converter.ts";
import type { Value } from "./value.ts";

/**
 * Every change goes through it and can be taken back. A replacement may have another type than what it replaces; who
 * still needs the original type is given a cast.
 */
export interface ConversionRewriter extends PatternRewriter {
  /** Replaces each result by any number of values. */
  replaceWithMany(op: Operation, values: readonly (readonly Value[])[]): void;
  /** Gives `block` new arguments; the old ones are replaced as `signature` says. */
  applySignatureConversion(block: Block, signature: SignatureConversion): void;
  /** Converts the arguments of all blocks. Returns whether all types can be converted; nothing changes otherwise. */
  convertRegionTypes(region: Region, types: TypeConverter, entry?: SignatureConversion): boolean;
  /** The values that stand for `value` in the types that the converter asks for; undefined if it cannot be converted. */
  remapped(value: Value): readonly Value[] | undefined;
}

export interface ConversionPattern {
  readonly name: string;
  /** The kind of operation that it converts; null for any. */
  readonly root: OpDefinition | null;
  /** Patterns with a higher benefit are tried first. */
  readonly benefit: number;
  /**
   * Returns whether it applied. `operands` holds for each operand the values that stand for it. It may throw a
   * DiagnosticError that says why the operation can never be converted.
   */
  convert(
    op: Operation,
    operands: readonly (readonly Value[])[],
    rewriter: ConversionRewriter,
    types: TypeConverter,
  ): boolean;
}

type OperandSpecs<S extends OpSpec> = S extends { readonly operands: infer O extends object } ? O : {};
/** The converted operands by name, each of them one value. */
export type ConvertedOperands<S extends OpSpec> = {
  readonly [K in keyof OperandSpecs<S>]: OperandSpecs<S>[K] extends Variadic<any>
    ? readonly Value[]
    : OperandSpecs<S>[K] extends { readonly kind: "optional" }
      ? Value | undefined
      : Value;
};

/**
 * Converts one kind of operation; each operand is one value after conversion. The insertion point is before the
 * operation.
 */
export const conversionPattern = <S extends OpSpec>(
  name: string,
  root: OpDefinition<S>,
  rewrite: (
    op: OpView<S>,
    operands: ConvertedOperands<S>,
    rewriter: ConversionRewriter,
    types: TypeConverter,
  ) => boolean,
  benefit = 1,
): ConversionPattern => ({
  name,
  root: root as OpDefinition,
  benefit,
  convert(op, operands, rewriter, types) {
    const single = singleValues(operands);
    if (single === undefined) return false;
    const named = namedOperands(root, op, single) as ConvertedOperands<S>;
    return rewrite(root.view(op), named, rewriter, types);
  },
});

function singleValues(operands: readonly (readonly Value[])[]): Value[] | undefined {
  const values: Value[] = [];
  for (const operand of operands) {
    if (operand.length !== 1) return undefined;
    values.push(operand[0]!);
  }
  return values;
}

function namedOperands(def: OpDefinition, op: Operation, values: readonly Value[]): object {
  const named: Record<string, Value | readonly Value[] | undefined> = {};
  def.operandSegments.forEach(({ name, arity }, i) => {
    const { start, count } = def.operandRange(op, i);
    named[name] = arity === "variadic" ? values.slice(start, start + count) : count > 0 ? values[start] : undefined;
  });
  return named;
}
