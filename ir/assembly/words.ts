/**
 * The distinct words of a file. The parser asks for the same few thousand identifiers again and again; the table finds
 * each without cutting it out of the text, and a word remembers what it was found to mean.
 */
import type { Attribute, Type } from "../attribute.ts";
import type { CodeUnits } from "../bytes.ts";
import type { OpDefinition } from "../define-op.ts";
import type { SourceFile } from "./source-file.ts";
import type { Binding } from "./ssa-scopes.ts";

/** A piece of text, one object for all its occurrences in a file. */
export class Word {
  readonly text: string;
  readonly hash: number;
  /** The next word in the same place of the table. */
  next: Word | null;
  /** The type, dialect's attribute or registered operation that the word stands for wherever it stands, once known. */
  type: Type | null;
  attribute: Attribute | null;
  op: OpDefinition | null;
  /** What `%word` means at the place where the parser is; see ssa-scopes.ts. */
  binding: Binding | null;

  constructor(text: string, hash: number) {
    this.text = text;
    this.hash = hash;
    this.next = null;
    this.type = null;
    this.attribute = null;
    this.op = null;
    this.binding = null;
  }
}

/** A hash table with chains; its size is a power of two. */
export class WordTable {
  #heads: (Word | null)[];
  #count: number;

  constructor() {
    this.#heads = new Array<Word | null>(1024).fill(null);
    this.#count = 0;
  }

  /** The word that stands at `text.slice(start, end)`. */
  at({ text, codes }: SourceFile, start: number, end: number): Word {
    // FNV-1a, https://datatracker.ietf.org/doc/html/draft-eastlake-fnv
    let hash = 0x811c9dc5;
    for (let i = start; i < end; i++) hash = Math.imul(hash ^ codes[i]!, 0x01000193);
    const heads = this.#heads;
    const index = hash & (heads.length - 1);
    const head = heads[index] ?? null;
    for (let word = head; word !== null; word = word.next) {
      if (word.hash === hash && isWordAt(word.text, codes, start, end)) return word;
    }
    return this.#add(text.slice(start, end), hash);
  }

  #add(text: string, hash: number): Word {
    if (this.#count === this.#heads.length) this.#grow();
    this.#count++;
    const word = new Word(text, hash);
    this.#link(word);
    return word;
  }

  #link(word: Word): void {
    const index = word.hash & (this.#heads.length - 1);
    word.next = this.#heads[index] ?? null;
    this.#heads[index] = word;
  }

  #grow(): void {
    const old = this.#heads;
    this.#heads = new Array<Word | null>(old.length * 4).fill(null);
    for (const head of old) {
      let word = head;
      while (word !== null) {
        const { next }: Word = word;
        this.#link(word);
        word = next;
      }
    }
  }
}

function isWordAt(text: string, codes: CodeUnits, start: number, end: number): boolean {
  if (text.length !== end - start) return false;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) !== codes[start + i]) return false;
  return true;
}
