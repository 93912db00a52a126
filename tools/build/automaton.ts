/** Deterministic automata over ASCII, as they are derived from an ANTLR lexer. */

/** The last ASCII character, DEL, stands for itself and for everything above ASCII. */
export const lastCharacter = 127;

export interface Automaton {
  readonly start: number;
  /** `next[state][character]` is a state, or -1 where nothing goes on. */
  readonly next: readonly (readonly number[])[];
  /** For each state the number of the token that ends there, 0 if none does. */
  readonly accept: readonly number[];
}

/** Merges the states that no continuation can tell apart (Moore's partition refinement). */
export function minimize({ start, next, accept }: Automaton): Automaton {
  let block: readonly number[] = accept;
  let count = new Set(accept).size;
  for (let stable = false; !stable; ) {
    const numbers = new Map<string, number>();
    block = next.map((row, state) =>
      numberOf(numbers, `${block[state]}:${row.map((target) => (target < 0 ? -1 : block[target]))}`),
    );
    stable = numbers.size === count;
    count = numbers.size;
  }
  const representatives = Array.from({ length: count }, (_, number) => block.indexOf(number));
  return {
    start: block[start]!,
    next: representatives.map((state) => next[state]!.map((target) => (target < 0 ? -1 : block[target]!))),
    accept: representatives.map((state) => accept[state]!),
  };
}

/** Groups the characters that every state treats alike: the class of each, and the first character of each class. */
export function characterClasses({ next }: Automaton): { classOf: number[]; representatives: number[] } {
  const numbers = new Map<string, number>();
  const characters = Array.from({ length: lastCharacter + 1 }, (_, code) => code);
  const classOf = characters.map((code) => numberOf(numbers, next.map((row) => row[code]).join()));
  return { classOf, representatives: [...numbers.values()].map((number) => classOf.indexOf(number)) };
}

/** Numbers keys in the order in which they are met. */
function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key) ?? numbers.size;
  numbers.set(key, known);
  return known;
}
