/** Names of blocks within their function, by which 'llvm.blockaddress' calls them. */

import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt } from "../../ir/diagnostic.ts";
import type { Region } from "../../ir/region.ts";
import { numberField, structAttr } from "../../ir/struct-attribute.ts";

/** The name of a block within its function. */
export const BlockTagAttr = structAttr("llvm.blocktag", { id: numberField });

export const BlockTagOp = defineOp("llvm.blocktag", {
  summary: "Gives its block a name for 'llvm.blockaddress'",
  attributes: { tag: BlockTagAttr },
  assemblyFormat: "$tag attr-dict",
});
export type BlockTagOp = Op<typeof BlockTagOp>;

function* blockTags(body: Region): Generator<BlockTagOp> {
  for (const block of body.blocks()) {
    for (const op of block.ops()) {
      const tag = BlockTagOp.match(op);
      if (tag !== undefined) yield tag;
    }
  }
}

/** The operation with this tag. */
export function findBlockTag(body: Region, id: number): BlockTagOp | undefined {
  for (const tag of blockTags(body)) if (tag.tag.id === id) return tag;
  return undefined;
}

/** Throws if two blocks have the same tag. */
export function verifyBlockTags(body: Region): void {
  const seen = new Set<number>();
  for (const { op, tag } of blockTags(body)) {
    if (seen.has(tag.id)) throw errorAt(op.loc, `duplicate block tag '${tag.id}' in the same function: `);
    seen.add(tag.id);
  }
}
