/** Global variables of the llvm dialect, and the groups in which a linker may fold them. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import type { ParsedOperation } from "../../ir/assembly/parsed-operation.ts";
import type { Attribute } from "../../ir/attribute.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { FloatAttr, IntegerAttr, StringAttr, SymbolRefAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import {
  AnyAttr,
  AnyIntegerAttr,
  ArrayAttribute,
  arrayAttrOf,
  I32Attr,
  integerEnum,
  StrAttr,
  SymbolNameAttr,
  TypeAttribute,
  UnitAttribute,
} from "../../ir/builtin/constraints.ts";
import { DenseElementsAttr } from "../../ir/builtin/dense-elements.ts";
import { IntegerType, i32, i64 } from "../../ir/builtin/types.ts";
import { anyRegion, attrConstraint, optional, singleBlockRegion } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { errorAt, opError } from "../../ir/diagnostic.ts";
import { isPointerType } from "../../ir/interfaces/differentiable.ts";
import { GlobalAddressOpInterface, GlobalVariableOpInterface } from "../../ir/interfaces/global-variable.ts";
import { isMemoryEffectFree } from "../../ir/interfaces/memory-effects.ts";
import { SymbolUserOpInterface } from "../../ir/interfaces/symbol-user.ts";
import { IRMapping } from "../../ir/ir-mapping.ts";
import type { Operation } from "../../ir/operation.ts";
import { Region } from "../../ir/region.ts";
import { encodeBytes } from "../../ir/string-bytes.ts";
import {
  IsolatedFromAbove,
  NoTerminator,
  SymbolTableTrait,
  SymbolTrait,
  singleBlockImplicitTerminator,
} from "../../ir/traits.ts";
import { AliasOp } from "./alias-op.ts";
import { Linkage, ZeroAttr } from "./attributes.ts";
import { AddressOfOp, PoisonOp, UndefOp, ZeroOp } from "./constant-ops.ts";
import { isValidGlobalType } from "./constraints.ts";
import { FuncOp } from "./func-ops.ts";
import {
  globalValueAttributes,
  parseDistinctAttributes,
  parseGlobalValuePrefix,
  parseOptionalComdat,
  parseUnnamedAddr,
  printGlobalValuePrefix,
  printUnnamedAddr,
} from "./global-value.ts";
import { bytesOf, fillWithZeros } from "./memory-fill.ts";
import { DIGlobalVariableExpressionAttr } from "./metadata/debug-info.ts";
import { LLVMArrayType, type LLVMPointerType, ptr } from "./types.ts";

const NonNegativeI32 = attrConstraint(
  "32-bit signless integer attribute whose value is non-negative",
  (attr): attr is IntegerAttr => I32Attr.is(attr) && attr.value >= 0n,
  { valueType: i32, base: AnyIntegerAttr },
);

const flag = optional(UnitAttribute);
const DebugExpressions = arrayAttrOf("an array of variable expressions", DIGlobalVariableExpressionAttr.is);

export const GlobalOp = defineOp(
  "llvm.mlir.global",
  {
    summary: "A global variable or constant",
    attributes: {
      global_type: TypeAttribute,
      constant: flag,
      sym_name: StrAttr,
      linkage: Linkage,
      ...globalValueAttributes,
      thread_local_: flag,
      externally_initialized: flag,
      value: optional(AnyAttr),
      addr_space: optional(NonNegativeI32),
      dbg_exprs: optional(DebugExpressions),
      target_specific_attrs: optional(ArrayAttribute),
    },
    /** Computes the initial value where no attribute can hold it; ends in `llvm.return`. */
    regions: { initializer: anyRegion },
    traits: [IsolatedFromAbove, singleBlockImplicitTerminator("llvm.return"), SymbolTrait],
  },
  {
    parse: parseGlobal,
    print(view, printer): void {
      const { op, sym_name, value, comdat, global_type, initializer } = view;
      printer.write(" ");
      printGlobalValuePrefix(view, printer, true);
      if (view.thread_local_ !== undefined) printer.write("thread_local ");
      printUnnamedAddr(view, printer);
      if (view.constant !== undefined) printer.write("constant ");
      printer.symbolName(sym_name.value).write("(");
      if (value !== undefined) printer.attribute(value);
      printer.write(")");
      if (comdat !== undefined) printer.write(" comdat(").attribute(comdat).write(")");
      printer.optionalAttrDict(op, written);
      if (value instanceof StringAttr) return;
      printer.write(" : ").type(global_type.value);
      if (!initializer.isEmpty) printer.write(" ").region(initializer);
    },
    verify({ op, global_type, value, linkage, alignment, initializer }) {
      const type = global_type.value;
      if (!isValidGlobalType(type)) {
        throw opError(op, "expects type to be a valid element type for an LLVM global");
      }
      if (value instanceof StringAttr) {
        const { length } = encodeBytes(value.value);
        if (!(LLVMArrayType.is(type) && type.elementType === IntegerType.get(8) && type.numElements === length)) {
          throw opError(op, "requires an i8 array type of the length equal to that of the string attribute");
        }
      }
      if (linkage.value === "common" && value !== undefined && !isZero(value)) {
        throw opError(op, "expected zero value for 'common' linkage");
      }
      if (linkage.value === "appending" && !LLVMArrayType.is(type)) {
        throw opError(op, "expected array type for 'appending' linkage");
      }
      if (value !== undefined && !initializer.isEmpty) {
        throw opError(op, "cannot have both initializer value and region");
      }
      if (alignment !== undefined && (alignment.value < 1n || (alignment.value & (alignment.value - 1n)) !== 0n)) {
        throw errorAt(op.loc, "alignment attribute is not a power of 2");
      }
    },
    verifyRegions({ op, global_type, initializer }) {
      if (initializer.isEmpty) return;
      const block = initializer.front;
      const result = block.last!;
      if (result.numOperands === 0) throw opError(op, "initializer region cannot return void");
      const { type } = result.operand(0);
      if (type !== global_type.value) {
        throw opError(op, `initializer region type '${type}' does not match global type '${global_type.value}'`);
      }
      for (const inner of block.ops()) {
        if (!isMemoryEffectFree(inner)) {
          throw errorAt(inner.loc, "ops with side effects not allowed in global initializers");
        }
      }
    },
  },
);
export type GlobalOp = Op<typeof GlobalOp>;

/** The addresses in an initial value; undefined if something else may be a pointer there. */
function heldIn(block: Block): readonly SymbolRefAttr[] | undefined {
  const symbols: SymbolRefAttr[] = [];
  for (const op of block.ops()) {
    const address = AddressOfOp.match(op);
    if (address !== undefined) symbols.push(address.global_name);
    else if (op.results.some(({ type }) => isPointerType(type)) && !ZeroOp.is(op)) return undefined;
  }
  return symbols;
}

/** Puts another address or zeros in the place of a constant in an initial value. */
function replaceContent(op: Operation, address: (of: SymbolRefAttr) => SymbolRefAttr | undefined): void {
  const other = AddressOfOp.is(op) ? address(AddressOfOp.view(op).global_name) : undefined;
  if (other !== undefined) op.setAttr("global_name", other);
  else if (op.numOperands === 0 && op.numResults === 1 && !PoisonOp.is(op) && !UndefOp.is(op)) {
    const { type } = op.result(0);
    op.replaceAllUsesWith([OpBuilder.before(op).create(ZeroOp, { resultTypes: [type] }).res]);
    op.erase();
  }
}

GlobalOp.implement(GlobalVariableOpInterface, {
  isConstant: ({ constant }) => constant !== undefined,
  isDefined: ({ value, initializer }) => value !== undefined || !initializer.isEmpty,
  contentType: ({ global_type }) => global_type.value,
  held: ({ initializer }) => (initializer.isEmpty ? undefined : heldIn(initializer.front)),
  createLike({ op, global_type, alignment, addr_space, thread_local_, initializer }, name, isConstant, address) {
    const made = GlobalOp.build(
      {
        sym_name: StringAttr.get(name),
        linkage: Linkage.of("internal"),
        global_type,
        value: ZeroAttr.get({}),
        constant: isConstant === true ? UnitAttr.get() : undefined,
        alignment,
        addr_space,
        thread_local_,
      },
      op.loc,
    );
    if (address === undefined || initializer.isEmpty) return made;
    made.removeAttr("value");
    initializer.cloneInto(made.regions[0]!, new IRMapping());
    for (const inner of [...made.regions[0]!.front.ops()]) replaceContent(inner, address);
    return made;
  },
  createAddress({ sym_name, addr_space }, builder) {
    const resultTypes = [ptr(addr_space?.number)];
    return builder.create(AddressOfOp, { global_name: SymbolRefAttr.get(sym_name.value), resultTypes }).res;
  },
  clear({ global_type }, builder, address) {
    fillWithZeros(builder, address, bytesOf(builder, global_type.value, 1));
  },
});
AddressOfOp.implement(GlobalAddressOpInterface, { symbol: ({ global_name }) => global_name });

AddressOfOp.implement(SymbolUserOpInterface, {
  verifySymbolUses({ op, global_name, res }, tables) {
    const symbol = tables.lookupNearest(op, global_name);
    const global = GlobalOp.match(symbol);
    if (global === undefined && !FuncOp.is(symbol) && !AliasOp.is(symbol)) {
      throw opError(
        op,
        "must reference a global defined by 'llvm.mlir.global', 'llvm.mlir.alias' or 'llvm.func' or 'llvm.mlir.ifunc'",
      );
    }
    if (global !== undefined && (res.type as LLVMPointerType).addressSpace !== (global.addr_space?.number ?? 0)) {
      throw opError(op, "pointer address space must match address space of the referenced global or alias");
    }
  },
});

function isZero(value: Attribute): boolean {
  if (value instanceof IntegerAttr) return value.value === 0n;
  if (value instanceof FloatAttr) return value.isZero;
  if (value instanceof DenseElementsAttr) return value.isSplat && value.element(0) === 0n;
  return ZeroAttr.is(value);
}

/** What the syntax says outside of the attribute dictionary. */
const written: ReadonlySet<string> = new Set([
  "sym_name",
  "global_type",
  "constant",
  "value",
  "linkage",
  "unnamed_addr",
  "thread_local_",
  "visibility_",
  "comdat",
]);

/**
 * `[linkage] [visibility] [thread_local] [unnamed_addr] [constant] @name([value]) [comdat(@c::@d)] {attributes} : type
 * [{ initializer }]`; a string may leave out its type.
 */
function parseGlobal(parser: AsmParser, state: ParsedOperation): void {
  const start = parser.start;
  parseGlobalValuePrefix(parser, state);
  if (parser.parseOptionalKeyword("thread_local")) state.addAttribute("thread_local_", UnitAttr.get());
  parseUnnamedAddr(parser, state);
  if (parser.parseOptionalKeyword("constant")) state.addAttribute("constant", UnitAttr.get());
  state.addAttribute("sym_name", StringAttr.get(parser.parseSymbolName()));
  parser.parseLParen();
  let value: Attribute | undefined;
  if (!parser.parseOptionalRParen()) {
    value = parser.parseAttribute();
    state.addAttribute("value", value);
    parser.parseRParen();
  }
  parseOptionalComdat(parser, state);
  parseDistinctAttributes(parser, state, false);
  if (state.attribute("addr_space") === undefined) state.addAttribute("addr_space", IntegerAttr.get(i32(), 0n));
  if (parser.parseOptionalColon()) state.addAttribute("global_type", TypeAttr.get(parser.parseType()));
  else if (value instanceof StringAttr) {
    const numElements = encodeBytes(value.value).length;
    state.addAttribute(
      "global_type",
      TypeAttr.get(LLVMArrayType.get({ elementType: IntegerType.get(8), numElements })),
    );
  } else throw parser.error("type can only be omitted for string globals", start);
  state.regions.push(parser.parseOptionalRegion(state) ?? new Region());
}

const Comdat = integerEnum("LLVM Comdat Types", i64, {
  any: 0,
  exactmatch: 1,
  largest: 2,
  nodeduplicate: 3,
  samesize: 4,
});

export const ComdatSelectorOp = defineOp("llvm.comdat_selector", {
  summary: "A group, and how the linker chooses among groups of the same name",
  attributes: { sym_name: SymbolNameAttr, comdat: Comdat },
  traits: [SymbolTrait],
  assemblyFormat: "$sym_name $comdat attr-dict",
});
export type ComdatSelectorOp = Op<typeof ComdatSelectorOp>;
/** The word for a way of choosing. */
export const comdatKind = ({ comdat }: ComdatSelectorOp): string => Comdat.nameOf(comdat);

export const ComdatOp = defineOp(
  "llvm.comdat",
  {
    summary: "Names the groups of global variables and functions of which the linker keeps one",
    attributes: { sym_name: SymbolNameAttr },
    regions: { body: singleBlockRegion },
    traits: [NoTerminator, SymbolTableTrait, SymbolTrait],
    assemblyFormat: "$sym_name $body attr-dict",
  },
  {
    verifyRegions({ body }) {
      for (const op of body.front.ops()) {
        if (!ComdatSelectorOp.is(op))
          throw errorAt(op.loc, "only comdat selector symbols can appear in a comdat region");
      }
    },
  },
);
export type ComdatOp = Op<typeof ComdatOp>;

export const globalOps = [GlobalOp, ComdatOp, ComdatSelectorOp] as const;
