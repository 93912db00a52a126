/** Divides an input at its marker lines. Each part keeps its place, so that its locations are those of the whole file. */

export const defaultMarker = "// -----";

/** The parts, each with as many line breaks before it as the input has lines before the part. */
export function splitInput(text: string, marker: string): string[] {
  const parts: string[] = [];
  let start = 0;
  let line = 0;
  for (const { index, end } of markerLines(text, marker)) {
    parts.push("\n".repeat(line) + text.slice(start, index));
    line += countLines(text.slice(start, end));
    start = end;
  }
  parts.push("\n".repeat(line) + text.slice(start));
  return parts;
}

function* markerLines(text: string, marker: string): Generator<{ readonly index: number; readonly end: number }> {
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + marker.length)) {
    const lineStart = text.lastIndexOf("\n", at - 1) + 1;
    const lineEnd = text.indexOf("\n", at);
    const end = lineEnd < 0 ? text.length : lineEnd + 1;
    // The marker stands alone on its line, apart from space around it.
    if (text.slice(lineStart, end).trim() === marker.trim()) yield { index: lineStart, end };
  }
}

const countLines = (text: string): number => text.split("\n").length - 1;
