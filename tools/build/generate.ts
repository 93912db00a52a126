/** Writes the generated sources, in folders `generated/`; each generator reads one definition and writes its modules. */

import { join } from "node:path";
import { generateFormulaParser } from "./formula-parser.ts";
import { generateLexerTables } from "./lexer-tables.ts";

const root = join(import.meta.dirname, "..", "..");

generateLexerTables(join(root, "ir/assembly/MLIRLexer.g4"), join(root, "ir/assembly/generated/lexer-tables.ts"));
generateFormulaParser(join(root, "ir/derivatives/Formula.g4"), join(root, "ir/derivatives/generated"));
// The compiler of rules runs on the parser that was just generated.
const { generateDerivativeRules } = await import("./derivative-rules.ts");
await generateDerivativeRules(root);
