/** Intrinsics that tell the optimiser what is known or likely, and traps. */

import { TokenKind } from "../../../ir/assembly/token-parser.ts";
import { AnySignlessInteger, AnyType, F64Attr, I1, I8Attr } from "../../../ir/builtin/constraints.ts";
import { defineOp } from "../../../ir/define-op.ts";
import { allTypesMatch, Pure, SameOperandsAndResultType } from "../../../ir/traits.ts";
import { AnyLLVMType } from "../constraints.ts";
import { AliasScopeAttr } from "../metadata/aliasing.ts";
import {
  addBundleAttributes,
  bundleAttributes,
  bundleOperands,
  bundlesOf,
  noBundles,
  parseBundles,
  printBundles,
  verifyBundles,
} from "../op-bundles.ts";
import { inferring } from "../traits.ts";
import { byFirstOperand, intrinsic } from "./intrinsic.ts";

export const ExpectOp = intrinsic(
  defineOp("llvm.intr.expect", {
    summary: "A value that is probably the expected one",
    operands: { val: AnySignlessInteger, expected: AnySignlessInteger },
    results: { res: AnyLLVMType },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: "$val `,` $expected attr-dict `:` type($val)",
  }),
  byFirstOperand,
);

export const AssumeOp = intrinsic(
  defineOp(
    "llvm.intr.assume",
    {
      summary: "A condition that holds",
      operands: { cond: I1, ...bundleOperands },
      attributes: bundleAttributes,
    },
    {
      parse(parser, state) {
        const cond = parser.parseOperand();
        const at = parser.start;
        const bundles = parser.kind === TokenKind.LSQUARE ? parseBundles(parser) : noBundles;
        parser.parseColon();
        const type = parser.parseType();
        parser.parseOptionalAttrDict(state);
        const bundled = parser.resolveOperands(bundles.operands, bundles.types, at);
        state.operands = [parser.resolveOperand(cond, type), ...bundled];
        addBundleAttributes(state, bundles);
      },
      print(view, printer) {
        printer.write(" ").operand(view.cond);
        const bundles = bundlesOf(view);
        if (bundles.length > 0) printBundles(bundles, printer.write(" "));
        printer.write(" : ").type(view.cond.type).optionalAttrDict(view.op, bundleNames);
      },
      verify: (view) => verifyBundles(view),
    },
  ),
);
const bundleNames: ReadonlySet<string> = new Set(["op_bundle_sizes", "op_bundle_tags"]);

const trap = (name: string, summary: string) =>
  intrinsic(defineOp(`llvm.intr.${name}`, { summary, assemblyFormat: "attr-dict" }));
export const TrapOp = trap("trap", "Ends the program");
export const DebugTrapOp = trap("debugtrap", "Stops in a debugger");

export const UBSanTrapOp = intrinsic(
  defineOp("llvm.intr.ubsantrap", {
    summary: "Ends the program for a reason that is told",
    attributes: { failureKind: I8Attr },
    assemblyFormat: "prop-dict attr-dict",
  }),
  {},
  [0, "failureKind"],
);

export const ExpectWithProbabilityOp = intrinsic(
  defineOp("llvm.intr.expect.with.probability", {
    summary: "A value that is the expected one with a probability",
    operands: { val: AnySignlessInteger, expected: AnySignlessInteger },
    attributes: { prob: F64Attr },
    results: { res: AnySignlessInteger },
    traits: [Pure, inferring(allTypesMatch("val", "expected", "res"), ({ operands }) => [operands[0]!.type])],
    assemblyFormat: "$val `,` $expected `,` $prob attr-dict `:` type($val)",
  }),
  byFirstOperand,
  [2, "prob"],
);

export const IsConstantOp = intrinsic(
  defineOp("llvm.intr.is.constant", {
    summary: "Whether the compiler knows the value",
    operands: { val: AnyLLVMType },
    results: { res: I1 },
    traits: [Pure],
  }),
  byFirstOperand,
);

export const SSACopyOp = intrinsic(
  defineOp("llvm.intr.ssa.copy", {
    summary: "The operand itself",
    operands: { operand: AnyType },
    results: { res: AnyLLVMType },
    traits: [Pure, SameOperandsAndResultType],
    assemblyFormat: "$operand attr-dict `:` type($operand)",
  }),
  byFirstOperand,
);

/** What it is called with is metadata, which the printer of LLVM IR adds. */
export const NoAliasScopeDeclOp = intrinsic(
  defineOp("llvm.intr.experimental.noalias.scope.decl", {
    summary: "Each execution begins a new instance of the scope",
    attributes: { scope: AliasScopeAttr },
    assemblyFormat: "$scope attr-dict",
  }),
);

export const hintIntrinsics = [
  ExpectOp,
  ExpectWithProbabilityOp,
  AssumeOp,
  TrapOp,
  DebugTrapOp,
  UBSanTrapOp,
  IsConstantOp,
  SSACopyOp,
  NoAliasScopeDeclOp,
] as const;
