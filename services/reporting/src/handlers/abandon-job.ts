import { environment } from '#libs/config';
import { commandHandler } from '#libs/lambda';
import { abandonJob } from '../controllers/abandon-job.ts';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';
import contract from './abandon-job.schema.ts';

const env = environment({ JOBS_TABLE: 'text' });
const deps = { jobs: dynamoDbJobRepository(env.JOBS_TABLE), now: () => new Date() };

export const handler = commandHandler(contract, ({ jobId }) => abandonJob(jobId, deps));
