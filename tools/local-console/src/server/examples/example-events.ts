import { eventContracts, type Known, sampleEvent } from '../../../../workspace/src/contracts/sample-event.ts';

/** An event to publish as a test. */
export interface ExampleEvent {
  readonly type: string;
  readonly version: number;
  /** Valid by the contract of the type. */
  readonly event: object;
}

// What a person would write, for fields whose schema allows any text.
const plausible: Known = {
  name: 'Ada Lovelace',
  line1: '1 Analytical Way',
  city: 'London',
  title: 'Earl Grey, 100 g',
  reason: 'changed my mind',
  correlationId: 'console-test',
};

/** Creates a small valid event of each contract in libs/contracts. */
export const createExampleEvents = (): readonly ExampleEvent[] =>
  eventContracts().map(({ type, version }) => ({ type, version, event: createExample(type) }));

/** A field that accepts only certain values gets a generated one. */
function createExample(type: string): object {
  try {
    return toCurrent(sampleEvent(type, plausible));
  } catch {
    return toCurrent(sampleEvent(type, {}));
  }
}

/** Replaces the times of a sample by now, and its subject by the ID of the record that the event is about. */
function toCurrent(sample: object): object {
  const now = new Date().toISOString();
  const event = JSON.parse(JSON.stringify(sample), (_name, value: unknown) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT/.test(value) ? now : value,
  ) as { readonly data: Readonly<Record<string, unknown>> };
  const subject = Object.entries(event.data).find(([name]) => name.endsWith('Id'))?.[1];
  return typeof subject === 'string' ? { ...event, subject } : event;
}
