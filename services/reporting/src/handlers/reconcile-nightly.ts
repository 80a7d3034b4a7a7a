import { environment } from '#libs/config';
import { scheduleHandler } from '#libs/lambda';
import { reconcileNightly } from '../controllers/reconcile-nightly.ts';
import { dynamoDbJobTable } from '../gateways/dynamodb-job-table.ts';

const env = environment({ JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobTable(env.JOBS_TABLE) };

export const handler = scheduleHandler(({ dueAt }) => reconcileNightly(dueAt, deps));
