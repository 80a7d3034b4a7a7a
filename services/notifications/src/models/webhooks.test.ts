import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { testPayload } from './webhook-payload.ts';
import declared from './webhooks.schema.ts';

const ENDPOINT_ID = `whe_${'0'.repeat(36)}`;

describe('the declared webhooks', () => {
  it('accept the payload of a test event, and no other data', () => {
    expect(declared.validate(testPayload(ENDPOINT_ID, new Date('2030-01-01T12:00:00Z')))).toBe(true);
    expect(declared.validate(testPayload('endpoint', new Date('2030-01-01T12:00:00Z')))).toBe(false);
  });

  it('are those of all payload formats', () => {
    const source = readFileSync(join(import.meta.dirname, 'webhook-payload.ts'), 'utf8');
    const types = [...source.matchAll(/type: '([a-z]+\.[a-z]+)'/g)].map(([, type]) => type);
    expect(Object.keys(declared.webhooks).toSorted()).toEqual([...new Set(types)].toSorted());
  });
});
