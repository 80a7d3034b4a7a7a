// https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html; STAGE_LENGTH is the longest stage name that a deploy accepts.
const FUNCTION_NAME_LIMIT = 64;
const STAGE_LENGTH = 16;

/**
 * Digits are excluded because routes and logical ids are parsed back from names, and `a-1` would come back as `a1`.
 *
 * @param what  the kind of name, for the message: `service`
 * @throws Error when the name is not kebab-case
 */
export function expectKebabCase(what: string, name: string, example: string): void {
  if (/^[a-z]+(-[a-z]+)*$/.test(name)) return;
  throw new Error(
    `"${name}" is not a valid ${what} name. Write lowercase words joined by hyphens, such as ${example}.`,
  );
}

/** @throws Error when Lambda would reject the full function name, `tradewind-{service}-{stage}-{name}` */
export function expectFunctionNameFits(service: string, name: string): void {
  const left = FUNCTION_NAME_LIMIT - `tradewind-${service}--`.length - STAGE_LENGTH;
  if (name.length <= left) return;
  throw new Error(
    `"${name}" is too long. Lambda allows ${FUNCTION_NAME_LIMIT} characters for tradewind-${service}-STAGE-NAME, ` +
      `which leaves ${left} for the function. Choose a shorter name.`,
  );
}
