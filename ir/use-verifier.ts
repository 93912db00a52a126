/**
 * The part of the verifier that looks at uses: what an operation uses must be defined on all ways to it, and inside the
 * operation around it that is isolated from above.
 */
import type { Block } from "./block.ts";
import { type Diagnostic, type DiagnosticHandler, errorAt, opError } from "./diagnostic.ts";
import { DominanceInfo, hasSSADominance } from "./dominance.ts";
import type { Operation } from "./operation.ts";
import { isIsolatedFromAbove } from "./traits.ts";
import type { Value } from "./value.ts";

/** Verifies the uses inside `root`, but for those inside of isolated operations further inside. */
export function verifyUses(root: Operation, report: DiagnosticHandler): void {
  new UseVerifier(root, report).inside(root);
}

class UseVerifier {
  readonly #root: Operation;
  readonly #isIsolated: boolean;
  readonly #report: DiagnosticHandler;
  readonly #info: DominanceInfo;

  constructor(root: Operation, report: DiagnosticHandler) {
    this.#root = root;
    this.#isIsolated = isIsolatedFromAbove(root);
    this.#report = report;
    this.#info = new DominanceInfo();
  }

  inside(op: Operation): void {
    const { regions } = op;
    for (let i = 0; i < regions.length; i++) {
      if (regions[i]!.isUntouched) continue;
      const isOrdered = hasSSADominance(regions[i]!);
      for (let block = regions[i]!.first; block !== null; block = block.next) this.#block(block, isOrdered);
    }
  }

  #block(block: Block, isOrdered: boolean): void {
    const isReachable = this.#info.isReachableFromEntry(block);
    block.ensureOrder();
    for (let op = block.first; op !== null; op = op.next) {
      this.#operands(op, block, isOrdered, isReachable);
      if (op.regions.length > 0 && !isIsolatedFromAbove(op)) this.inside(op);
    }
  }

  #operands(op: Operation, block: Block, isOrdered: boolean, isReachable: boolean): void {
    for (let i = 0; i < op.numOperands; i++) {
      const value = op.operand(i);
      // The usual case first: both in one block.
      const def = value.definingOp;
      if (def !== undefined && def.block === block && (def.order < op.order || !isOrdered)) continue;
      if (this.#isIsolated && !this.#isDefinedInside(value)) {
        const error = opError(op, "using value defined outside the region");
        this.#report(error.attachNote(this.#root.loc, "required by region isolation constraints").diagnostic);
        return;
      }
      if (!isReachable || this.#info.properlyDominates(value, op)) continue;
      const error = errorAt(op.loc, `operand #${i} does not dominate this use`);
      this.#report(describeDefinition(error.diagnostic, value, op));
    }
  }

  /** Values that hang nowhere are for others to complain about. */
  #isDefinedInside(value: Value): boolean {
    const home = value.parentBlock?.region;
    return home === undefined || home === null || this.#root.regions.some((region) => region.isAncestorOf(home));
  }
}

/** Where a value that does not dominate its use is defined. */
function describeDefinition(diagnostic: Diagnostic, value: Value, user: Operation): Diagnostic {
  const def = value.definingOp;
  if (def !== undefined) {
    const [home, place] = [def.parentRegion, user.parentRegion];
    const where =
      def.block === user.block
        ? "op in the same block"
        : home === place
          ? "op in the same region"
          : home?.isAncestorOf(place!) === true
            ? "op in a parent region"
            : place?.isAncestorOf(home!) === true
              ? "op in a child region"
              : "op is neither in a parent nor in a child region";
    return diagnostic.attachNote(def.loc, `operand defined here (${where})`);
  }
  return diagnostic.attachNote(value.loc, "operand defined as a block argument");
}
