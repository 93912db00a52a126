/** The `memref` dialect on flat buffers. */
import { AtomicRMWKind, type AtomicRMWKindName } from "../../../../dialects/arith/index.ts";
import {
  AllocaOp,
  AtomicRMWOp,
  AtomicYieldOp,
  GenericAtomicRMWOp,
  LoadOp,
  StoreOp,
} from "../../../../dialects/memref/index.ts";
import { opError } from "../../../../ir/diagnostic.ts";
import type { Value } from "../../../../ir/value.ts";
import { uniformLoadName } from "../../legalize/all-reduce.ts";
import type { FunctionPrinter } from "../function-printer.ts";
import { type RuleEntry, statement } from "../rule.ts";

const element = (buffer: Value, indices: readonly Value[], printer: FunctionPrinter): string =>
  `${printer.buffer(buffer).name}[${printer.indexText(buffer, indices[0]!)}]`;

const updates: Readonly<Partial<Record<AtomicRMWKindName, string>>> = {
  addi: "atomicAdd",
  andi: "atomicAnd",
  assign: "atomicExchange",
  maxs: "atomicMax",
  mins: "atomicMin",
  ori: "atomicOr",
  xori: "atomicXor",
};

export const memoryRules: readonly RuleEntry[] = [
  statement(AllocaOp, ({ memref }, printer) => printer.declareMemory(memref)),
  statement(LoadOp, ({ op, memref, indices, result }, printer) => {
    const place = element(memref, indices, printer);
    if (op.attr(uniformLoadName) !== undefined) printer.define(result, `workgroupUniformLoad(&${place})`);
    else printer.define(result, printer.buffer(memref).isAtomic ? `atomicLoad(&${place})` : place);
  }),
  statement(StoreOp, ({ value, memref, indices }, printer) => {
    const place = element(memref, indices, printer);
    const text = printer.text(value);
    printer.line(printer.buffer(memref).isAtomic ? `atomicStore(&${place}, ${text});` : `${place} = ${text};`);
  }),
  statement(AtomicRMWOp, ({ op, kind, value, memref, indices, result }, printer) => {
    const name = AtomicRMWKind.nameOf(kind);
    const update = updates[name];
    if (update === undefined)
      throw opError(op, `of kind '${name}' has no form in WGSL: run 'convert-gpu-to-wgsl' first`);
    printer.define(result, `${update}(&${element(memref, indices, printer)}, ${printer.text(value)})`);
  }),
  // Tries until no other thread came in between.
  statement(GenericAtomicRMWOp, ({ memref, indices, atomic_body, result }, printer) => {
    const place = element(memref, indices, printer);
    const { front } = atomic_body;
    const old = printer.declare(result, `atomicLoad(&${place})`);
    printer.open("loop {");
    printer.define(front.args[0]!, old);
    printer.printOps(front);
    const exchanged = printer.fresh();
    const wanted = printer.text(front.last!.operand(0));
    printer.line(
      `let ${exchanged} = atomicCompareExchangeWeak(&${place}, ${printer.text(front.args[0]!)}, ${wanted});`,
    );
    printer.line(`if (${exchanged}.exchanged) { break; }`);
    printer.line(`${old} = ${exchanged}.old_value;`);
    printer.close();
  }),
  statement(AtomicYieldOp, () => {}),
];
