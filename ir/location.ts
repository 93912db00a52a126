/** Where an operation comes from. Locations are attributes, written `loc(...)`. */

import { Attribute, intern } from "./attribute.ts";
import type { AttributePrinter } from "./attribute-printer.ts";
import { quote } from "./attribute-printer.ts";

/** Where an operation comes from. */
export abstract class Location extends Attribute {
  /** Writes what stands between `loc(` and `)`. */
  abstract printBody(printer: AttributePrinter): void;
  override print(printer: AttributePrinter): void {
    printer.write("loc(");
    this.printBody(printer);
    printer.write(")");
  }
}

/** A text that knows the locations of its offsets, so that those which nobody asks for need not exist. */
export interface LocationSource {
  locationAt(offset: number): Location;
}

/** No place is known. */
export class UnknownLoc extends Location {
  static get(): UnknownLoc {
    return intern(UnknownLoc, [], () => new UnknownLoc());
  }
  override printBody(printer: AttributePrinter): void {
    printer.write("unknown");
  }
}

/** A place in a file; lines and columns count from 1. Columns count bytes of UTF-8. */
export class FileLineColLoc extends Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** Another known place on the same line; see `Places`. */
  readonly nextOnLine: FileLineColLoc | null;
  protected constructor(file: string, line: number, column: number, nextOnLine: FileLineColLoc | null) {
    super();
    this.file = file;
    this.line = line;
    this.column = column;
    this.nextOnLine = nextOnLine;
  }
  /** The place, or the range that begins there if another end is given. */
  static get(file: string, line: number, column: number, endLine = line, endColumn = column): FileLineColLoc {
    if (endLine !== line || endColumn !== column) return FileLineColRange.get(file, line, column, endLine, endColumn);
    const places = placesOf(file);
    return places.find(line, column) ?? places.add(new FileLineColLoc(file, line, column, places.firstOnLine(line)));
  }
  get endLine(): number {
    return this.line;
  }
  get endColumn(): number {
    return this.column;
  }
  override printBody(printer: AttributePrinter): void {
    printer.write(`${quote(this.file)}:${this.line}:${this.column}`);
  }
}

/** A range in a file. */
export class FileLineColRange extends FileLineColLoc {
  readonly #endLine: number;
  readonly #endColumn: number;
  private constructor(file: string, line: number, column: number, endLine: number, endColumn: number) {
    super(file, line, column, null);
    this.#endLine = endLine;
    this.#endColumn = endColumn;
  }
  static override get(
    file: string,
    line: number,
    column: number,
    endLine: number,
    endColumn: number,
  ): FileLineColRange {
    return intern(
      FileLineColRange,
      [file, line, column, endLine, endColumn],
      () => new FileLineColRange(file, line, column, endLine, endColumn),
    );
  }
  override get endLine(): number {
    return this.#endLine;
  }
  override get endColumn(): number {
    return this.#endColumn;
  }
  override printBody(printer: AttributePrinter): void {
    super.printBody(printer);
    if (this.endLine !== this.line) printer.write(` to ${this.endLine}:${this.endColumn}`);
    else printer.write(` to :${this.endColumn}`);
  }
}

/**
 * The places of one file that were asked for. Every operation of a file has a place of its own, so these are interned in
 * lists by line, without a map: a parser asks for them line by line. Places that are far away from the others, or far to
 * the right, stand in a map all the same.
 */
class Places {
  readonly #lines: (FileLineColLoc | null)[];
  readonly #far: Map<string, FileLineColLoc>;
  constructor() {
    this.#lines = [];
    this.#far = new Map();
  }

  firstOnLine(line: number): FileLineColLoc | null {
    return this.#lines[line] ?? null;
  }
  find(line: number, column: number): FileLineColLoc | undefined {
    let place = this.firstOnLine(line);
    while (place !== null && place.column !== column) place = place.nextOnLine;
    if (place !== null) return place;
    return this.#far.size === 0 ? undefined : this.#far.get(`${line}:${column}`);
  }
  /** Adds a place that `find` did not find, whose `nextOnLine` is the first one on its line, and returns it. */
  add(place: FileLineColLoc): FileLineColLoc {
    const { line, column } = place;
    if (line < this.#lines.length + 1000 && column < 250) {
      while (this.#lines.length < line) this.#lines.push(null);
      this.#lines[line] = place;
    } else this.#far.set(`${line}:${column}`, place);
    return place;
  }
}

const placesByFile = new Map<string, Places>();

function placesOf(file: string): Places {
  let places = placesByFile.get(file);
  if (places === undefined) {
    places = new Places();
    placesByFile.set(file, places);
  }
  return places;
}

/** A name for a place. */
export class NameLoc extends Location {
  readonly name: string;
  readonly child: Location;
  private constructor(name: string, child: Location) {
    super();
    this.name = name;
    this.child = child;
  }
  static get(name: string, child: Location = UnknownLoc.get()): NameLoc {
    return intern(NameLoc, [name, child], () => new NameLoc(name, child));
  }
  override printBody(printer: AttributePrinter): void {
    printer.write(quote(this.name));
    if (!(this.child instanceof UnknownLoc)) {
      printer.write("(");
      printer.nestedLocation(this.child);
      printer.write(")");
    }
  }
}

/** A place in a function that was inlined into another. */
export class CallSiteLoc extends Location {
  readonly callee: Location;
  readonly caller: Location;
  private constructor(callee: Location, caller: Location) {
    super();
    this.callee = callee;
    this.caller = caller;
  }
  static get(callee: Location, caller: Location): CallSiteLoc {
    return intern(CallSiteLoc, [callee, caller], () => new CallSiteLoc(callee, caller));
  }
  override printBody(printer: AttributePrinter): void {
    printer.write("callsite(");
    printer.nestedLocation(this.callee);
    printer.write(" at ");
    printer.nestedLocation(this.caller);
    printer.write(")");
  }
}

/** Several places from which one operation was made. */
export class FusedLoc extends Location {
  readonly locations: readonly Location[];
  readonly metadata: Attribute | undefined;
  private constructor(locations: readonly Location[], metadata: Attribute | undefined) {
    super();
    this.locations = locations;
    this.metadata = metadata;
  }
  /** Joins locations: nested fusions without metadata are flattened, unknown ones and repetitions dropped. */
  static get(locations: readonly Location[], metadata?: Attribute): Location {
    const distinct = new Set<Location>();
    for (const location of locations) {
      if (location instanceof FusedLoc && location.metadata === metadata) {
        for (const inner of location.locations) distinct.add(inner);
      } else if (!(location instanceof UnknownLoc)) distinct.add(location);
    }
    const kept = [...distinct];
    if (metadata === undefined && kept.length === 0) return UnknownLoc.get();
    if (metadata === undefined && kept.length === 1) return kept[0]!;
    const listed = kept.length === 0 ? [UnknownLoc.get()] : kept;
    return intern(FusedLoc, [metadata, ...listed], () => new FusedLoc(listed, metadata));
  }
  override printBody(printer: AttributePrinter): void {
    printer.write("fused");
    if (this.metadata !== undefined) printer.write("<").attribute(this.metadata).write(">");
    printer.write("[").list(this.locations, (location) => printer.nestedLocation(location));
    printer.write("]");
  }
}

/** The place in a file that a location stands for, for messages: the first one that is found inside it. */
export function fileLocation(location: Location): FileLineColLoc | undefined {
  if (location instanceof FileLineColLoc) return location;
  if (location instanceof NameLoc) return fileLocation(location.child);
  if (location instanceof CallSiteLoc) return fileLocation(location.callee);
  if (location instanceof FusedLoc) {
    for (const part of location.locations) {
      const found = fileLocation(part);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
