/** Debug information as LLVM's metadata: variables, types, scopes, and the places in the source that operations come from. */

import * as llvm from "../../../../dialects/llvm/index.ts";
import { Attribute } from "../../../../ir/attribute.ts";
import { IntegerAttr, StringAttr } from "../../../../ir/builtin/attributes.ts";
import { CallSiteLoc, FileLineColLoc, FusedLoc, type Location, NameLoc } from "../../../../ir/location.ts";
import { quoted } from "../identifiers.ts";
import { debugNodeOf, isDistinct, specialParameters } from "./debug-nodes.ts";
import { type MetadataTable, metadataString, tuple } from "./table.ts";

export class DebugInfo {
  readonly #table: MetadataTable;
  /** The nodes of attributes that contain themselves, by `recId`. */
  readonly #recursive: Map<Attribute, string>;
  /** The variables that units list. */
  readonly #globals: Map<Attribute, string[]>;

  #isUsed: boolean;

  constructor(table: MetadataTable) {
    this.#table = table;
    this.#isUsed = false;
    this.#recursive = new Map();
    this.#globals = new Map();
  }

  /** Whether any node was asked for. */
  get isUsed(): boolean {
    return this.#isUsed;
  }

  /** The number of the node for an attribute of debug information; an expression stands as it is. */
  node(attribute: Attribute): string {
    this.#isUsed = true;
    if (llvm.DINullTypeAttr.is(attribute)) return "null";
    if (llvm.DIExpressionAttr.is(attribute)) return expressionText(attribute);
    if (attribute instanceof IntegerAttr) return String(attribute.value);
    if (llvm.DIAnnotationAttr.is(attribute)) {
      return this.#table.node(tuple([metadataString(attribute.name.value), metadataString(attribute.value.value)]));
    }
    if (llvm.DICompileUnitAttr.is(attribute)) {
      // Which variables the unit lists is known in the end.
      const id = this.#table.nodeFor(attribute, () => () => this.#body(attribute));
      this.#table.addNamed("llvm.dbg.cu", id);
      return id;
    }
    if (!isRecursive(attribute)) return this.#table.nodeFor(attribute, () => this.#body(attribute));
    const { recId } = attribute;
    if (recId !== undefined && attribute.isRecSelf) return this.#recursive.get(recId) ?? "null";
    return this.#table.nodeFor(attribute, (id) => {
      if (recId === undefined) return this.#body(attribute);
      const outer = this.#recursive.get(recId);
      this.#recursive.set(recId, id);
      const body = this.#body(attribute);
      if (outer !== undefined) this.#recursive.set(recId, outer);
      return body;
    });
  }

  /** The variable that a global is; its unit lists it. */
  globalVariable(expression: Attribute): string {
    const id = this.node(expression);
    const unit = llvm.DIGlobalVariableExpressionAttr.is(expression) ? unitOf(expression.var.scope) : undefined;
    if (unit !== undefined) {
      const list = this.#globals.get(unit);
      if (list === undefined) this.#globals.set(unit, [id]);
      else list.push(id);
    }
    return id;
  }

  /** A place in the source, inside `scope`; undefined if the place is not known. */
  location(loc: Location, scope: string, inlinedAt?: string): string | undefined {
    if (loc instanceof FileLineColLoc) {
      const at = inlinedAt === undefined ? "" : `, inlinedAt: ${inlinedAt}`;
      return this.#table.node(`!DILocation(line: ${loc.line}, column: ${loc.column}, scope: ${scope}${at})`);
    }
    if (loc instanceof NameLoc) return this.location(loc.child, scope, inlinedAt);
    if (loc instanceof CallSiteLoc) {
      return this.location(loc.callee, scope, this.location(loc.caller, scope, inlinedAt));
    }
    if (!(loc instanceof FusedLoc)) return undefined;
    const inner = loc.metadata !== undefined && isLocalScope(loc.metadata) ? this.node(loc.metadata) : scope;
    for (const part of loc.locations) {
      const id = this.location(part, inner, inlinedAt);
      if (id !== undefined) return id;
    }
    return undefined;
  }

  #body(attribute: Attribute): string {
    const node = debugNodeOf(attribute);
    if (node === undefined) throw new Error(`attribute '${attribute}' is no debug information of LLVM IR`);
    const values = attribute as unknown as Readonly<Record<string, unknown>>;
    const fields: string[] = [];
    for (const { name, parameter, isRequired } of node.fields) {
      const text = this.#value(parameter, values[parameter], isRequired);
      if (text !== undefined) fields.push(`${name}: ${text}`);
    }
    const globals = this.#globals.get(attribute);
    if (globals !== undefined) fields.push(`globals: ${this.#table.node(tuple(globals))}`);
    return `${isDistinct(attribute) ? "distinct " : ""}!${node.name}(${fields.join(", ")})`;
  }

  /** The value of a parameter; undefined if it need not be written. */
  #value(parameter: string, value: unknown, isRequired: boolean): string | undefined {
    const isList = Array.isArray(value);
    const isEmpty =
      value === undefined ||
      value === 0 ||
      value === 0n ||
      value === false ||
      value === "" ||
      (isList && value.length === 0);
    if (isEmpty && !isRequired) return undefined;
    const special = specialParameters[parameter];
    if (special !== undefined) return special(value as never);
    if (isList) return this.#table.node(tuple(value.map((item) => this.node(item as Attribute))));
    if (value instanceof StringAttr) return quoted(value.value);
    if (value instanceof Attribute) return this.node(value);
    if (value === undefined) return parameter === "expr" ? "!DIExpression()" : "null";
    return String(value);
  }
}

/** The unit around a scope. */
function unitOf(scope: Attribute | undefined): Attribute | undefined {
  let current = scope;
  while (current !== undefined && !llvm.DICompileUnitAttr.is(current)) {
    const { compileUnit, scope: outer } = current as { readonly compileUnit?: Attribute; readonly scope?: Attribute };
    current = compileUnit ?? outer;
  }
  return current;
}

const isRecursive = (attribute: Attribute): attribute is llvm.DISubprogramAttr =>
  llvm.DISubprogramAttr.is(attribute) || llvm.DICompositeTypeAttr.is(attribute);

const isLocalScope = (attribute: Attribute): boolean =>
  llvm.DISubprogramAttr.is(attribute) ||
  llvm.DILexicalBlockAttr.is(attribute) ||
  llvm.DILexicalBlockFileAttr.is(attribute);

/** `!DIExpression(DW_OP_plus_uconst, 3)` */
function expressionText({ operations }: llvm.DIExpressionAttr): string {
  const words = operations.flatMap((operation) => [operation.opcode, ...operation.arguments.map(String)]);
  return `!DIExpression(${words.join(", ")})`;
}
