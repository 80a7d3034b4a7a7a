import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error, type Rule } from '../finding.ts';
import { limits } from '../limits.ts';
import { lambdaTimeoutSeconds } from './lambda-timeout.ts';

/** A function has to end before its caller stops waiting. */
export const timeouts: Rule = ({ template }) => [...apiTimeouts(template), ...queueTimeouts(template)];

function apiTimeouts(template: Template) {
  const served = new Set(
    resourcesOfType(template, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => Properties?.['Principal'] === 'apigateway.amazonaws.com')
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  return resourcesOfType(template, 'AWS::Lambda::Function')
    .filter(([id]) => served.has(id))
    .filter(([, fn]) => lambdaTimeoutSeconds(fn) > limits.apiTimeoutSeconds)
    .map(([id, fn]) =>
      error(
        `may take ${lambdaTimeoutSeconds(fn)} s, and API Gateway gives up after ${limits.apiTimeoutSeconds}. Give it a shorter timeout.`,
        id,
      ),
    );
}

function queueTimeouts({ Resources }: Template) {
  return resourcesOfType({ Resources }, 'AWS::Lambda::EventSourceMapping').flatMap(([, { Properties }]) => {
    const queueId = resourceNamedBy(Properties?.['EventSourceArn']) ?? '';
    const functionId = resourceNamedBy(Properties?.['FunctionName']) ?? '';
    const [queue, fn] = [Resources[queueId], Resources[functionId]];
    if (queue?.Type !== 'AWS::SQS::Queue' || !fn) return [];
    const visibility = Number(queue.Properties?.['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS);
    const wanted = limits.visibilityPerTimeout * lambdaTimeoutSeconds(fn);
    return visibility < wanted
      ? [
          error(
            `hides a message for ${visibility} s, and ${functionId} may take ${lambdaTimeoutSeconds(fn)}: a message would be handled twice at once. Give it a VisibilityTimeout of ${wanted} or more.`,
            queueId,
          ),
        ]
      : [];
  });
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
const DEFAULT_VISIBILITY_SECONDS = 30;
