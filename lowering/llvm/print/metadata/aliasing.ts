/** Metadata about which accesses to memory may be the same memory. */

import {
  type AccessGroupAttr,
  type AliasScopeAttr,
  TBAARootAttr,
  type TBAATagAttr,
  type TBAATypeDescriptorAttr,
} from "../../../../dialects/llvm/index.ts";
import type { Attribute } from "../../../../ir/attribute.ts";
import { type ArrayAttr, StringAttr } from "../../../../ir/builtin/attributes.ts";
import type { Operation } from "../../../../ir/operation.ts";
import { type MetadataTable, metadataString, tuple } from "./table.ts";

/** `, !tbaa !1, !noalias !4`: what an access says. */
export function aliasingText(op: Operation, table: MetadataTable): string {
  const list = (name: string): readonly Attribute[] => (op.attr(name) as ArrayAttr | undefined)?.values ?? [];
  let text = "";
  const attach = (name: string, id: string | undefined): void => {
    if (id !== undefined) text += `, !${name} ${id}`;
  };
  const [tag] = list("tbaa") as TBAATagAttr[];
  attach("tbaa", tag === undefined ? undefined : tbaaTag(tag, table));
  attach("alias.scope", scopeList(list("alias_scopes") as AliasScopeAttr[], table));
  attach("noalias", scopeList(list("noalias_scopes") as AliasScopeAttr[], table));
  const groups = (list("access_groups") as AccessGroupAttr[]).map((group) => accessGroup(group, table));
  attach("llvm.access.group", groups.length > 1 ? table.node(tuple(groups)) : groups[0]);
  return text;
}

/** The node with these scopes; undefined for none. */
export const scopeList = (scopes: readonly AliasScopeAttr[], table: MetadataTable): string | undefined =>
  scopes.length === 0 ? undefined : table.node(tuple(scopes.map((scope) => aliasScope(scope, table))));

export const accessGroup = (group: AccessGroupAttr, table: MetadataTable): string =>
  table.nodeFor(group, () => "distinct !{}");

function aliasScope(scope: AliasScopeAttr, table: MetadataTable): string {
  const domain = table.nodeFor(scope.domain, (id) => identified(id, scope.domain, []));
  return table.nodeFor(scope, (id) => identified(id, scope, [domain]));
}

/** A node that is distinct, and begins with itself, unless it has a name. */
function identified(
  self: string,
  { id, description }: { readonly id: Attribute; readonly description: StringAttr | undefined },
  parts: readonly string[],
): string {
  const isNamed = id instanceof StringAttr;
  const rest = description === undefined ? parts : [...parts, metadataString(description.value)];
  return isNamed ? tuple([metadataString(id.value), ...rest]) : `distinct ${tuple([self, ...rest])}`;
}

const tbaaTag = (tag: TBAATagAttr, table: MetadataTable): string =>
  table.nodeFor(tag, () => {
    const parts = [tbaaNode(tag.base_type, table), tbaaNode(tag.access_type, table), `i64 ${tag.offset}`];
    return tuple(tag.constant ? [...parts, "i64 1"] : parts);
  });

const tbaaNode = (node: Attribute, table: MetadataTable): string =>
  table.nodeFor(node, (self) => {
    if (TBAARootAttr.is(node)) {
      return node.id === undefined ? `distinct ${tuple([self])}` : tuple([metadataString(node.id.value)]);
    }
    const { id, members } = node as TBAATypeDescriptorAttr;
    const parts = members.flatMap(({ typeDesc, offset }) => [tbaaNode(typeDesc, table), `i64 ${offset}`]);
    return tuple([metadataString(id), ...parts]);
  });
