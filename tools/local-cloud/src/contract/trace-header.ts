import { randomBytes } from 'node:crypto';

/** Creates an X-Ray trace header: `Root=1-{epoch seconds in hex}-{96 random bits}`. https://docs.aws.amazon.com/xray/latest/devguide/xray-concepts.html#xray-concepts-tracingheader */
export const newTraceHeader = (): string => {
  const seconds = Math.floor(Date.now() / 1000).toString(16);
  return `Root=1-${seconds}-${randomBytes(12).toString('hex')}`;
};

/** Returns the caller's trace header if it is valid, else a new one. */
export const toTraceHeader = (received: string | undefined): string =>
  received && /(^|;)\s*Root=1-/.test(received) ? received : newTraceHeader();

/** The parts of a trace header that link an effect to its cause. */
export interface TraceLink {
  /** `1-…-…` */
  readonly root: string | undefined;
  /** The id of the span that is the cause: 16 hexadecimal digits. */
  readonly parent: string | undefined;
}

/** Reads the root and the parent of a trace header. */
export const parseTraceHeader = (header: string): TraceLink => ({
  root: /(?:^|;)\s*Root=([\w-]+)/.exec(header)?.[1],
  parent: /(?:^|;)\s*Parent=([\da-f]{16})/.exec(header)?.[1],
});
