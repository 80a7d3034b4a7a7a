import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

// Powertools reads the environment as it is loaded.
Object.assign(process.env, {
  POWERTOOLS_METRICS_DISABLED: 'false',
  POWERTOOLS_METRICS_NAMESPACE: 'tradewind/test',
  POWERTOOLS_SERVICE_NAME: 'orders',
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
});
const { count, countColdStart, countMoney, measure, measureStep, publishMetrics } =
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

/** What CloudWatch makes of a line. */
const metricsOf = (line: Emf) =>
  line['_aws'].CloudWatchMetrics.flatMap(({ Namespace, Dimensions, Metrics }) =>
    Metrics.map(({ Name, Unit }) => ({
      name: `${Namespace} ${Name}`,
      unit: Unit,
      value: line[Name],
      dimensions: Object.fromEntries(Dimensions.flat().map((name) => [name, line[name]])),
    })),
  );

describe('metrics', () => {
  it('writes what an invocation counted and measured once, under its service', () => {
    count('OrderPlaced');
    measure('CheckoutDuration', 1200);
    publishMetrics();
    publishMetrics();
    expect(written.flatMap(metricsOf)).toEqual([
      { name: 'tradewind/test OrderPlaced', unit: 'Count', value: 1, dimensions: { service: 'orders' } },
      {
        name: 'tradewind/test CheckoutDuration',
        unit: 'Milliseconds',
        value: 1200,
        dimensions: { service: 'orders' },
      },
    ]);
  });

  it('keeps currencies apart, and writes no fractions', () => {
    countMoney('OrderValue', { amount: 1999, currency: 'EUR' });
    countMoney('OrderValue', { amount: 500, currency: 'USD' });
    expect(written.flatMap(metricsOf)).toEqual(
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

  it('tells how a step ended by a dimension, not by a name', () => {
    measureStep({ step: 'CapturePayment', outcome: 'refused', milliseconds: 31 });
    expect(written.flatMap(metricsOf)).toEqual([
      {
        name: 'tradewind/test StepDuration',
        unit: 'Milliseconds',
        value: 31,
        dimensions: { service: 'orders', step: 'CapturePayment', outcome: 'refused' },
      },
    ]);
  });

  it('counts the cold start of an environment once', () => {
    countColdStart('get-order');
    countColdStart('get-order');
    expect(written.flatMap(metricsOf)).toEqual([
      {
        name: 'tradewind/test ColdStart',
        unit: 'Count',
        value: 1,
        dimensions: { service: 'orders', function_name: 'get-order' },
      },
    ]);
  });

  it('writes nothing where nothing was counted', () => {
    publishMetrics();
    expect(written).toEqual([]);
  });
});
