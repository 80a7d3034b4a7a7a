import { cpus, loadavg, totalmem } from 'node:os';

const NAME_WIDTH = 58;

/** Prints one figure of a benchmark: a name, and the figure in a column of its own. */
export const printFigure = (name: string, figure: string): void =>
  console.log(`${name.padEnd(NAME_WIDTH)} ${figure}`);

/** What the figures of a run depend on, in addition to the code. */
export interface Circumstances {
  readonly processors: readonly { readonly model: string }[];
  readonly memoryBytes: number;
  readonly now: Date;
  readonly nodeVersion: string;
  /** The load averages of 1, 5 and 15 minutes. */
  readonly load: readonly number[];
}

/** @returns the lines above the figures, as names and values */
export function headerRows({
  processors,
  memoryBytes,
  now,
  nodeVersion,
  load,
}: Circumstances): [string, string][] {
  const model = processors[0]?.model.trim() ?? 'unknown processor';
  return [
    ['machine', `${processors.length} × ${model}, ${Math.round(memoryBytes / 2 ** 30)} GiB`],
    ['date, Node', `${now.toISOString().slice(0, 10)}, ${nodeVersion}`],
    ['load at the start (1, 5, 15 minutes)', load.map((average) => average.toFixed(1)).join(', ')],
  ];
}

/** Prints the machine, the date, the version of Node.js and the load. Every benchmark begins with it. */
export function printHeader(): void {
  const rows = headerRows({
    processors: cpus(),
    memoryBytes: totalmem(),
    now: new Date(),
    nodeVersion: process.version,
    load: loadavg(),
  });
  for (const [name, value] of rows) printFigure(name, value);
}
