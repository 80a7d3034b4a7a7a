import { describe, expect, it } from '@jest/globals';
import type { FaultAction, FaultPoint } from '../contract/faults.ts';
import type { FunctionInvoker, InvocationOptions } from '../contract/function-invoker.ts';
import { withInvocationFaults } from './invocation-faults.ts';

const streamArn = 'arn:aws:dynamodb:us-east-1:0:table/t/stream/1';

/** An invoker whose invocations under the target have a fault. */
function invoker(target: FaultPoint['target'], action: FaultAction) {
  const invocations: InvocationOptions[] = [];
  const points: FaultPoint[] = [];
  const real: FunctionInvoker = {
    async invoke(_name, _event, options = {}) {
      invocations.push(options);
      return { payload: '"done"' };
    },
    invokeAsync: async () => {},
  };
  const { invoke } = withInvocationFaults(real, {
    choose(point) {
      points.push(point);
      return point.target === target
        ? { action, delayMillis: 5, reason: 'access-denied', seed: 0 }
        : undefined;
    },
  });
  return { invoke, invocations, points };
}

describe('an invocation under a fault', () => {
  it('runs twice', async () => {
    const { invoke, invocations } = invoker('invocation', 'delivered-again');
    expect(await invoke('f', {})).toEqual({ payload: '"done"' });
    expect(invocations).toHaveLength(2);
  });

  it.each([
    ['killed-before', 0],
    ['killed-after', 1],
  ] as const)('is %s its end', async (action, count) => {
    const { invoke, invocations } = invoker('invocation', action);
    expect(await invoke('f', {})).toMatchObject({
      functionError: 'Unhandled',
      payload: expect.stringContaining('Runtime.ExitError'),
    });
    expect(invocations).toHaveLength(count);
  });

  it.each([
    ['throttled', 'TooManyRequestsException'],
    ['server-error', 'ServiceException'],
  ] as const)('is %s before it runs', async (action, name) => {
    const { invoke, invocations } = invoker('invocation', action);
    await expect(invoke('f', {})).rejects.toMatchObject({ name });
    expect(invocations).toEqual([]);
  });

  it('has a shorter timeout', async () => {
    const { invoke, invocations } = invoker('invocation', 'timeout');
    await invoke('f', {}, { trigger: 'queue' });
    expect(invocations).toEqual([{ trigger: 'queue', timeoutMillis: 5 }]);
  });

  it('is selected by its function and trigger', async () => {
    const { invoke, points } = invoker('task', 'failed');
    const arn = 'arn:aws:lambda:us-east-1:0:function:f:live';
    await invoke(arn, {}, { trigger: 'queue', causes: [undefined, 'Root=1-a'] });
    expect(points[0]).toMatchObject({ name: 'queue', principal: 'f', resources: [arn], trace: 'Root=1-a' });
  });
});

describe('a batch of a stream under a fault', () => {
  const batch = { Records: [{ eventSourceARN: streamArn }] };

  it.each([
    ['failed', 0],
    ['delivered-again', 1],
  ] as const)('is %s, so that the mapping delivers it again', async (action, count) => {
    const { invoke, invocations, points } = invoker('stream', action);
    expect(await invoke('f', batch, { trigger: 'stream' })).toMatchObject({ functionError: 'Unhandled' });
    expect(invocations).toHaveLength(count);
    expect(points[1]).toMatchObject({ target: 'stream', resources: [streamArn] });
  });

  it('is no event of another trigger', async () => {
    const { invoke, points } = invoker('task', 'failed');
    await invoke('f', batch, { trigger: 'queue' });
    expect(points[1]).toMatchObject({ target: 'stream', resources: [] });
    await invoke('f', null);
    expect(points).toHaveLength(4);
  });
});
