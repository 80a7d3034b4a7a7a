import type { ServicePackage } from '../../workspace/src/services/service-package.ts';
import type { Finding } from './finding.ts';

/** What checks read. */
export interface Workspace {
  /** Absolute path of the workspace's root. */
  readonly root: string;
  /** All packaged services. Reading it throws a CommandError if one of them is not packaged. */
  readonly services: readonly ServicePackage[];
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  /** Lines for the report in addition to the findings: a table, a total. */
  readonly summary: readonly string[];
}

/** A check of `npm run checks`. */
export interface Check {
  readonly name: string;
  /** One line for `--help`. */
  readonly description: string;
  /** Whether it reads what `npm test` recorded; these checks run with `--after-tests`. */
  readonly readsTestRecords: boolean;
  /** @throws CommandError with the exit code 69 to skip the check on this machine */
  readonly run: (workspace: Workspace) => CheckResult | Promise<CheckResult>;
}
