import { describe, expect, it } from '@jest/globals';
import { unsupported } from './unsupported.ts';

const resource = (logicalId: string, type: string, properties: object = {}) => ({
  service: 'seats',
  serviceFolder: '/services/seats',
  stackName: 'seats-local',
  logicalId,
  type,
  properties: { ...properties },
});
const providers = {
  'AWS::SQS::Queue': {
    honors: ['QueueName'],
    ignores: { Tags: 'nobody reads them' },
    deploy: async () => ({ ref: '' }),
  },
};

describe('unsupported', () => {
  it('names each type and property that has no effect, with who uses it', () => {
    const found = unsupported(
      [
        resource('A', 'AWS::SQS::Queue', { QueueName: 'a', KmsMasterKeyId: 'k', Tags: [] }),
        resource('B', 'AWS::SQS::Queue', { KmsMasterKeyId: 'k' }),
        resource('C', 'AWS::Unheard::Of'),
      ],
      providers,
    );
    expect(found).toEqual({
      notHonored: [
        'AWS::SQS::Queue KmsMasterKeyId is not honored (seats/A, seats/B)',
        'AWS::Unheard::Of has no local counterpart (seats/C)',
      ],
      ignored: ['AWS::SQS::Queue Tags: nobody reads them (seats/A)'],
    });
  });

  it('shortens a long list of users', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((logicalId) => resource(logicalId, 'AWS::Unheard::Of'));
    expect(unsupported(many, providers).notHonored).toEqual([
      'AWS::Unheard::Of has no local counterpart (seats/A, seats/B and 3 more)',
    ]);
  });
});
