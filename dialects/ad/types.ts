/** The tape and the stack: values that the primal sweep keeps for the reverse sweep. */

import type { Type } from "../../ir/attribute.ts";
import { defineType, type InstanceOf } from "../../ir/define-attribute.ts";

/** `!ad.tape<T>`, or `!ad.tape<T, rank>`: an array of values of type T with `rank` indices. */
export const TapeType = defineType("ad.tape", {
  parse(parser): { elementType: Type; rank: number } {
    parser.parseLess();
    const elementType = parser.parseType();
    const rank = parser.parseOptionalComma() ? parser.parseNumber() : 1;
    parser.parseGreater();
    return { elementType, rank };
  },
  print({ elementType, rank }, printer) {
    printer.write("<").type(elementType);
    if (rank !== 1) printer.write(`, ${rank}`);
    printer.write(">");
  },
  elements: ({ elementType }) => elementType,
  verify: ({ rank }) => (rank < 1 ? "a tape has at least one index" : undefined),
});
export type TapeType = InstanceOf<typeof TapeType>;

/** `!ad.stack<T>`: refers to values of type T, of which the one that came last goes first. */
export const StackType = defineType("ad.stack", {
  parse(parser): { elementType: Type } {
    parser.parseLess();
    const elementType = parser.parseType();
    parser.parseGreater();
    return { elementType };
  },
  print({ elementType }, printer) {
    printer.write("<").type(elementType).write(">");
  },
  elements: ({ elementType }) => elementType,
});
export type StackType = InstanceOf<typeof StackType>;
