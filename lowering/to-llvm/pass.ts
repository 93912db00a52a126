/** What the passes to the llvm dialect have in common. */

import { llvmDialect } from "../../dialects/llvm/index.ts";
import type { Dialect } from "../../ir/dialect.ts";
import type { Operation } from "../../ir/operation.ts";
import { definePass, type OptionValues, type Pass, type PassOption, type PassRun } from "../../ir/pass.ts";
import type { TypeConverter } from "../../ir/type-converter.ts";
import { type AnyPattern, applyPartialConversion, ConversionTarget } from "../../passes/dialect-conversion.ts";
import { ModuleSymbols } from "./symbols.ts";
import { indexBitwidthOption, llvmTypeConverter, typeOptions } from "./types.ts";

type Options = Readonly<Record<string, PassOption>>;

/** What the patterns of one run of a pass work with. */
export interface Lowering {
  /** What the pass runs on. */
  readonly root: Operation;
  readonly types: TypeConverter;
  readonly symbols: ModuleSymbols;
}

interface ToLLVMSpec<O extends Options> {
  readonly summary: string;
  readonly options?: O;
  /** Nothing of this dialect may remain. */
  readonly illegal?: Dialect;
  patterns(lowering: Lowering, options: OptionValues<O>): readonly AnyPattern[];
}

/** A pass that converts what its patterns know, and leaves the rest as it is, unless that is illegal. */
export const toLLVMPass = <const O extends Options = {}>(
  name: string,
  { summary, options, illegal, patterns }: ToLLVMSpec<O>,
): Pass =>
  definePass(
    name,
    { summary, options: { ...indexBitwidthOption, ...options }, dependentDialects: [llvmDialect] },
    (op: Operation, { context, options: values }: PassRun<any>) => {
      const target = new ConversionTarget().addLegalDialect(llvmDialect.name);
      if (illegal !== undefined) target.addIllegalDialect(illegal.name);
      const types = llvmTypeConverter(typeOptions(values as OptionValues<typeof indexBitwidthOption>));
      const lowering = { root: op, types, symbols: new ModuleSymbols() };
      applyPartialConversion(op, target, patterns(lowering, values), context, { types });
    },
  );
