import { environment } from '#libs/config';
import { workflow } from '#libs/gateways';
import { changeHandler } from '#libs/lambda';
import { startExecution, type Execution } from '../controllers/start-execution.ts';

const env = environment({ RUN_JOB_ARN: 'arn' });
const deps = { executions: workflow<Execution>(env.RUN_JOB_ARN) };

export const handler = changeHandler((recorded) => startExecution(recorded, deps));
