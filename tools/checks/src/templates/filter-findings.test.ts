import { describe, expect, it } from '@jest/globals';
import { findingLine } from '../finding.ts';
import { filterFindings } from './filter-findings.ts';
import { readFindings, toFinding } from './template-finding.ts';

const reported = (rule: string, message: string, level = 'Warning') => ({
  Filename: 'template.json',
  Level: level,
  Location: { Path: ['Resources', 'Sell', 'DependsOn', 0] },
  Message: message,
  Rule: { Id: rule },
});
const findings = readFindings(
  JSON.stringify([reported('W3005', 'SellRole is redundant'), reported('W2001', 'Size is not used')]),
);
const because = 'a plugin writes it';

describe('findings of cfn-lint', () => {
  it('have a path and fail the check at any level', () =>
    expect(findingLine(toFinding(findings[0]!, 'shop'))).toBe(
      'error  shop/Sell.DependsOn.0  SellRole is redundant [W3005, warning]',
    ));

  it('are ignored only if an entry matches their rule and message', () => {
    const ignored = [{ rule: 'W3005', message: /Role is redundant/, because }];
    const { kept, ignoredCount, unused } = filterFindings(findings, ignored);
    expect(kept.map(({ rule }) => rule)).toEqual(['W2001']);
    expect([ignoredCount, unused]).toEqual([1, []]);
  });

  it.each([
    ['another rule', { rule: 'W2001', message: /Role is redundant/, because }],
    ['another path', { rule: 'W3005', message: /Role is redundant/, path: /\.Layers/, because }],
    ['another message', { rule: 'W3005', message: /Bucket/, because }],
  ])('are kept if the entry is for %s, which is reported as unused', (_what, ignored) => {
    const { kept, unused } = filterFindings(findings, [ignored]);
    expect(kept).toHaveLength(2);
    expect(unused).toEqual([ignored]);
  });
});
