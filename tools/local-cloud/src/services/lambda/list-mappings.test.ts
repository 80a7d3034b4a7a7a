import { describe, expect, it } from '@jest/globals';
import { mappingSettings } from './event-source-mappings/mapping-settings.ts';
import { toMappingView } from './event-source-mappings/mapping-view.ts';
import { listMappings } from './list-mappings.ts';

const queueArn = 'arn:aws:sqs:us-east-1:000000000000:orders';
const streamArn = 'arn:aws:dynamodb:us-east-1:000000000000:table/orders/stream/1';
const mapping = (logicalId: string, properties: Record<string, unknown>) =>
  toMappingView(
    mappingSettings({
      service: 'shop',
      stackName: 'shop-local',
      logicalId,
      type: 'AWS::Lambda::EventSourceMapping',
      properties,
    } as Parameters<typeof mappingSettings>[0]),
  );
const ofQueue = mapping('Queue', { FunctionName: 'ship', EventSourceArn: queueArn, Enabled: false });
const ofStream = mapping('Stream', {
  FunctionName: 'arn:aws:lambda:us-east-1:000000000000:function:publish',
  EventSourceArn: streamArn,
  FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
  MaximumRetryAttempts: 3,
  DestinationConfig: { OnFailure: { Destination: queueArn } },
});
const list = (query: Record<string, string>) => listMappings([ofQueue, ofStream], new URLSearchParams(query));

describe('ListEventSourceMappings', () => {
  it('returns the settings of mappings as the Lambda API names them', () => {
    expect(ofQueue).toMatchObject({
      EventSourceArn: queueArn,
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:ship',
      State: 'Disabled',
      BatchSize: 10,
    });
    expect(ofStream).toMatchObject({
      State: 'Enabled',
      MaximumRetryAttempts: 3,
      FilterCriteria: { Filters: [{ Pattern: '{"eventName":["INSERT"]}' }] },
      DestinationConfig: { OnFailure: { Destination: queueArn } },
    });
  });

  it('selects by event source and by function', () => {
    expect(list({ EventSourceArn: queueArn }).EventSourceMappings).toEqual([ofQueue]);
    expect(list({ FunctionName: 'publish' }).EventSourceMappings).toEqual([ofStream]);
  });

  it('returns pages', () => {
    expect(list({ MaxItems: '1' })).toEqual({ EventSourceMappings: [ofQueue], NextMarker: '1' });
    expect(list({ MaxItems: '1', Marker: '1' })).toEqual({ EventSourceMappings: [ofStream] });
  });
});
