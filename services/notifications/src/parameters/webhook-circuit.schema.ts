import { parameter } from '#libs/config';
import { Type } from 'typebox';

// A message carries it: SQS allows 900 s, and an alarm rings for messages that wait longer than that.
const LONGEST_COOL_DOWN_SECONDS = 600;

export default parameter(
  Type.Object(
    {
      failuresToOpen: Type.Integer({ minimum: 1 }),
      coolDownSeconds: Type.Array(Type.Integer({ minimum: 1, maximum: LONGEST_COOL_DOWN_SECONDS }), {
        minItems: 1,
      }),
      disableAfterSeconds: Type.Integer({ minimum: 1 }),
    },
    { additionalProperties: false },
  ),
  {
    description:
      'When an endpoint counts as down: failures in a row; seconds before the first probe, the second, and so on; seconds without a success after which it is given up',
  },
);
