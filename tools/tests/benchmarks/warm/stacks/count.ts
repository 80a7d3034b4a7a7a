const { POWERTOOLS_SERVICE_NAME: service, POWERTOOLS_METRICS_NAMESPACE: namespace } = process.env;

/** Writes one line in CloudWatch's embedded metric format, for the stacks without a metrics library. */
export function count(name: string): void {
  const metric = {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        { Namespace: namespace, Dimensions: [['service']], Metrics: [{ Name: name, Unit: 'Count' }] },
      ],
    },
    service,
    [name]: 1,
  };
  process.stdout.write(`${JSON.stringify(metric)}\n`);
}
