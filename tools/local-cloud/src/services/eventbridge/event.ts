import { randomUUID } from 'node:crypto';
import { ACCOUNT_ID, REGION } from '../../../../workspace/src/aws/aws-constants.ts';
import type { Json, JsonObject } from '../../contract/json/json.ts';

interface EventFields {
  readonly source: string;
  readonly detailType: string;
  readonly timeMs: number;
  readonly resources: readonly string[];
  readonly detail: Json;
}

/** Creates an event in the format of EventBridge: https://docs.aws.amazon.com/eventbridge/latest/ref/overiew-event-structure.html */
export const toEvent = ({ source, detailType, timeMs, resources, detail }: EventFields): JsonObject => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: ACCOUNT_ID,
  time: new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: REGION,
  resources: [...resources],
  detail,
});
