import { randomUUID } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
// oxlint-disable-next-line no-restricted-imports -- functions that are too slow, which no test waits for
import { setTimeout as delay } from 'node:timers/promises';

const ways = {
  async throw() {
    throw new TypeError('this went wrong');
  },
  exit: () => process.exit(3),
  forever: () => delay(60_000),
  async reject() {
    void Promise.reject(new Error('unhandled'));
    await delay(1000);
  },
  large: async () => 'x'.repeat(6 * 1024 * 1024 + 200),
  slow: async () => delay(300, 'slow'),
  // Ends once so many calls are under way.
  async meet({ folder, howMany }) {
    await writeFile(join(folder, randomUUID()), '');
    while ((await readdir(folder)).length < howMany) await delay(10);
    return 'met';
  },
};

export const handler = (event) => ways[event.way](event);
export const withCallback = (event, context, callback) => callback(null, 'done');
