/** The instructions of LLVM IR: a table of those that follow a pattern, then the others. */

import * as llvm from "../../../dialects/llvm/index.ts";
import { gepIndices } from "../../../dialects/llvm/index.ts";
import type { DenseArrayAttr, IntegerAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import type { OpDefinition, OpSpec, OpView } from "../../../ir/define-op.ts";
import type { Operation } from "../../../ir/operation.ts";
import { callIntrinsicText, callText, inlineAssemblyText, intrinsicText } from "./calls.ts";
import { fastmath, mayHaveFastmath } from "./fast-math.ts";
import type { FunctionState } from "./function-state.ts";
import { quoted } from "./identifiers.ts";
import { unprintable } from "./module-state.ts";

/** The text behind `%n = `. */
type Instruction = (op: Operation, state: FunctionState) => string;

// Instructions that follow a pattern.

/** A flag that is a unit attribute of the operation. */
const unit =
  (attribute: string, word: string) =>
  (op: Operation): string =>
    op.attr(attribute) === undefined ? "" : ` ${word}`;
const exact = unit("isExact", "exact");
const nonNegative = unit("nonNeg", "nneg");
const volatile = unit("volatile_", "volatile");

/** By the bits of `overflowFlags`. */
const overflowWords = ["", " nsw", " nuw", " nuw nsw"];
const overflow = (op: Operation): string => overflowWords[(op.attr("overflowFlags") as IntegerAttr).number]!;
const floatFlags = (op: Operation): string => fastmath(op.attr("fastmathFlags"));
const noFlags = (): string => "";

/** `add nsw i32 %a, %b` */
const binary =
  (opcode: string, flags: (op: Operation) => string = noFlags): Instruction =>
  (op, state) =>
    `${opcode}${flags(op)} ${state.typed(op.operand(0))}, ${state.ref(op.operand(1))}`;

/** `zext nneg i32 %a to i64` */
const cast =
  (opcode: string, flags: (op: Operation) => string = noFlags): Instruction =>
  (op, state) =>
    `${opcode}${flags(op)} ${state.typed(op.operand(0))} to ${state.typeOf(op.result())}`;

/** `extractelement <4 x i32> %v, i32 %i`: all operands with their types. */
const plain =
  (opcode: string, flags: (op: Operation) => string = noFlags): Instruction =>
  (op, state) => {
    const operands = op.operands.map((value) => state.typed(value)).join(", ");
    return `${opcode}${flags(op)}${operands === "" ? "" : ` ${operands}`}`;
  };

const patterned: readonly (readonly [OpDefinition, Instruction])[] = [
  [llvm.AddOp, binary("add", overflow)],
  [llvm.SubOp, binary("sub", overflow)],
  [llvm.MulOp, binary("mul", overflow)],
  [llvm.UDivOp, binary("udiv", exact)],
  [llvm.SDivOp, binary("sdiv", exact)],
  [llvm.URemOp, binary("urem")],
  [llvm.SRemOp, binary("srem")],
  [llvm.AndOp, binary("and")],
  [llvm.OrOp, binary("or", unit("isDisjoint", "disjoint"))],
  [llvm.XOrOp, binary("xor")],
  [llvm.ShlOp, binary("shl", overflow)],
  [llvm.LShrOp, binary("lshr", exact)],
  [llvm.AShrOp, binary("ashr", exact)],
  [llvm.FAddOp, binary("fadd", floatFlags)],
  [llvm.FSubOp, binary("fsub", floatFlags)],
  [llvm.FMulOp, binary("fmul", floatFlags)],
  [llvm.FDivOp, binary("fdiv", floatFlags)],
  [llvm.FRemOp, binary("frem", floatFlags)],
  [llvm.FNegOp, plain("fneg", floatFlags)],
  [llvm.FreezeOp, plain("freeze")],
  [llvm.BitcastOp, cast("bitcast")],
  [llvm.AddrSpaceCastOp, cast("addrspacecast")],
  [llvm.PtrToIntOp, cast("ptrtoint")],
  [llvm.IntToPtrOp, cast("inttoptr")],
  [llvm.SExtOp, cast("sext")],
  [llvm.ZExtOp, cast("zext", nonNegative)],
  [llvm.TruncOp, cast("trunc", overflow)],
  [llvm.SIToFPOp, cast("sitofp")],
  [llvm.UIToFPOp, cast("uitofp", nonNegative)],
  [llvm.FPToSIOp, cast("fptosi")],
  [llvm.FPToUIOp, cast("fptoui")],
  [llvm.FPExtOp, cast("fpext")],
  [llvm.FPTruncOp, cast("fptrunc")],
  [llvm.ExtractElementOp, plain("extractelement")],
  [llvm.UnreachableOp, plain("unreachable")],
];

// The others.

const entry = <S extends OpSpec>(
  def: OpDefinition<S>,
  print: (view: OpView<S>, state: FunctionState) => string,
): readonly [OpDefinition, Instruction] => [def as OpDefinition, (op, state) => print(def.view(op), state)];

/** `, align 8`, or nothing. */
const align = (alignment: IntegerAttr | undefined): string =>
  alignment === undefined ? "" : `, align ${alignment.value}`;

/** ` syncscope("agent") monotonic`; nothing for an access that is not atomic. */
function atomicWords(ordering: IntegerAttr, syncscope: StringAttr | undefined): string {
  const name = llvm.AtomicOrdering.nameOf(ordering);
  if (name === "not_atomic") return "";
  return `${syncscope === undefined ? "" : ` syncscope(${quoted(syncscope.value)})`} ${name}`;
}

/** Names of the dialect that begin with an underscore to be no keywords. */
const bare = (name: string): string => name.replace(/^_/, "");

/** `, 0, 1` */
const positions = ({ values }: DenseArrayAttr): string => values.map((index) => `, ${index}`).join("");

const others: readonly (readonly [OpDefinition, Instruction])[] = [
  entry(
    llvm.ICmpOp,
    ({ predicate, lhs, rhs }, state) =>
      `icmp ${llvm.ICmpPredicate.nameOf(predicate)} ${state.typed(lhs)}, ${state.ref(rhs)}`,
  ),
  entry(
    llvm.FCmpOp,
    ({ op, predicate, lhs, rhs }, state) =>
      `fcmp${floatFlags(op)} ${bare(llvm.FCmpPredicate.nameOf(predicate))} ${state.typed(lhs)}, ${state.ref(rhs)}`,
  ),
  entry(llvm.SelectOp, ({ op, condition, trueValue, falseValue, res }, state) => {
    const flags = mayHaveFastmath(res.type) ? floatFlags(op) : "";
    return `select${flags} ${state.typed(condition)}, ${state.typed(trueValue)}, ${state.typed(falseValue)}`;
  }),
  entry(
    llvm.InsertElementOp,
    ({ vector, value, position }, state) =>
      `insertelement ${state.typed(vector)}, ${state.typed(value)}, ${state.typed(position)}`,
  ),
  entry(llvm.ShuffleVectorOp, ({ op, v1, v2, mask, res }, state) => {
    const { isScalable, shape } = res.type;
    const indices = mask.values.map((index) => (index < 0n ? "i32 poison" : `i32 ${index}`)).join(", ");
    // A shuffle of scalable vectors repeats the first element, or is poison.
    const repeated = mask.values.every((index) => index < 0n) ? "poison" : "zeroinitializer";
    const maskText = isScalable ? `<vscale x ${shape[0]} x i32> ${repeated}` : `<${shape[0]} x i32> <${indices}>`;
    if (mask.values.length === 0) throw unprintable(op, "a vector without elements does not exist in LLVM IR");
    return `shufflevector ${state.typed(v1)}, ${state.typed(v2)}, ${maskText}`;
  }),
  entry(
    llvm.ExtractValueOp,
    ({ container, position }, state) => `extractvalue ${state.typed(container)}${positions(position)}`,
  ),
  entry(
    llvm.InsertValueOp,
    ({ container, value, position }, state) =>
      `insertvalue ${state.typed(container)}, ${state.typed(value)}${positions(position)}`,
  ),
  entry(llvm.AllocaOp, ({ op, arraySize, elem_type, inalloca, alignment, res }, state) => {
    const flag = inalloca === undefined ? "" : " inalloca";
    const { addressSpace } = res.type;
    const space = addressSpace === 0 ? "" : `, addrspace(${addressSpace})`;
    return `alloca${flag} ${state.module.type(elem_type.value, op)}, ${state.typed(arraySize)}${align(alignment)}${space}`;
  }),
  entry(llvm.LoadOp, (load, state) => {
    const words = atomicWords(load.ordering, load.syncscope);
    return (
      `load${words === "" ? "" : " atomic"}${volatile(load.op)} ${state.typeOf(load.res)}, ${state.typed(load.addr)}` +
      `${words}${align(load.alignment)}`
    );
  }),
  entry(llvm.StoreOp, (store, state) => {
    const words = atomicWords(store.ordering, store.syncscope);
    return (
      `store${words === "" ? "" : " atomic"}${volatile(store.op)} ${state.typed(store.value)}, ` +
      `${state.typed(store.addr)}${words}${align(store.alignment)}`
    );
  }),
  entry(llvm.GEPOp, ({ op, base, elem_type, noWrapFlags }, state) => {
    const flags = llvm.GEPNoWrapFlags.namesOf(noWrapFlags)
      .map((name) => ` ${name}`)
      .join("");
    const indices = gepIndices(op).map((index) =>
      typeof index === "number" ? `, i32 ${index}` : `, ${state.typed(index)}`,
    );
    return `getelementptr${flags} ${state.module.type(elem_type.value, op)}, ${state.typed(base)}${indices.join("")}`;
  }),
  entry(
    llvm.AtomicRMWOp,
    ({ op, bin_op, ptr, val, ordering, syncscope, alignment }, state) =>
      `atomicrmw${volatile(op)} ${bare(llvm.AtomicBinOp.nameOf(bin_op))} ${state.typed(ptr)}, ${state.typed(val)}` +
      `${atomicWords(ordering, syncscope)}${align(alignment)}`,
  ),
  entry(llvm.AtomicCmpXchgOp, (exchange, state) => {
    const { op, weak, ptr, cmp, val, syncscope, alignment } = exchange;
    return (
      `cmpxchg${weak === undefined ? "" : " weak"}${volatile(op)} ${state.typed(ptr)}, ${state.typed(cmp)}, ` +
      `${state.typed(val)}${atomicWords(exchange.success_ordering, syncscope)}` +
      `${atomicWords(exchange.failure_ordering, undefined)}${align(alignment)}`
    );
  }),
  entry(llvm.FenceOp, ({ ordering, syncscope }) => `fence${atomicWords(ordering, syncscope)}`),
  entry(llvm.ReturnOp, ({ arg }, state) => (arg === undefined ? "ret void" : `ret ${state.typed(arg)}`)),
  entry(llvm.BrOp, ({ op }, state) => `br ${state.target(op, 0)}`),
  entry(
    llvm.CondBrOp,
    ({ op, condition }, state) => `br ${state.typed(condition)}, ${state.target(op, 0)}, ${state.target(op, 1)}`,
  ),
  entry(llvm.SwitchOp, ({ op, value, case_values, caseDestinations }, state) => {
    const cases = caseDestinations.map((_, i) => {
      const text = state.module.constant(case_values!.elementAttr(i), value.type, op);
      return `    ${state.typeOf(value)} ${text}, ${state.target(op, i + 1)}\n`;
    });
    return `switch ${state.typed(value)}, ${state.target(op, 0)} [\n${cases.join("")}  ]`;
  }),
  entry(llvm.IndirectBrOp, ({ op, addr, successors }, state) => {
    return `indirectbr ${state.typed(addr)}, [${successors.map((_, i) => state.target(op, i)).join(", ")}]`;
  }),
  entry(llvm.VaArgOp, ({ arg, res }, state) => `va_arg ${state.typed(arg)}, ${state.typeOf(res)}`),
  entry(llvm.CallOp, callText),
  entry(llvm.CallIntrinsicOp, callIntrinsicText),
  entry(llvm.InlineAsmOp, inlineAssemblyText),
];

const instructions: ReadonlyMap<OpDefinition, Instruction> = new Map([...patterned, ...others]);

/** The instruction without `%n = `. Throws for an operation that is none. */
export function instructionText(op: Operation, state: FunctionState): string {
  const print = instructions.get(op.def);
  if (print !== undefined) return print(op, state);
  const intrinsic = llvm.IntrinsicOpInterface.of(op);
  if (intrinsic !== undefined) return intrinsicText(op, intrinsic, state);
  throw unprintable(op, "it is not an operation of the llvm dialect that has a form in LLVM IR");
}
