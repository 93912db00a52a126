/** The frame of the reports on time and statistics. */

const rule = `===${"-".repeat(73)}===`;

export function reportHeader(title: string): string {
  const text = `... ${title} ...`;
  return `${rule}\n${" ".repeat(Math.floor((80 - text.length) / 2))}${text}\n${rule}\n`;
}
