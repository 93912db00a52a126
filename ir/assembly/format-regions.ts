/** The steps of formats that read and write regions and successors. */

import { Block } from "../block.ts";
import type { OpDefinition, OpSpec } from "../define-op.ts";
import { canElideTerminator, SingleBlock } from "../traits.ts";
import type { FormatStep } from "./format-state.ts";
import { TokenKind } from "./token-parser.ts";

/** `$region` */
export function regionStep(def: OpDefinition, name: string): FormatStep {
  const spec = (def.spec as OpSpec).regions![name]!;
  const index = Object.keys((def.spec as OpSpec).regions!).indexOf(name);
  return {
    parse(parser, state) {
      if (!spec.variadic) {
        const region = parser.parseRegion(state.op);
        // `{ }` is one block without operations where there must be one.
        if (region.isEmpty && def.hasTrait(SingleBlock)) region.append(new Block());
        state.op.regions[index] = region;
      } else if (parser.kind === TokenKind.LBRACE) {
        parser.parseCommaSeparated(() => {
          state.op.regions.push(parser.parseRegion(state.op));
        });
      }
    },
    parseOptional(parser, state) {
      if (parser.kind !== TokenKind.LBRACE) return false;
      this.parse(parser, state);
      return true;
    },
    print(op, printer) {
      printer.formatGap();
      const regions = spec.variadic ? op.regions.slice(index) : [op.regions[index]!];
      printer.list(regions, (region) => printer.region(region, { terminators: !canElideTerminator(region) }));
    },
    isPresent: (op) => op.regions[index] !== undefined && !op.regions[index]!.isEmpty,
  };
}

/** `regions` */
export const allRegionsStep: FormatStep = {
  parse(parser, state) {
    do state.op.regions.push(parser.parseRegion(state.op));
    while (parser.parseOptionalComma());
  },
  print(op, printer) {
    printer.formatGap();
    printer.list(op.regions, (region) => printer.region(region));
  },
};

/** `$successor` */
export function successorStep(def: OpDefinition, name: string): FormatStep {
  const specs = (def.spec as OpSpec).successors!;
  const index = Object.keys(specs).indexOf(name);
  const { variadic } = specs[name]!;
  return {
    parse(parser, state) {
      if (!variadic) state.op.successors.push(parser.parseSuccessor());
      else if (parser.kind === TokenKind.CARET_ID) {
        parser.parseCommaSeparated(() => {
          state.op.successors.push(parser.parseSuccessor());
        });
      }
    },
    parseOptional(parser, state) {
      if (parser.kind !== TokenKind.CARET_ID) return false;
      this.parse(parser, state);
      return true;
    },
    print(op, printer) {
      printer.formatGap();
      const blocks = variadic ? op.successors.slice(index) : [op.successors[index]!];
      printer.list(blocks, (block) => printer.successor(block));
    },
    isPresent: (op) => op.successors.length > index,
  };
}

/** `successors` */
export const allSuccessorsStep: FormatStep = {
  parse(parser, state) {
    do state.op.successors.push(parser.parseSuccessor());
    while (parser.parseOptionalComma());
  },
  print(op, printer) {
    printer.formatGap();
    printer.list(op.successors, (block) => printer.successor(block));
  },
};
