/**
 * Turns an ANTLR lexer grammar into the tables of a minimal deterministic automaton, so that lexing needs no ANTLR.
 *
 * The automaton is the one that ANTLR's own lexer simulator builds while it matches: driving the simulator over one
 * short text for each state and character makes it build all of it.
 */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import {
  type ATN,
  ATNDeserializer,
  ATNSimulator,
  CharStream,
  DFA,
  type DFAState,
  LexerActionType,
  LexerATNSimulator,
  LexerNoViableAltException,
} from "antlr4ng";
import { runAntlr } from "./antlr.ts";
import { type Automaton, characterClasses, lastCharacter, minimize } from "./automaton.ts";

/** What the tables have in `accept` for a token that is left out. */
const skip = 255;

interface Grammar {
  readonly atn: ATN;
  /** The name of the token with number `i`; 0 has none. */
  readonly tokenNames: readonly string[];
}

/**
 * Generates a TypeScript module from a grammar: `TokenKind` and `createLexerTables`.
 * @throws Error when the grammar is wrong, or asks for more than the tables can express.
 */
export function generateLexerTables(grammarFile: string, outputFile: string): void {
  const { atn, tokenNames } = loadGrammar(grammarFile);
  checkCharacters(atn, grammarFile);
  const automaton = minimize(determinize(atn));
  mkdirSync(dirname(outputFile), { recursive: true });
  writeFileSync(outputFile, render(basename(grammarFile), automaton, tokenNames));
}

function loadGrammar(grammarFile: string): Grammar {
  const folder = mkdtempSync(join(tmpdir(), "antlr-"));
  try {
    runAntlr(grammarFile, folder);
    const text = readFileSync(join(folder, `${basename(grammarFile, ".g4")}.interp`), "utf8");
    const section = (title: string): string => text.split(`${title}:\n`)[1]?.split("\n\n")[0] ?? "";
    return {
      atn: new ATNDeserializer().deserialize(JSON.parse(section("atn"))),
      tokenNames: section("token symbolic names").split("\n"),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The tables have one column for all characters above ASCII. */
function checkCharacters(atn: ATN, grammarFile: string): void {
  for (const state of atn.states) {
    for (const { label } of state?.transitions ?? []) {
      for (const { start, stop } of label ?? []) {
        if (start > lastCharacter || (stop >= lastCharacter && stop < 0x10ffff)) {
          throw new Error(`${grammarFile}: a rule tells characters above ASCII apart, which the tables cannot express`);
        }
      }
    }
  }
}

/** Explores the automaton of ANTLR's simulator breadth first. */
function determinize(atn: ATN): Automaton {
  const automata = atn.decisionToState.map((state, decision) => new DFA(state, decision));
  const simulator = new LexerATNSimulator(null, atn, automata);
  const match = (text: string): void => {
    try {
      simulator.match(CharStream.fromString(text), 0);
    } catch (error) {
      // No token ends here; the simulator has noted the way to here all the same.
      if (!(error instanceof LexerNoViableAltException)) throw error;
    }
  };
  match("\0");

  const states: { state: DFAState; prefix: string }[] = [];
  const numbers = new Map<DFAState, number>();
  const visit = (state: DFAState, prefix: string): number => {
    const known = numbers.get(state) ?? states.length;
    if (known === states.length) {
      numbers.set(state, known);
      states.push({ state, prefix });
    }
    return known;
  };
  const start = visit(simulator.getDFA(0).s0!, "");
  const next: number[][] = [];
  for (const { state, prefix } of states) {
    const row: number[] = [];
    for (let code = 0; code <= lastCharacter; code++) {
      const text = prefix + String.fromCharCode(code);
      match(text);
      const target = state.edges[code];
      row.push(target === undefined || target === ATNSimulator.ERROR ? -1 : visit(target, text));
    }
    next.push(row);
  }
  return { start, next, accept: states.map(({ state }) => acceptedToken(state)) };
}

function acceptedToken(state: DFAState): number {
  if (!state.isAcceptState) return 0;
  const actions = state.lexerActionExecutor?.lexerActions ?? [];
  if (actions.length === 0) return state.prediction;
  if (actions.every((action) => action.actionType === LexerActionType.SKIP)) return skip;
  throw new Error("the tables support no lexer command but `-> skip`");
}

function render(grammarName: string, automaton: Automaton, tokenNames: readonly string[]): string {
  const { classOf, representatives } = characterClasses(automaton);
  // State 0 means that nothing goes on, so the automaton's states count from 1.
  const next = automaton.next.map((row) => `    ${representatives.map((code) => row[code]! + 1).join(", ")},`);
  if (next.length > 255) throw new Error("the tables hold at most 255 states");
  const kinds = tokenNames.map((name, kind) => ({ name, kind })).filter(({ kind }) => automaton.accept.includes(kind));
  return `// Generated from ${grammarName} by \`npm run generate\`.

/** The kinds of tokens: the rules of the grammar, the end of the input, and what is no token. */
export const TokenKind = {
  EOF: 0,
${kinds
  .filter(({ kind }) => kind > 0)
  .map(({ name, kind }) => `  ${name}: ${kind},`)
  .join("\n")}
  Error: ${tokenNames.length},
};

/** A deterministic automaton; state 0 means that nothing goes on. */
export interface LexerTables {
  readonly start: number;
  readonly stateCount: number;
  readonly classCount: number;
  /** The class of each ASCII character; the last one stands for all characters above ASCII too. */
  readonly classOf: readonly number[];
  /** \`next[state * classCount + class]\` */
  readonly next: readonly number[];
  /** The kind of the token that ends in a state; 0 if none does, \`skip\` if it is left out. */
  readonly accept: readonly number[];
  readonly skip: number;
}

export const createLexerTables = (): LexerTables => ({
  start: ${automaton.start + 1},
  stateCount: ${automaton.next.length + 1},
  classCount: ${representatives.length},
  classOf: [${classOf.join(", ")}],
  next: [
    ${representatives.map(() => 0).join(", ")},
${next.join("\n")}
  ],
  accept: [${[0, ...automaton.accept].join(", ")}],
  skip: ${skip},
});
`;
}
