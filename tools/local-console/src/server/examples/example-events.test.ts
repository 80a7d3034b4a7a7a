import { describe, expect, it } from '@jest/globals';
import { eventContracts } from '../../../../workspace/src/contracts/sample-event.ts';
import { createExampleEvents } from './example-events.ts';

describe('createExampleEvents', () => {
  it('returns a valid event of each contract', () => {
    const examples = createExampleEvents();
    const contracts = eventContracts();
    expect(examples.map(({ type }) => type)).toEqual(contracts.map(({ type }) => type));
    expect(examples.map(({ type }) => type)).toContain('OrderPlaced');
    const invalid = contracts.filter(
      ({ type, validate }) => !validate(examples.find((each) => each.type === type)?.event),
    );
    expect(invalid.map(({ type }) => type)).toEqual([]);
  });
});
