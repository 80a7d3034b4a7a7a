export interface Colors {
  dim(text: string): string;
  red(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const painted =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[39;22m`;

const inColor: Colors = { dim: painted(2), red: painted(31), yellow: painted(33), cyan: painted(36) };
const plain: Colors = { dim: String, red: String, yellow: String, cyan: String };

/** Colors for a terminal, and none for a file or a pipe, or where https://no-color.org asks for none. */
export const colorsFor = ({ isTTY = false }: { isTTY?: boolean }, environment = process.env): Colors =>
  isTTY && !environment['NO_COLOR'] ? inColor : plain;
