import { describe, expect, it } from '@jest/globals';
import { judgeFindings } from './judge-findings.ts';
import { readFindings, templateFindingLine } from './template-finding.ts';

const reported = (rule: string, message: string) => ({
  Filename: 'template.json',
  Level: 'Warning',
  Location: { Path: ['Resources', 'Sell', 'DependsOn', 0] },
  Message: message,
  Rule: { Id: rule },
});
const findings = readFindings(
  JSON.stringify([reported('W3005', 'SellRole is needed anyhow'), reported('W2001', 'nobody uses Size')]),
);
const because = 'a plugin writes it';

describe('what cfn-lint finds', () => {
  it('is read with its place', () =>
    expect(templateFindingLine(findings[0]!, 'shop')).toBe(
      'warning  W3005  shop/Sell.DependsOn.0  SellRole is needed anyhow',
    ));

  it('is left alone where rule and message are named, and there only', () => {
    const ignored = [{ rule: 'W3005', message: /Role is needed/, because }];
    const { kept, ignoredCount, stale } = judgeFindings(findings, ignored);
    expect(kept.map(({ rule }) => rule)).toEqual(['W2001']);
    expect([ignoredCount, stale]).toEqual([1, []]);
  });

  it.each([
    ['another rule', { rule: 'W2001', message: /Role is needed/, because }],
    ['another place', { rule: 'W3005', message: /Role is needed/, path: /\.Layers/, because }],
    ['another message', { rule: 'W3005', message: /Bucket/, because }],
  ])('is not left alone for %s, and a reason that nothing needs is told', (_what, ignored) => {
    const { kept, stale } = judgeFindings(findings, [ignored]);
    expect(kept).toHaveLength(2);
    expect(stale).toEqual([ignored]);
  });
});
