/** `!llvm.loop`: what is known of a loop, on the branch that closes it. */

import type { LoopAnnotationAttr } from "../../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../../ir/attribute.ts";
import { IntegerAttr } from "../../../../ir/builtin/attributes.ts";
import type { FusedLoc } from "../../../../ir/location.ts";
import { accessGroup } from "./aliasing.ts";
import { type MetadataTable, metadataString, tuple } from "./table.ts";

/** How an option is written: as its name alone if it is set, as a number, as the opposite of a flag, or by two names. */
type Form = "unit" | "bool" | "not" | "i32" | "one" | { readonly whenTrue: string; readonly whenFalse: string };
type Options = Readonly<Record<string, readonly [name: string, form: Form]>>;

const options: Options = {
  disableNonforced: ["llvm.loop.disable_nonforced", "unit"],
  mustProgress: ["llvm.loop.mustprogress", "unit"],
  isVectorized: ["llvm.loop.isvectorized", "one"],
};

/** The options in the parts of an annotation, by their names there. */
const parts: Readonly<Record<string, Options>> = {
  vectorize: {
    disable: ["llvm.loop.vectorize.enable", "not"],
    predicateEnable: ["llvm.loop.vectorize.predicate.enable", "bool"],
    scalableEnable: ["llvm.loop.vectorize.scalable.enable", "bool"],
    width: ["llvm.loop.vectorize.width", "i32"],
  },
  interleave: { count: ["llvm.loop.interleave.count", "i32"] },
  unroll: {
    disable: ["", { whenTrue: "llvm.loop.unroll.disable", whenFalse: "llvm.loop.unroll.enable" }],
    count: ["llvm.loop.unroll.count", "i32"],
    runtimeDisable: ["llvm.loop.unroll.runtime.disable", "bool"],
    full: ["llvm.loop.unroll.full", "unit"],
  },
  unrollAndJam: {
    disable: ["", { whenTrue: "llvm.loop.unroll_and_jam.disable", whenFalse: "llvm.loop.unroll_and_jam.enable" }],
    count: ["llvm.loop.unroll_and_jam.count", "i32"],
  },
  licm: {
    disable: ["llvm.licm.disable", "unit"],
    versioningDisable: ["llvm.loop.licm_versioning.disable", "unit"],
  },
  distribute: { disable: ["llvm.loop.distribute.enable", "not"] },
  pipeline: {
    disable: ["llvm.loop.pipeline.disable", "bool"],
    initiationinterval: ["llvm.loop.pipeline.initiationinterval", "i32"],
  },
  peeled: { count: ["llvm.loop.peeled.count", "i32"] },
  unswitch: { partialDisable: ["llvm.loop.unswitch.partial.disable", "unit"] },
};

/** `llvm.loop.unroll.followup_all`: the annotation of what a transformation leaves. */
function followupName(part: string, key: string): string {
  const snakeCase = (text: string): string =>
    text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`).replace(/^_/, "");
  return `llvm.loop.${snakeCase(part)}.followup_${snakeCase(key.slice("followup".length))}`;
}

/** The node for an annotation. `location` gives that of a place in the source, if it has one. */
export function loopAnnotation(
  annotation: LoopAnnotationAttr,
  table: MetadataTable,
  location: (loc: FusedLoc) => string | undefined,
): string {
  return table.nodeFor(annotation, (self) => {
    const nodes: string[] = [];
    for (const loc of [annotation.startLoc, annotation.endLoc]) {
      const id = loc === undefined ? undefined : location(loc);
      if (id !== undefined) nodes.push(id);
    }
    const values = annotation as unknown as Readonly<Record<string, Attribute | undefined>>;
    addOptions(values, options, nodes, table);
    for (const [name, partOptions] of Object.entries(parts)) {
      const part = values[name] as unknown as Readonly<Record<string, Attribute | undefined>> | undefined;
      if (part === undefined) continue;
      addOptions(part, partOptions, nodes, table);
      for (const [key, followup] of Object.entries(part)) {
        if (!key.startsWith("followup") || followup === undefined) continue;
        const inner = loopAnnotation(followup as LoopAnnotationAttr, table, location);
        nodes.push(table.node(tuple([metadataString(followupName(name, key)), inner])));
      }
    }
    if (annotation.parallelAccesses.length > 0) {
      const groups = annotation.parallelAccesses.map((group) => accessGroup(group, table));
      nodes.push(table.node(tuple([metadataString("llvm.loop.parallel_accesses"), ...groups])));
    }
    return `distinct ${tuple([self, ...nodes])}`;
  });
}

function addOptions(
  values: Readonly<Record<string, Attribute | undefined>>,
  known: Options,
  nodes: string[],
  table: MetadataTable,
): void {
  for (const [key, [name, form]] of Object.entries(known)) {
    const value = values[key];
    if (!(value instanceof IntegerAttr)) continue;
    const parts = option(name, form, value);
    if (parts !== undefined) nodes.push(table.node(tuple(parts)));
  }
}

function option(name: string, form: Form, value: IntegerAttr): string[] | undefined {
  if (typeof form === "object") return [metadataString(value.boolValue ? form.whenTrue : form.whenFalse)];
  if (form === "i32") return [metadataString(name), `i32 ${value.value}`];
  if (form === "bool") return [metadataString(name), `i1 ${value.boolValue}`];
  if (form === "not") return [metadataString(name), `i1 ${!value.boolValue}`];
  if (!value.boolValue) return undefined;
  return form === "one" ? [metadataString(name), "i32 1"] : [metadataString(name)];
}
