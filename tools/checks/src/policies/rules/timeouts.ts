import {
  resourceNamedBy,
  resourcesOfType,
  type Template,
} from '../../../../workspace/src/templates/template.ts';
import { error } from '../../finding.ts';
import type { Rule } from '../rule.ts';
import { limits } from '../limits.ts';
import { lambdaTimeoutSeconds } from './lambda-timeout.ts';

/** The timeout of a function is shorter than that of its caller. */
export const timeouts: Rule = ({ template }) => [...apiTimeouts(template), ...queueTimeouts(template)];

function apiTimeouts(template: Template) {
  const apiFunctions = new Set(
    resourcesOfType(template, 'AWS::Lambda::Permission')
      .filter(([, { Properties }]) => Properties?.['Principal'] === 'apigateway.amazonaws.com')
      .map(([, { Properties }]) => resourceNamedBy(Properties?.['FunctionName'])),
  );
  return resourcesOfType(template, 'AWS::Lambda::Function')
    .filter(([id]) => apiFunctions.has(id))
    .filter(([, fn]) => lambdaTimeoutSeconds(fn) > limits.apiTimeoutSeconds)
    .map(([id, fn]) =>
      error(
        `The function timeout is ${lambdaTimeoutSeconds(fn)} s, but API Gateway times out after ${limits.apiTimeoutSeconds} s. Set a shorter timeout.`,
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
    const visibilitySeconds = Number(queue.Properties?.['VisibilityTimeout'] ?? DEFAULT_VISIBILITY_SECONDS);
    const minSeconds = limits.visibilityTimeoutFactor * lambdaTimeoutSeconds(fn);
    return visibilitySeconds < minSeconds
      ? [
          error(
            `The visibility timeout is ${visibilitySeconds} s, but the timeout of ${functionId} is ${lambdaTimeoutSeconds(fn)} s, so a message could be processed twice at once. Set VisibilityTimeout to ${minSeconds} or more.`,
            queueId,
          ),
        ]
      : [];
  });
}

// https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html
const DEFAULT_VISIBILITY_SECONDS = 30;
