import { parameter } from '#libs/config';
import { Type } from 'typebox';

// A day longer than the specification's longest pause.
const LONGEST_RETRY_SECONDS = 2 * 24 * 60 * 60;
const MOST_RETRIES = 20;

export default parameter(
  Type.Array(Type.Integer({ minimum: 1, maximum: LONGEST_RETRY_SECONDS }), {
    minItems: 1,
    maxItems: MOST_RETRIES,
  }),
  { description: 'Seconds before the first retry of a webhook, the second, and so on: [5,300]' },
);
