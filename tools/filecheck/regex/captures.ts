/**
 * Finds what the groups of an expression have matched, once it is known where the whole match starts and ends. As in
 * Spencer's library each part in turn takes the longest text that leaves the parts after it a match of the remainder.
 */
import { compileProgram } from "./program.ts";
import { type Region, Simulation } from "./simulation.ts";
import type { RegexNode } from "./syntax.ts";

/** A part of the expression, or the place where a group opens or closes. */
type Part = { readonly slot: number } | { readonly node: RegexNode };

/**
 * Fills the captures of the groups that stand in the outermost sequence, themselves in groups or not. A group inside a
 * repetition or an alternation keeps -1; check files have no use for these.
 */
export class CaptureFinder {
  readonly #parts: readonly Part[];
  readonly #lastGroup: number;
  readonly #slotCount: number;
  /** Simulations of the parts and of what follows them, made when they are needed first. */
  readonly #forward: (Simulation | undefined)[];
  readonly #backward: (Simulation | undefined)[];

  constructor(root: RegexNode, groupCount: number) {
    const parts: Part[] = [];
    collectParts(root, parts);
    this.#parts = parts;
    this.#lastGroup = parts.findLastIndex((part) => "slot" in part);
    this.#slotCount = 2 * groupCount + 2;
    this.#forward = new Array(parts.length).fill(undefined);
    this.#backward = new Array(parts.length).fill(undefined);
  }

  /** The start and the end of every group, group 0 being the match itself. */
  find(region: Region, start: number, end: number): Int32Array {
    const slots = new Int32Array(this.#slotCount).fill(-1);
    slots[0] = start;
    slots[1] = end;
    let position = start;
    for (let index = 0; index <= this.#lastGroup; index++) {
      const part = this.#parts[index]!;
      if ("slot" in part) slots[part.slot] = position;
      else if (part.node.kind === "byte" || part.node.kind === "set") position++;
      else if (part.node.kind !== "assertion") position += this.#longestShare(index, region, position, end);
    }
    return slots;
  }

  /** The length of the longest match of a part at `position` after which the rest can match up to `end`. */
  #longestShare(index: number, region: Region, position: number, end: number): number {
    this.#forward[index] ??= new Simulation(compileProgram(partNode(this.#parts[index]!)));
    this.#backward[index] ??= new Simulation(compileProgram(this.#rest(index + 1), "backward"));
    const own = this.#forward[index].ends(region, position, end);
    const rest = this.#backward[index].ends(region, end, position);
    let length = end - position;
    while (length > 0 && !(own[length] && rest[end - position - length])) length--;
    return length;
  }

  #rest(from: number): RegexNode {
    return { kind: "sequence", items: this.#parts.slice(from).map(partNode) };
  }
}

function partNode(part: Part): RegexNode {
  return "node" in part ? part.node : { kind: "sequence", items: [] };
}

function collectParts(node: RegexNode, parts: Part[]): void {
  if (node.kind === "sequence") {
    for (const item of node.items) collectParts(item, parts);
  } else if (node.kind === "group") {
    parts.push({ slot: 2 * node.index });
    collectParts(node.body, parts);
    parts.push({ slot: 2 * node.index + 1 });
  } else {
    parts.push({ node });
  }
}
