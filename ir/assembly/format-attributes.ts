/** The steps of formats that read and write attributes. */

import type { Attribute } from "../attribute.ts";
import { UnitAttr } from "../builtin/attributes.ts";
import { type AttrConstraint, type AttrSpec, attrConstraintOf } from "../constraint.ts";
import type { AttributeDefinition } from "../define-attribute.ts";
import type { OpDefinition } from "../define-op.ts";
import { wrongAttribute } from "../op-checks.ts";
import type { OpSpec } from "../op-spec.ts";
import type { Operation } from "../operation.ts";
import type { AsmParser } from "./asm-parser.ts";
import type { FormatStep } from "./format-state.ts";
import { asDefinition } from "./format-values.ts";
import { TokenKind } from "./token-parser.ts";

/** `$attribute` */
export function attributeStep(def: OpDefinition, name: string, spec: AttrSpec, qualified: boolean): FormatStep {
  const slot = def.attributeSlot(name)!;
  const constraint = attrConstraintOf(spec);
  const base = constraint.base ?? constraint;
  const isDefaulted = "kind" in spec && spec.kind === "default";
  const isUnit = constraint.is(UnitAttr.get()) && constraint.syntax === undefined && isUnitConstraint(constraint);
  const syntax = constraint.syntax;
  const definition = qualified ? undefined : asDefinition<AttributeDefinition>(constraint);
  const read = (parser: AsmParser): Attribute => {
    if (syntax !== undefined) return syntax.parse(parser, name);
    if (definition !== undefined && parser.kind !== TokenKind.HASH_ID)
      return definition.get(definition.spec.parse(parser));
    return parser.parseAttribute(constraint.valueType?.());
  };
  const isPresent = (op: Operation): boolean => {
    const value = op.property(slot);
    return value !== undefined && !(isDefaulted && value === spec.value());
  };
  return {
    parse(parser, state) {
      if (isUnit) {
        state.op.properties[slot] = UnitAttr.get();
        return;
      }
      const at = parser.start;
      const value = read(parser);
      if (!base.is(value)) {
        throw parser.error("invalid kind of attribute specified", at);
      }
      state.op.properties[slot] = value;
    },
    parseOptional(parser, state) {
      const at = parser.start;
      const value =
        syntax === undefined
          ? parser.parseOptionalAttribute(constraint.valueType?.())
          : syntax.parseOptional === undefined
            ? syntax.parse(parser, name)
            : syntax.parseOptional(parser, name);
      if (value === undefined) return false;
      if (!constraint.is(value)) {
        // Another attribute, which is for what comes next.
        parser.resetTo(at);
        return false;
      }
      state.op.properties[slot] = value;
      return true;
    },
    print(op, printer) {
      if (isUnit) return;
      const value = op.property(slot);
      if (value === undefined) return;
      printer.formatGap();
      if (syntax !== undefined) syntax.print(value, printer);
      else if (definition !== undefined) definition.spec.print(value, printer);
      else if (constraint.valueType !== undefined) printer.attributeWithoutType(value);
      else printer.attribute(value);
    },
    isPresent,
    markPresent(state) {
      if (isUnit) state.op.properties[slot] = UnitAttr.get();
    },
  };
}

const isUnitConstraint = (constraint: AttrConstraint): boolean => constraint.summary === "unit attribute";

/** `attr-dict` and `attr-dict-with-keyword`: everything that is not among `written`. */
export function attrDictStep(def: OpDefinition, written: ReadonlySet<string>, withKeyword: boolean): FormatStep {
  const inherent = Object.entries((def.spec as OpSpec).attributes ?? {});
  const begin = withKeyword ? TokenKind.BARE_ID : TokenKind.LBRACE;
  return {
    parse(parser, state) {
      const at = parser.start;
      if (parser.kind !== begin) return;
      const before = state.op.properties.slice();
      if (withKeyword) parser.parseOptionalAttrDictWithKeyword(state.op);
      else parser.parseOptionalAttrDict(state.op);
      inherent.forEach(([name, spec], slot) => {
        const value = state.op.properties[slot];
        if (value === undefined || value === before[slot]) return;
        const wrong = wrongAttribute(name, attrConstraintOf(spec), value);
        if (wrong !== undefined) throw parser.error(`'${def.name}' op ${wrong}`, at);
      });
    },
    print(op, printer) {
      if (withKeyword) printer.optionalAttrDictWithKeyword(op, written);
      else printer.optionalAttrDict(op, written);
      printer.afterAttrDict();
    },
    isPresent: (op) => op.discardableAttrs.size > 0,
  };
}

/** `prop-dict` */
export const propDictStep = (written: ReadonlySet<string>): FormatStep => ({
  parse(parser, state) {
    if (!parser.parseOptionalLess()) return;
    parser.parseOptionalAttrDict(state.op);
    parser.parseGreater();
  },
  print(op, printer) {
    printer.propDict(op, written);
  },
});
