import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { newProfile } from '../models/profile.ts';
import { dynamoDbProfileRepositoryForTrigger } from './dynamodb-profile-repository.ts';

it('tries twice in a trigger when the table does not respond', async () => {
  let requests = 0;
  const unresponsive = createServer(() => requests++);
  await new Promise<void>((resolve) => unresponsive.listen(0, '127.0.0.1', resolve));
  const profiles = dynamoDbProfileRepositoryForTrigger('profiles', {
    endpoint: `http://127.0.0.1:${(unresponsive.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
  });
  const insert = profiles.insert(newProfile('c-1', 'ada@example.com', new Date()));
  await expect(insert).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(requests).toBe(2);
  unresponsive.closeAllConnections();
  await new Promise((resolve) => unresponsive.close(resolve));
});
