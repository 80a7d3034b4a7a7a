import { describe, expect, it } from '@jest/globals';
import { cachedRecordReply } from './cached-reply.ts';

const record = { version: 3, title: 'Lamp' };
const cacheControl = 'public, max-age=60';

describe('cachedRecordReply', () => {
  it.each([undefined, '"2"', '"33"', 'W/"2", "4"'])(
    'returns the record for If-None-Match %s',
    (ifNoneMatch) => {
      expect(cachedRecordReply(record, ifNoneMatch)).toEqual({
        status: 200,
        headers: { ETag: '"3"', 'Cache-Control': cacheControl },
        body: record,
      });
    },
  );

  it.each(['"3"', 'W/"3"', '"1", "3"', '*'])('returns 304 for If-None-Match %s', (ifNoneMatch) => {
    expect(cachedRecordReply(record, ifNoneMatch)).toEqual({
      status: 304,
      headers: { ETag: '"3"', 'Cache-Control': cacheControl },
    });
  });
});
