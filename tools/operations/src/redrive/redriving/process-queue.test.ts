import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseOptions } from '../parse-options.ts';
import { deadLetter, inMemoryQueue } from '../testing/in-memory-queue.ts';
import { processQueue } from './process-queue.ts';

const place = { service: 'checkout', stage: 'local', queue: 'copies' };
const now = new Date('2030-01-01T15:00:00Z');

async function work(
  options: Parameters<typeof parseOptions>[0],
  deadLetters: ReturnType<typeof inMemoryQueue>,
  source = inMemoryQueue(),
  change: { isOver?: () => boolean } = {},
) {
  const printed: string[] = [];
  const pauses: number[] = [];
  const done = processQueue(place, parseOptions(options), {
    deadLetters,
    deliver: source.send,
    print: (line) => void printed.push(line),
    now: () => now,
    pause: async (milliseconds) => void pauses.push(milliseconds),
    isOver: () => false,
    ...change,
  });
  const error = await done.then(
    () => undefined,
    (thrown: Error) => thrown.message,
  );
  return { printed, pauses, error, source };
}

const some = (count: number) => Array.from({ length: count }, (_none, index) => deadLetter(`m${index}`));
const ids = (queue: ReturnType<typeof inMemoryQueue>) =>
  queue
    .visible()
    .map(({ id }) => id)
    .toSorted();

describe('redriving', () => {
  it('sends each message back as it was, and then takes it out of the dead-letter queue', async () => {
    const message = deadLetter('m1', { traceHeader: 'Root=1-2-3' });
    const deadLetters = inMemoryQueue([message]);
    const { printed, source } = await work({}, deadLetters);
    const { body, attributes, traceHeader } = message;
    expect(source.visible()).toMatchObject([{ body, attributes, traceHeader }]);
    expect([deadLetters.visible(), deadLetters.hidden()]).toEqual([[], []]);
    expect(printed).toEqual(['copies of checkout in local: redrove 1 of 1 dead letter.']);
  });

  it('takes those that are meant, and shows the others again at once', async () => {
    const deadLetters = inMemoryQueue(some(25));
    const { source } = await work({ filter: ['subject=m3'] }, deadLetters);
    expect(source.visible()).toHaveLength(1);
    expect(deadLetters.visible()).toHaveLength(24);
    expect(deadLetters.hidden()).toEqual([]);
  });

  it('neither loses nor duplicates a message, with any options and any failures', async () => {
    const indexes = fc.uniqueArray(fc.nat({ max: 34 }));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: 35 }),
        indexes,
        indexes,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 30 }),
        fc.option(fc.nat({ max: 4 }), { nil: undefined }),
        async (count, wanted, refused, limit, perSecond, looksUntilInterrupted) => {
          const all = some(count);
          const bodies = new Set(refused.map((index) => all[index]?.body));
          const source = inMemoryQueue([], { refuses: (body) => bodies.has(body) });
          const deadLetters = inMemoryQueue(all);
          let looks = 0;
          const isOver = () => (looks += 1) > (looksUntilInterrupted ?? Infinity);
          const options = {
            ...(wanted.length > 0 && { id: wanted.map((index) => `m${index}`) }),
            limit: String(limit),
            'per-second': String(perSecond),
          };
          await work(options, deadLetters, source, { isOver });

          const transition = source
            .visible()
            .map(({ body }) => (JSON.parse(body) as { subject: string }).subject);
          expect([...transition, ...ids(deadLetters)].toSorted()).toEqual(all.map(({ id }) => id).toSorted());
          expect(deadLetters.hidden()).toEqual([]);
          expect(transition.length).toBeLessThanOrEqual(limit);
          const meant = wanted.length > 0 ? wanted.map((index) => `m${index}`) : all.map(({ id }) => id);
          expect(transition.filter((id) => !meant.includes(id))).toEqual([]);
        },
      ),
    );
  });

  it('says what could not be sent, and fails', async () => {
    const deadLetters = inMemoryQueue(some(2));
    const source = inMemoryQueue([], { refuses: (body) => body.includes('m1') });
    const { printed, error } = await work({}, deadLetters, source);
    expect(printed[0]).toBe('m1 stays: SQS is away');
    expect(error).toBe('1 dead letter could not be redriven, see above.');
  });

  it('gives up where nothing can be sent', async () => {
    const deadLetters = inMemoryQueue(some(100));
    const { printed } = await work({}, deadLetters, inMemoryQueue([], { refuses: () => true }));
    expect(printed.filter((line) => line.includes('stays'))).toHaveLength(10);
    expect(ids(deadLetters)).toHaveLength(100);
  });

  it('does not send again what it could not delete, and says how to remove it', async () => {
    const deadLetters = inMemoryQueue(some(1), { keeps: () => true });
    const { printed, error, source } = await work({}, deadLetters);
    expect(printed[0]).toContain('Remove it: --delete --id m0');
    expect(error).toBeDefined();
    deadLetters.expire();
    expect(source.visible()).toHaveLength(1);
  });

  it('leaves what failed again meanwhile for the next time', async () => {
    const deadLetters = inMemoryQueue([deadLetter('later', { sentAt: new Date(now.getTime() + 300_000) })]);
    const { source } = await work({}, deadLetters);
    expect(source.visible()).toEqual([]);
    expect(ids(deadLetters)).toEqual(['later']);
  });

  it('sends no more in a second than it may', async () => {
    const { pauses } = await work({ 'per-second': '5' }, inMemoryQueue(some(20)));
    // Four times five, while the clock does not advance.
    expect(pauses).toEqual([1000, 2000, 3000]);
  });
});

describe('a dry run', () => {
  it('prints what would be done and does nothing', async () => {
    const deadLetters = inMemoryQueue(some(2));
    const { printed, source } = await work({ 'dry-run': true, filter: ['subject=m1'] }, deadLetters);
    expect(printed).toEqual([
      'would redrive m1  3 h old  StockChanged  m1',
      'copies of checkout in local: would redrive 1 of 2 dead letters.',
    ]);
    expect(source.visible()).toEqual([]);
    expect(ids(deadLetters)).toEqual(['m0', 'm1']);
  });
});

describe('deleting', () => {
  it('takes the named messages only', async () => {
    const deadLetters = inMemoryQueue(some(3));
    await work({ delete: true, id: ['m1'] }, deadLetters);
    expect(ids(deadLetters)).toEqual(['m0', 'm2']);
  });
});

describe('showing', () => {
  const body = JSON.stringify({
    type: 'CheckoutSubmitted',
    correlationId: 'c-1',
    data: { email: 'ada@example.com' },
  });

  it('blanks secrets and personal data, and says where the log is', async () => {
    const deadLetters = inMemoryQueue([deadLetter('m1', { body })]);
    const [text] = (await work({ show: true }, deadLetters)).printed;
    expect(text).toContain('"email": "[redacted]"');
    expect(text).toContain('npm run -s logs -- checkout --stage local --correlation-id c-1');
    expect(text).toContain('received 6 times');
    expect(ids(deadLetters)).toEqual(['m1']);
  });

  it('shows everything to who asks for it', async () => {
    const [text] = (await work({ show: true, raw: true }, inMemoryQueue([deadLetter('m1', { body })])))
      .printed;
    expect(text).toContain('ada@example.com');
  });

  it('shows what is no JSON too', async () => {
    const deadLetters = inMemoryQueue([deadLetter('m1', { body: '{ by jo@example.com', attributes: {} })]);
    const [text] = (await work({ show: true }, deadLetters)).printed;
    expect(text).toContain('m1  not JSON');
    expect(text).toContain('{ by [redacted]');
  });

  it('shows ten, and says that there are more', async () => {
    const { printed } = await work({ show: true }, inMemoryQueue(some(12)));
    expect(printed.at(-1)).toBe(
      'copies of checkout in local: 10 dead letters shown of 12; --limit N shows more, --filter others.',
    );
  });
});
