import { expect, it } from '@jest/globals';
import { parseParameter } from '#libs/config';
import RetryDelaysSeconds from './retry-delays-seconds.schema.ts';
import WebhookAllowList from './webhook-allow-list.schema.ts';
import WebhookCircuit from './webhook-circuit.schema.ts';

it.each(['[]', '[0]', '[1.5]', '[172801]', '{}', '5', `[${'1,'.repeat(20)}1]`])(
  'the schedule of retries is not made of %s',
  (text) => expect(() => parseParameter(RetryDelaysSeconds, text, 'delays')).toThrow('Invalid value'),
);

it.each([
  '{}',
  '{"failuresToOpen":0,"coolDownSeconds":[1],"disableAfterSeconds":1}',
  '{"failuresToOpen":1,"coolDownSeconds":[],"disableAfterSeconds":1}',
  '{"failuresToOpen":1,"coolDownSeconds":[601],"disableAfterSeconds":1}',
])('a circuit is not set by %s', (text) =>
  expect(() => parseParameter(WebhookCircuit, text, 'circuit')).toThrow('Invalid value'),
);

it.each(['{}', '["localhost"]', '["http://localhost:80"]'])('an allow-list is not %s', (text) =>
  expect(() => parseParameter(WebhookAllowList, text, 'list')).toThrow('Invalid value'),
);
