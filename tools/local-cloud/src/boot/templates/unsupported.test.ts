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
    ignores: { Tags: 'no local effect' },
    deploy: async () => ({ ref: '' }),
  },
};

describe('unsupported', () => {
  it('lists each type and property without effect, with the resources that use it', () => {
    const found = unsupported(
      [
        resource('A', 'AWS::SQS::Queue', { QueueName: 'a', KmsMasterKeyId: 'k', Tags: [] }),
        resource('B', 'AWS::SQS::Queue', { KmsMasterKeyId: 'k' }),
        resource('C', 'AWS::Unknown::Type'),
      ],
      providers,
    );
    expect(found).toEqual({
      notHonored: [
        'AWS::SQS::Queue KmsMasterKeyId is not honored (seats/A, seats/B)',
        'AWS::Unknown::Type is not supported locally (seats/C)',
      ],
      ignored: ['AWS::SQS::Queue Tags: no local effect (seats/A)'],
    });
  });

  it('shortens a long list of users', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map((logicalId) => resource(logicalId, 'AWS::Unknown::Type'));
    expect(unsupported(many, providers).notHonored).toEqual([
      'AWS::Unknown::Type is not supported locally (seats/A, seats/B and 3 more)',
    ]);
  });
});
