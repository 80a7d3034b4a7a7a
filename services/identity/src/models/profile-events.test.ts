import { describe, expect, it } from '@jest/globals';
import { CustomerRegistered } from '#libs/contracts';
import fc from 'fast-check';
import { checkStreamFilter } from '../../../../tools/workspace/src/testing/stream-filter.ts';
import { toProfileEvents } from './profile-events.ts';

const profile = {
  customerId: '7f4df4a5-3c1e-4f0b-9c0e-0d9e6c7f1a2b',
  email: 'ada@example.com',
  acceptsMarketing: false,
  registeredAt: '2030-01-01T12:00:00.000Z',
  version: 1,
};

describe('profileEvents', () => {
  it('returns a CustomerRegistered event that matches its contract', () => {
    const { customerId, email } = profile;
    const [event, ...others] = toProfileEvents({ after: profile });
    expect(others).toEqual([]);
    expect(event).toEqual({
      contract: CustomerRegistered,
      subject: customerId,
      revision: 1,
      data: { customerId, email },
    });
    const envelope = {
      id: '1',
      type: 'CustomerRegistered',
      version: 1,
      source: 'identity',
      occurredAt: profile.registeredAt,
      correlationId: 'c',
    };
    expect(CustomerRegistered.validate({ ...envelope, ...event })).toBe(true);
  });

  it('returns no event for later changes or a deletion', () => {
    expect(toProfileEvents({ before: profile, after: { ...profile, name: 'Ada', version: 2 } })).toEqual([]);
    expect(toProfileEvents({ before: profile })).toEqual([]);
  });

  it('is invoked for every change that it publishes', async () => {
    const item = fc
      .record({ version: fc.nat(), name: fc.string() })
      .map((fields) => ({ ...profile, ...fields }));
    const count = await checkStreamFilter(
      ['identity', 'publish-profile-changes'],
      item,
      (change) => toProfileEvents(change).length > 0,
    );
    expect(count).toBeGreaterThan(0);
  });
});
