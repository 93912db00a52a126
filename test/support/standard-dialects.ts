/** The dialects that most programs of functions, loops and arithmetic are written in. */

import { arithDialect } from "../../dialects/arith/index.ts";
import { cfDialect } from "../../dialects/cf/index.ts";
import { funcDialect } from "../../dialects/func/index.ts";
import { indexDialect } from "../../dialects/index/index.ts";
import { mathDialect } from "../../dialects/math/index.ts";
import { memrefDialect } from "../../dialects/memref/index.ts";
import { scfDialect } from "../../dialects/scf/index.ts";
import { ubDialect } from "../../dialects/ub/index.ts";
import type { Dialect } from "../../ir/dialect.ts";

export const standardDialects: readonly Dialect[] = [
  arithDialect,
  cfDialect,
  funcDialect,
  indexDialect,
  mathDialect,
  memrefDialect,
  scfDialect,
  ubDialect,
];
