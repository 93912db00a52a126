/** Atomic operations on memory in the llvm dialect. */

import { AnySignlessInteger, I64Attr, StrAttr, UnitAttribute } from "../../ir/builtin/constraints.ts";
import { IntegerType } from "../../ir/builtin/types.ts";
import { anyTypeOf, optional } from "../../ir/constraint.ts";
import { defineOp, type Op } from "../../ir/define-op.ts";
import { opError } from "../../ir/diagnostic.ts";
import { typesMatchWith } from "../../ir/traits.ts";
import { AtomicBinOp, AtomicOrdering } from "./attributes.ts";
import { AnyFixedVector, AnyFloat, AnyPointer, AnyStruct, isCompatibleFloatType } from "./constraints.ts";
import { isAtomicType } from "./memory-ops.ts";
import { aliasAttributes, inferring } from "./traits.ts";
import { LLVMPointerType, literalStruct } from "./types.ts";

const AtomicRMWType = anyTypeOf([AnyFloat, AnyPointer, AnySignlessInteger, AnyFixedVector]);
const AtomicCmpXchgType = anyTypeOf([AnySignlessInteger, AnyPointer]);

const atomicAttributes = {
  syncscope: optional(StrAttr),
  alignment: optional(I64Attr),
  volatile_: optional(UnitAttribute),
  ...aliasAttributes,
} as const;

const floatBinOps: ReadonlySet<string> = new Set(["fadd", "fsub", "fmax", "fmin", "fmaximum", "fminimum"]);

export const AtomicRMWOp = defineOp(
  "llvm.atomicrmw",
  {
    summary: "Reads, changes and writes memory in one step; gives what was read",
    operands: { ptr: AnyPointer, val: AtomicRMWType },
    attributes: { bin_op: AtomicBinOp, ordering: AtomicOrdering, ...atomicAttributes },
    results: { res: AtomicRMWType },
    traits: [
      inferring(
        typesMatchWith({
          from: "val",
          to: "res",
          summary: "result #0 and operand #1 have the same type",
          transform: (type) => type,
        }),
        ({ operands }) => [operands[1]!.type],
      ),
    ],
    assemblyFormat: `(\`volatile\` $volatile_^)? $bin_op $ptr \`,\` $val
      (\`syncscope\` \`(\` $syncscope^ \`)\`)? $ordering attr-dict \`:\` qualified(type($ptr)) \`,\` type($val)`,
  },
  {
    verify({ op, bin_op, ordering, val: { type } }) {
      const name = AtomicBinOp.nameOf(bin_op);
      if (floatBinOps.has(name)) {
        if (!isCompatibleFloatType(type) && !AnyFixedVector.is(type)) {
          throw opError(op, "expected LLVM IR floating point type");
        }
      } else if (name === "xchg") {
        if (!isAtomicType(type)) throw opError(op, "unexpected LLVM IR type for 'xchg' bin_op");
      } else if (!(type instanceof IntegerType && isAtomicType(type))) {
        throw opError(op, "expected LLVM IR integer type");
      }
      if (ordering.number < AtomicOrdering.cases.monotonic) {
        throw opError(op, "expected at least 'monotonic' ordering");
      }
    },
  },
);
export type AtomicRMWOp = Op<typeof AtomicRMWOp>;

const valueAndSuccess = inferring(
  typesMatchWith({
    from: "val",
    to: "res",
    summary: "result #0 has an LLVM struct type consisting of the type of operand #2 and a bool",
    transform: (type) => literalStruct([type, IntegerType.get(1)]),
  }),
  ({ operands }) => [literalStruct([operands[2]!.type, IntegerType.get(1)])],
);

export const AtomicCmpXchgOp = defineOp(
  "llvm.cmpxchg",
  {
    summary: "Writes memory if it holds an expected value; gives what was read, and whether it was that value",
    operands: { ptr: AnyPointer, cmp: AtomicCmpXchgType, val: AtomicCmpXchgType },
    attributes: {
      success_ordering: AtomicOrdering,
      failure_ordering: AtomicOrdering,
      weak: optional(UnitAttribute),
      ...atomicAttributes,
    },
    results: { res: AnyStruct },
    traits: [
      typesMatchWith({
        from: "val",
        to: "cmp",
        summary: "operand #1 and operand #2 have the same type",
        transform: (type) => type,
      }),
      valueAndSuccess,
    ],
    assemblyFormat: `(\`weak\` $weak^)? (\`volatile\` $volatile_^)? $ptr \`,\` $cmp \`,\` $val
      (\`syncscope\` \`(\` $syncscope^ \`)\`)? $success_ordering $failure_ordering
      attr-dict \`:\` qualified(type($ptr)) \`,\` type($val)`,
  },
  {
    verify({ op, val: { type }, success_ordering, failure_ordering }) {
      if (!LLVMPointerType.is(type) && !isAtomicType(type)) throw opError(op, "unexpected LLVM IR type");
      const { monotonic, release, acq_rel } = AtomicOrdering.cases;
      const failure = failure_ordering.number;
      if (success_ordering.number < monotonic || failure < monotonic) {
        throw opError(op, "ordering must be at least 'monotonic'");
      }
      if (failure === release || failure === acq_rel) {
        throw opError(op, "failure ordering cannot be 'release' or 'acq_rel'");
      }
    },
  },
);
export type AtomicCmpXchgOp = Op<typeof AtomicCmpXchgOp>;

export const FenceOp = defineOp(
  "llvm.fence",
  {
    summary: "Orders accesses to memory",
    attributes: { ordering: AtomicOrdering, syncscope: optional(StrAttr) },
    assemblyFormat: "(`syncscope` `(` $syncscope^ `)`)? $ordering attr-dict",
  },
  {
    verify({ op, ordering }) {
      if (ordering.number <= AtomicOrdering.cases.monotonic) {
        throw opError(op, "can be given only acquire, release, acq_rel, and seq_cst orderings");
      }
    },
  },
);
export type FenceOp = Op<typeof FenceOp>;

export const atomicOps = [AtomicRMWOp, AtomicCmpXchgOp, FenceOp] as const;
