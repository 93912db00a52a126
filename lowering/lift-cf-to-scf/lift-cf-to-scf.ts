/**
 * The pass `lift-cf-to-scf`: branches between blocks become structured control flow. Any graph can be lifted, also those
 * with loops of several entries and exits. Method: H. Bahmann, N. Reissmann, M. Jahre, J. C. Meyer, "Perfect
 * Reconstructability of Control Flow from Demand Dependence Graphs", ACM TACO 11 (2015).
 */
import { arithDialect } from "../../dialects/arith/index.ts";
import { BranchOp, cfDialect } from "../../dialects/cf/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { ubDialect } from "../../dialects/ub/index.ts";
import type { Block } from "../../ir/block.ts";
import { OpBuilder } from "../../ir/builder.ts";
import { opError } from "../../ir/diagnostic.ts";
import { DominanceInfo } from "../../ir/dominance.ts";
import { FunctionOpInterface } from "../../ir/interfaces/function.ts";
import { definePass } from "../../ir/pass.ts";
import type { Region } from "../../ir/region.ts";
import { ReturnLike, Unreachable } from "../../ir/traits.ts";
import { liftBranches } from "./branches.ts";
import { findCycles } from "./cycles.ts";
import { appendBlock } from "./edges.ts";
import { liftLoop } from "./loops.ts";
import { poison } from "./multiplexer.ts";

export const liftCfToScf = definePass(
  "lift-cf-to-scf",
  {
    summary: "Lifts branches between blocks to structured control flow",
    dependentDialects: [arithDialect, cfDialect, scfDialect, ubDialect],
  },
  (root) => {
    root.walk((op) => {
      if (!FunctionOpInterface.implementedBy(op)) return undefined;
      // Regions inside, such as those of scf.execute_region, stay: only functions are lifted.
      for (const region of op.regions) liftRegion(region);
      return undefined;
    });
  },
);

function liftRegion(region: Region): void {
  if (region.isEmpty || region.hasOneBlock) return;
  eraseUnreachableBlocks(region);
  makeSingleExit(region);
  liftCycles(region);
  liftBranches(region);
}

/** Lifts the cycles of a region and those inside them. Then the region has none. */
function liftCycles(region: Region): void {
  for (const cycle of findCycles(region)) {
    const body = liftLoop(region, cycle);
    liftCycles(body);
    liftBranches(body);
  }
}

function eraseUnreachableBlocks(region: Region): void {
  const info = new DominanceInfo();
  const dead = [...region.blocks()].filter((block) => !info.isReachableFromEntry(block));
  for (const block of dead) block.dropAllReferences();
  for (const block of dead) block.erase();
}

/** Lets all ways out of the region end in one block; where control never gets, it may as well go there. */
function makeSingleExit(region: Region): void {
  const exits = [...region.blocks()].filter((block) => block.successors.length === 0);
  const returns = exits.filter(({ last }) => !last!.def.hasTrait(Unreachable));
  for (const { last } of returns) {
    if (!last!.def.hasTrait(ReturnLike)) {
      throw opError(last!, "cannot be lifted to structured control flow: it does not return");
    }
  }
  const [first] = returns;
  if (first === undefined) {
    throw opError(region.parentOp!, "cannot be lifted to structured control flow: it never returns");
  }
  if (exits.length === 1) return;
  const terminator = first.last!;
  const join: Block = appendBlock(region);
  const args = terminator.operands.map(({ type }) => join.addArgument(type, terminator.loc));
  for (const { last } of exits) {
    const builder = OpBuilder.before(last!);
    const isReturn = last!.def.hasTrait(ReturnLike);
    const destOperands = isReturn ? last!.operands : args.map(({ type }) => poison(builder, type));
    builder.create(BranchOp, { dest: join, destOperands });
    if (last !== terminator) last!.erase();
  }
  terminator.moveToEnd(join);
  terminator.setOperands(args);
}
