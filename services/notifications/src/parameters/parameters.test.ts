import { expect, it } from '@jest/globals';
import { parseParameter } from '#libs/config';
import RetryDelaysSeconds from './retry-delays-seconds.schema.ts';
import WebhookAllowList from './webhook-allow-list.schema.ts';
import WebhookCircuitBreaker from './webhook-circuit-breaker.schema.ts';

it.each(['[]', '[0]', '[1.5]', '[172801]', '{}', '5', `[${'1,'.repeat(20)}1]`])(
  'retry-delays-seconds rejects %s',
  (text) => expect(() => parseParameter(RetryDelaysSeconds, text, 'delays')).toThrow('Invalid value'),
);

it.each([
  '{}',
  '{"failuresToOpen":0,"resetTimeoutSeconds":[1],"disableAfterSeconds":1}',
  '{"failuresToOpen":1,"resetTimeoutSeconds":[],"disableAfterSeconds":1}',
  '{"failuresToOpen":1,"resetTimeoutSeconds":[601],"disableAfterSeconds":1}',
])('webhook-circuit-breaker rejects %s', (text) =>
  expect(() => parseParameter(WebhookCircuitBreaker, text, 'circuit')).toThrow('Invalid value'),
);

it.each(['{}', '["localhost"]', '["http://localhost:80"]'])('webhook-allow-list rejects %s', (text) =>
  expect(() => parseParameter(WebhookAllowList, text, 'list')).toThrow('Invalid value'),
);
