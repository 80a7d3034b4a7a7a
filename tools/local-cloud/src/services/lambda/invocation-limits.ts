// https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
/** 6 MB for the request and the response of a synchronous invocation. */
export const SYNCHRONOUS_PAYLOAD_BYTES = 6 * 1024 * 1024;
/** Lambda allows a slightly larger response than request. */
export const RESPONSE_PAYLOAD_BYTES = SYNCHRONOUS_PAYLOAD_BYTES + 100;
/** 1 MB for an asynchronous invocation. */
export const ASYNCHRONOUS_PAYLOAD_BYTES = 1024 * 1024;
