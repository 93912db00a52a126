/** The reference pages in docs/ are those that the definitions give. */

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { referencePages } from "../../../tools/build/reference.ts";

const folder = join(import.meta.dirname, "..", "..", "..", "docs", "reference");

it("docs/reference is up to date: run 'npm run docs' if it is not", () => {
  const pages = referencePages();
  expect(readdirSync(folder).sort()).toEqual([...pages.keys()].sort());
  for (const [name, text] of pages) expect(readFileSync(join(folder, name), "utf8"), name).toBe(text);
});
