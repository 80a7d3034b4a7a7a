import { parameter } from '#libs/config';
import { Type } from 'typebox';

// The delay of an SQS message: SQS allows 900 s, and an alarm fires for messages that wait longer than that.
const MAX_RESET_TIMEOUT_SECONDS = 600;
const MAX_DISABLE_AFTER_SECONDS = 365 * 24 * 60 * 60;

export default parameter(
  Type.Object(
    {
      failuresToOpen: Type.Integer({ minimum: 1, maximum: 1_000 }),
      resetTimeoutSeconds: Type.Array(Type.Integer({ minimum: 1, maximum: MAX_RESET_TIMEOUT_SECONDS }), {
        minItems: 1,
        maxItems: 20,
      }),
      disableAfterSeconds: Type.Integer({ minimum: 1, maximum: MAX_DISABLE_AFTER_SECONDS }),
    },
    { additionalProperties: false },
  ),
  {
    description:
      'When the circuit breaker of an endpoint opens: consecutive failures; seconds before the first probe, the second, and so on; seconds without a success after which the endpoint is disabled',
  },
);
