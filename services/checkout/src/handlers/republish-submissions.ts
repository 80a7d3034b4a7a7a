import { environment } from '#libs/config';
import { scheduleHandler } from '#libs/lambda';
import { republishSubmissions } from '../controllers/republish-submissions.ts';
import { dynamoDbSessionRepository } from '../gateways/dynamodb-session-repository.ts';

const env = environment({ SESSIONS_TABLE: 'text' });
const deps = {
  sessions: dynamoDbSessionRepository({ sessions: env.SESSIONS_TABLE }),
  now: () => new Date(),
};

export const handler = scheduleHandler(() => republishSubmissions(deps));
