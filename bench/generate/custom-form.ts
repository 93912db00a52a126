/** Writes generated programs in the custom form, as mlir-opt prints it. */
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

export class CustomFormWriter extends Lines implements ProgramWriter {
  beginFunction({ name, resultType }: Signature, args: readonly Value[], attributes: readonly Attribute[]): void {
    const parameters = args.map((arg) => `${arg.name}: ${arg.type}`).join(", ");
    const attributeText = attributes.length === 0 ? "" : ` attributes${dictionary(attributes)}`;
    this.open(`func.func @${name}(${parameters}) -> ${resultType}${attributeText} {`);
  }
  endFunction(result: Value): void {
    this.line(`return ${result.name} : ${result.type}`);
    this.close("}");
  }
  constant(result: Value, literal: string): void {
    this.line(`${result.name} = arith.constant ${literal}${result.type === "i1" ? "" : ` : ${result.type}`}`);
  }
  arithmetic(
    op: string,
    flags: string,
    result: Value,
    operands: readonly Value[],
    attributes: readonly Attribute[],
  ): void {
    const keyword = op.endsWith("f") ? "fastmath" : overflowOps.has(op) ? "overflow" : undefined;
    const flagText = keyword === undefined || flags === "none" ? "" : ` ${keyword}<${flags}>`;
    this.line(`${result.name} = ${op} ${namesOf(operands)}${flagText}${dictionary(attributes)} : ${result.type}`);
  }
  compare(op: string, [predicate]: readonly [string, number], result: Value, lhs: Value, rhs: Value): void {
    this.line(`${result.name} = ${op} ${predicate}, ${lhs.name}, ${rhs.name} : ${lhs.type}`);
  }
  cast(op: string, result: Value, input: Value): void {
    this.line(`${result.name} = ${op} ${input.name} : ${input.type} to ${result.type}`);
  }
  select(result: Value, condition: Value, ifTrue: Value, ifFalse: Value): void {
    this.line(`${result.name} = arith.select ${namesOf([condition, ifTrue, ifFalse])} : ${result.type}`);
  }
  call(result: Value, callee: Signature, operands: readonly Value[]): void {
    const type = `(${typesOf(operands)}) -> ${result.type}`;
    this.line(`${result.name} = func.call @${callee.name}(${namesOf(operands)}) : ${type}`);
  }
  beginFor(
    results: ValueGroup,
    [lower, upper, step]: readonly Value[],
    induction: Value,
    init: readonly Value[],
    variables: readonly Value[],
  ): void {
    const bounds = `${induction.name} = ${lower!.name} to ${upper!.name} step ${step!.name}`;
    const carried = variables.map(({ name }, i) => `${name} = ${init[i]!.name}`).join(", ");
    this.open(`${resultsText(results)}scf.for ${bounds} iter_args(${carried}) -> (${results.types.join(", ")}) {`);
  }
  endFor(_results: ValueGroup, _bounds: readonly Value[], _init: readonly Value[], yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.close("}");
  }
  beginIf(results: ValueGroup, condition: Value): void {
    const types = results.types.length === 0 ? "" : ` -> (${results.types.join(", ")})`;
    this.open(`${resultsText(results)}scf.if ${condition.name}${types} {`);
  }
  otherwise(yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.reopen("} else {");
  }
  endIf(_results: ValueGroup, _condition: Value, yielded: readonly Value[]): void {
    this.#yield(yielded);
    this.close("}");
  }
  #yield(values: readonly Value[]): void {
    if (values.length > 0) this.line(`scf.yield ${namesOf(values)} : ${typesOf(values)}`);
  }
}
