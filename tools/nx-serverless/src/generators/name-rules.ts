// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html, and the longest stage that a deploy takes.
const FUNCTION_NAME_LIMIT = 64;
const STAGE_LENGTH = 16;

/**
 * Digits are left out because routes and logical ids are read back from names, and `a-1` would come back as `a1`.
 *
 * @param what  what is named, for the message: `service`
 * @throws Error saying what a name looks like
 */
export function expectKebabCase(what: string, name: string, example: string): void {
  if (/^[a-z]+(-[a-z]+)*$/.test(name)) return;
  throw new Error(
    `"${name}" is no name for a ${what}: write lower-case words joined by dashes, such as ${example}.`,
  );
}

/** @throws Error where Lambda would refuse the function's full name, `tradewind-{service}-{stage}-{name}` */
export function expectFunctionNameFits(service: string, name: string): void {
  const left = FUNCTION_NAME_LIMIT - `tradewind-${service}--`.length - STAGE_LENGTH;
  if (name.length <= left) return;
  throw new Error(
    `"${name}" is too long: Lambda takes ${FUNCTION_NAME_LIMIT} letters for tradewind-${service}-STAGE-NAME, ` +
      `which leaves ${left} for the function. Choose a shorter name.`,
  );
}
