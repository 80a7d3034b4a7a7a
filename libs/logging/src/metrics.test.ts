import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

// Powertools reads the environment when it is imported.
Object.assign(process.env, {
  POWERTOOLS_METRICS_DISABLED: 'false',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/test',
  POWERTOOLS_SERVICE_NAME: 'orders',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
});
const { count, countColdStart, countMoney, measure, recordStep, publishMetrics } =
  await import('./metrics.ts');

interface Emf {
  readonly _aws: {
    readonly CloudWatchMetrics: readonly [
      {
        readonly Namespace: string;
        readonly Dimensions: readonly (readonly string[])[];
        readonly Metrics: readonly { readonly Name: string; readonly Unit: string }[];
      },
    ];
  };
  readonly [key: string]: unknown;
}

let written: Emf[] = [];
beforeEach(() => {
  written = [];
  jest
    .spyOn(process.stdout, 'write')
    .mockImplementation((line) => written.push(JSON.parse(String(line))) > 0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Returns the metrics that CloudWatch extracts from a line. */
const toMetrics = (line: Emf) =>
  line['_aws'].CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.map(({ Name, Unit }) => ({
      name: `${Namespace} ${Name}`,
      unit: Unit,
      value: line[Name],
      dimensions: Object.fromEntries(Dimensions.flat().map((name) => [name, line[name]])),
    })),
  );

describe('metrics', () => {
  it('writes the metrics of an invocation once, with the service dimension', () => {
    count('OrderPlaced');
    measure('CheckoutDuration', 1200);
    publishMetrics();
    publishMetrics();
    expect(written.flatMap(toMetrics)).toEqual([
      { name: 'tradewind/test OrderPlaced', unit: 'Count', value: 1, dimensions: { service: 'orders' } },
      {
        name: 'tradewind/test CheckoutDuration',
        unit: 'Milliseconds',
        value: 1200,
        dimensions: { service: 'orders' },
      },
    ]);
  });

  it('writes amounts in minor units per currency', () => {
    countMoney('OrderValue', { amount: 1999, currency: 'EUR' });
    countMoney('OrderValue', { amount: 500, currency: 'USD' });
    expect(written.flatMap(toMetrics)).toEqual(
      [
        { currency: 'EUR', value: 1999 },
        { currency: 'USD', value: 500 },
      ].map(({ currency, value }) => ({
        name: 'tradewind/test OrderValue',
        unit: 'None',
        value,
        dimensions: { service: 'orders', currency },
      })),
    );
  });

  it('writes the outcome of a step as a dimension', () => {
    recordStep({ step: 'CapturePayment', outcome: 'refused', milliseconds: 31 });
    expect(written.flatMap(toMetrics)).toEqual([
      {
        name: 'tradewind/test StepDuration',
        unit: 'Milliseconds',
        value: 31,
        dimensions: { service: 'orders', step: 'CapturePayment', outcome: 'refused' },
      },
    ]);
  });

  it('counts the cold start of an execution environment once', () => {
    countColdStart('get-order');
    countColdStart('get-order');
    expect(written.flatMap(toMetrics)).toEqual([
      {
        name: 'tradewind/test ColdStart',
        unit: 'Count',
        value: 1,
        dimensions: { service: 'orders', function_name: 'get-order' },
      },
    ]);
  });

  it('writes nothing without metrics', () => {
    publishMetrics();
    expect(written).toEqual([]);
  });
});
