/** What Jest hands to global setup and teardown first, as far as it tells which tests run. */
export interface JestRun {
  readonly testPathPatterns: { readonly patterns: readonly string[] };
  readonly testNamePattern?: string;
  readonly findRelatedTests?: boolean;
  readonly onlyChanged?: boolean;
  readonly onlyFailures?: boolean;
  readonly shard?: object;
}

/** Whether a run of Jest leaves no test out: what a run of a few tests does not do says nothing. */
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
