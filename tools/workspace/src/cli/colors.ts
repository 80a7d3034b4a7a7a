export interface Colors {
  bold(text: string): string;
  dim(text: string): string;
  red(text: string): string;
  green(text: string): string;
  yellow(text: string): string;
  cyan(text: string): string;
}

const color =
  (code: number) =>
  (text: string): string =>
    `\u001B[${code}m${text}\u001B[39;22m`;

const ansi: Colors = {
  bold: color(1),
  dim: color(2),
  red: color(31),
  green: color(32),
  yellow: color(33),
  cyan: color(36),
};
const plain: Colors = {
  bold: String,
  dim: String,
  red: String,
  green: String,
  yellow: String,
  cyan: String,
};

/**
 * @returns ANSI colors for a terminal, plain text for a file or a pipe. FORCE_COLOR and NO_COLOR decide otherwise, in the
 * order of Node.js: https://nodejs.org/api/cli.html#force_color1-2-3 and https://no-color.org
 */
export function colorsFor(
  { isTTY = false }: { isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Colors {
  const { FORCE_COLOR: forced, NO_COLOR: disabled } = environment;
  if (forced !== undefined) return /^(0|false)$/.test(forced) ? plain : ansi;
  return isTTY && !disabled ? ansi : plain;
}
