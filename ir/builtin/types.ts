/** The types of the builtin dialect; those with a shape stand in shaped-types.ts. Syntax: mlir.llvm.org, "Builtin Dialect". */

import { intern, Type } from "../attribute.ts";
import type { AttributePrinter } from "../attribute-printer.ts";
import { type FloatFormat, type FloatKind, floatFormats } from "./float-format.ts";

export * from "./shaped-types.ts";

export type Signedness = "signless" | "signed" | "unsigned";

/** The largest width of an integer type, as in MLIR. */
export const maxIntegerWidth = (1 << 24) - 1;

/** Signless types by width, which are asked for more than all others and found faster so. */
const usualIntegers: IntegerType[] = [];
const maxUsualWidth = 128;

/** `i32`, `si8`, `ui64`: an integer of a width in bits. */
export class IntegerType extends Type {
  readonly width: number;
  readonly signedness: Signedness;
  private constructor(width: number, signedness: Signedness) {
    super();
    this.width = width;
    this.signedness = signedness;
  }
  static get(width: number, signedness: Signedness = "signless"): IntegerType {
    const usual = signedness === "signless" ? usualIntegers[width] : undefined;
    return usual ?? IntegerType.#intern(width, signedness);
  }
  static #intern(width: number, signedness: Signedness): IntegerType {
    const type = intern(IntegerType, [width, signedness], () => new IntegerType(width, signedness));
    if (signedness === "signless" && width <= maxUsualWidth) usualIntegers[width] = type;
    return type;
  }
  get isSignless(): boolean {
    return this.signedness === "signless";
  }
  override print(printer: AttributePrinter): void {
    const prefix = this.signedness === "signless" ? "i" : this.signedness === "signed" ? "si" : "ui";
    printer.write(`${prefix}${this.width}`);
  }
}

export const isSignlessInteger = (type: Type): type is IntegerType => type instanceof IntegerType && type.isSignless;

/** `index`: an integer of the width of addresses. */
export class IndexType extends Type {
  /** `index` values are 64 bits wide wherever a width matters before lowering. */
  static readonly internalWidth = 64;
  static get(): IndexType {
    return intern(IndexType, [], () => new IndexType());
  }
  override print(printer: AttributePrinter): void {
    printer.write("index");
  }
}

/** `f32`, `bf16`, `f8E4M3FN`: a floating-point format by name; see float-format.ts. */
export class FloatType extends Type {
  readonly kind: FloatKind;
  readonly format: FloatFormat;
  private constructor(kind: FloatKind) {
    super();
    this.kind = kind;
    this.format = floatFormats[kind];
  }
  static get(kind: FloatKind): FloatType {
    return intern(FloatType, [kind], () => new FloatType(kind));
  }
  /** Width in bits. */
  get width(): number {
    return this.format.width;
  }
  override print(printer: AttributePrinter): void {
    printer.write(this.kind);
  }
}

/** `none`: the type of what has no value. */
export class NoneType extends Type {
  static get(): NoneType {
    return intern(NoneType, [], () => new NoneType());
  }
  override print(printer: AttributePrinter): void {
    printer.write("none");
  }
}

/** `complex<T>` */
export class ComplexType extends Type {
  readonly elementType: Type;
  private constructor(elementType: Type) {
    super();
    this.elementType = elementType;
  }
  static get(elementType: Type): ComplexType {
    return intern(ComplexType, [elementType], () => new ComplexType(elementType));
  }
  override print(printer: AttributePrinter): void {
    printer.write("complex<").type(this.elementType).write(">");
  }
}

/** `tuple<T, U>` */
export class TupleType extends Type {
  readonly types: readonly Type[];
  private constructor(types: readonly Type[]) {
    super();
    this.types = types;
  }
  static get(types: readonly Type[]): TupleType {
    return intern(TupleType, types, () => new TupleType([...types]));
  }
  override print(printer: AttributePrinter): void {
    printer.write("tuple<").types(this.types).write(">");
  }
}

/** `(T, U) -> V` */
export class FunctionType extends Type {
  readonly inputs: readonly Type[];
  readonly results: readonly Type[];
  private constructor(inputs: readonly Type[], results: readonly Type[]) {
    super();
    this.inputs = inputs;
    this.results = results;
  }
  static get(inputs: readonly Type[], results: readonly Type[]): FunctionType {
    return intern(
      FunctionType,
      [inputs.length, ...inputs, ...results],
      () => new FunctionType([...inputs], [...results]),
    );
  }
  override print(printer: AttributePrinter): void {
    printer.write("(").types(this.inputs).write(") -> ");
    printTypeListOrSingle(printer, this.results);
  }
}

/** `T`, or `(T, U)`; a single function type keeps its parentheses. */
export function printTypeListOrSingle(printer: AttributePrinter, types: readonly Type[]): void {
  if (types.length === 1 && !(types[0] instanceof FunctionType)) printer.type(types[0]!);
  else printer.write("(").types(types).write(")");
}

/** A type of a dialect that is not registered, kept as text. */
export class OpaqueType extends Type {
  readonly dialect: string;
  /** What follows `dialect.`, or stands between `dialect<` and `>`. */
  readonly data: string;
  private constructor(dialect: string, data: string) {
    super();
    this.dialect = dialect;
    this.data = data;
  }
  static get(dialect: string, data: string): OpaqueType {
    return intern(OpaqueType, [dialect, data], () => new OpaqueType(dialect, data));
  }
  override print(printer: AttributePrinter): void {
    printOpaque(printer, "!", this.dialect, this.data);
  }
}

/** `!dialect.name<body>` where the data reads as a name with an optional body, otherwise `!dialect<data>`. */
export function printOpaque(printer: AttributePrinter, sigil: string, dialect: string, data: string): void {
  const pretty = /^[a-zA-Z][a-zA-Z0-9._]*(<.*>)?$/s.test(data);
  printer.write(pretty ? `${sigil}${dialect}.${data}` : `${sigil}${dialect}<${data}>`);
}

// Short names for the types that code mentions all the time.
export const f16 = (): FloatType => FloatType.get("f16");
export const f32 = (): FloatType => FloatType.get("f32");
export const f64 = (): FloatType => FloatType.get("f64");
export const i1 = (): IntegerType => IntegerType.get(1);
export const i8 = (): IntegerType => IntegerType.get(8);
export const i32 = (): IntegerType => IntegerType.get(32);
export const i64 = (): IntegerType => IntegerType.get(64);
export const indexType = (): IndexType => IndexType.get();

/** The width in bits of an integer, index or float type; undefined for others. */
export function scalarWidth(type: Type): number | undefined {
  if (type instanceof IntegerType || type instanceof FloatType) return type.width;
  if (type instanceof IndexType) return IndexType.internalWidth;
  return undefined;
}
