import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { runningCloud } from '#libs/testing';
import { SEEDED_CATEGORY } from './seeded-category.ts';

const run = promisify(execFile);
const example = join(import.meta.dirname, '../examples/purchase.ts');

describe('the example of a purchase', () => {
  it.each([
    ['tok_success', /^(completed|completing) ord_\w+$/m],
    ['tok_declined', /^(open payment[.]declined|completing ord_\w+)$/m],
  ])('prints the outcome of %s', async (token, outcome) => {
    const env = { ...process.env, API_URL: runningCloud().apiUrl };
    const { stdout } = await run(process.execPath, [example, token, SEEDED_CATEGORY], { env });
    expect(stdout).toMatch(outcome);
  });
});
