import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bufferOutput, newSharedOutput, takeUnsent } from './buffered-output.mjs';

const text = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ minLength: 6_000, maxLength: 20_000, unit: 'binary-ascii' }),
);
const step = fc.oneof(
  text.map((added) => ({ added })),
  fc.constantFrom('take' as const, 'flush' as const, 'turn' as const),
);

it('passes on all text once and in order to the parent', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
      const shared = newSharedOutput();
      let received = '';
      const output = bufferOutput(shared, (sent) => {
        received += sent;
      });
      let expected = '';
      for (const each of steps) {
        if (typeof each === 'object') {
          output.add(each.added);
          expected += each.added;
        } else if (each === 'take') received += output.take();
        else if (each === 'flush') output.flush();
        else await new Promise(setImmediate);
      }
      // The parent stops the environment.
      received += takeUnsent(shared);
      expect(received).toBe(expected);
      await new Promise(setImmediate);
      expect(received).toBe(expected);
      expect(output.take()).toBe('');
    }),
    { numRuns: 100 },
  );
});

it('sends text at the end of the turn if no result takes it', async () => {
  const sent: string[] = [];
  const output = bufferOutput(newSharedOutput(), (each) => sent.push(each));
  output.add('a\n');
  output.add('b\n');
  expect(sent).toEqual([]);
  await new Promise(setImmediate);
  expect(sent).toEqual(['a\nb\n']);
});
