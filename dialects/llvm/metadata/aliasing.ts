/** What accesses to memory say about which others may be the same memory: scopes, and types as the source knows them. */

import type { AttributeParser } from "../../../ir/assembly/attribute-parser.ts";
import { TokenKind } from "../../../ir/assembly/token-parser.ts";
import type { Attribute } from "../../../ir/attribute.ts";
import { DistinctAttr, StringAttr } from "../../../ir/builtin/attributes.ts";
import { AnyAttr, StrAttr } from "../../../ir/builtin/constraints.ts";
import { attrConstraint } from "../../../ir/constraint.ts";
import { defineAttr, type InstanceOf } from "../../../ir/define-attribute.ts";
import {
  attributeField,
  boolField,
  defaultedField,
  type Field,
  integerField,
  optionalField,
  stringField,
  structAttr,
} from "../../../ir/struct-attribute.ts";

// Scopes.

const Distinct = attrConstraint("distinct attribute", (attr): attr is DistinctAttr => attr instanceof DistinctAttr);
const scopeId = attributeField(AnyAttr);
const description = optionalField(attributeField(StrAttr));
export const AliasScopeDomainAttr = structAttr(
  "llvm.alias_scope_domain",
  { id: scopeId, description },
  { alias: "alias_scope_domain" },
);

export const AliasScopeAttr = structAttr(
  "llvm.alias_scope",
  { id: scopeId, domain: attributeField(AliasScopeDomainAttr), description },
  {
    alias: "alias_scope",
    summary: "LLVM dialect alias scope",
    verify({ id }) {
      if (id instanceof StringAttr || id instanceof DistinctAttr) return undefined;
      return "id of an alias scope must be a StringAttr or a DistrinctAttr";
    },
  },
);
export type AliasScopeAttr = InstanceOf<typeof AliasScopeAttr>;

/** A set of accesses in a loop whose iterations may run in parallel as far as these are concerned. */
export const AccessGroupAttr = structAttr(
  "llvm.access_group",
  { id: attributeField(Distinct) },
  { alias: "access_group", summary: "LLVM dialect access group metadata" },
);
export type AccessGroupAttr = InstanceOf<typeof AccessGroupAttr>;

// Types: a tree of which the root stands for a language, and accesses to a member of a struct.

/** `#llvm.tbaa_root<id = "C">`, or `#llvm.tbaa_root` */
export const TBAARootAttr = defineAttr<{ readonly id: StringAttr | undefined }>("llvm.tbaa_root", {
  parse(parser) {
    if (!parser.parseOptionalLess()) return { id: undefined };
    parser.parseKeyword("id");
    parser.parseEqual();
    const id = StringAttr.get(parser.parseString());
    parser.parseGreater();
    return { id };
  },
  print({ id }, printer) {
    if (id !== undefined) printer.write("<id = ").attribute(id).write(">");
  },
  alias: "tbaa_root",
});

const AnyTBAANode = attrConstraint("TBAA node", (attr): attr is Attribute => isTBAANode(attr));
const isTBAANode = (attr: Attribute): boolean => TBAARootAttr.is(attr) || TBAATypeDescriptorAttr.is(attr);
const node = attributeField(AnyTBAANode);

export const TBAAMemberAttr = defineAttr<{ readonly typeDesc: Attribute; readonly offset: bigint }>(
  "llvm.tbaa_member",
  {
    parse(parser) {
      parser.parseLess();
      const typeDesc = node.parse(parser);
      parser.parseComma();
      const offset = parser.parseInteger();
      parser.parseGreater();
      return { typeDesc, offset };
    },
    print({ typeDesc, offset }, printer) {
      printer.write("<").attribute(typeDesc).write(`, ${offset}>`);
    },
  },
);
export type TBAAMemberAttr = InstanceOf<typeof TBAAMemberAttr>;

/** `{<#a, 0>, <#b, 8>}` */
const members: Field<readonly TBAAMemberAttr[]> = {
  parse(parser: AttributeParser) {
    const member = attributeField(TBAAMemberAttr);
    const items: TBAAMemberAttr[] = [];
    parser.expect(TokenKind.LBRACE, "'{'");
    parser.parseCommaSeparated(() => {
      items.push(member.parse(parser));
    });
    parser.parseRBrace();
    return items;
  },
  print(items, printer) {
    printer.write("{").list(items, (item) => TBAAMemberAttr.spec.print(item, printer));
    printer.write("}");
  },
};

export const TBAATypeDescriptorAttr = structAttr(
  "llvm.tbaa_type_desc",
  { id: stringField, members },
  { alias: "tbaa_type_desc" },
);
export type TBAATypeDescriptorAttr = InstanceOf<typeof TBAATypeDescriptorAttr>;

export const TBAATagAttr = structAttr(
  "llvm.tbaa_tag",
  {
    base_type: attributeField(TBAATypeDescriptorAttr),
    access_type: attributeField(TBAATypeDescriptorAttr),
    offset: integerField,
    constant: defaultedField(boolField, false),
  },
  { alias: "tbaa_tag", summary: "LLVM dialect TBAA tag metadata" },
);
export type TBAATagAttr = InstanceOf<typeof TBAATagAttr>;

export const aliasingAttributes = [
  AliasScopeDomainAttr,
  AliasScopeAttr,
  AccessGroupAttr,
  TBAARootAttr,
  TBAAMemberAttr,
  TBAATypeDescriptorAttr,
  TBAATagAttr,
] as const;
