import { describe, expect, it } from '@jest/globals';
import { verify } from './verify.ts';
import { reportSteps } from './steps.ts';

describe('the report', () => {
  it('prints each step with its result and duration, and the number of passed steps', async () => {
    const lines: string[] = [];
    const { step, finish } = reportSteps((line) => lines.push(line));
    await step('one', async () => 'a\nb');
    await step('two', async () => undefined);
    finish();
    expect(lines).toEqual([
      expect.stringMatching(/^✓ one \(\d+\.\d s\)\n {4}a\n {4}b$/),
      expect.stringMatching(/^✓ two \(\d+\.\d s\)$/),
      expect.stringMatching(/^2 steps passed \(\d+\.\d s\)$/),
    ]);
  });

  it('prints the failed step and throws its error', async () => {
    const lines: string[] = [];
    const { step } = reportSteps((line) => lines.push(line));
    const failing = step('three', async () => {
      verify(false, 'water flows uphill', { water: 'down' });
      return undefined;
    });
    await expect(failing).rejects.toThrow('Expected: water flows uphill.\n{\n  "water": "down"\n}');
    expect(lines).toEqual([expect.stringMatching(/^✗ three/)]);
  });
});
