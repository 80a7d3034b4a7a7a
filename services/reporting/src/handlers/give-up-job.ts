import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { giveUpJob } from '../controllers/give-up-job.ts';
import { dynamoDbJobTable } from '../gateways/dynamodb-job-table.ts';
import contract from './give-up-job.schema.ts';

const env = environment({ JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobTable(env.JOBS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, ({ jobId }) => giveUpJob(jobId, deps));
