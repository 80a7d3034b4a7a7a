import { describe, expect, it } from '@jest/globals';
import { must } from './must.ts';
import { reportSteps } from './steps.ts';

describe('the report', () => {
  it('prints each step with what was seen and how long it took, and counts those that hold', async () => {
    const lines: string[] = [];
    const { step, finish } = reportSteps((line) => lines.push(line));
    await step('one', async () => 'a\nb');
    await step('two', async () => undefined);
    finish();
    expect(lines).toEqual([
      expect.stringMatching(/^✓ one \(\d+\.\d s\)\n {4}a\n {4}b$/),
      expect.stringMatching(/^✓ two \(\d+\.\d s\)$/),
      expect.stringMatching(/^2 steps hold \(\d+\.\d s\)$/),
    ]);
  });

  it('says which step failed, and fails with its error', async () => {
    const lines: string[] = [];
    const { step } = reportSteps((line) => lines.push(line));
    const failing = step('three', async () => {
      must(false, 'water flows uphill', { water: 'down' });
      return undefined;
    });
    await expect(failing).rejects.toThrow(
      'It does not hold that water flows uphill.\n{\n  "water": "down"\n}',
    );
    expect(lines).toEqual([expect.stringMatching(/^✗ three/)]);
  });
});
