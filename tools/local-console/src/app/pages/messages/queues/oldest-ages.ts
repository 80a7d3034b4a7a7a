/** A result of GetMetricData. */
export interface MetricDataResult {
  readonly Label?: string;
  /** Newest first. */
  readonly Values?: readonly number[];
}

const WINDOW_MILLIS = 5 * 60_000;

/** The input of GetMetricData for the age of the oldest message of queues. Labels are the names of the queues. */
export const toAgeQuery = (queueNames: readonly string[], nowMillis: number): object => ({
  StartTime: { $date: new Date(nowMillis - WINDOW_MILLIS).toISOString() },
  EndTime: { $date: new Date(nowMillis).toISOString() },
  ScanBy: 'TimestampDescending',
  MetricDataQueries: queueNames.map((name, index) => ({
    Id: `q${index}`,
    Label: name,
    MetricStat: {
      Metric: {
        Namespace: 'AWS/SQS',
        MetricName: 'ApproximateAgeOfOldestMessage',
        Dimensions: [{ Name: 'QueueName', Value: name }],
      },
      Period: 60,
      Stat: 'Maximum',
    },
  })),
});

/** Returns the latest value by label. */
export const readLatestValues = (results: readonly MetricDataResult[]): ReadonlyMap<string, number> =>
  new Map(
    results.flatMap(({ Label, Values = [] }) =>
      Label === undefined || Values[0] === undefined ? [] : [[Label, Values[0]] as const],
    ),
  );
