import { expect, it } from '@jest/globals';
import { array, assert, integer, property, string } from 'fast-check';
import { createLogTail } from './log-tail.ts';

it('has the last bytes of all lines since it was cleared', () => {
  assert(
    property(
      array(string({ unit: 'binary', maxLength: 40 })),
      integer({ min: 1, max: 60 }),
      (lines, bytes) => {
        const tail = createLogTail(bytes);
        tail.add('before');
        tail.clear();
        for (const line of lines) tail.add(line);
        const all = Buffer.from(lines.map((line) => `${line}\n`).join(''));
        expect(tail.text()).toBe(all.subarray(-bytes).toString('utf8'));
      },
    ),
  );
});
