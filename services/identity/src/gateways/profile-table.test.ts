import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import { newProfile } from '../models/profile.ts';
import { profileTableInTrigger } from './profile-table.ts';

it('in a trigger is asked twice, not three times, when it does not answer', async () => {
  let requests = 0;
  const silent = createServer(() => requests++);
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const profiles = profileTableInTrigger('profiles', {
    endpoint: `http://127.0.0.1:${(silent.address() as AddressInfo).port}`,
    region: 'us-east-1',
    credentials: { accessKeyId: 'developer', secretAccessKey: 'developer' },
  });
  const insert = profiles.insert(newProfile('c-1', 'ada@example.com', new Date()));
  await expect(insert).rejects.toMatchObject({ name: 'TimeoutError' });
  expect(requests).toBe(2);
  silent.closeAllConnections();
  await new Promise((resolve) => silent.close(resolve));
});
