import type { MetricCatalog } from '#libs/logging';

const head = `# Metrics

<!-- Written by "npm run metrics-page" from each service's src/metrics.ts; edit those. -->

Functions write metrics in the [embedded metric format](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html): a log line that CloudWatch turns into metrics of the namespace \`tradewind/{stage}\`. No API call is made, so no request waits for one. The dashboard \`tradewind-{service}-{stage}\` shows them.

## Business metrics

A service declares its metrics in \`src/metrics.ts\`; other names do not compile. They have the dimension \`service\`. Metrics of kind money are in minor units and also have the dimension \`currency\`.

| Metric | Service | Kind | Description |
| --- | --- | --- | --- |
`;

const tail = `
## Metrics of every service

| Metric | Dimensions | Description |
| --- | --- | --- |
| \`StepDuration\` | \`service\`, \`step\`, \`outcome\` | Duration of a saga command in milliseconds. The sample count is the number of commands that were \`done\`, \`refused\` or \`failed\`. |
| \`ColdStart\` | \`service\`, \`function_name\` | An invocation that waited for its execution environment to start. |
| \`UnexpectedErrors\` | \`service\`, \`function_name\` | A failed record of a batch, which Lambda's own \`Errors\` does not count. |
| \`RefusedCommands\` | \`service\`, \`function_name\` | A refused command, which Lambda's own \`Errors\` counts, although its saga expects it. |

A metric filter of a service's own alarm counts \`SERVICE/AlarmName\`, without dimensions. AWS publishes everything else.

CloudWatch bills a custom metric per hour and per combination of dimensions. A dimension therefore has few values, and an id is never one: find ids in the log by correlation id.
`;

/** @returns docs/metrics.md, before formatting */
export const metricsPage = (catalogs: ReadonlyMap<string, MetricCatalog>): string => {
  const rows = [...catalogs].flatMap(([service, catalog]) =>
    Object.entries(catalog).map(
      ([name, { kind, description }]) => `| \`${name}\` | ${service} | ${kind} | ${description} |`,
    ),
  );
  return `${head}${rows.join('\n')}\n${tail}`;
};
