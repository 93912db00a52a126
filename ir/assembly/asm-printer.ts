/**
 * Writes operations, in custom or generic form. Operations' own syntax (formats and `print` hooks) is written against the
 * public methods here.
 */
import type { Attribute, Type } from "../attribute.ts";
import { AttributePrinter, quote } from "../attribute-printer.ts";
import type { Block } from "../block.ts";
import type { DictionaryAttr } from "../builtin/attributes.ts";
import { printTypeListOrSingle } from "../builtin/types.ts";
import { type OpSpec, unregisteredProperties } from "../define-op.ts";
import { errorAt, limitingDepth } from "../diagnostic.ts";
import type { Location } from "../location.ts";
import type { Operation } from "../operation.ts";
import type { Region } from "../region.ts";
import { operandSegmentSizes, resultSegmentSizes } from "../segments.ts";
import type { Value } from "../value.ts";
import { AliasTable } from "./aliases.ts";
import { formatOf } from "./format.ts";
import { printResourceSection, type ResourceSection } from "./resources.ts";
import { isIsolatedFromAbove, ValueNames } from "./value-names.ts";

export interface PrintOptions {
  /** `"name"(...)` for every operation. */
  readonly generic?: boolean;
  /** Write locations. */
  readonly debugInfo?: boolean;
  /** Write no aliases, so that every line can be read alone. */
  readonly localScope?: boolean;
  /** Leave the bodies of operations out. */
  readonly skipRegions?: boolean;
  readonly resources?: ResourceSection;
}

export interface RegionPrintOptions {
  /** Write the entry block's label when it has arguments. On by default. */
  readonly entryBlockArgs?: boolean;
  /** Write the terminators. On by default. */
  readonly terminators?: boolean;
  /** Write `{ }` with an empty entry block for a region whose block is empty. */
  readonly emptyBlock?: boolean;
}

const indentWidth = 2;

/** So much text is collected before it is handed on: about as much as stays in the cache until it is one piece. */
const chunkSize = 1 << 13;

const maxLength = 1 << 28;

/** Writes operations, and what their own syntax consists of. */
export class AsmPrinter extends AttributePrinter {
  #root: Operation;
  /** What takes the text in pieces. */
  readonly #write: (chunk: string) => void;
  /** Pieces that wait for the names of aliases; null where they are handed on at once. */
  #waiting: string[] | null;
  /** Number of characters that are no longer in `text`. */
  #written: number;
  readonly #options: PrintOptions;
  /** The text of operations that was written before the file around them. */
  readonly #textsAhead: Map<Operation, readonly string[]>;
  #names: ValueNames;
  readonly #aliases: AliasTable | undefined;
  /** Text of types without further nesting, which is the same everywhere. */
  readonly #typeTexts: Map<Type, string>;
  #indent: string;
  /** Prefix that operation names may leave out. */
  #defaultDialect: string;
  /** The two conditions under which a format puts a space before its next element; see `formatLiteral`. */
  #wantsSpace: boolean;
  #afterPunctuation: boolean;

  /** The text goes to `write` in pieces; what is not long enough yet for a piece stays in `text`. */
  constructor(root: Operation, options: PrintOptions, write: (chunk: string) => void) {
    super();
    this.#root = root;
    this.#write = write;
    this.#waiting = null;
    this.#written = 0;
    this.#options = options;
    this.#textsAhead = new Map();
    this.#names = new ValueNames(root, options.generic !== true);
    this.#aliases = options.localScope === true ? undefined : new AliasTable(options);
    this.#typeTexts = new Map();
    this.#indent = "";
    this.#defaultDialect = "";
    this.#wantsSpace = true;
    this.#afterPunctuation = false;
  }

  /**
   * Writes an operation of a module before the module is written; `root` stands for the module. The operation may lose its body
   * then.
   */
  ahead(op: Operation): void {
    const text: string[] = [];
    this.#waiting = text;
    this.#defaultDialect = this.#root.def.hooks.defaultDialect ?? "";
    this.indented(() => limitingDepth(op, "to be printed", () => this.operation(op)));
    this.#flush();
    this.#waiting = null;
    this.#textsAhead.set(op, text);
  }

  /** Writes the file of the module that `root` stood for. */
  fileOf(module: Operation, resources: ResourceSection): void {
    this.#root = module;
    limitingDepth(module, "to be printed", () => {
      this.#names = new ValueNames(module, this.#options.generic !== true);
      this.file(resources);
    });
  }

  /** Writes a whole file: aliases, the operation, aliases of locations, resources. */
  file(resources = this.#options.resources): void {
    const aliases = this.#aliases;
    if (aliases === undefined) this.#body();
    else {
      const body: string[] = [];
      this.#waiting = body;
      this.#body();
      this.#flush();
      this.#waiting = null;
      aliases.assignNames();
      // These texts have placeholders in them.
      this.#typeTexts.clear();
      aliases.printBefore(this);
      this.#flush();
      for (const chunk of body) this.#write(aliases.resolve(chunk));
      aliases.printAfter(this);
    }
    if (resources !== undefined) this.write(printResourceSection(resources));
    this.#flush();
  }

  #body(): void {
    this.#defaultDialect = "builtin";
    this.operation(this.#root);
    this.write("\n");
  }

  #flush(): void {
    this.#written += this.text.length;
    this.#checkLength(this.#written);
    if (this.#waiting === null) this.#write(this.text);
    else this.#waiting.push(flat(this.text));
    this.text = "";
  }

  /** Puts in chunks that are counted already. */
  #insert(chunks: readonly string[]): void {
    this.#flush();
    for (const chunk of chunks) {
      if (this.#waiting === null) this.#write(chunk);
      else this.#waiting.push(chunk);
    }
  }

  /** Keeps the text short within a long attribute. */
  #relieve(): void {
    if (this.captures === 0) this.#flush();
    else this.#checkLength(this.text.length);
  }

  /** Attributes that are made of aliases may be longer than anybody could read, or a string can be. */
  #checkLength(length: number): void {
    if (length > maxLength) throw errorAt(this.#root.loc, `the text is longer than ${maxLength} characters`);
  }

  // Attributes and types, with aliases.

  override attribute(attribute: Attribute): this {
    if (!this.#writeAlias(attribute)) attribute.print(this, "never");
    return this;
  }

  override attributeInList(attribute: Attribute): this {
    if (!this.#writeAlias(attribute)) attribute.print(this, "may");
    return this;
  }

  override attributeWithoutType(attribute: Attribute): this {
    if (!this.#writeAlias(attribute)) attribute.print(this, "must");
    return this;
  }

  override nestedLocation(location: Location): this {
    if (!this.#writeAlias(location)) location.printBody(this);
    return this;
  }

  /** Writes the attribute's alias if it has one. */
  #writeAlias(attribute: Attribute): boolean {
    if (this.text.length > chunkSize) this.#relieve();
    const alias = this.#aliases?.of(attribute);
    if (alias === undefined) return false;
    this.text += alias;
    return true;
  }

  override type(type: Type): this {
    let text = this.#typeTexts.get(type);
    if (text === undefined) {
      text = this.captured(() => this.attribute(type));
      this.#typeTexts.set(type, text);
    }
    this.text += text;
    return this;
  }

  /** `(T, U) -> V` */
  functionalType(inputs: readonly Type[], results: readonly Type[]): this {
    this.write("(").types(inputs).write(") -> ");
    printTypeListOrSingle(this, results);
    return this;
  }

  /** ` -> T` or ` -> (T, U)`; nothing if there are none. */
  optionalArrowTypes(types: readonly Type[]): this {
    if (types.length === 0) return this;
    this.write(" -> ");
    printTypeListOrSingle(this, types);
    return this;
  }

  // Values and blocks.

  operand(value: Value): this {
    this.text += this.#names.ofValue(value);
    return this;
  }

  /** `%a, %b`: all that the operation uses. */
  allOperands(op: Operation): this {
    for (let i = 0; i < op.numOperands; i++) {
      if (i > 0) this.text += ", ";
      this.text += this.#names.ofValue(op.operand(i));
    }
    return this;
  }

  operands(values: readonly Value[]): this {
    for (let i = 0; i < values.length; i++) {
      if (i > 0) this.text += ", ";
      this.text += this.#names.ofValue(values[i]!);
    }
    return this;
  }

  /** `%name: type {attributes}`, as block labels and function signatures have it. */
  argument(value: Value, attributes?: DictionaryAttr): this {
    this.operand(value).write(": ").type(value.type).optionalDictionary(attributes);
    return this.#options.debugInfo === true ? this.#location(value.loc) : this;
  }

  successor(block: Block): this {
    return this.write(this.#names.ofBlock(block));
  }

  /** `^block` or `^block(%a, %b : T, U)` */
  successorAndOperands(block: Block, operands: readonly Value[]): this {
    this.successor(block);
    if (operands.length === 0) return this;
    this.write("(").operands(operands).write(" : ");
    return this.types(operands.map((value) => value.type)).write(")");
  }

  // Attribute dictionaries.

  /** ` {a = 1}`; nothing if there are no attributes. */
  optionalDictionary(attributes: DictionaryAttr | undefined): this {
    if (attributes === undefined || attributes.isEmpty) return this;
    return this.write(" {").namedAttributes(attributes.entries).write("}");
  }

  /** ` {a = 1}` with the attributes that are not in `elided`; nothing if there are none. */
  optionalAttrDict(op: Operation, elided: ReadonlySet<string> = noNames): this {
    const entries = this.#shownAttributes(op, elided);
    return entries.length === 0 ? this : this.write(" {").namedAttributes(entries).write("}");
  }

  /** ` attributes {a = 1}`, likewise. */
  optionalAttrDictWithKeyword(op: Operation, elided: ReadonlySet<string> = noNames): this {
    const entries = this.#shownAttributes(op, elided);
    return entries.length === 0 ? this : this.write(" attributes {").namedAttributes(entries).write("}");
  }

  #shownAttributes(op: Operation, elided: ReadonlySet<string>): [string, Attribute][] {
    const entries: [string, Attribute][] = [];
    const { def } = op;
    const specs = (def.spec as OpSpec).attributes;
    for (let slot = 0; slot < op.numProperties; slot++) {
      const value = op.property(slot);
      const name = def.attributeNames[slot]!;
      if (value === undefined || elided.has(name) || isSizesName(name)) continue;
      const spec = specs?.[name];
      if (spec !== undefined && "kind" in spec && spec.kind === "default" && spec.value() === value) continue;
      entries.push([name, value]);
    }
    for (const [name, value] of op.discardableAttrs) if (!elided.has(name)) entries.push([name, value]);
    return entries.length > 1 ? entries.sort(byName) : entries;
  }

  /** `<{a = 1}>` with the inherent attributes that are not in `elided`; nothing if there are none. */
  propDict(op: Operation, elided: ReadonlySet<string>): this {
    const entries: [string, Attribute][] = [];
    for (let slot = 0; slot < op.numProperties; slot++) {
      const value = op.property(slot);
      const name = op.def.attributeNames[slot]!;
      if (value !== undefined && !elided.has(name)) entries.push([name, value]);
    }
    if (entries.length === 0) return this;
    return this.write(" <{").namedAttributes(entries.sort(byName)).write("}>");
  }

  // Spaces inside formats. The rules are those of upstream's generated printers.

  beginFormat(): void {
    this.#wantsSpace = true;
    this.#afterPunctuation = false;
  }
  formatLiteral(text: string): void {
    if (this.#wantsSpace && wantsSpaceBefore(text, this.#afterPunctuation)) this.text += " ";
    this.text += text;
    const last = text.charCodeAt(0);
    this.#wantsSpace = text.length !== 1 || !"<({[".includes(text);
    this.#afterPunctuation = !isWordStart(last);
  }
  formatSpace(text: string): void {
    if (text === "\n") {
      this.newline();
      return;
    }
    this.text += text;
    this.#afterPunctuation = text === "";
    this.#wantsSpace = false;
  }
  /** The space before an element that is no literal. */
  formatGap(): void {
    if (this.#wantsSpace || !this.#afterPunctuation) this.text += " ";
    this.#afterPunctuation = false;
    this.#wantsSpace = true;
  }
  afterAttrDict(): void {
    this.#afterPunctuation = false;
  }

  newline(): this {
    this.text += `\n${this.#indent}`;
    return this;
  }

  /** Writes what `write` does, with new lines further to the right. */
  indented(write: () => void): this {
    const outer = this.#indent;
    this.#indent += " ".repeat(indentWidth);
    write();
    this.#indent = outer;
    return this;
  }

  // Operations and regions.

  operation(op: Operation): void {
    this.#aliases?.collect(op);
    this.#resultNames(op);
    const names = this.#names;
    if (op.regions.length > 0 && op !== this.#root && isIsolatedFromAbove(op)) {
      this.#names = new ValueNames(op, this.#options.generic !== true, names);
    }
    if (this.#options.generic === true || !op.def.isRegistered || !this.#customForm(op)) this.genericForm(op);
    this.#names = names;
    // A location that is not written is not asked for, since asking makes it.
    if (this.#options.debugInfo === true) this.#location(op.loc);
  }

  #resultNames(op: Operation): void {
    if (op.numResults === 0) return;
    this.text += this.#names.resultList(op);
    this.text += " = ";
  }

  /** Writes the custom form if the operation has one. */
  #customForm(op: Operation): boolean {
    const { hooks } = op.def;
    if (hooks.hasCustomForm?.(op.def.view(op)) === false) return false;
    if (hooks.print !== undefined) {
      this.#operationName(op);
      hooks.print(op.def.view(op), this);
      return true;
    }
    const format = formatOf(op.def);
    if (format === undefined) return false;
    this.#operationName(op);
    format.print(op, this);
    return true;
  }

  #operationName(op: Operation): void {
    const { name, dialectName } = op.def;
    this.text +=
      dialectName === this.#defaultDialect && dialectName !== "" && isElidable(name, dialectName)
        ? name.slice(dialectName.length + 1)
        : name;
  }

  /** `"name"(%a)[^bb1] <{...}> ({...}) {...} : (T) -> U` */
  genericForm(op: Operation): void {
    this.write(quote(op.name)).write("(").allOperands(op).write(")");
    if (op.successors.length > 0) {
      this.write("[").list(op.successors, (block) => this.successor(block));
      this.write("]");
    }
    this.#genericProperties(op);
    if (op.regions.length > 0) {
      this.write(" (");
      this.list(op.regions, (region) => this.region(region, { emptyBlock: true }));
      this.write(")");
    }
    if (op.discardableAttrs.size > 0) {
      this.write(" {")
        .namedAttributes([...op.discardableAttrs].sort(byName))
        .write("}");
    }
    this.write(" : ").functionalType(op.operandTypes, op.resultTypes);
  }

  #genericProperties(op: Operation): void {
    if (!op.def.isRegistered) {
      const properties = op.attr(unregisteredProperties);
      if (properties !== undefined) this.write(" <").attribute(properties).write(">");
      return;
    }
    this.propDict(op, noNames);
  }

  /** `{`, the blocks, `}`. */
  region(region: Region, options: RegionPrintOptions = {}): this {
    if (this.#options.skipRegions === true) return this.write("{...}");
    this.write("{");
    const outer = this.#indent;
    const outerDialect = this.#defaultDialect;
    this.#defaultDialect = region.parentOp?.def.hooks.defaultDialect ?? "";
    if (!region.isEmpty) {
      this.#indent = outer + " ".repeat(indentWidth);
      const showArgs = options.entryBlockArgs !== false && region.front.args.length > 0;
      const showEmpty = options.emptyBlock === true && region.hasOneBlock && region.front.isEmpty;
      const usedLabel = region.front.firstUse !== null;
      this.#block(region.front, showArgs || showEmpty || usedLabel, options.terminators !== false);
      for (let block = region.front.next; block !== null; block = block.next) {
        this.#block(block, true, options.terminators !== false);
      }
      this.#indent = outer;
    }
    this.#defaultDialect = outerDialect;
    this.write(`\n${outer}}`);
    return this;
  }

  #block(block: Block, withLabel: boolean, withTerminator: boolean): void {
    if (withLabel) this.#blockLabel(block);
    const prefix = `\n${this.#indent}`;
    for (let op = block.first; op !== null; op = op.next) {
      if (!withTerminator && op.next === null && op.def.isTerminator) return;
      this.text += prefix;
      const ahead = this.#textsAhead.get(op);
      if (ahead === undefined) this.operation(op);
      else this.#insert(ahead);
      if (this.text.length > chunkSize) this.#flush();
    }
  }

  #blockLabel(block: Block): void {
    this.write(`\n${this.#indent.slice(indentWidth)}`).successor(block);
    if (block.args.length > 0) {
      this.write("(").list(block.args, (argument) => this.argument(argument));
      this.write(")");
    }
    this.write(":");
    const { region } = block;
    if (region === null || region.first === block) return;
    const names = this.#names;
    const predecessors = block.predecessors.sort((a, b) => names.numberOfBlock(a) - names.numberOfBlock(b));
    const list = predecessors.map((before) => names.ofBlock(before)).join(", ");
    if (predecessors.length === 0) this.write("  // no predecessors");
    else this.write(predecessors.length === 1 ? `  // pred: ${list}` : `  // ${predecessors.length} preds: ${list}`);
  }

  #location(loc: Location): this {
    this.write(" ");
    const alias = this.#aliases?.of(loc);
    return alias === undefined ? this.attribute(loc) : this.write(`loc(${alias})`);
  }
}

const noNames: ReadonlySet<string> = new Set();
const isSizesName = (name: string): boolean => name === operandSegmentSizes || name === resultSegmentSizes;
const byName = (a: readonly [string, unknown], b: readonly [string, unknown]): number => (a[0] < b[0] ? -1 : 1);

/** The builtin dialect's prefix goes only where the rest cannot be mistaken. */
const isElidable = (name: string, dialect: string): boolean => !name.slice(dialect.length + 1).includes(".");

const isWordStart = (code: number): boolean =>
  code === 0x5f || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);

function wantsSpaceBefore(text: string, afterPunctuation: boolean): boolean {
  if (text.length !== 1 && text !== "->") return true;
  if (afterPunctuation) return !">)}],".includes(text[0]!);
  return !"<>(){}[],".includes(text[0]!);
}

/**
 * The operation as a whole file in MLIR syntax.
 * @throws {DiagnosticError} if it is nested too deeply, or longer than texts may be
 */
export function printModule(op: Operation, options: PrintOptions = {}): string {
  const chunks: string[] = [];
  const printer = new AsmPrinter(op, options, (chunk) => chunks.push(flat(chunk)));
  limitingDepth(op, "to be printed", () => printer.file());
  return chunks.join("");
}

/** The same text in one piece: V8 keeps a concatenation as a tree until a character of it is asked for. */
function flat(text: string): string {
  text.charCodeAt(0);
  return text;
}
