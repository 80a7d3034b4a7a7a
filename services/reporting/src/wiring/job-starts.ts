import { environment } from '#libs/config';
import { dynamoDbIdempotency } from '#libs/lambda';
import { dynamoDbJobRepository } from '../gateways/dynamodb-job-repository.ts';

/** The jobs, and the idempotency of the routes that create them. */
export function jobStarts() {
  const env = environment({ JOBS_TABLE: 'text', IDEMPOTENCY_TABLE: 'text' });
  return {
    jobs: dynamoDbJobRepository(env.JOBS_TABLE),
    idempotency: dynamoDbIdempotency(env.IDEMPOTENCY_TABLE),
  };
}
