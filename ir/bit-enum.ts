/** Attributes of dialects that are sets of flags: `#arith.fastmath<nnan,ninf>`. ODS: `I32BitEnumAttr` in an `EnumAttr`. */

import { type AttributeDefinition, defineAttr, type InstanceOf } from "./define-attribute.ts";

/** The parameters of a set of flags: the sum of the flags' bits. */
export interface BitSet {
  readonly value: number;
}

export interface BitEnumSpec<N extends string> {
  /** What the verifier says is expected. */
  readonly summary: string;
  /** What messages of the parser call the set: its name in C++. */
  readonly enumName: string;
  /** Names of the flags; the first one is bit 0. */
  readonly flags: readonly N[];
  /** A name for all flags together. */
  readonly all?: N;
  /** What stands between two flags in the text. */
  readonly separator: "," | ", ";
}

export type BitEnumAttr = InstanceOf<AttributeDefinition<BitSet>>;

export interface BitEnumDefinition<N extends string> extends AttributeDefinition<BitSet> {
  /** The set of these flags. */
  of(...names: readonly N[]): BitEnumAttr;
  /** The flags that are in both sets. */
  common(a: BitEnumAttr, b: BitEnumAttr): BitEnumAttr;
  /** Whether the set holds all of these flags; an absent set holds none. */
  has(attribute: BitEnumAttr | undefined, ...names: readonly N[]): boolean;
}

/** Defines a set of flags. The empty set is written `none`. */
export function defineBitEnum<const N extends string>(
  name: `${string}.${string}`,
  { summary, enumName, flags, all, separator }: BitEnumSpec<N>,
): BitEnumDefinition<N> {
  const bits = new Map<string, number>(flags.map((flag, i) => [flag, 1 << i]));
  const allBits = (1 << flags.length) - 1;
  if (all !== undefined) bits.set(all, allBits);

  const definition = defineAttr<BitSet>(
    name,
    {
      parse(parser) {
        let value = 0;
        parser.parseLess();
        do {
          const at = parser.start;
          const flag = parser.parseKeywordOrString();
          const bit = flag === "none" ? 0 : bits.get(flag);
          if (bit === undefined) {
            throw parser.error(`expected ${enumName} to be one of: ${["none", ...bits.keys()].join(", ")}`, at);
          }
          value |= bit;
        } while (parser.parseOptionalComma());
        parser.parseGreater();
        return { value };
      },
      print({ value }, printer) {
        const names = all !== undefined && value === allBits ? [all] : flags.filter((_, i) => value & (1 << i));
        printer.write(`<${names.length === 0 ? "none" : names.join(separator)}>`);
      },
    },
    { summary },
  );
  const bitsOf = (names: readonly N[]): number => names.reduce((sum, flag) => sum | bits.get(flag)!, 0);
  return Object.assign(definition, {
    of: (...names: readonly N[]): BitEnumAttr => definition.get({ value: bitsOf(names) }),
    common: (a: BitEnumAttr, b: BitEnumAttr): BitEnumAttr => definition.get({ value: a.value & b.value }),
    has: (attribute: BitEnumAttr | undefined, ...names: readonly N[]): boolean => {
      const wanted = bitsOf(names);
      return ((attribute?.value ?? 0) & wanted) === wanted;
    },
  });
}
