// Log lines and metrics of a simulation are of no use; the logger and the metrics read these when they are loaded.
process.env['POWERTOOLS_LOG_LEVEL'] ??= 'SILENT';
process.env['POWERTOOLS_METRICS_DISABLED'] ??= 'true';
process.env['AWS_REGION'] ??= 'us-east-1';
