import { describe, expect, it } from '@jest/globals';
import { initialization } from './initialization.ts';

const onLambda = { AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand' };

describe('initialization', () => {
  it('awaits the work that was started', async () => {
    const { duringInitialization, initialized } = initialization(onLambda);
    const done: string[] = [];
    duringInitialization(async () => {
      await Promise.resolve();
      done.push('connected');
    });
    await initialized();
    expect(done).toEqual(['connected']);
  });

  it('ignores work that fails', async () => {
    const { duringInitialization, initialized } = initialization(onLambda);
    duringInitialization(() => Promise.reject(new Error('unreachable')));
    await expect(initialized()).resolves.toBeUndefined();
  });

  it('waits a second at most', async () => {
    const { duringInitialization, initialized } = initialization(onLambda);
    duringInitialization(() => new Promise(() => {}));
    await expect(initialized()).resolves.toBeUndefined();
  });

  it('starts nothing outside of Lambda', async () => {
    const { duringInitialization, initialized } = initialization({});
    const started: string[] = [];
    duringInitialization(async () => started.push('connection'));
    await initialized();
    expect(started).toEqual([]);
  });
});
