// Metrics and log lines of a simulation are of no use, and the metrics module reads this when it is loaded.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
process.env['AWS_REGION'] ??= 'us-east-1';
const { runSimulation } = await import('./simulate.ts');
process.exitCode = await runSimulation(process.argv.slice(2));
