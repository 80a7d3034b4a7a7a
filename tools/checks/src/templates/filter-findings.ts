import type { IgnoredFinding } from './ignored-findings.ts';
import type { TemplateFinding } from './template-finding.ts';

interface FilteredFindings {
  readonly kept: readonly TemplateFinding[];
  readonly ignoredCount: number;
  /** Entries of the ignore list that match no finding. */
  readonly unused: readonly IgnoredFinding[];
}

/** Separates findings from ignored ones, and reports entries of the ignore list that match nothing. */
export function filterFindings(
  findings: readonly TemplateFinding[],
  ignored: readonly IgnoredFinding[],
): FilteredFindings {
  const kept = findings.filter((finding) => !ignored.some((entry) => matches(entry, finding)));
  return {
    kept,
    ignoredCount: findings.length - kept.length,
    unused: ignored.filter((entry) => !findings.some((finding) => matches(entry, finding))),
  };
}

const matches = (ignored: IgnoredFinding, { rule, message, path }: TemplateFinding): boolean =>
  ignored.rule === rule && ignored.message.test(message) && (ignored.path?.test(path) ?? true);
