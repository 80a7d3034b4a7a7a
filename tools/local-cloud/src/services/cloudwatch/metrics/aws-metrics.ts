import type {
  AnsweredRequest,
  BlockedRequestMeasurement,
  EndedExecution,
  FinishedInvocation,
  QueueMetrics,
} from '../../../contract/measurements.ts';
import type { RecordMetric } from './metric.ts';

/**
 * Records the metrics that AWS services publish, as far as the local cloud emulates them.
 * https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
 * https://docs.aws.amazon.com/waf/latest/developerguide/waf-metrics.html
 * https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
 */
export function awsMetrics(record: RecordMetric) {
  return {
    recordInvocation({ functionName, outcome, durationMillis }: FinishedInvocation): void {
      const dimensions = { FunctionName: functionName };
      const put = (name: string, value: number) =>
        record({ namespace: 'AWS/Lambda', name, dimensions, value });
      put('Throttles', outcome === 'throttled' ? 1 : 0);
      if (outcome === 'throttled') return;
      put('Invocations', 1);
      put('Errors', outcome === 'error' ? 1 : 0);
      put('Duration', durationMillis);
    },
    recordRequest({ apiName, stage, status, durationMillis }: AnsweredRequest): void {
      const dimensions = { ApiName: apiName, Stage: stage };
      const put = (name: string, value: number) =>
        record({ namespace: 'AWS/ApiGateway', name, dimensions, value });
      put('Count', 1);
      put('4XXError', status >= 400 && status < 500 ? 1 : 0);
      put('5XXError', status >= 500 ? 1 : 0);
      put('Latency', durationMillis);
    },
    recordBlockedRequest({ webAcl, rule, region }: BlockedRequestMeasurement): void {
      const dimensions = { WebACL: webAcl, Rule: rule, Region: region };
      record({ namespace: 'AWS/WAFV2', name: 'BlockedRequests', dimensions, value: 1 });
    },
    recordExecution({ stateMachineArn, status }: EndedExecution): void {
      const dimensions = { StateMachineArn: stateMachineArn };
      record({ namespace: 'AWS/States', name: EXECUTION_METRICS[status], dimensions, value: 1 });
    },
    recordQueue({ queueName, visibleMessages, oldestMessageSeconds }: QueueMetrics): void {
      const dimensions = { QueueName: queueName };
      const put = (name: string, value: number) => record({ namespace: 'AWS/SQS', name, dimensions, value });
      put('ApproximateNumberOfMessagesVisible', visibleMessages);
      put('ApproximateAgeOfOldestMessage', oldestMessageSeconds);
    },
  };
}

const EXECUTION_METRICS = {
  SUCCEEDED: 'ExecutionsSucceeded',
  FAILED: 'ExecutionsFailed',
  TIMED_OUT: 'ExecutionsTimedOut',
  ABORTED: 'ExecutionsAborted',
} as const satisfies Record<EndedExecution['status'], string>;
