import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';

// The YAML parser does not know the short tags of CloudFormation, but parses their values.
const read = (file: string) =>
  parse(readFileSync(new URL(file, import.meta.url), 'utf8'), { logLevel: 'silent' });

describe('complete-session', () => {
  it('keeps at least half of its concurrency for requests that do not wait', () => {
    const { reservedConcurrency } = read('../serverless.yml').functions['complete-session'];
    const places = read('./pricing.yml').completing.WAITING_PLACES;
    expect(places).toBeGreaterThan(0);
    expect(places).toBeLessThanOrEqual(reservedConcurrency / 2);
  });

  it('can wait ten seconds before its timeout', () => {
    expect(read('../serverless.yml').functions['complete-session'].timeout).toBeGreaterThanOrEqual(15);
  });
});
