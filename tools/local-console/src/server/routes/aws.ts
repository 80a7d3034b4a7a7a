import type { CallAws } from '../aws/call-aws.ts';
import type { Route } from '../route.ts';

/** Any operation of AWS, as the SDK has it. */
export const awsRoutes = (callAws: CallAws): readonly Route[] => [
  {
    method: 'POST',
    path: '/api/aws/:service/:operation',
    handle: ({ parameters, body }) => callAws(parameters['service']!, parameters['operation']!, body),
  },
];
