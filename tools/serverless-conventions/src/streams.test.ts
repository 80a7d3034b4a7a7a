import { expect, it } from '@jest/globals';
import type { Template } from './template.ts';
import { retryStreams } from './streams.ts';

const isolated = (properties: object, Type = 'AWS::Lambda::EventSourceMapping') => {
  const template: Template = { Resources: { FromTable: { Type, Properties: { ...properties } } } };
  retryStreams(template);
  return template.Resources['FromTable']!.Properties;
};

it('bisects failed batches of a stream, and retries them for two hours', () =>
  expect(isolated({ StartingPosition: 'TRIM_HORIZON' })).toEqual({
    StartingPosition: 'TRIM_HORIZON',
    BisectBatchOnFunctionError: true,
    MaximumRecordAgeInSeconds: 7200,
  }));

it('does not change explicit settings, queues and other resources', () => {
  const own = {
    StartingPosition: 'LATEST',
    BisectBatchOnFunctionError: false,
    MaximumRecordAgeInSeconds: 60,
  };
  expect(isolated(own)).toEqual(own);
  expect(isolated({ BatchSize: 10 })).toEqual({ BatchSize: 10 });
  expect(isolated({ StartingPosition: 'LATEST' }, 'Custom::Reader')).toEqual({ StartingPosition: 'LATEST' });
});
