import { describe, expect, it } from '@jest/globals';
import { explore } from '../checker/explore.ts';
import { cancellation, lastUnit, type Scenario } from '../system/scenarios.ts';
import { sagaSystem } from '../system/system.ts';
import { Mismatch, replay } from './replay.ts';

/** The shortest trace to each kind of step; the webhook and the time that a controller waits are not replayed. */
function tracesOf(scenario: Scenario): (readonly string[])[] {
  const traces = new Map<string, readonly string[]>();
  explore(sagaSystem(scenario).model, {
    visited(_, { label, trace }) {
      if (label === '' || traces.has(label)) return;
      const steps = trace();
      if (!steps.some((step) => /webhook|wait /.test(step))) traces.set(label, steps);
    },
  });
  // A trace that another one begins with is replayed with it.
  const all = [...traces.values()].toSorted((one, other) => other.length - one.length);
  const texts: string[] = [];
  return all.filter((steps) => {
    const text = steps.join('\n');
    if (texts.some((each) => each.startsWith(`${text}\n`))) return false;
    texts.push(text);
    return true;
  });
}

const scenarios: [string, Scenario][] = [lastUnit(1), cancellation(1)].flatMap((scenario) =>
  scenario.faults.map((faults): [string, Scenario] => [
    `${scenario.name}, faults ${faults.join(' and ')}`,
    { ...scenario, faults: [faults] },
  ]),
);

describe('traces of the model', () => {
  it.each(scenarios)('are the calls and states of the controllers: %s', async (_, scenario) => {
    const traces = tracesOf(scenario);
    expect(traces.length).toBeGreaterThan(30);
    for (const trace of traces) await replay(scenario, trace);
  });

  it('are rejected when they are not possible', async () => {
    const trace = ['order 1: CheckoutSubmitted is delivered', 'order 1: CommitStock: reservations.commit'];
    await expect(replay(lastUnit(0), trace)).rejects.toThrow(Mismatch);
  });
});
