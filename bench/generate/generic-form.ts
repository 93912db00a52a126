/** Writes generated programs in the generic form, as mlir-opt prints it. */
import { Lines } from "./lines.ts";
import {
  type Attribute,
  dictionary,
  namesOf,
  overflowOps,
  type ProgramWriter,
  resultsText,
  type Signature,
  typesOf,
  type Value,
  type ValueGroup,
} from "./program-writer.ts";

export class GenericFormWriter extends Lines implements ProgramWriter {
  /** What the function's closing line repeats. */
  #attributes: readonly Attribute[];
  constructor() {
    super();
    this.#attributes = [];
  }

  beginFunction(signature: Signature, args: readonly Value[], attributes: readonly Attribute[]): void {
    const type = `(${signature.argumentTypes.join(", ")}) -> ${signature.resultType}`;
    this.#attributes = attributes;
    this.open(`"func.func"() <{function_type = ${type}, sym_name = "${signature.name}"}> ({`);
    this.#label(args);
  }
  endFunction(result: Value): void {
    this.line(`"func.return"(${result.name}) : (${result.type}) -> ()`);
    this.close(`})${dictionary(this.#attributes)} : () -> ()`);
  }
  constant(result: Value, literal: string): void {
    const value = result.type === "i1" ? literal : `${literal} : ${result.type}`;
    this.#op("arith.constant", result, [], `value = ${value}`);
  }
  arithmetic(
    op: string,
    flags: string,
    result: Value,
    operands: readonly Value[],
    attributes: readonly Attribute[],
  ): void {
    const properties = op.endsWith("f")
      ? `fastmath = #arith.fastmath<${flags}>`
      : overflowOps.has(op)
        ? `overflowFlags = #arith.overflow<${flags}>`
        : "";
    this.#op(op, result, operands, properties, attributes);
  }
  compare(op: string, [, code]: readonly [string, number], result: Value, lhs: Value, rhs: Value): void {
    const predicate = `predicate = ${code} : i64`;
    const properties = op === "arith.cmpf" ? `fastmath = #arith.fastmath<none>, ${predicate}` : predicate;
    this.#op(op, result, [lhs, rhs], properties);
  }
  cast(op: string, result: Value, input: Value): void {
    this.#op(op, result, [input], op === "arith.trunci" ? "overflowFlags = #arith.overflow<none>" : "");
  }
  select(result: Value, condition: Value, ifTrue: Value, ifFalse: Value): void {
    this.#op("arith.select", result, [condition, ifTrue, ifFalse], "");
  }
  call(result: Value, callee: Signature, operands: readonly Value[]): void {
    this.#op("func.call", result, operands, `callee = @${callee.name}`);
  }
  beginFor(
    results: ValueGroup,
    bounds: readonly Value[],
    induction: Value,
    init: readonly Value[],
    variables: readonly Value[],
  ): void {
    this.open(`${resultsText(results)}"scf.for"(${namesOf([...bounds, ...init])}) ({`);
    this.#label([induction, ...variables]);
  }
  endFor(results: ValueGroup, bounds: readonly Value[], init: readonly Value[], yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.close(`}) : (${typesOf([...bounds, ...init])}) -> ${resultTypes(results.types)}`);
  }
  beginIf(results: ValueGroup, condition: Value): void {
    this.open(`${resultsText(results)}"scf.if"(${condition.name}) ({`);
  }
  otherwise(yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.reopen("}, {");
  }
  endIf(results: ValueGroup, condition: Value, yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.close(`}) : (${condition.type}) -> ${resultTypes(results.types)}`);
  }

  #op(
    op: string,
    result: Value,
    operands: readonly Value[],
    properties: string,
    attributes: readonly Attribute[] = [],
  ): void {
    const inherent = properties === "" ? "" : ` <{${properties}}>`;
    const type = `(${typesOf(operands)}) -> ${result.type}`;
    this.line(`${result.name} = "${op}"(${namesOf(operands)})${inherent}${dictionary(attributes)} : ${type}`);
  }
  #label(args: readonly Value[]): void {
    this.line(`^bb0(${args.map(({ name, type }) => `${name}: ${type}`).join(", ")}):`);
  }
  #yield(values: readonly Value[]): void {
    this.line(`"scf.yield"(${namesOf(values)}) : (${typesOf(values)}) -> ()`);
  }
}

const resultTypes = (types: readonly string[]): string => (types.length === 1 ? types[0]! : `(${types.join(", ")})`);
