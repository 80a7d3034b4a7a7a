import { describe, expect, it } from '@jest/globals';
import { isOwnedBy } from './owned-data.ts';

const resource = (service: string, projectionOf?: readonly string[]) =>
  ({
    stack: { service },
    declaration: { Type: 'AWS::DynamoDB::Table', ...(projectionOf && { Metadata: { projectionOf } }) },
  }) as unknown as Parameters<typeof isOwnedBy>[1];

describe('data', () => {
  it('belongs to the service that declares its resource', () => {
    expect(isOwnedBy(new Set(['checkout']), resource('checkout'))).toBe(true);
    expect(isOwnedBy(new Set(['catalog']), resource('checkout'))).toBe(false);
  });

  it('of a projection belongs to all services that it copies, and not to the service that declares it', () => {
    const projection = resource('checkout', ['catalog', 'inventory']);
    expect(isOwnedBy(new Set(['checkout']), projection)).toBe(false);
    expect(isOwnedBy(new Set(['catalog']), projection)).toBe(false);
    expect(isOwnedBy(new Set(['catalog', 'inventory']), projection)).toBe(true);
  });
});
