/** The `scf` dialect, calls and returns. What branches join and loops carry are variables; all else is constant. */
import { CallOp, ReturnOp } from "../../../../dialects/func/index.ts";
import { ConditionOp, ForOp, IfOp, IndexSwitchOp, WhileOp, YieldOp } from "../../../../dialects/scf/index.ts";
import type { Block } from "../../../../ir/block.ts";
import { constantInteger } from "../../../../ir/matchers.ts";
import type { Value } from "../../../../ir/value.ts";
import type { FunctionPrinter } from "../function-printer.ts";
import { intLiteral } from "../literals.ts";
import { type RuleEntry, statement, unsigned } from "../rule.ts";

/** Prints a block whose terminator gives values to variables. */
function printBranch(block: Block, variables: readonly string[], printer: FunctionPrinter): void {
  printer.printOps(block);
  assign(variables, block.last!.operands, printer);
}

function assign(variables: readonly string[], values: readonly Value[], printer: FunctionPrinter): void {
  for (const [i, name] of variables.entries()) printer.line(`${name} = ${printer.text(values[i]!)};`);
}

function printFor(loop: ForOp, printer: FunctionPrinter): void {
  const { lowerBound, upperBound, step, initArgs, region, results, unsignedCmp } = loop;
  const { front } = region;
  const [induction, ...carried] = front.args;
  const variables = results.map((result, i) => printer.declare(result, printer.text(initArgs[i]!)));
  const [from, to, by] = [lowerBound, upperBound, step].map((value) => printer.text(value)) as [string, string, string];
  const sign = unsignedCmp === undefined ? (text: string): string => text : unsigned;
  const counter = printer.fresh();
  const bindCarried = (): void => {
    for (const [i, arg] of carried.entries()) printer.define(arg, variables[i]!);
  };
  if (constantInteger(step)?.value === 1n) {
    printer.open(`for (var ${counter} = ${from}; ${sign(counter)} < ${sign(to)}; ${counter} += 1i) {`);
    printer.define(induction!, counter);
    bindCarried();
    printBranch(front, variables, printer);
    printer.close();
    return;
  }
  // The counter is not increased beyond the end, where it could overflow.
  printer.open(`if (${sign(from)} < ${sign(to)}) {`);
  printer.line(`var ${counter} = ${from};`);
  printer.open("loop {");
  printer.define(induction!, counter);
  bindCarried();
  printBranch(front, variables, printer);
  printer.open("continuing {");
  const left = printer.fresh();
  printer.line(`let ${left} = ${unsigned(to)} - ${unsigned(counter)};`);
  printer.line(`${counter} += ${by};`);
  printer.line(`break if ${left} <= ${unsigned(by)};`);
  printer.close();
  printer.close();
  printer.close();
}

function printWhile({ inits, before, after, results }: WhileOp, printer: FunctionPrinter): void {
  const [first, second] = [before.front, after.front];
  const carried = first.args.map((arg, i) => printer.variable(arg.type, printer.text(inits[i]!)));
  const variables = results.map((result) => printer.declare(result));
  printer.open("loop {");
  for (const [i, arg] of first.args.entries()) printer.define(arg, carried[i]!);
  printer.printOps(first);
  const { condition, args } = ConditionOp.view(first.last!);
  assign(variables, args, printer);
  printer.line(`if (!(${printer.text(condition)})) { break; }`);
  for (const [i, arg] of second.args.entries()) printer.define(arg, printer.text(args[i]!));
  printBranch(second, carried, printer);
  printer.close();
}

export const controlFlowRules: readonly RuleEntry[] = [
  statement(IfOp, ({ condition, thenRegion, elseRegion, results }, printer) => {
    const variables = results.map((result) => printer.declare(result));
    printer.open(`if (${printer.text(condition)}) {`);
    printBranch(thenRegion.front, variables, printer);
    if (!elseRegion.isEmpty) {
      printer.next("} else {");
      printBranch(elseRegion.front, variables, printer);
    }
    printer.close();
  }),
  statement(IndexSwitchOp, ({ arg, cases, defaultRegion, caseRegions, results }, printer) => {
    const variables = results.map((result) => printer.declare(result));
    printer.open(`switch (${printer.text(arg)}) {`);
    for (const [i, region] of caseRegions.entries()) {
      printer.open(`case ${intLiteral(cases.numbers[i]!)}: {`);
      printBranch(region.front, variables, printer);
      printer.close();
    }
    printer.open("default: {");
    printBranch(defaultRegion.front, variables, printer);
    printer.close();
    printer.close();
  }),
  statement(ForOp, printFor),
  statement(WhileOp, printWhile),
  statement(CallOp, ({ callee, operands, results }, printer) => {
    const { name, resultType } = printer.scope.callee(callee.root);
    const text = `${name}(${operands.map((operand) => printer.text(operand)).join(", ")})`;
    if (results.length === 1) printer.define(results[0]!, text);
    else {
      const all = printer.fresh();
      printer.line(`let ${all}: ${resultType} = ${text};`);
      for (const [i, result] of results.entries()) printer.define(result, `${all}.result${i}`);
    }
  }),
  statement(ReturnOp, ({ operands }, printer) => {
    if (operands.length === 0) return;
    const texts = operands.map((operand) => printer.text(operand));
    const text = texts.length === 1 ? texts[0]! : `${printer.scope.resultType}(${texts.join(", ")})`;
    printer.line(`return ${text};`);
  }),
  // What surrounds them has printed what they do.
  statement(YieldOp, () => {}),
  statement(ConditionOp, () => {}),
];
