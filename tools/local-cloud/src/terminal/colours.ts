export interface Colours {
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const painted =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[39;22m`;

const inColour: Colours = { dim: painted(2), red: painted(31), yellow: painted(33), cyan: painted(36) };
const plain: Colours = { dim: String, red: String, yellow: String, cyan: String };

/** Colours for a terminal, and none for a file or a pipe, or where https://no-color.org asks for none. */
export const coloursFor = ({ isTTY = false }: { isTTY?: boolean }, environment = process.env): Colours =>
  isTTY && !environment['NO_COLOR'] ? inColour : plain;
