/** What branches say about the loops that they close: `#llvm.loop_annotation` and its parts. */

import type { Attribute } from "../../../ir/attribute.ts";
import { AnyIntegerAttr, BoolAttribute } from "../../../ir/builtin/constraints.ts";
import { type AttrConstraint, attrConstraint } from "../../../ir/constraint.ts";
import type { InstanceOf } from "../../../ir/define-attribute.ts";
import { FusedLoc } from "../../../ir/location.ts";
import { attributeField, type Field, listField, optionalField, structAttr } from "../../../ir/struct-attribute.ts";
import { AccessGroupAttr } from "./aliasing.ts";

const flag = optionalField(attributeField(BoolAttribute));
const integer = optionalField(attributeField(AnyIntegerAttr));
const location = optionalField(
  attributeField(attrConstraint("fused location", (attr): attr is FusedLoc => attr instanceof FusedLoc)),
);

/** An annotation for a loop that a transformation leaves; such annotations are defined below, from these. */
const followup: Field<Attribute | undefined> = optionalField<Attribute>({
  parse: (parser) => attributeField(LoopAnnotationAttr).parse(parser),
  print: (value, printer) => {
    printer.attribute(value);
  },
});

export const LoopVectorizeAttr = structAttr(
  "llvm.loop_vectorize",
  {
    disable: flag,
    predicateEnable: flag,
    scalableEnable: flag,
    width: integer,
    followupVectorized: followup,
    followupEpilogue: followup,
    followupAll: followup,
  },
  { alias: "loop_vectorize" },
);

export const LoopInterleaveAttr = structAttr(
  "llvm.loop_interleave",
  { count: attributeField(AnyIntegerAttr) },
  { alias: "loop_interleave" },
);

export const LoopUnrollAttr = structAttr(
  "llvm.loop_unroll",
  {
    disable: flag,
    count: integer,
    runtimeDisable: flag,
    full: flag,
    followupUnrolled: followup,
    followupRemainder: followup,
    followupAll: followup,
  },
  { alias: "loop_unroll" },
);

export const LoopUnrollAndJamAttr = structAttr(
  "llvm.loop_unroll_and_jam",
  {
    disable: flag,
    count: integer,
    followupOuter: followup,
    followupInner: followup,
    followupRemainderOuter: followup,
    followupRemainderInner: followup,
    followupAll: followup,
  },
  { alias: "loop_unroll_and_jam" },
);

export const LoopLICMAttr = structAttr(
  "llvm.loop_licm",
  { disable: flag, versioningDisable: flag },
  { alias: "loop_licm" },
);

export const LoopDistributeAttr = structAttr(
  "llvm.loop_distribute",
  {
    disable: flag,
    followupCoincident: followup,
    followupSequential: followup,
    followupFallback: followup,
    followupAll: followup,
  },
  { alias: "loop_distribute" },
);

export const LoopPipelineAttr = structAttr(
  "llvm.loop_pipeline",
  { disable: flag, initiationinterval: integer },
  { alias: "loop_pipeline" },
);

export const LoopPeeledAttr = structAttr("llvm.loop_peeled", { count: integer }, { alias: "loop_peeled" });

export const LoopUnswitchAttr = structAttr("llvm.loop_unswitch", { partialDisable: flag }, { alias: "loop_unswitch" });

const part = <A extends Attribute>(definition: AttrConstraint<A>): Field<A | undefined> =>
  optionalField(attributeField(definition));

export const LoopAnnotationAttr = structAttr(
  "llvm.loop_annotation",
  {
    disableNonforced: flag,
    vectorize: part(LoopVectorizeAttr),
    interleave: part(LoopInterleaveAttr),
    unroll: part(LoopUnrollAttr),
    unrollAndJam: part(LoopUnrollAndJamAttr),
    licm: part(LoopLICMAttr),
    distribute: part(LoopDistributeAttr),
    pipeline: part(LoopPipelineAttr),
    peeled: part(LoopPeeledAttr),
    unswitch: part(LoopUnswitchAttr),
    mustProgress: flag,
    isVectorized: flag,
    startLoc: location,
    endLoc: location,
    parallelAccesses: listField(attributeField(AccessGroupAttr)),
  },
  { alias: "loop_annotation", summary: "LLVM dialect loop annotation" },
);
export type LoopAnnotationAttr = InstanceOf<typeof LoopAnnotationAttr>;

export const loopAttributes = [
  LoopVectorizeAttr,
  LoopInterleaveAttr,
  LoopUnrollAttr,
  LoopUnrollAndJamAttr,
  LoopLICMAttr,
  LoopDistributeAttr,
  LoopPipelineAttr,
  LoopPeeledAttr,
  LoopUnswitchAttr,
  LoopAnnotationAttr,
] as const;
