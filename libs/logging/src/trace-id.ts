const ROOT = /(?:^|;)\s*Root=([^;]+)/;

/**
 * Returns the id of the trace, which links the log lines of an invocation with its trace in X-Ray.
 *
 * @param header  the environment variable `_X_AMZN_TRACE_ID`, which Lambda sets for each invocation
 *   https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader
 */
export const parseTraceId = (header: string | undefined): string | undefined =>
  header === undefined ? undefined : (ROOT.exec(header)?.[1] ?? header);
