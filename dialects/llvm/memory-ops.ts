/** Memory in the llvm dialect: local variables, loads and stores. Address arithmetic is in gep-op.ts. */

import type { Type } from "../../ir/attribute.ts";
import { type IntegerAttr, type StringAttr, TypeAttr, UnitAttr } from "../../ir/builtin/attributes.ts";
import { AnySignlessInteger, I64Attr, StrAttr, TypeAttribute, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { FloatType, FunctionType, IntegerType } from "../../ir/builtin/types.ts";
import { defaulted, optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { isPointerType } from "../../ir/interfaces/differentiable.ts";
import { type MemoryEffect, MemoryEffectOpInterface } from "../../ir/interfaces/memory-effects.ts";
import { PointerMemoryOpInterface } from "../../ir/interfaces/pointer-memory.ts";
import type { Operation } from "../../ir/operation.ts";
import type { Value } from "../../ir/value.ts";
import { AtomicOrdering, type AtomicOrderingName, DereferenceableAttr } from "./attributes.ts";
import { AnyPointer, isCompatibleFloatType, LoadableType } from "./constraints.ts";
import { aliasAttributes } from "./traits.ts";
import { LLVMPointerType } from "./types.ts";

export const AllocaOp = defineOp(
  "llvm.alloca",
  {
    summary: "Memory that is freed when the function returns",
    operands: { arraySize: AnySignlessInteger },
    attributes: {
      alignment: optional(I64Attr),
      elem_type: TypeAttribute,
      inalloca: optional(UnitAttribute),
    },
    results: { res: AnyPointer },
  },
  {
    // `inalloca %n x T {...} : (i32) -> !llvm.ptr`
    parse(parser, state) {
      if (parser.parseOptionalKeyword("inalloca")) state.addAttribute("inalloca", UnitAttr.get());
      const arraySize = parser.parseOperand();
      parser.parseKeyword("x");
      state.addAttribute("elem_type", TypeAttr.get(parser.parseType()));
      parser.parseOptionalAttrDict(state);
      parser.parseColon();
      const at = parser.start;
      const type = parser.parseType();
      if (!(type instanceof FunctionType && type.inputs.length === 1 && type.results.length === 1)) {
        throw parser.error("expected trailing function type with one argument and one result", at);
      }
      state.operands = [parser.resolveOperand(arraySize, type.inputs[0]!)];
      state.resultTypes = type.results;
    },
    print({ op, arraySize, elem_type, inalloca }, printer) {
      printer.write(inalloca === undefined ? " " : " inalloca ");
      printer.operand(arraySize).write(" x ").type(elem_type.value);
      printer.optionalAttrDict(op, allocaElided).write(" : ");
      printer.functionalType(op.operandTypes, op.resultTypes);
    },
  },
);
export type AllocaOp = Op<typeof AllocaOp>;
const allocaElided: ReadonlySet<string> = new Set(["elem_type", "inalloca"]);

AllocaOp.implement(MemoryEffectOpInterface, { effects: ({ res }) => [{ kind: "allocate", value: res }] });

const accessAttributes = {
  alignment: optional(I64Attr),
  volatile_: optional(UnitAttribute),
  nontemporal: optional(UnitAttribute),
} as const;
const orderingAttributes = {
  invariantGroup: optional(UnitAttribute),
  ordering: defaulted(AtomicOrdering, () => AtomicOrdering.of("not_atomic")),
  syncscope: optional(StrAttr),
} as const;

export const LoadOp = defineOp(
  "llvm.load",
  {
    summary: "Reads memory",
    operands: { addr: AnyPointer },
    attributes: {
      ...accessAttributes,
      invariant: optional(UnitAttribute),
      ...orderingAttributes,
      dereferenceable: optional(DereferenceableAttr),
      ...aliasAttributes,
    },
    results: { res: LoadableType },
    assemblyFormat: `
      (\`volatile\` $volatile_^)? $addr
      (\`atomic\` (\`syncscope\` \`(\` $syncscope^ \`)\`)? $ordering^)?
      (\`invariant\` $invariant^)? (\`invariant_group\` $invariantGroup^)?
      (\`dereferenceable\` \`\` $dereferenceable^)?
      attr-dict \`:\` qualified(type($addr)) \`->\` type($res)`,
  },
  {
    verify(load) {
      const { op, res } = load;
      if (load.dereferenceable !== undefined && !LLVMPointerType.is(res.type)) {
        throw opError(op, "expected op to return a single LLVM pointer type");
      }
      verifyAtomicAccess(load, res.type, ["release", "acq_rel"]);
    },
  },
);
export type LoadOp = Op<typeof LoadOp>;

export const StoreOp = defineOp(
  "llvm.store",
  {
    summary: "Writes memory",
    operands: { value: LoadableType, addr: AnyPointer },
    attributes: { ...accessAttributes, ...orderingAttributes, ...aliasAttributes },
    assemblyFormat: `
      (\`volatile\` $volatile_^)? $value \`,\` $addr
      (\`atomic\` (\`syncscope\` \`(\` $syncscope^ \`)\`)? $ordering^)?
      (\`invariant_group\` $invariantGroup^)?
      attr-dict \`:\` type($value) \`,\` qualified(type($addr))`,
  },
  {
    verify: (store) => verifyAtomicAccess(store, store.value.type, ["acquire", "acq_rel"]),
  },
);
export type StoreOp = Op<typeof StoreOp>;

LoadOp.implement(MemoryEffectOpInterface, { effects: (load) => accessEffects(load, "read") });
StoreOp.implement(MemoryEffectOpInterface, { effects: (store) => accessEffects(store, "write") });

LoadOp.implement(PointerMemoryOpInterface, {
  held: ({ addr, res }) => (isPointerType(res.type) ? [{ pointer: res, memory: addr }] : []),
});
StoreOp.implement(PointerMemoryOpInterface, {
  held: ({ value, addr }) => (isPointerType(value.type) ? [{ pointer: value, memory: addr }] : []),
});

/** What an access does besides its own kind: one that others can observe is not to be moved across any other. */
function accessEffects(
  { addr, volatile_, ordering }: { addr: Value; volatile_: UnitAttr | undefined; ordering: IntegerAttr },
  kind: "read" | "write",
): MemoryEffect[] {
  const own: MemoryEffect = { kind, value: addr };
  const name = AtomicOrdering.nameOf(ordering);
  const isObservable = volatile_ !== undefined || !["not_atomic", "unordered", "monotonic"].includes(name);
  return isObservable ? [own, { kind: "read" }, { kind: "write" }] : [own];
}

interface Access {
  readonly op: Operation;
  readonly ordering: IntegerAttr;
  readonly alignment: IntegerAttr | undefined;
  readonly syncscope: StringAttr | undefined;
}

function verifyAtomicAccess(
  { op, ordering, alignment, syncscope }: Access,
  type: Type,
  unsupported: readonly AtomicOrderingName[],
): void {
  const name = AtomicOrdering.nameOf(ordering);
  if (name === "not_atomic") {
    if (syncscope !== undefined) throw opError(op, "expected syncscope to be null for non-atomic access");
    return;
  }
  if (!isAtomicType(type)) throw opError(op, `unsupported type '${type}' for atomic access`);
  if (unsupported.includes(name)) throw opError(op, `unsupported ordering '${name}'`);
  if (alignment === undefined) throw opError(op, "expected alignment for atomic access");
}

/** Pointers, and numbers whose width is a power of two of at least 8 bits. */
export function isAtomicType(type: Type): boolean {
  if (LLVMPointerType.is(type)) return true;
  if (!(type instanceof IntegerType || (type instanceof FloatType && isCompatibleFloatType(type)))) return false;
  return type.width >= 8 && (type.width & (type.width - 1)) === 0;
}

export const memoryOps = [AllocaOp, LoadOp, StoreOp] as const;
