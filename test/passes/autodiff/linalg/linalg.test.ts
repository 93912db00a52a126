/** Derivatives of structured operations: reverse mode equals forward mode and central differences. */

import { describe, test } from "vitest";
import { derivativesOf, expectAgreement, type NamedSubject } from "../../../support/derivatives.ts";
import { bufferPrograms, tensorPrograms } from "./compositions.ts";
import {
  allFormsOf,
  differentiableNamedOps,
  generics,
  namedOp,
  recurrences,
  shortOps,
  someFormsOf,
} from "./operations.ts";

const passes =
  "autodiff,lower-ad-tape,convert-elementwise-to-linalg,one-shot-bufferize{bufferize-function-boundaries=1 allow-return-allocs-from-loops=1 function-boundary-type-conversion=identity-layout-map},convert-linalg-to-loops";

function check(subject: NamedSubject): void {
  expectAgreement(derivativesOf(subject, { passes }), { values: 0, modes: 1e-12, differences: 1e-7 });
}

describe("named operations", () => {
  test.each(differentiableNamedOps.flatMap((op) => someFormsOf(namedOp(op))))("$name", check);
  const windowed = differentiableNamedOps.filter(({ access }) => access?.includes("~"));
  test.each(windowed.flatMap((op) => someFormsOf(namedOp(op, true))))("$name", check);
});

describe("operations with bodies", () => {
  test.each(generics.flatMap(allFormsOf))("$name", check);
  test.each(shortOps.flatMap(allFormsOf))("$name", check);
});

describe("iterations that depend on one another", () => {
  test.each(recurrences.flatMap(allFormsOf))("$name", check);
});

describe("several operations", () => {
  test.each(tensorPrograms)("$name", check);
  test.each(bufferPrograms)("$name", check);
});
