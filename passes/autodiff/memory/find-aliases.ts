/** Finds which buffers of a function may be the same memory, and tells the fields of objects apart that hold pointers. */

import type { Value } from "../../../ir/value.ts";
import type { Flow } from "../analysis/flow.ts";
import { Aliases, type Surroundings } from "./aliases.ts";
import { Places } from "./places.ts";

const maxRounds = 8;

/**
 * Where pointers point follows from which may be the same, and the other way round. It is supposed at first that all are
 * different which come out of memory; what is found is true when it follows from itself.
 */
export function findAliases(flow: Flow, surroundings: Surroundings): Aliases {
  const rough = new Aliases(flow, surroundings);
  if (!rough.holdsPointers) return rough;
  const isApart = (pointer: Value): boolean => rough.isApart(pointer);
  let places = new Places(flow, (pointer) => pointer, isApart);
  for (let round = 0; round < maxRounds; round++) {
    const aliases = new Aliases(flow, surroundings, places);
    const next = new Places(flow, (pointer) => aliases.root(pointer), isApart);
    if (next.equals(places)) return aliases;
    places = next;
  }
  return new Aliases(flow, surroundings, new Places(flow, (pointer) => rough.root(pointer), isApart));
}
