/** Writes the generated sources, in folders `generated/`; each generator reads one definition and writes one module. */

import { join } from "node:path";
import { generateLexerTables } from "./lexer-tables.ts";

const root = join(import.meta.dirname, "..", "..");

generateLexerTables(join(root, "ir/assembly/MLIRLexer.g4"), join(root, "ir/assembly/generated/lexer-tables.ts"));
