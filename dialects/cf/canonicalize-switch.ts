/** Canonicalization patterns of `cf.switch`. */

import type { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { denseI32Array } from "../../ir/builtin/attributes.ts";
import type { IntegerType } from "../../ir/builtin/types.ts";
import { constantInteger } from "../../ir/matchers.ts";
import { pattern } from "../../ir/pattern.ts";
import type { PatternRewriter } from "../../ir/rewriter.ts";
import type { Value } from "../../ir/value.ts";
import { caseOperandsOf, caseValues } from "../switch-cases.ts";
import { branchTo, type Destination, passThrough } from "./pass-through.ts";
import { SwitchOp } from "./switch.ts";

interface Case extends Destination {
  readonly value: IntegerAttr;
}

const defaultOf = ({ defaultDestination, defaultOperands }: SwitchOp): Destination => ({
  dest: defaultDestination,
  operands: defaultOperands,
});

const casesOf = (view: SwitchOp): Case[] =>
  view.caseDestinations.map((dest, i) => ({
    value: view.case_values!.elementAttr(i) as IntegerAttr,
    dest,
    operands: caseOperandsOf(view, i),
  }));

/** Replaces a switch by one with other destinations. */
function replaceSwitch(
  view: SwitchOp,
  otherwise: Destination,
  cases: readonly Case[],
  rewriter: PatternRewriter,
): true {
  const { op, flag } = view;
  const values = cases.map(({ value }) => value.unsignedValue);
  rewriter.replaceWithNew(op, SwitchOp, {
    flag,
    defaultDestination: otherwise.dest,
    defaultOperands: otherwise.operands,
    caseDestinations: cases.map(({ dest }) => dest),
    caseOperands: cases.flatMap(({ operands }) => operands),
    case_operand_segments: denseI32Array(cases.map(({ operands }) => operands.length)),
    case_values: values.length === 0 ? undefined : caseValues(flag.type as IntegerType, values),
  });
  return true;
}

/** Where the switch goes for this value of its flag. */
const destinationFor = (view: SwitchOp, flag: IntegerAttr): Destination =>
  casesOf(view).find(({ value }) => value === flag) ?? defaultOf(view);

const sameValues = (a: readonly Value[], b: readonly Value[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);

/** switch x, [default: ^a]  ->  br ^a */
const onlyDefault = pattern("switch-only-default", SwitchOp, (view, rewriter) =>
  view.caseDestinations.length === 0 ? branchTo(view, defaultOf(view), rewriter) : false,
);

/** A case that does what the default does needs no mention. */
const casesLikeDefault = pattern("switch-cases-like-default", SwitchOp, (view, rewriter) => {
  const { defaultDestination, defaultOperands } = view;
  const cases = casesOf(view);
  const kept = cases.filter(
    ({ dest, operands }) => dest !== defaultDestination || !sameValues(operands, defaultOperands),
  );
  return kept.length < cases.length ? replaceSwitch(view, defaultOf(view), kept, rewriter) : false;
});

/** switch 1, [default: ^a, 1: ^b]  ->  br ^b */
const onConstant = pattern("switch-on-constant", SwitchOp, (view, rewriter) => {
  const flag = constantInteger(view.flag);
  return flag === undefined ? false : branchTo(view, destinationFor(view, flag), rewriter);
});

/** switch x, [default: ^a, 1: ^b]; ^b: br ^d  ->  switch x, [default: ^a, 1: ^d] */
const switchPassThrough = pattern("switch-pass-through", SwitchOp, (view, rewriter) => {
  const otherwise = passThrough(view.defaultDestination, view.defaultOperands);
  let changed = otherwise !== undefined;
  const cases = casesOf(view).map(({ value, dest, operands }) => {
    const through = passThrough(dest, operands);
    if (through !== undefined) changed = true;
    return { value, ...(through ?? { dest, operands }) };
  });
  return changed ? replaceSwitch(view, otherwise ?? defaultOf(view), cases, rewriter) : false;
});

/** The switch before this block, if it decides by the same value. */
function switchBefore({ op, flag }: SwitchOp): SwitchOp | undefined {
  const before = SwitchOp.match(op.block!.singlePredecessor?.last);
  return before?.flag === flag ? before : undefined;
}

/** switch x, [default: ^a, 1: ^b]; ^b: switch x, [default: ^c, 1: ^d]  ->  ^b: br ^d */
const afterCase = pattern("switch-after-case", SwitchOp, (view, rewriter) => {
  const block = view.op.block!;
  const before = switchBefore(view);
  if (before === undefined || before.defaultDestination === block) return false;
  const known = casesOf(before).find(({ dest }) => dest === block)!;
  return branchTo(view, destinationFor(view, known.value), rewriter);
});

/** Cases that the switch before has sorted out cannot come after its default. */
const afterDefault = pattern("switch-after-default", SwitchOp, (view, rewriter) => {
  const before = switchBefore(view);
  if (before === undefined || before.defaultDestination !== view.op.block) return false;
  const impossible = new Set(casesOf(before).map(({ value }) => value));
  const cases = casesOf(view);
  const kept = cases.filter(({ value }) => !impossible.has(value));
  return kept.length < cases.length ? replaceSwitch(view, defaultOf(view), kept, rewriter) : false;
});

export const switchPatterns = [onlyDefault, casesLikeDefault, onConstant, switchPassThrough, afterCase, afterDefault];
