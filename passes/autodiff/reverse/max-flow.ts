/**
 * Minimum vertex cut by maximum flow. Algorithm: E. A. Dinic, "Algorithm for solution of a problem of maximum flow in
 * networks with power estimation" (1970): shortest augmenting paths by levels.
 */

/** A network whose vertices have capacities; a vertex is split into an entrance and an exit. */
export class VertexCut {
  /** Target and remaining capacity of each arc; the reverse of arc `a` is `a ^ 1`. */
  readonly #targets: number[];
  readonly #capacities: number[];
  /** The arcs that leave each node. */
  readonly #arcs: number[][];
  readonly #source: number;
  readonly #sink: number;

  /** `capacities[v]` is the cost of cutting vertex v. */
  constructor(capacities: readonly number[]) {
    this.#targets = [];
    this.#capacities = [];
    this.#source = 2 * capacities.length;
    this.#sink = this.#source + 1;
    this.#arcs = Array.from({ length: this.#sink + 1 }, () => []);
    capacities.forEach((capacity, vertex) => {
      this.#arc(2 * vertex, 2 * vertex + 1, capacity);
    });
  }

  connect(from: number, to: number): void {
    this.#arc(2 * from + 1, 2 * to, Number.POSITIVE_INFINITY);
  }
  /** `cost` is what it takes to cut this connection instead of vertices. */
  connectSource(vertex: number, cost = Number.POSITIVE_INFINITY): void {
    this.#arc(this.#source, 2 * vertex, cost);
  }
  connectSink(vertex: number): void {
    this.#arc(2 * vertex + 1, this.#sink, Number.POSITIVE_INFINITY);
  }

  #arc(from: number, to: number, capacity: number): void {
    this.#arcs[from]!.push(this.#targets.length);
    this.#targets.push(to);
    this.#capacities.push(capacity);
    this.#arcs[to]!.push(this.#targets.length);
    this.#targets.push(from);
    this.#capacities.push(0);
  }

  /** The vertices in the cheapest cut between source and sink; of several the one closest to the sink. */
  minimumCut(): number[] {
    for (let levels = this.#levels(); levels[this.#sink]! >= 0; levels = this.#levels()) this.#augment(levels);
    // What can still send flow to the sink lies behind the cut.
    const behind = this.#reachesSink();
    const cut: number[] = [];
    for (let vertex = 0; 2 * vertex < this.#source; vertex++) {
      if (behind[2 * vertex + 1] && !behind[2 * vertex]) cut.push(vertex);
    }
    return cut;
  }

  /** Distance of every node from the source over arcs with capacity left; -1 where there is no way. */
  #levels(): Int32Array {
    const levels = new Int32Array(this.#sink + 1).fill(-1);
    levels[this.#source] = 0;
    const queue = [this.#source];
    for (let head = 0; head < queue.length; head++) {
      const node = queue[head]!;
      for (const arc of this.#arcs[node]!) {
        const target = this.#targets[arc]!;
        if (this.#capacities[arc]! === 0 || levels[target]! >= 0) continue;
        levels[target] = levels[node]! + 1;
        queue.push(target);
      }
    }
    return levels;
  }

  /** Sends flow along shortest ways until none is left. The way is kept on an explicit stack, since it may be long. */
  #augment(levels: Int32Array): void {
    const next = new Int32Array(this.#sink + 1);
    const path: number[] = [];
    let node = this.#source;
    for (;;) {
      if (node === this.#sink) {
        const amount = path.reduce((least, arc) => Math.min(least, this.#capacities[arc]!), Number.POSITIVE_INFINITY);
        if (amount === Number.POSITIVE_INFINITY) throw new Error("a way from source to sink has no limit");
        for (const arc of path) {
          this.#capacities[arc]! -= amount;
          this.#capacities[arc ^ 1]! += amount;
        }
        path.length = 0;
        node = this.#source;
        continue;
      }
      const arcs = this.#arcs[node]!;
      let advanced = false;
      while (next[node]! < arcs.length) {
        const arc = arcs[next[node]!]!;
        const target = this.#targets[arc]!;
        if (this.#capacities[arc]! > 0 && levels[target] === levels[node]! + 1) {
          path.push(arc);
          node = target;
          advanced = true;
          break;
        }
        next[node]!++;
      }
      if (advanced) continue;
      const last = path.pop();
      if (last === undefined) return;
      node = this.#targets[last ^ 1]!;
      next[node]!++;
    }
  }

  #reachesSink(): boolean[] {
    const reaches: boolean[] = new Array(this.#sink + 1).fill(false);
    reaches[this.#sink] = true;
    const stack = [this.#sink];
    while (stack.length > 0) {
      const node = stack.pop()!;
      for (const arc of this.#arcs[node]!) {
        // The arc's reverse leads into `node`.
        const origin = this.#targets[arc]!;
        if (this.#capacities[arc ^ 1]! === 0 || reaches[origin]) continue;
        reaches[origin] = true;
        stack.push(origin);
      }
    }
    return reaches;
  }
}
