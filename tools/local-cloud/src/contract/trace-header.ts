import { randomBytes } from 'node:crypto';

/** Creates an X-Ray trace header: `Root=1-{epoch seconds in hex}-{96 random bits}`. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export const newTraceHeader = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
};

/** Returns the caller's trace header if it is valid, else a new one. */
export const toTraceHeader = (correlation: string | undefined): string =>
  correlation && /(^|;)\s*Root=1-/.test(correlation) ? correlation : newTraceHeader();
