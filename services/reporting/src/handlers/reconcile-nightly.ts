import { environment } from '#libs/config';
import { scheduleHandler } from '#libs/lambda';
import { reconcileNightly } from '../controllers/reconcile-nightly.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';

const env = environment({ JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE) };

export const handler = scheduleHandler(({ dueAt }) => reconcileNightly(dueAt, deps));
