/** The dialects that most programs of functions, loops and arithmetic are written in. */

import type { Dialect } from "../ir/dialect.ts";
import { arithDialect } from "./arith/index.ts";
import { cfDialect } from "./cf/index.ts";
import { funcDialect } from "./func/index.ts";
import { indexDialect } from "./index/index.ts";
import { mathDialect } from "./math/index.ts";
import { memrefDialect } from "./memref/index.ts";
import { scfDialect } from "./scf/index.ts";
import { ubDialect } from "./ub/index.ts";

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
