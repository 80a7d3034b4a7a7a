import type { Ignored } from './ignored.ts';
import type { TemplateFinding } from './template-finding.ts';

interface Verdict {
  readonly kept: readonly TemplateFinding[];
  /** What was left alone for a reason. */
  readonly ignoredCount: number;
  /** Reasons that nothing needs any more. */
  readonly stale: readonly Ignored[];
}

/** Holds findings against what is ignored, and what is ignored against the findings. */
export function judgeFindings(findings: readonly TemplateFinding[], ignored: readonly Ignored[]): Verdict {
  const kept = findings.filter((finding) => !ignored.some((each) => matches(each, finding)));
  return {
    kept,
    ignoredCount: findings.length - kept.length,
    stale: ignored.filter((each) => !findings.some((finding) => matches(each, finding))),
  };
}

const matches = (ignored: Ignored, { rule, message, path }: TemplateFinding): boolean =>
  ignored.rule === rule && ignored.message.test(message) && (ignored.path?.test(path) ?? true);
