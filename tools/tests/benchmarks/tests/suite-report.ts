/** The parts of Jest's JSON output that the report reads. https://jestjs.io/docs/cli#--json */
export interface JestOutput {
  readonly numTotalTests: number;
  readonly numFailedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly startTime: number;
    readonly endTime: number;
    readonly assertionResults: readonly { readonly duration?: number | null }[];
  }[];
}

/** A test file and where its time went. */
export interface MeasuredFile {
  readonly name: string;
  readonly seconds: number;
  /** The time of its tests with their hooks; the rest is loading its modules. */
  readonly testSeconds: number;
}

/** @returns the files, slowest first */
export const measuredFiles = ({ testResults }: JestOutput): MeasuredFile[] =>
  testResults
    .map(({ name, startTime, endTime, assertionResults }) => ({
      name,
      seconds: (endTime - startTime) / 1000,
      testSeconds: assertionResults.reduce((sum, { duration }) => sum + (duration ?? 0), 0) / 1000,
    }))
    .toSorted((one, other) => other.seconds - one.seconds);

/** The sums of all files. */
export function totals(files: readonly MeasuredFile[]): { seconds: number; testSeconds: number } {
  const sum = (key: 'seconds' | 'testSeconds') => files.reduce((total, file) => total + file[key], 0);
  return { seconds: sum('seconds'), testSeconds: sum('testSeconds') };
}
