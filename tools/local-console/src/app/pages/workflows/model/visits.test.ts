import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { noRecorder } from '../../../../../../local-cloud/src/contract/recorder.ts';
import type { Definition as InterpretedDefinition } from '../../../../../../local-cloud/src/services/step-functions/language/definition.ts';
import { runStates } from '../../../../../../local-cloud/src/services/step-functions/language/run-states.ts';
import { StatesError } from '../../../../../../local-cloud/src/services/step-functions/language/states-error.ts';
import { anyDefinition } from './definition.fixture.ts';
import type { Definition } from './definition.ts';
import type { HistoryEvent } from './history.ts';
import { inIteration, iterationsOf, outcomes, takenTransitions } from './outcomes.ts';
import { stateGraph } from './state-graph.ts';
import { visitsOf } from './visits.ts';

const MINUTE = 60_000;

/** Runs a definition with the interpreter of the local cloud. Each attempt takes a second; `fails` decides its outcome. */
async function run(
  definition: Definition,
  input: { n: number; items: readonly number[] },
  fails: (attempt: number) => boolean = () => false,
): Promise<HistoryEvent[]> {
  const events: HistoryEvent[] = [];
  let nowMs = 0;
  let attempts = 0;
  const record = (
    chain: { previousEventId: number },
    type: string,
    details: Readonly<Record<string, unknown>> = {},
  ) => {
    const { previousEventId } = chain;
    chain.previousEventId = events.length + 1;
    const timestamp = new Date(nowMs).toISOString();
    events.push({ id: events.length + 1, previousEventId, timestamp, type, someEventDetails: details });
  };
  const chain = { previousEventId: 0 };
  const scope = {
    host: {
      record,
      stateEntered: () => {},
      async runTask() {
        nowMs += 1_000;
        attempts += 1;
        if (fails(attempts)) throw new StatesError('Down', 'The function failed.');
        return { n: input.n, items: [...input.items] };
      },
      nowMs: () => nowMs,
      random: () => 0,
      sleepUntil: (untilMs: number, signal: AbortSignal) =>
        // The time limit of a task: it never passes here.
        Number.isFinite(untilMs)
          ? Promise.resolve().then(() => signal.throwIfAborted())
          : new Promise<void>(() => {}),
      whileIdle: <Result>(work: () => Promise<Result>) => work(),
      whileActive: <Result>(work: () => Promise<Result>) => work(),
      newToken: () => 'token',
      startState: (name: string) => noRecorder.start({ kind: 'state', name }),
    },
    context: {},
    signal: new AbortController().signal,
    chain,
    isTopLevel: true,
    trace: '',
  };
  record(chain, 'ExecutionStarted');
  try {
    await runStates(definition as unknown as InterpretedDefinition, input as never, scope as never);
    record(chain, 'ExecutionSucceeded');
  } catch (error) {
    if (!(error instanceof StatesError)) throw error;
    record(chain, 'ExecutionFailed', { error: error.error, cause: error.causeText });
  }
  return events;
}

const task = (rest: object) => ({ Type: 'Task' as const, Resource: 'arn:aws:lambda:::f', ...rest });
const one = { n: 1, items: [1, 2] };

describe('visitsOf', () => {
  it('counts attempts and distinguishes a caught error from a failure', async () => {
    const definition: Definition = {
      StartAt: 'Charge',
      States: {
        Charge: task({
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 1, IntervalSeconds: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Refuse' }],
          Next: 'Done',
        }),
        Refuse: { Type: 'Fail', Error: 'order.refused', Cause: 'No payment.' },
        Done: { Type: 'Succeed' },
      },
    };
    const visits = visitsOf(await run(definition, one, () => true));
    expect(visits).toMatchObject([
      {
        state: 'Charge',
        status: 'caught',
        enteredAt: 0,
        exitedAt: 2_000,
        error: 'Down',
        attempts: [
          { startedAt: 0, endedAt: 1_000, error: 'Down', cause: 'The function failed.' },
          { startedAt: 1_000, endedAt: 2_000 },
        ],
      },
      { state: 'Refuse', status: 'failed', error: 'order.refused', cause: 'No payment.', previous: 'Charge' },
    ]);
    expect(outcomes(visits, MINUTE).get('Charge')).toEqual({
      status: 'caught',
      visits: 1,
      retries: 1,
      millis: 2_000,
    });
    const taken = takenTransitions(visits, stateGraph(definition));
    expect([...taken]).toEqual(['next: (start) → Charge', 'catch: Charge → Refuse', 'next: Refuse → (end)']);
  });

  it('separates the items of a Map', async () => {
    const definition: Definition = {
      StartAt: 'Each',
      States: {
        Each: {
          Type: 'Map',
          ItemsPath: '$.items',
          ItemProcessor: {
            StartAt: 'Read',
            States: { Read: task({ Next: 'Write' }), Write: task({ End: true }) },
          },
          End: true,
        },
      },
    };
    const visits = visitsOf(await run(definition, one));
    expect(iterationsOf(visits, 'Each')).toEqual([
      { index: 0, status: 'succeeded' },
      { index: 1, status: 'succeeded' },
    ]);
    const second = inIteration(visits, { map: 'Each', index: 1 });
    expect(second.map(({ state, previous = '' }) => `${previous}→${state}`)).toEqual([
      '→Each',
      '→Read',
      'Read→Write',
    ]);
  });

  it('shows what a stopped or redriven execution was doing', () => {
    const at = (seconds: number) => new Date(seconds * 1000).toISOString();
    const stopped: HistoryEvent[] = [
      { id: 1, previousEventId: 0, timestamp: at(0), type: 'ExecutionStarted' },
      {
        id: 2,
        previousEventId: 1,
        timestamp: at(0),
        type: 'WaitStateEntered',
        stateEnteredEventDetails: { name: 'Rest' },
      },
      { id: 3, previousEventId: 2, timestamp: at(5), type: 'ExecutionAborted' },
    ];
    expect(visitsOf(stopped)).toMatchObject([{ state: 'Rest', status: 'aborted', exitedAt: 5_000 }]);
    const redriven = [...stopped, { id: 4, previousEventId: 3, timestamp: at(9), type: 'ExecutionRedriven' }];
    expect(visitsOf(redriven)).toMatchObject([{ state: 'Rest', status: 'running' }]);
  });

  it('visits every state that the interpreter entered, and takes only transitions of the graph', () =>
    fc.assert(
      fc.asyncProperty(
        anyDefinition,
        fc.record({ n: fc.nat(3), items: fc.array(fc.nat(), { maxLength: 2 }) }),
        fc.array(fc.boolean(), { minLength: 1, maxLength: 5 }),
        async (definition, input, failures) => {
          const events = await run(definition, input, (attempt) => failures[attempt % failures.length]!);
          const visits = visitsOf(events);
          const entered = events.filter(({ type }) => type.endsWith('StateEntered'));
          expect(visits.map(({ id }) => id)).toEqual(entered.map(({ id }) => id));
          expect(visits.filter(({ status }) => status === 'running')).toEqual([]);

          const hasFailed = events.at(-1)!.type === 'ExecutionFailed';
          const failed = visits.filter(({ status, within }) => status === 'failed' && within.length === 0);
          expect(failed.length > 0).toBe(hasFailed);

          const graph = stateGraph(definition);
          const pairs = new Set(graph.transitions.map(({ source, target }) => `${source} → ${target}`));
          const followed = visits.filter(({ previous }) => previous !== undefined);
          for (const { previous, state } of followed) expect(pairs).toContain(`${previous} → ${state}`);

          const scheduled = events.filter(({ type }) => type === 'LambdaFunctionScheduled').length;
          expect(visits.reduce((sum, { attempts }) => sum + attempts.length, 0)).toBe(scheduled);
        },
      ),
    ));

  it('reads the beginning of a history as well as the whole', () =>
    fc.assert(
      fc.asyncProperty(anyDefinition, fc.nat(), async (definition, cut) => {
        const events = await run(definition, one);
        const first = events.slice(0, 1 + (cut % events.length));
        const whole = visitsOf(events).slice(0, visitsOf(first).length);
        expect(visitsOf(first).map(({ state }) => state)).toEqual(whole.map(({ state }) => state));
      }),
    ));
});
