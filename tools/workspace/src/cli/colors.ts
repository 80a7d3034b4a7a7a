export interface Colors {
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const color =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[39;22m`;

const ansi: Colors = { dim: color(2), red: color(31), yellow: color(33), cyan: color(36) };
const plain: Colors = { dim: String, red: String, yellow: String, cyan: String };

/** @returns ANSI colors for a terminal; plain text for a file, a pipe or with NO_COLOR (https://no-color.org) */
export const colorsFor = ({ isTTY = false }: { isTTY?: boolean }, environment = process.env): Colors =>
  isTTY && !environment['NO_COLOR'] ? ansi : plain;
