/** The words of DWARF and the flags of LLVM in debug information. */

import type { Field } from "../../../ir/struct-attribute.ts";

/** A word that begins with `prefix`; which ones exist depends on the versions of DWARF and LLVM. */
export const dwarfField = (kind: string, prefix: string): Field<string> => ({
  parse(parser) {
    const at = parser.start;
    const word = parser.parseAnyKeyword();
    if (!word.startsWith(prefix)) throw parser.error(`invalid debug info debug info ${kind} name: ${word}`, at);
    return word;
  },
  print: (word, printer) => {
    printer.write(word);
  },
});

export const diFlags = [
  ["Zero", 0],
  ["Bit0", 1 << 0],
  ["Bit1", 1 << 1],
  ["Private", 1 << 0],
  ["Protected", 1 << 1],
  ["Public", 3],
  ["FwdDecl", 1 << 2],
  ["AppleBlock", 1 << 3],
  ["ReservedBit4", 1 << 4],
  ["Virtual", 1 << 5],
  ["Artificial", 1 << 6],
  ["Explicit", 1 << 7],
  ["Prototyped", 1 << 8],
  ["ObjcClassComplete", 1 << 9],
  ["ObjectPointer", 1 << 10],
  ["Vector", 1 << 11],
  ["StaticMember", 1 << 12],
  ["LValueReference", 1 << 13],
  ["RValueReference", 1 << 14],
  ["ExportSymbols", 1 << 15],
  ["SingleInheritance", 1 << 16],
  ["MultipleInheritance", 1 << 17],
  ["VirtualInheritance", 3 << 16],
  ["IntroducedVirtual", 1 << 18],
  ["BitField", 1 << 19],
  ["NoReturn", 1 << 20],
  ["TypePassByValue", 1 << 22],
  ["TypePassByReference", 1 << 23],
  ["EnumClass", 1 << 24],
  ["Thunk", 1 << 25],
  ["NonTrivial", 1 << 26],
  ["BigEndian", 1 << 27],
  ["LittleEndian", 1 << 28],
  ["AllCallsDescribed", 1 << 29],
] as const;

export const diSubprogramFlags = [
  ["Virtual", 1 << 0],
  ["PureVirtual", 1 << 1],
  ["LocalToUnit", 1 << 2],
  ["Definition", 1 << 3],
  ["Optimized", 1 << 4],
  ["Pure", 1 << 5],
  ["Elemental", 1 << 6],
  ["Recursive", 1 << 7],
  ["MainSubprogram", 1 << 8],
  ["Deleted", 1 << 9],
  ["ObjCDirect", 1 << 11],
] as const;
