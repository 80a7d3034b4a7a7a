import { afterAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/models';
import { runningCloud, waitUntil } from '#libs/testing';
import { toCsv, generated, toRow } from '../catalog-file.ts';
import { ended, job, uploaded } from '../import-jobs.ts';

const cloud = runningCloud();
/** A task reports after every 4 MB of rows: here after about 1,000 rows. */
const DESCRIPTION = 'Oak.'.repeat(1_000);
const ROWS = 3_000;
const MINUTES = 60_000;

const start = (uploadId: string, key = newId('key')) =>
  cloud.call('POST', '/reporting/imports', {
    as: 'staff',
    body: { uploadId },
    headers: { 'idempotency-key': key },
  });

async function started(csv: string): Promise<string> {
  const { status, headers, body } = await start(await uploaded(csv));
  expect({ status, job: body.status }).toEqual({ status: 202, job: 'queued' });
  expect(headers.get('location')).toBe(`/reporting/imports/${body.jobId}`);
  return body.jobId;
}

/** Waits until a job has a checkpoint. */
const halfWay = (jobId: string) =>
  waitUntil(async () => {
    const found = await job(jobId);
    return found.progress?.rowsDone > 0 ? found : undefined;
  }, MINUTES);

/**
 * Ends the task of a job that has a checkpoint. On a busy machine a task may fail by itself, when a call times out, and
 * be replaced: then the signal goes to the task that replaced it.
 *
 * @returns how many tasks the job had until then
 */
const endTask = (jobId: string, signal: NodeJS.Signals): Promise<number> =>
  waitUntil(async () => {
    const { task, attempts } = await halfWay(jobId);
    process.kill(Number(task.split(':')[1]), signal);
    return attempts;
  }, MINUTES);

/** Categories of this test only, so that it can find the products of its files. */
async function newCategories(howMany: number): Promise<string[]> {
  const made = Array.from({ length: howMany }, () =>
    cloud.call('POST', '/catalog/categories', {
      as: 'staff',
      body: { name: newId('imports'), description: 'Filled from a file.' },
    }),
  );
  return (await Promise.all(made)).map(({ body }) => body.categoryId);
}

const product = (prefix: string, n: number, categories: readonly string[]) => ({
  ...generated(n),
  description: DESCRIPTION,
  sku: `${prefix}-${n}`,
  categoryId: categories[n % categories.length]!,
});
const rows = (prefix: string, count: number, categories: readonly string[]) =>
  Array.from({ length: count }, (_, n) => toRow(product(prefix, n, categories)));

async function onSale(categoryId: string): Promise<{ sku: string; title: string; version: number }[]> {
  const found = [];
  let cursor: string | undefined;
  do {
    const query = `categoryId=${categoryId}&limit=100${cursor === undefined ? '' : `&cursor=${cursor}`}`;
    const { body } = await cloud.call('GET', `/catalog/products?${query}`);
    found.push(...body.items);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return found;
}

// Checkout consumes an event for each imported product; other tests wait until the local cloud is idle.
afterAll(async () => {
  await waitUntil(
    () =>
      cloud.settled().then(
        () => true,
        () => undefined,
      ),
    10 * MINUTES,
  );
}, 14 * MINUTES);

describe('an import of thousands of rows', () => {
  it(
    'continues after its task is killed, and reports the errors',
    async () => {
      const categories = await newCategories(3);
      const lines = rows('LONG', ROWS, categories);
      lines[4] = ['', 'No SKU', 'Text', categories[0]!, '12.50', 'EUR', ''];
      lines[ROWS - 1] = toRow({
        ...product('LONG', ROWS - 1, categories),
        categoryId: `cat_${'z'.repeat(36)}`,
      });
      const jobId = await started(toCsv(lines));

      const attempts = await endTask(jobId, 'SIGKILL');

      const done = await ended(jobId);
      expect(done.attempts).toBeGreaterThan(attempts);
      expect(done).toMatchObject({
        status: 'succeeded',
        progress: { rowsDone: ROWS, rowsRejected: 2, ratePerSecond: expect.any(Number) },
        result: { facts: { rowsApplied: ROWS - 2, rowsRejected: 2 } },
      });
      const products = (await Promise.all(categories.map(onSale))).flat();
      expect(new Set(products.map(({ sku }) => sku)).size).toBe(ROWS - 2);
      // The work of the killed task after its checkpoint was repeated without effect.
      expect(products.filter(({ version }) => version !== 1)).toEqual([]);
      const errors = await (await fetch(done.result.files[0].url)).text();
      expect(errors.trimEnd().split('\r\n')).toEqual([
        'line,column,code,reason',
        expect.stringMatching(/^6,sku,row\.invalid,/),
        expect.stringMatching(/^6,price,row\.invalid,/),
        expect.stringMatching(new RegExp(`^${ROWS + 1},categoryId,category\\.unknown,`)),
      ]);
    },
    10 * MINUTES,
  );
});

describe('an import', () => {
  it('is continued by another task after SIGTERM', async () => {
    const jobId = await started(toCsv(rows('GONE', ROWS, await newCategories(3))));
    const before = await endTask(jobId, 'SIGTERM');
    const { status, attempts, result } = await ended(jobId);
    expect(attempts).toBeGreaterThan(before);
    expect({ status, facts: result.facts }).toEqual({
      status: 'succeeded',
      facts: { rowsApplied: ROWS, rowsRejected: 0 },
    });
  });

  it('changes nothing when the same file is imported again', async () => {
    const [categoryId] = await newCategories(1);
    const csv = toCsv(rows('TWICE', 3, [categoryId!]));
    for (const facts of [
      { rowsApplied: 3, rowsRejected: 0 },
      { rowsApplied: 3, rowsRejected: 0 },
    ])
      expect(await ended(await started(csv))).toMatchObject({
        status: 'succeeded',
        result: { files: [], facts },
      });
    expect((await onSale(categoryId!)).map(({ sku, version }) => [sku, version]).toSorted()).toEqual([
      ['TWICE-0', 1],
      ['TWICE-1', 1],
      ['TWICE-2', 1],
    ]);
  });

  it('ends early when it is canceled', async () => {
    const jobId = await started(toCsv(rows('STOP', 2 * ROWS, await newCategories(3))));
    await halfWay(jobId);
    const cancel = () => cloud.call('POST', `/reporting/imports/${jobId}/cancel`, { as: 'staff' });
    expect(await cancel()).toMatchObject({ status: 202, body: { status: 'canceling' } });
    const { status, progress } = await ended(jobId);
    expect(status).toBe('canceled');
    expect(progress.rowsDone).toBeLessThan(2 * ROWS);
    expect(await cancel()).toMatchObject({ status: 409, body: { code: 'job.ended' } });
  });

  it('fails with the reason for an invalid file', async () => {
    const { status, failure, attempts } = await ended(await started('sku;title\n1;Lamp\n'));
    expect({ status, attempts, code: failure.code }).toEqual({
      status: 'failed',
      attempts: 1,
      code: 'import.header-invalid',
    });
  });

  it('requires a file, and is created once per Idempotency-Key', async () => {
    expect(await start(newId('upl'))).toMatchObject({ status: 409, body: { code: 'upload.missing' } });
    const uploadId = await uploaded(toCsv(rows('ONCE', 1, await newCategories(1))));
    const [first, again] = [await start(uploadId, 'once'), await start(uploadId, 'once')];
    expect(again.body).toEqual(first.body);
    const { body } = await cloud.call('GET', '/reporting/imports?limit=1', { as: 'staff' });
    expect(body).toMatchObject({ items: [{ jobId: first.body.jobId }], nextCursor: expect.any(String) });
    await ended(first.body.jobId);
  });

  it('requires staff or a machine with the scope catalog.write', async () => {
    const upload = (as?: 'customer' | 'catalog-feed') =>
      cloud.call('POST', '/reporting/imports/uploads', { ...(as && { as }) });
    expect((await upload('catalog-feed')).status).toBe(201);
    expect((await upload('customer')).status).toBe(401);
    expect((await upload()).status).toBe(401);
    const unknown = await cloud.call('GET', `/reporting/imports/${newId('job')}`, { as: 'staff' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'job.not-found' } });
  });
});
