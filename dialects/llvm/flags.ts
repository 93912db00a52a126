/** Sets of flags on operations: fast-math flags, overflow of integers, address arithmetic. */

import type { AsmParser } from "../../ir/assembly/asm-parser.ts";
import { TokenKind } from "../../ir/assembly/token-parser.ts";
import { defineBitEnum } from "../../ir/bit-enum.ts";
import { IntegerAttr } from "../../ir/builtin/attributes.ts";
import { i32 } from "../../ir/builtin/types.ts";
import { type AttrConstraint, attrConstraint } from "../../ir/constraint.ts";
import type { InstanceOf } from "../../ir/define-attribute.ts";

/** What may be assumed of a float operation: `#llvm.fastmath<nnan, ninf>`. */
export const FastmathFlags = defineBitEnum("llvm.fastmath", {
  summary: "LLVM fastmath flags",
  enumName: "::mlir::LLVM::FastmathFlags",
  flags: ["nnan", "ninf", "nsz", "arcp", "contract", "afn", "reassoc"],
  all: "fast",
  separator: ", ",
});
export type FastmathFlags = InstanceOf<typeof FastmathFlags>;
export const noFastmath = (): FastmathFlags => FastmathFlags.of();

/** Flags that an operation stores as a 32-bit integer. A name may stand for several bits; such names come first. */
type FlagTable<N extends string> = readonly (readonly [name: N, bits: number])[];

export interface FlagsProperty<N extends string> extends AttrConstraint<IntegerAttr> {
  of(...names: readonly N[]): IntegerAttr;
  has(flags: IntegerAttr, name: N): boolean;
  /** The fewest names for the flags. */
  namesOf(flags: IntegerAttr): readonly N[];
}

interface FlagsSyntax {
  /** Reads the flags if they stand here; `parseName` reads one of them. */
  parseOptional(parser: AsmParser, parseName: () => number): number | undefined;
  print(names: readonly string[]): string;
}

function flagsProperty<const N extends string>(
  summary: string,
  table: FlagTable<N>,
  syntax: FlagsSyntax,
): FlagsProperty<N> {
  const bits = new Map<string, number>(table);
  bits.set("none", 0);
  const all = table.reduce((mask, [, flag]) => mask | flag, 0);
  const parseName = (parser: AsmParser): number => {
    const at = parser.start;
    const flag = bits.get(parser.parseKeywordOrString());
    if (flag === undefined) throw parser.error(`expected ${summary} to be one of: ${[...bits.keys()].join(", ")}`, at);
    return flag;
  };
  const parseOptional = (parser: AsmParser): IntegerAttr | undefined => {
    const value = syntax.parseOptional(parser, () => parseName(parser));
    return value === undefined ? undefined : IntegerAttr.get(i32(), value);
  };
  const namesOf = (flags: IntegerAttr): readonly N[] => {
    let rest = flags.number;
    return table.flatMap(([name, mask]) => {
      if ((rest & mask) !== mask) return [];
      rest &= ~mask;
      return [name];
    });
  };
  const isFlags = (attr: unknown): attr is IntegerAttr =>
    attr instanceof IntegerAttr && attr.type === i32() && (attr.number & ~all) === 0;
  return {
    of: (...names) =>
      IntegerAttr.get(
        i32(),
        names.reduce((mask, name) => mask | bits.get(name)!, 0),
      ),
    has: (flags, name) => (flags.number & bits.get(name)!) === bits.get(name),
    namesOf,
    ...attrConstraint(summary, isFlags, {
      syntax: {
        parse: (parser) => parseOptional(parser) ?? IntegerAttr.get(i32(), 0),
        parseOptional,
        print: (flags, printer) => {
          const names = namesOf(flags);
          printer.write(syntax.print(names.length === 0 ? ["none"] : names));
        },
      },
    }),
  };
}

/** `overflow<nsw, nuw>`: the result is poison if it wraps as a signed or as an unsigned integer. */
export const IntegerOverflowFlags = flagsProperty(
  "LLVM integer overflow flags",
  [
    ["nsw", 1],
    ["nuw", 2],
  ],
  {
    parseOptional(parser, parseName) {
      if (!parser.parseOptionalKeyword("overflow")) return undefined;
      let value = 0;
      parser.parseLess();
      parser.parseCommaSeparated(() => {
        value |= parseName();
      });
      parser.parseGreater();
      return value;
    },
    print: (names) => `overflow<${names.join(", ")}>`,
  },
);

/** `inbounds|nuw`: what is known of an address computation. `inbounds` includes `nusw`. */
export const GEPNoWrapFlags = flagsProperty(
  "::mlir::LLVM::GEPNoWrapFlags",
  [
    ["inbounds", 3],
    ["inbounds_flag", 1],
    ["nusw", 2],
    ["nuw", 4],
  ],
  {
    parseOptional(parser, parseName) {
      if (parser.kind !== TokenKind.BARE_ID) return undefined;
      let value = 0;
      do value |= parseName();
      while (parser.consumeIf(TokenKind.VERTICAL_BAR));
      return value;
    },
    print: (names) => names.join("|"),
  },
);
