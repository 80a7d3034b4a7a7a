import { describe, expect, it } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../../../workspace/src/testing/temporary-folder.ts';
import { parsePlan } from './parse-plan.ts';
import { actionsByTarget, documentedBehaviors, targets } from './plan.ts';
import { readPlanFile } from './read-plan-file.ts';

const rule = { call: 'dynamodb:PutItem', fault: 'throttled' };

describe('a fault plan', () => {
  // cspell:ignore probabilty throtled -- misspelled on purpose: the messages propose the right name
  it.each(targets.flatMap((target) => actionsByTarget[target].map((fault) => [target, fault] as const)))(
    'accepts a rule for a %s that is %s',
    (target, fault) => {
      const plan = { seed: 1, behaviors: documentedBehaviors, rules: [{ [target]: '*', fault, nth: 2 }] };
      expect(parsePlan(plan)).toEqual(plan);
    },
  );

  it.each([
    [[], 'the plan must be an object'],
    [{ rule: [] }, 'rule is unknown. Did you mean rules? Use seed, behaviors, rules'],
    [{ rules: {} }, 'rules must be a list'],
    [{ seed: 'x' }, 'seed is "x", but must be a whole number'],
    [{ behaviors: { staleReads: 2 } }, 'behaviors.staleReads is 2, but must be a number from 0 to 1'],
    [{ behaviors: { stale: 1 } }, 'behaviors.stale is unknown.'],
    [{ rules: [{ ...rule, probabilty: 1 }] }, 'rules[0].probabilty is unknown. Did you mean probability?'],
    [
      { rules: [rule, { ...rule, fault: 'throtled' }] },
      'rules[1].fault is "throtled", but a fault of a call',
    ],
    [{ rules: [{ ...rule, fault: 'throtled' }] }, 'Did you mean throttled?'],
    [{ rules: [{ queue: '*', fault: 'throttled' }] }, 'a fault of a queue must be one of delivered-again,'],
    [{ rules: [{ call: '*' }] }, 'rules[0].fault is missing, but a fault of a call must be one of refused,'],
    [{ rules: [{ fault: 'throttled' }] }, 'rules[0] selects nothing. Add one of call, invocation,'],
    [{ rules: [{ ...rule, queue: '*' }] }, 'rules[0] selects call and queue. Keep one of them'],
    [{ rules: [{ ...rule, nth: 0 }] }, 'rules[0].nth is 0, but must be a whole number of at least 1'],
    [{ rules: [{ ...rule, nth: 1, to: 2 }] }, 'rules[0] has nth and a range. Keep nth, or from and to'],
    [{ rules: [{ ...rule, from: 3, to: 2 }] }, 'rules[0] has from 3 after to 2. Swap them'],
    [{ rules: [{ ...rule, probability: '5 %' }] }, 'rules[0].probability is "5 %", but must be a number'],
    [{ rules: [{ ...rule, trigger: 'api' }] }, 'rules[0].trigger applies to invocations.'],
    [
      { rules: [{ queue: '*', function: 'f', fault: 'delayed' }] },
      'rules[0].function does not apply to a queue',
    ],
    [{ rules: [{ ...rule, reason: 'bad' }] }, 'must be one of access-denied, validation'],
    [{ rules: [{ ...rule, call: '' }] }, 'rules[0].call is "", but must be a name, which may contain *'],
  ])('refuses %j', (plan, message) => {
    expect(() => parsePlan(plan, 'plan.yml')).toThrow(`Invalid fault plan in plan.yml: `);
    expect(() => parsePlan(plan, 'plan.yml')).toThrow(message);
  });

  it('is read from YAML and from JSON', async () => {
    const folder = temporaryFolder('fault-plan-');
    const [yaml, json, broken] = ['plan.yml', 'plan.json', 'broken.yml'].map((name) => join(folder, name));
    writeFileSync(yaml!, 'rules:\n  - call: dynamodb:PutItem\n    fault: throttled\n');
    writeFileSync(json!, JSON.stringify({ rules: [rule] }));
    writeFileSync(broken!, 'rules: [');
    expect(await readPlanFile(yaml!)).toEqual({ rules: [rule] });
    expect(await readPlanFile(json!)).toEqual({ rules: [rule] });
    await expect(readPlanFile(broken!)).rejects.toThrow('it is neither JSON nor YAML');
    await expect(readPlanFile(join(folder, 'none'))).rejects.toThrow('Check the path after --faults');
  });
});
