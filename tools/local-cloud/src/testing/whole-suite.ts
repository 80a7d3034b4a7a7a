/** The first argument of Jest's global setup, as far as it selects tests. */
export interface JestRun {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly testNamePattern?: string;
  readonly findRelatedTests?: boolean;
  readonly onlyChanged?: boolean;
  readonly onlyFailures?: boolean;
  readonly shard?: object;
}

/** Whether a run of Jest includes all tests. */
export const isWholeSuite = ({
  testPathPatterns,
  testNamePattern,
  findRelatedTests,
  onlyChanged,
  onlyFailures,
  shard,
}: JestRun): boolean =>
  testPathPatterns.patterns.length === 0 &&
  !testNamePattern &&
  !findRelatedTests &&
  !onlyChanged &&
  !onlyFailures &&
  shard === undefined;
