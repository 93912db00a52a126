/** Metadata behind an instruction: what it says about memory, loops, branches and its place in the source. */

import type { DereferenceableAttr } from "../../../../dialects/llvm/index.ts";
import { DbgDeclareOp, DbgLabelOp, DbgValueOp, LoopAnnotationAttr } from "../../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../../ir/attribute.ts";
import type { DenseArrayAttr } from "../../../../ir/builtin/attributes.ts";
import type { InstanceOf } from "../../../../ir/define-attribute.ts";
import type { Operation } from "../../../../ir/operation.ts";
import type { FunctionState } from "../function-state.ts";
import { aliasingText } from "./aliasing.ts";
import { loopAnnotation } from "./loops.ts";
import { metadataString, tuple } from "./table.ts";

/** Attributes that are metadata with a body that never differs. */
const flags = [
  ["nontemporal", "nontemporal", "!{i32 1}"],
  ["invariant", "invariant.load", "!{}"],
  ["invariantGroup", "invariant.group", "!{}"],
] as const;

/** `, !tbaa !3, !dbg !7` */
export function attachedMetadata(op: Operation, state: FunctionState): string {
  const { metadata } = state.module;
  let text = aliasingText(op, metadata);
  const attach = (name: string, id: string | undefined): void => {
    if (id !== undefined) text += `, !${name} ${id}`;
  };
  for (const [attribute, name, body] of flags) if (op.attr(attribute) !== undefined) attach(name, metadata.node(body));
  const bytes = op.attr("dereferenceable") as InstanceOf<typeof DereferenceableAttr> | undefined;
  if (bytes !== undefined) {
    attach(
      bytes.mayBeNull ? "dereferenceable_or_null" : "dereferenceable",
      metadata.node(tuple([`i64 ${bytes.bytes}`])),
    );
  }
  const weights = op.attr("branch_weights") as DenseArrayAttr | undefined;
  if (weights !== undefined) {
    const list = weights.values.map((weight) => `i32 ${weight}`);
    attach("prof", metadata.node(tuple([metadataString("branch_weights"), ...list])));
  }
  const loop: Attribute | undefined = op.attr("loop_annotation");
  if (loop !== undefined && LoopAnnotationAttr.is(loop)) {
    attach(
      "llvm.loop",
      loopAnnotation(loop, metadata, (loc) => state.location(loc)),
    );
  }
  attach("dbg", state.location(op.loc));
  return text;
}

/**
 * A line about a variable of the source: empty where the place in the source is not known, as LLVM asks for it. Undefined
 * for other operations.
 */
export function debugRecord(op: Operation, state: FunctionState): string | undefined {
  const { debugInfo } = state.module;
  const record = (kind: string, ...parts: readonly string[]): string => {
    const place = state.location(op.loc);
    return place === undefined ? "" : `  #dbg_${kind}(${[...parts, place].join(", ")})\n`;
  };
  const label = DbgLabelOp.match(op);
  if (label !== undefined) return record("label", debugInfo.node(label.label));
  const about = DbgDeclareOp.match(op) ?? DbgValueOp.match(op);
  if (about === undefined) return undefined;
  const kind = DbgDeclareOp.is(op) ? "declare" : "value";
  if (state.location(op.loc) === undefined) return "";
  return record(kind, state.typed(op.operand(0)), debugInfo.node(about.varInfo), debugInfo.node(about.locationExpr));
}
