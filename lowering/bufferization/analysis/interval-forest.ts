/**
 * Sets of intervals that can be merged and searched quickly, however often. An interval has a number of its own (its key,
 * in the order of the beginnings) and an end. Each set is a trie of the keys' bits in which every node knows the last end
 * below it. Algorithm: Okasaki, Gill, "Fast Mergeable Integer Maps" (1998).
 */

/** A set in the forest. */
export type Tree = number;
export const emptyTree: Tree = 0;

export class IntervalForest {
  // One element for each node. A leaf has no bit; an inner node has the bit in which the keys of its children differ.
  readonly #bit: number[];
  /** The key of a leaf; the bits above its own of an inner node. */
  readonly #key: number[];
  readonly #zero: Tree[];
  readonly #one: Tree[];
  /** The last end of an interval in the tree. */
  readonly #end: number[];
  readonly #size: number[];

  constructor() {
    this.#bit = [0];
    this.#key = [0];
    this.#zero = [emptyTree];
    this.#one = [emptyTree];
    this.#end = [0];
    this.#size = [0];
  }

  /** The number of intervals. */
  size(tree: Tree): number {
    return this.#size[tree]!;
  }

  /** A set of one interval. */
  single(key: number, end: number): Tree {
    return this.#node(0, key, emptyTree, emptyTree, end, 1);
  }

  #node(bit: number, key: number, zero: Tree, one: Tree, end: number, size: number): Tree {
    this.#bit.push(bit);
    this.#key.push(key);
    this.#zero.push(zero);
    this.#one.push(one);
    this.#end.push(end);
    return this.#size.push(size) - 1;
  }

  /** The union of two sets without a common key. Both are used up. */
  merge(a: Tree, b: Tree): Tree {
    if (a === emptyTree) return b;
    if (b === emptyTree) return a;
    const bits = this.#bit;
    if (bits[a]! < bits[b]!) return this.merge(b, a);
    const bit = bits[a]!;
    const [key, other] = [this.#key[a]!, this.#key[b]!];
    const difference = (key ^ other) & (bit === 0 ? -1 : ~((bit << 1) - 1));
    if (difference !== 0) return this.#join(a, b, 1 << (31 - Math.clz32(difference)));
    if (bits[b] === bit) {
      this.#zero[a] = this.merge(this.#zero[a]!, this.#zero[b]!);
      this.#one[a] = this.merge(this.#one[a]!, this.#one[b]!);
    } else if ((other & bit) === 0) this.#zero[a] = this.merge(this.#zero[a]!, b);
    else this.#one[a] = this.merge(this.#one[a]!, b);
    this.#end[a] = Math.max(this.#end[a]!, this.#end[b]!);
    this.#size[a] = this.#size[this.#zero[a]!]! + this.#size[this.#one[a]!]!;
    return a;
  }

  /** A node above two trees whose keys differ first in `bit`. */
  #join(a: Tree, b: Tree, bit: number): Tree {
    const [zero, one] = (this.#key[a]! & bit) === 0 ? [a, b] : [b, a];
    const end = Math.max(this.#end[a]!, this.#end[b]!);
    return this.#node(bit, this.#key[a]! & ~((bit << 1) - 1), zero, one, end, this.#size[a]! + this.#size[b]!);
  }

  /**
   * Whether `accept` holds for the key of an interval with a key from `first` to `last` that ends at `end` or later. The
   * search ends at the first one.
   */
  some(tree: Tree, first: number, last: number, end: number, accept: (key: number) => boolean): boolean {
    if (tree === emptyTree || this.#end[tree]! < end) return false;
    const key = this.#key[tree]!;
    const bit = this.#bit[tree]!;
    if (key > last) return false;
    if (bit === 0) return key >= first && accept(key);
    if (key + (bit << 1) - 1 < first) return false;
    return (
      this.some(this.#zero[tree]!, first, last, end, accept) || this.some(this.#one[tree]!, first, last, end, accept)
    );
  }
}
