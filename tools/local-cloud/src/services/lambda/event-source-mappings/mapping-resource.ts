import type { ResourceProvider } from '../../../contract/local-service.ts';
import { arn } from '../../../../../workspace/src/aws/aws-constants.ts';
import { mappingSettings, type MappingSettings } from './mapping-settings.ts';

interface Dependencies {
  readonly accept: (settings: MappingSettings) => Promise<void>;
  readonly end: (mappingId: string) => Promise<void>;
}

/** `AWS::Lambda::EventSourceMapping` of a queue or a table's stream. */
export function mappingResource({ accept, end }: Dependencies): ResourceProvider {
  return {
    honors: [
      'FunctionName',
      'EventSourceArn',
      'Enabled',
      'BatchSize',
      'MaximumBatchingWindowInSeconds',
      'FunctionResponseTypes',
      'FilterCriteria',
      'ScalingConfig',
      'StartingPosition',
      'BisectBatchOnFunctionError',
      'MaximumRetryAttempts',
      'MaximumRecordAgeInSeconds',
      'DestinationConfig',
    ],
    ignores: {
      ParallelizationFactor: 'a local stream has one shard, whose records are delivered one batch at a time',
      KmsKeyArn: 'local filters are not encrypted',
      MetricsConfig: 'there are no metrics of mappings',
      ProvisionedPollerConfig: 'local pollers cost nothing to wait',
      Tags: 'nothing reads them',
    },
    remove: (_resource, { ref }) => end(ref),
    async deploy(resource) {
      const settings = mappingSettings(resource);
      const source = settings.sourceArn.split(':')[2];
      if (source !== 'sqs' && source !== 'dynamodb') {
        throw new Error(
          `${resource.logicalId}: the local cloud maps queues and table streams, not ${settings.sourceArn}`,
        );
      }
      await accept(settings);
      const mappingArn = arn('lambda', `event-source-mapping:${settings.id}`);
      return { ref: settings.id, attributes: { Id: settings.id, EventSourceMappingArn: mappingArn } };
    },
  };
}
