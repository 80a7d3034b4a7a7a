import { parameter } from '#libs/config';
import { Type } from 'typebox';

// Twice the longest delay that the specification suggests.
const MAX_RETRY_DELAY_SECONDS = 2 * 24 * 60 * 60;
const MAX_RETRIES = 20;

export default parameter(
  Type.Array(Type.Integer({ minimum: 1, maximum: MAX_RETRY_DELAY_SECONDS }), {
    minItems: 1,
    maxItems: MAX_RETRIES,
  }),
  { description: 'Seconds before the first retry of a webhook, the second, and so on: [5,300]' },
);
