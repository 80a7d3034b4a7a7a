import { describe, expect, it } from '@jest/globals';
import { toEventNotifications, matchesNotification, toS3Event } from './event-notifications.ts';

const at = new Date('2030-01-01T12:00:00.000Z');
const created = (key: string) => ({ eventName: 'ObjectCreated:Put', bucket: 'images', key, at });

describe('toEventNotifications', () => {
  const [notification] = toEventNotifications({
    QueueConfigurations: [
      {
        Event: 's3:ObjectCreated:*',
        Queue: 'arn:aws:sqs:us-east-1:000000000000:uploads',
        Filter: {
          S3Key: {
            Rules: [
              { Name: 'prefix', Value: 'uploads/' },
              { Name: 'suffix', Value: '.png' },
            ],
          },
        },
      },
    ],
  });

  it('matches objects by event type, prefix and suffix', () => {
    expect(notification?.target).toEqual({
      kind: 'queue',
      arn: 'arn:aws:sqs:us-east-1:000000000000:uploads',
    });
    expect(matchesNotification(notification!, created('uploads/chair.png'))).toBe(true);
    expect(matchesNotification(notification!, created('uploads/chair.jpg'))).toBe(false);
    expect(matchesNotification(notification!, created('chair.png'))).toBe(false);
    expect(
      matchesNotification(notification!, {
        ...created('uploads/chair.png'),
        eventName: 'ObjectRemoved:Delete',
      }),
    ).toBe(false);
  });
});

describe('toS3Event', () => {
  it('gives events of the same millisecond ascending sequencers', () => {
    const sequencers = [1, 2, 3].map(
      () => toS3Event('id', created('a')).Records[0]?.s3.object.sequencer ?? '',
    );
    expect(sequencers.toSorted()).toEqual(sequencers);
    expect(new Set(sequencers).size).toBe(3);
  });

  it('URL-encodes object keys as S3 does', () => {
    expect(toS3Event('id', created('uploads/a chair & table.png')).Records[0]?.s3.object.key).toBe(
      'uploads/a+chair+%26+table.png',
    );
  });
});
