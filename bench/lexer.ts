/** How fast the lexer is, compared with merely reading every character of the text: `npx tsx bench/lexer.ts`. */
import { Lexer, TokenKind } from "../ir/assembly/lexer.ts";

const megabytes = 10;
const rounds = 5;

function makeText(): string {
  const lines: string[] = [];
  for (let length = 0, i = 0; length < megabytes * 1e6; i++) {
    const line =
      i % 2 === 0
        ? `    %${i} = arith.addf %a${i}, %arg${i % 7} fastmath<fast> : vector<4x8xf32> // comment\n`
        : `    %${i} = "t.op"(%x, %y#0) <{a = "some text", b = 12 : i32}> : (f32, tensor<?x4xf64>) -> !llvm.ptr\n`;
    lines.push(line);
    length += line.length;
  }
  return lines.join("");
}

function countTokens(text: string): number {
  const lexer = new Lexer(text);
  let count = 0;
  while (lexer.next() !== TokenKind.EOF) count++;
  return count;
}

function sumCharacters(text: string): number {
  let sum = 0;
  for (let i = 0; i < text.length; i++) sum = (sum + text.charCodeAt(i)) | 0;
  return sum;
}

/** The best time of several rounds, in milliseconds; the first ones warm up the compiler. */
function best(work: () => number): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < rounds; i++) {
    const start = performance.now();
    work();
    fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

const text = makeText();
const lexing = best(() => countTokens(text));
const reading = best(() => sumCharacters(text));
const speed = (text.length / lexing / 1e3).toFixed(0);
console.log(`lexer: ${speed} MB/s, ${(lexing / reading).toFixed(1)} times as long as reading the characters`);
