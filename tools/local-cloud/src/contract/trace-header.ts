import { randomBytes } from 'node:crypto';

/** A new trace in the form of X-Ray: `Root=1-{epoch seconds in hex}-{96 random bits}`. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export const newTraceHeader = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
};

/** The trace an invocation belongs to: the caller's, where it sent one. */
export const traceOf = (correlation: string | undefined): string =>
  correlation && /(^|;)\s*Root=1-/.test(correlation) ? correlation : newTraceHeader();
