/** Where an operation comes from. Locations are attributes, written `loc(...)`. */

import { Attribute, intern } from "./attribute.ts";
import type { AttributePrinter } from "./attribute-printer.ts";
import { quote } from "./attribute-printer.ts";

export abstract class Location extends Attribute {
  /** Writes what stands between `loc(` and `)`. */
  abstract printBody(printer: AttributePrinter): void;
  override print(printer: AttributePrinter): void {
    printer.write("loc(");
    this.printBody(printer);
    printer.write(")");
  }
}

export class UnknownLoc extends Location {
  static get(): UnknownLoc {
    return intern(UnknownLoc, [], () => new UnknownLoc());
  }
  override printBody(printer: AttributePrinter): void {
    printer.write("unknown");
  }
}

/** A place or a range in a file; lines and columns count from 1. Columns count bytes of UTF-8. */
export class FileLineColLoc extends Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  private constructor(file: string, line: number, column: number, endLine: number, endColumn: number) {
    super();
    this.file = file;
    this.line = line;
    this.column = column;
    this.endLine = endLine;
    this.endColumn = endColumn;
  }
  static get(file: string, line: number, column: number, endLine = line, endColumn = column): FileLineColLoc {
    if (endLine === line && endColumn === column) {
      // Every operation of a file has its own place, so these are interned with one look-up by number.
      const places = placesOf(file);
      const key = placeKey(line, column);
      let place = places.get(key);
      if (place === undefined) {
        place = new FileLineColLoc(file, line, column, line, column);
        places.set(key, place);
      }
      return place;
    }
    return intern(
      FileLineColLoc,
      [file, line, column, endLine, endColumn],
      () => new FileLineColLoc(file, line, column, endLine, endColumn),
    );
  }
  override printBody(printer: AttributePrinter): void {
    printer.write(`${quote(this.file)}:${this.line}:${this.column}`);
    if (this.endLine !== this.line) printer.write(` to ${this.endLine}:${this.endColumn}`);
    else if (this.endColumn !== this.column) printer.write(` to :${this.endColumn}`);
  }
}

type PlaceKey = number | string;

const placesByFile = new Map<string, Map<PlaceKey, FileLineColLoc>>();

function placesOf(file: string): Map<PlaceKey, FileLineColLoc> {
  let places = placesByFile.get(file);
  if (places === undefined) {
    places = new Map();
    placesByFile.set(file, places);
  }
  return places;
}

/** Tells places of one file apart. In files of usual size a small integer, which maps find fastest. */
function placeKey(line: number, column: number): PlaceKey {
  return line < 2 ** 18 && column < 2 ** 12 ? line * 2 ** 12 + column : `${line}:${column}`;
}

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
