/** Finds which buffers of a function may be the same memory, and tells the fields of objects apart that hold pointers. */

import type { Flow } from "../analysis/flow.ts";
import { Aliases, type LinksPointers } from "./aliases.ts";
import { Places } from "./places.ts";

const maxRounds = 8;

/**
 * Where pointers point follows from which may be the same, and the other way round. It is supposed at first that all are
 * different which come out of memory; what is found is true when it follows from itself.
 */
export function findAliases(flow: Flow, linksPointers: LinksPointers): Aliases {
  const rough = new Aliases(flow, linksPointers);
  if (!rough.holdsPointers) return rough;
  let places = new Places(flow, (pointer) => pointer);
  for (let round = 0; round < maxRounds; round++) {
    const aliases = new Aliases(flow, linksPointers, places);
    const next = new Places(flow, (pointer) => aliases.root(pointer));
    if (next.equals(places)) return aliases;
    places = next;
  }
  return new Aliases(flow, linksPointers, new Places(flow, (pointer) => rough.root(pointer)));
}
