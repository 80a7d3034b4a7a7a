import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { isQueue, type MappingSettings } from './mapping-settings.ts';

/**
 * A mapping as the Lambda API returns it, without times:
 * https://docs.aws.amazon.com/lambda/latest/api/API_EventSourceMappingConfiguration.html
 */
export interface MappingView {
  readonly UUID: string;
  readonly EventSourceMappingArn: string;
  readonly EventSourceArn: string;
  readonly FunctionArn: string;
  readonly State: 'Enabled' | 'Disabled';
  readonly BatchSize: number;
  readonly [property: string]: unknown;
}

/** Converts the settings of a mapping. */
export function toMappingView(settings: MappingSettings): MappingView {
  return {
    UUID: settings.id,
    EventSourceMappingArn: arn('lambda', `event-source-mapping:${settings.id}`),
    EventSourceArn: settings.sourceArn,
    FunctionArn: settings.functionName.startsWith('arn:')
      ? settings.functionName
      : arn('lambda', `function:${settings.functionName}`),
    State: settings.isEnabled ? 'Enabled' : 'Disabled',
    BatchSize: settings.batchSize,
    MaximumBatchingWindowInSeconds: settings.batchingWindowMs / 1000,
    FunctionResponseTypes: settings.reportsItemFailures ? ['ReportBatchItemFailures'] : [],
    ...(settings.patterns !== undefined && {
      FilterCriteria: { Filters: settings.patterns.map((pattern) => ({ Pattern: JSON.stringify(pattern) })) },
    }),
    ...(isQueue(settings.sourceArn)
      ? { ScalingConfig: { MaximumConcurrency: settings.maximumConcurrency } }
      : {
          StartingPosition: settings.startsAtOldest ? 'TRIM_HORIZON' : 'LATEST',
          BisectBatchOnFunctionError: settings.bisectsFailedBatches,
          MaximumRetryAttempts: settings.maximumRetries,
          MaximumRecordAgeInSeconds: settings.maximumAgeSeconds,
          DestinationConfig: {
            OnFailure: settings.onFailureArn === undefined ? {} : { Destination: settings.onFailureArn },
          },
        }),
  };
}
